package weir.ui.chart;

import java.util.Arrays;
import javafx.scene.layout.Region;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;

/// Steps over time as a small line without axes, from 0 at the bottom to the highest step.
public final class Sparkline extends Region {
  private final Path area = path("trend-area");
  private final Path line = path("trend-line");
  private double[] points = {};

  public Sparkline() {
    getStyleClass().add("sparkline");
    setMouseTransparent(true);
    getChildren().addAll(area, line);
  }

  private static Path path(String style) {
    Path path = new Path();
    path.getStyleClass().add(style);
    path.setManaged(false);
    return path;
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
    area.getElements().clear();
    double most = Arrays.stream(points).filter(point -> !Double.isNaN(point)).max().orElse(0);
    double step = getWidth() / Math.max(1, points.length);
    double bottom = getHeight() - 1;
    boolean drawing = false;
    for (int i = 0; i < points.length && most > 0 && bottom > 1; i++) {
      if (Double.isNaN(points[i])) {
        drawing = false;
        continue;
      }
      double x = i * step;
      double y = bottom - points[i] / most * (bottom - 1);
      line.getElements().add(drawing ? new LineTo(x, y) : new MoveTo(x, y));
      line.getElements().add(new LineTo(x + step, y));
      area.getElements().add(new MoveTo(x, bottom));
      area.getElements().addAll(new LineTo(x, y), new LineTo(x + step, y));
      area.getElements().addAll(new LineTo(x + step, bottom), new ClosePath());
      drawing = true;
    }
  }
}
