package weir.export;

/// A sheet of paper.
///
/// @param width in points, 72 an inch, as `height` and `margin`
/// @param margin what stays white at each side
public record Paper(double width, double height, double margin) {
  public static final Paper A4 = new Paper(595.28, 841.89, 28.35);
  public static final Paper LETTER = new Paper(612, 792, 28.35);

  /// Pixels of a drawing an inch, where it is made for paper: what is read on a screen from further
  /// away.
  private static final double DENSITY = 144;

  private static final double INCH = 72;

  /// The same sheet, turned.
  public Paper landscape() {
    return new Paper(height, width, margin);
  }

  /// How wide a drawing is that fills it, in CSS pixels.
  public int pixelWidth() {
    return (int) ((width - 2 * margin) * DENSITY / INCH);
  }

  public int pixelHeight() {
    return (int) ((height - 2 * margin) * DENSITY / INCH);
  }
}
