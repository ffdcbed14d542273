package weir.ui.chart;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.function.Consumer;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.layout.Region;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import weir.query.Answer;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.Selection;
import weir.query.TimeRange;

/// How sums have changed over the range, without axes: from 0 at the bottom to the highest at the
/// top. A stretch that is dragged over is marked.
final class Trend extends Region implements PlotOverlay.Listener, StretchMark.Plotted {
  private final Path area = path("trend-area");
  private final Path line = path("trend-line");
  private final PlotOverlay overlay = new PlotOverlay(this);
  private final StretchMark mark;
  private double[] values = {};
  private TimeRange range = TimeRange.ALL;
  private Measure measure = Measure.BITS_PER_SECOND;
  private ZoneId zone = ZoneOffset.UTC;

  /// @param chart that it is in; gets the keyboard
  /// @param group the charts of its view
  /// @param onSelect told of the stretch of time that is picked
  Trend(Region chart, ChartGroup group, Consumer<Selection> onSelect) {
    mark = new StretchMark(chart, overlay, group, onSelect, this);
    getStyleClass().add("trend");
    getChildren().addAll(area, line, overlay);
    setMinHeight(0);
  }

  StretchMark mark() {
    return mark;
  }

  void zone(ZoneId newZone) {
    zone = newZone;
  }

  private long bucketNanos() {
    return range.lengthNanos() / Math.max(1, values.length);
  }

  /// Marks the newest bucket.
  void markNewest() {
    if (values.length > 0) {
      long until = range.untilNanos();
      mark.put(new Stretch(new TimeRange(until - bucketNanos(), until), range, bucketNanos()));
    }
  }

  @Override
  public void pointed(double x, double y) {}

  @Override
  public void left() {}

  @Override
  public void clicked(double x, double y, boolean exclude) {
    mark.drop();
  }

  @Override
  public boolean brushesValues() {
    return false;
  }

  @Override
  public void brushing(Bounds brush) {}

  @Override
  public void brushed(Bounds brush) {
    if (values.length > 0) {
      Buckets buckets = new Buckets(range, bucketNanos(), 0, values.length);
      TimeRange span = buckets.span(brush.getMinX(), brush.getMaxX() - 0.5, getWidth());
      mark.put(new Stretch(span, range, bucketNanos()));
    }
  }

  @Override
  public boolean zoomsOut() {
    return false;
  }

  @Override
  public void zoomOut() {}

  @Override
  public Bounds area(Stretch stretch) {
    double from = Math.max(0, x(stretch.range().fromNanos()));
    double until = Math.min(getWidth(), x(stretch.range().untilNanos()));
    return new BoundingBox(from, 0, Math.max(0, until - from), getHeight());
  }

  private double x(long nanos) {
    return getWidth() * (nanos - range.fromNanos()) / Math.max(1, range.lengthNanos());
  }

  @Override
  public String words(Stretch stretch) {
    return Reading.span(stretch.range(), zone);
  }

  @Override
  public String csv(Stretch stretch) {
    StringBuilder text = new StringBuilder("time,").append(measure.unit()).append('\n');
    for (int i = 0; i < values.length; i++) {
      long at = range.fromNanos() + i * bucketNanos();
      if (stretch.range().contains(at)) {
        text.append(TimeRange.instant(at)).append(',').append(Csv.number(values[i])).append('\n');
      }
    }
    return text.toString();
  }

  private static Path path(String style) {
    Path path = new Path();
    path.getStyleClass().add(style);
    path.setManaged(false);
    path.setMouseTransparent(true);
    return path;
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
    measure = query.measures().getFirst();
    mark.follow(range, bucketNanos());
    requestLayout();
  }

  void clear() {
    values = new double[0];
    mark.drop();
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    overlay.resizeRelocate(0, 0, getWidth(), getHeight());
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
