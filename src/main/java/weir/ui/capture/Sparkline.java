package weir.ui.capture;

import javafx.scene.layout.Region;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.Line;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;

/// The last minute in a hand's breadth: what comes above the line, what goes below it. Its height
/// is that of the busiest second, whatever that is.
final class Sparkline extends Region {
  private final Path above = path("spark-in");
  private final Path below = path("spark-out");
  private final Line middle = new Line();
  private double[] in = {};
  private double[] out = {};

  Sparkline() {
    getStyleClass().add("sparkline");
    middle.getStyleClass().add("spark-line");
    getChildren().addAll(above, below, middle);
    setMouseTransparent(true);
  }

  private static Path path(String style) {
    Path path = new Path();
    path.getStyleClass().add(style);
    path.setManaged(false);
    return path;
  }

  /// @param newIn the oldest first, NaN where nothing is known; as `newOut`
  void show(double[] newIn, double[] newOut) {
    in = newIn;
    out = newOut;
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    double middleY = Math.floor(getHeight() / 2) + 0.5;
    double most = Math.max(Math.max(most(in), most(out)), Double.MIN_VALUE);
    double room = middleY - 1;
    draw(above, in, middleY, -room / most);
    draw(below, out, middleY, room / most);
    middle.setStartX(0);
    middle.setEndX(getWidth());
    middle.setStartY(middleY);
    middle.setEndY(middleY);
  }

  private static double most(double[] values) {
    double most = 0;
    for (double value : values) {
      most = value > most ? value : most; // NaN is not
    }
    return most;
  }

  /// A bar a second; seconds with none draw nothing.
  private void draw(Path path, double[] values, double middleY, double scale) {
    path.getElements().clear();
    double step = getWidth() / Math.max(1, values.length);
    for (int i = 0; i < values.length; i++) {
      if (values[i] > 0) {
        double y = middleY + values[i] * scale;
        path.getElements()
            .addAll(
                new MoveTo(i * step, middleY),
                new LineTo(i * step, y),
                new LineTo((i + 1) * step, y),
                new LineTo((i + 1) * step, middleY),
                new ClosePath());
      }
    }
  }
}
