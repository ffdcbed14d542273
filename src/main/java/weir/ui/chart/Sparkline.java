package weir.ui.chart;

import java.util.Arrays;
import javafx.scene.layout.Region;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;

/// Steps over time as a small line without axes, from 0 at the bottom to the highest step.
public final class Sparkline extends Region {
  private final Path line = new Path();
  private double[] points = {};

  public Sparkline() {
    getStyleClass().add("sparkline");
    line.getStyleClass().add("trend-line");
    line.setManaged(false);
    setMouseTransparent(true);
    getChildren().add(line);
  }

  /// @param newPoints a value a step; NaN where nothing is known
  public void show(double[] newPoints) {
    if (!Arrays.equals(points, newPoints)) {
      points = newPoints.clone();
      requestLayout();
    }
  }

  @Override
  protected void layoutChildren() {
    line.getElements().clear();
    double most = Arrays.stream(points).filter(point -> !Double.isNaN(point)).max().orElse(0);
    double left = snappedLeftInset();
    double step = (getWidth() - left - snappedRightInset()) / Math.max(1, points.length);
    double bottom = getHeight() - snappedBottomInset() - 1;
    double height = bottom - snappedTopInset() - 1;
    boolean drawing = false;
    for (int i = 0; i < points.length && most > 0 && height > 0; i++) {
      if (Double.isNaN(points[i])) {
        drawing = false;
        continue;
      }
      double x = left + i * step;
      double y = bottom - points[i] / most * height;
      line.getElements().add(drawing ? new LineTo(x, y) : new MoveTo(x, y));
      line.getElements().add(new LineTo(x + step, y));
      drawing = true;
    }
  }
}
