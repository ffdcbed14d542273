package weir.ui.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyEvent;
import weir.query.TimeRange;

/// Where the reader points, with mouse or keys, and what follows from it: crosshair, reading,
/// highlight and selections.
final class Pointer implements PlotOverlay.Listener, SeriesLegend.Listener, StretchMark.Plotted {
  /// Rows of a reading; more would hide the plot.
  private static final int MOST_ROWS = 14;

  private static final double ROW_EMS = 1.65;

  /// Rows of a chart that follows another one's crosshair.
  private static final int MOST_FOLLOWING = 3;

  private final TimeSeriesChart chart;
  private final StillMouse mouse = new StillMouse();

  /// Fraction of the plot's width and height, so that it stays when the chart is resized; NaN while
  /// nothing is pointed at.
  private double x = Double.NaN;

  private double y = Double.NaN;
  private int highlighted = -1;
  private boolean byKeys;

  /// Whether the other charts follow this one.
  private boolean leads;

  /// Where another chart is pointed at, in nanoseconds since 1970.
  private long followed = ChartGroup.NOWHERE;

  Pointer(TimeSeriesChart chart) {
    this.chart = chart;
  }

  int highlighted() {
    return highlighted;
  }

  @Override
  public void pointed(double plotX, double plotY) {
    ChartLayout layout = chart.layoutOfPlot();
    if (layout == null || mouse.rests(plotX, plotY, byKeys || followed != ChartGroup.NOWHERE)) {
      return;
    }
    byKeys = false;
    x = plotX / layout.width();
    y = plotY / layout.height();
    highlight(layout.hit(plotX, plotY, chart.style()));
    refresh();
  }

  @Override
  public void left() {
    if (!byKeys) {
      x = Double.NaN;
      highlight(-1);
      refresh();
    }
  }

  @Override
  public void clicked(double plotX, double plotY, boolean exclude) {
    ChartLayout layout = chart.layoutOfPlot();
    if (!chart.mark().drop() && layout != null) {
      select(layout.hit(plotX, plotY, chart.style()), exclude);
    }
  }

  @Override
  public boolean brushesValues() {
    return false;
  }

  @Override
  public void brushing(Bounds area) {
    ChartLayout layout = chart.layoutOfPlot();
    if (layout != null) {
      x = Double.NaN;
      highlight(-1);
      lead(ChartGroup.NOWHERE);
      chart.overlay().hideCrosshair();
      String span = Reading.span(layout.span(area.getMinX(), area.getMaxX()), chart.zone());
      chart.reading().show(span, List.of());
      chart.placeReading(area.getMinX(), area.getMaxX());
    }
  }

  @Override
  public void brushed(Bounds area) {
    chart.reading().setVisible(false);
    ChartLayout layout = chart.layoutOfPlot();
    if (layout != null) {
      mark(layout, layout.span(area.getMinX(), area.getMaxX()));
    }
  }

  private void mark(ChartLayout layout, TimeRange range) {
    SeriesTable table = layout.table();
    chart.mark().put(new Stretch(range, table.range(), table.bucketNanos()));
  }

  @Override
  public Bounds area(Stretch stretch) {
    ChartLayout layout = Objects.requireNonNull(chart.layoutOfPlot(), "something is marked");
    double from = Math.max(0, column(layout, stretch.range().fromNanos()));
    double until = Math.min(layout.width(), column(layout, stretch.range().untilNanos()));
    return new BoundingBox(from, 0, Math.max(0, until - from), layout.height());
  }

  private static double column(ChartLayout layout, long nanos) {
    SeriesTable table = layout.table();
    return layout.x((double) (nanos - table.range().fromNanos()) / table.bucketNanos());
  }

  @Override
  public String words(Stretch stretch) {
    return Reading.span(stretch.range(), chart.zone());
  }

  @Override
  public String csv(Stretch stretch) {
    ChartLayout layout = chart.layoutOfPlot();
    return layout == null ? "" : Csv.of(layout.table(), stretch.range());
  }

  @Override
  public boolean zoomsOut() {
    return chart.zoomOut() != null;
  }

  @Override
  public void zoomOut() {
    Runnable action = chart.zoomOut();
    if (action != null) {
      action.run();
    }
  }

  @Override
  public void hovered(int series) {
    if (series >= 0 || !byKeys) {
      highlight(series);
    }
  }

  private void highlight(int series) {
    ChartLayout layout = chart.layoutOfPlot();
    int next = layout != null && layout.bands().isSeen(series) ? series : -1;
    if (next != highlighted) {
      highlighted = next;
      chart.legend().highlight(next);
      chart.repaint();
    }
  }

  @Override
  public void number(LegendNumber number) {
    chart.group().choose(chart.group().choice().withNumber(number));
  }

  /// "Other" is no group that could be selected: it is hidden, or shown again.
  @Override
  public void choose(int series, boolean exclude) {
    ChartLayout layout = chart.layoutOfPlot();
    if (layout != null && layout.table().series().get(series).other()) {
      ChartChoice choice = chart.group().choice();
      chart.group().hideOther(!choice.otherHidden());
    } else {
      select(series, exclude);
    }
  }

  @Override
  public List<MenuItem> menu(int series) {
    ChartLayout layout = chart.layoutOfPlot();
    return layout == null ? ChartMenu.ofNothing(chart) : ChartMenu.of(chart, layout, series);
  }

  /// For the series that is pointed at, if any.
  List<MenuItem> menu() {
    return menu(highlighted);
  }

  private void select(int series, boolean exclude) {
    ChartLayout layout = chart.layoutOfPlot();
    if (layout != null && series >= 0 && series < layout.table().series().size()) {
      layout.table().series().get(series).selection(exclude).ifPresent(chart::select);
    }
  }

  void focused(boolean focused) {
    if (!focused && byKeys) {
      byKeys = false;
      left();
    }
  }

  void key(KeyEvent event) {
    ChartLayout layout = chart.layoutOfPlot();
    if (layout == null) {
      return;
    }
    if (chart.mark().key(event)) {
      return;
    }
    int far = event.isShiftDown() ? 10 : 1;
    boolean used = true;
    switch (event.getCode()) {
      case LEFT -> move(layout, -far);
      case RIGHT -> move(layout, far);
      case HOME -> move(layout, -layout.table().buckets());
      case END -> move(layout, layout.table().buckets());
      case UP -> turn(layout, 1);
      case DOWN -> turn(layout, -1);
      case ENTER -> {
        if (event.isShiftDown() && !Double.isNaN(x)) {
          mark(layout, layout.table().bucket(layout.bucketAt(x * layout.width())));
        } else {
          select(highlighted, event.isAltDown());
        }
      }
      case ESCAPE -> used = cancel();
      default -> used = false;
    }
    if (used) {
      event.consume();
    }
  }

  private boolean cancel() {
    if (chart.overlay().cancelBrush()) {
      chart.reading().setVisible(false);
      return true;
    }
    boolean pointing = !Double.isNaN(x);
    byKeys = false;
    left();
    return pointing;
  }

  private void move(ChartLayout layout, int buckets) {
    int newest = Math.max(0, layout.table().newest());
    int from = Double.isNaN(x) ? newest : layout.bucketAt(x * layout.width()) + buckets;
    pointAt(layout, Math.clamp(from, Math.min(layout.table().first(), newest), newest));
    if (highlighted < 0) {
      highlight(0);
    }
    refresh();
  }

  private void turn(ChartLayout layout, int by) {
    if (Double.isNaN(x)) {
      pointAt(layout, Math.max(0, layout.table().newest()));
    }
    int series = layout.table().series().size();
    int next = highlighted < 0 ? 0 : Math.floorMod(highlighted + by, series);
    highlight(layout.bands().hidden(next) ? Math.floorMod(next + by, series) : next);
    byKeys = true;
    refresh();
  }

  private void pointAt(ChartLayout layout, int bucket) {
    x = (bucket + 0.5) / layout.table().buckets();
    byKeys = true;
  }

  /// Another chart is pointed at, or none any more.
  void follow(long nanos) {
    if (nanos == followed && !leads) {
      return;
    }
    followed = nanos;
    leads = false;
    byKeys = false;
    x = Double.NaN;
    if (highlighted >= 0) {
      highlight(-1);
    }
    refresh();
  }

  private void lead(long nanos) {
    if (leads || nanos != ChartGroup.NOWHERE) {
      leads = nanos != ChartGroup.NOWHERE;
      followed = ChartGroup.NOWHERE;
      chart.group().point(chart, nanos);
    }
  }

  /// Reads again at the same place, after new data or a new size.
  void refresh() {
    ChartLayout layout = chart.layoutOfPlot();
    if (layout == null) {
      chart.mark().drop();
    } else {
      chart.mark().follow(layout.table().range(), layout.table().bucketNanos());
    }
    if (chart.overlay().isBrushing()) {
      return;
    }
    if (layout == null || layout.width() <= 0) {
      hide();
      return;
    }
    if (Double.isNaN(x)) {
      lead(ChartGroup.NOWHERE);
      int bucket = layout.table().bucketOf(followed);
      readAt(layout, bucket <= layout.table().newest() ? bucket : -1);
      return;
    }
    if (highlighted >= layout.table().series().size()) {
      highlight(-1);
    } else if (!byKeys) {
      highlight(layout.hit(x * layout.width(), y * layout.height(), chart.style()));
    }
    int bucket = layout.bucketAt(x * layout.width());
    lead(layout.table().bucket(bucket).fromNanos());
    readAt(layout, bucket);
  }

  private void hide() {
    chart.overlay().hideCrosshair();
    chart.reading().setVisible(false);
  }

  private void readAt(ChartLayout layout, int bucket) {
    if (bucket < 0) {
      hide();
      return;
    }
    chart.overlay().showCrosshair(layout.middle(bucket));
    read(layout, bucket);
    chart.placeReading(layout.middle(bucket), layout.middle(bucket));
  }

  private void read(ChartLayout layout, int bucket) {
    SeriesTable table = layout.table();
    Reading reading = new Reading(layout, chart.style(), chart.paints(), bucket);
    if (!leads) {
      String brief = Reading.briefTime(table.bucket(bucket), chart.zone());
      chart.reading().show(brief, reading.largest(MOST_FOLLOWING));
      return;
    }
    // the time, what is left out and totals need rows, too
    double fit = chart.getHeight() / (ROW_EMS * chart.em()) - 5;
    int most = Math.clamp((long) fit, 3, MOST_ROWS);
    String time = Reading.time(table.bucket(bucket), chart.zone()) + Reading.part(table, bucket);
    List<ReadingBox.Row> rows = new ArrayList<>(reading.rows(highlighted, most));
    rows.addAll(Reading.errors(chart.errors(), table.bucket(bucket)));
    chart.reading().show(time, rows);
    if (byKeys && highlighted >= 0) {
      Series series = table.series().get(highlighted);
      String value = Reading.value(table, series.points()[bucket]);
      chart.setAccessibleText(time + ": " + series.label() + " " + value);
    }
  }
}
