package weir.export;

/// What draws: on the screen, into a file, or into a [Drawing] that is played again later. Lengths
/// are CSS pixels, y grows downwards. What is set holds until the [#restore] that belongs to the
/// [#save] before it.
public interface Pen {
  /// Keeps position, opacity and clip for the matching [#restore].
  void save();

  /// Back to what was when [#save] was called last.
  void restore();

  /// What follows is in other coordinates: x' = xx x + xy y + tx, y' = yx x + yy y + ty.
  void transform(double xx, double yx, double xy, double yy, double tx, double ty);

  /// What follows is drawn so far to the right and down.
  default void translate(double x, double y) {
    transform(1, 0, 0, 1, x, y);
  }

  /// What follows is drawn that much fainter, each mark for itself.
  ///
  /// @param factor 0 for nothing, 1 for as it is
  void opacity(double factor);

  /// What follows is drawn only inside, and inside of what was clipped before.
  void clip(Outline shape);

  void fill(Outline shape, Ink ink);

  void stroke(Outline shape, Stroke stroke);

  /// Draws a line of text.
  ///
  /// @param baseline where the letters stand
  void text(Words words, double x, double baseline, Ink ink);

  /// Fills a rectangle with cells.
  void cells(Raster cells, double x, double y, double width, double height);

  default void fillRectangle(double x, double y, double width, double height, Ink ink) {
    fill(Outline.rectangle(x, y, width, height), ink);
  }

  /// The first points of two arrays, which are not kept.
  default void fillPolygon(double[] xs, double[] ys, int points, Ink ink) {
    fill(Outline.polygon(xs, ys, points), ink);
  }

  default void strokeLine(double x1, double y1, double x2, double y2, Stroke stroke) {
    stroke(new Outline.Builder().move(x1, y1).line(x2, y2).build(), stroke);
  }

  /// The first points of two arrays, which are not kept.
  default void strokePolyline(double[] xs, double[] ys, int points, Stroke stroke) {
    stroke(Outline.polyline(xs, ys, points), stroke);
  }
}
