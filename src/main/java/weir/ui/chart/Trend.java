package weir.ui.chart;

import java.util.Arrays;
import java.util.function.Consumer;
import javafx.scene.layout.Region;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import weir.query.Answer;
import weir.query.FlowQuery;
import weir.query.Selection;
import weir.query.TimeRange;

/// How sums have changed over the range, without axes: from 0 at the bottom to the highest at the
/// top. A stretch that is dragged over is picked.
final class Trend extends Region {
  private static final double LEAST_DRAG = 4;

  private final Path area = path("trend-area");
  private final Path line = path("trend-line");
  private final Region picked = new Region();
  private double[] values = {};
  private TimeRange range = TimeRange.ALL;
  private Consumer<Selection> onSelect = _ -> {};
  private double pressedX;

  Trend() {
    getStyleClass().add("trend");
    picked.getStyleClass().add("trend-picked");
    picked.setManaged(false);
    picked.setVisible(false);
    getChildren().addAll(area, line, picked);
    setMinHeight(0);
    setOnMousePressed(event -> pressedX = event.getX());
    setOnMouseDragged(
        event -> {
          picked.setVisible(Math.abs(event.getX() - pressedX) >= LEAST_DRAG);
          double from = Math.clamp(Math.min(event.getX(), pressedX), 0, getWidth());
          double until = Math.clamp(Math.max(event.getX(), pressedX), 0, getWidth());
          picked.resizeRelocate(from, 0, until - from, getHeight());
        });
    setOnMouseReleased(
        _ -> {
          if (picked.isVisible() && picked.getWidth() > 0 && values.length > 0) {
            picked.setVisible(false);
            onSelect.accept(
                new Selection.Span(
                    new TimeRange(
                        nanos(picked.getLayoutX()),
                        nanos(picked.getLayoutX() + picked.getWidth()))));
          }
          picked.setVisible(false);
        });
  }

  private long nanos(double x) {
    long bucket = range.lengthNanos() / values.length;
    return range.fromNanos() + Math.round(x / getWidth() * values.length) * bucket;
  }

  private static Path path(String style) {
    Path path = new Path();
    path.getStyleClass().add(style);
    path.setManaged(false);
    path.setMouseTransparent(true);
    return path;
  }

  void setOnSelect(Consumer<Selection> consumer) {
    onSelect = consumer;
  }

  /// @param answer of all flows together, over time
  void show(Answer answer) {
    FlowQuery query = answer.query();
    range = query.range().aligned(query.bucketNanos());
    values = new double[(int) (range.lengthNanos() / query.bucketNanos())];
    for (int row = 0; row < answer.rows(); row++) {
      long at = (answer.bucketStartNanos()[row] - range.fromNanos()) / query.bucketNanos();
      if (at >= 0 && at < values.length) {
        values[(int) at] = answer.value(row, 0);
      }
    }
    requestLayout();
  }

  void clear() {
    values = new double[0];
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    area.getElements().clear();
    line.getElements().clear();
    double most = Arrays.stream(values).max().orElse(0);
    if (most <= 0 || getHeight() < 4) {
      return;
    }
    double bottom = getHeight() - 1;
    double step = getWidth() / values.length;
    area.getElements().add(new MoveTo(0, bottom));
    for (int i = 0; i < values.length; i++) {
      double y = bottom - values[i] / most * (bottom - 2);
      double x = i * step;
      line.getElements().add(i == 0 ? new MoveTo(x, y) : new LineTo(x, y));
      line.getElements().add(new LineTo(x + step, y));
      area.getElements().addAll(new LineTo(x, y), new LineTo(x + step, y));
    }
    area.getElements().addAll(new LineTo(getWidth(), bottom), new ClosePath());
  }
}
