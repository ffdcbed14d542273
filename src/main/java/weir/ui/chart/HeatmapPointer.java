package weir.ui.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyEvent;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;
import weir.query.TimeRange;
import weir.query.ValueSpan;

/// Which cell of a heatmap the reader points at, with mouse or keys, and what follows from it.
final class HeatmapPointer implements PlotOverlay.Listener, StretchMark.Plotted {
  /// Rows of a heatmap that follows another chart's crosshair.
  private static final int MOST_FOLLOWING = 3;

  private static final int FAR = 10;

  private final HeatmapChart chart;
  private final StillMouse mouse = new StillMouse();

  /// A moment and a value, so that it stays at new data and sizes.
  private record Place(long nanos, long value) {}

  private @Nullable Place place;
  private boolean byKeys;

  /// Whether the other charts follow this one.
  private boolean leads;

  /// Where another chart is pointed at, in nanoseconds since 1970.
  private long followed = ChartGroup.NOWHERE;

  HeatmapPointer(HeatmapChart chart) {
    this.chart = chart;
  }

  @Override
  public void pointed(double x, double y) {
    HeatmapLayout layout = chart.layoutOfPlot();
    if (layout != null && !mouse.rests(x, y, byKeys || followed != ChartGroup.NOWHERE)) {
      byKeys = false;
      point(layout, layout.columnAt(x), layout.rowAt(y));
      refresh();
    }
  }

  @Override
  public void left() {
    if (!byKeys) {
      place = null;
      refresh();
    }
  }

  @Override
  public void clicked(double x, double y, boolean exclude) {
    HeatmapLayout layout = chart.layoutOfPlot();
    if (!chart.mark().drop() && layout != null) {
      HeatmapCells cells = layout.cells();
      int row = layout.rowAt(y);
      if (!Double.isNaN(cells.value(layout.columnAt(x), row))) {
        chart.select(chart.selection(cells, row, exclude));
      }
    }
  }

  @Override
  public boolean brushesValues() {
    return true;
  }

  @Override
  public void brushing(Bounds area) {
    HeatmapLayout layout = chart.layoutOfPlot();
    if (layout != null) {
      place = null;
      lead(ChartGroup.NOWHERE);
      hide();
      Brushed brushed = brushed(layout, area);
      List<ReadingBox.Row> rows = new ArrayList<>();
      brushed.values.ifPresent(
          values ->
              rows.add(row(chart.fieldName(), layout.cells().text(values), Color.TRANSPARENT)));
      chart.reading().show(Reading.span(brushed.time, chart.zone()), rows);
      chart.placeReading(area.getMinX(), area.getMaxX());
    }
  }

  private record Brushed(TimeRange time, boolean all, Optional<ValueSpan> values) {}

  private static Brushed brushed(HeatmapLayout layout, Bounds area) {
    boolean all = area.getWidth() >= layout.width();
    boolean tall = area.getHeight() >= layout.height();
    // an edge that is on the line between two rows belongs to the one inside
    ValueSpan values = layout.values(area.getMinY() + 0.5, area.getMaxY() - 0.5);
    return new Brushed(
        layout.time(area.getMinX(), area.getMaxX()),
        all,
        tall ? Optional.empty() : Optional.of(values));
  }

  @Override
  public void brushed(Bounds area) {
    chart.reading().setVisible(false);
    HeatmapLayout layout = chart.layoutOfPlot();
    if (layout != null) {
      Brushed brushed = brushed(layout, area);
      Buckets time = layout.cells().time();
      mark(layout, brushed.all ? time.range() : brushed.time, brushed.values);
    }
  }

  private void mark(HeatmapLayout layout, TimeRange range, Optional<ValueSpan> values) {
    HeatmapCells cells = layout.cells();
    chart
        .mark()
        .put(
            new Stretch(
                range,
                cells.time().range(),
                cells.time().bucketNanos(),
                values.map(
                    of -> new Stretch.Values(cells.number(), of, cells.span(), cells.width()))));
  }

  @Override
  public Bounds area(Stretch stretch) {
    HeatmapLayout layout = Objects.requireNonNull(chart.layoutOfPlot(), "something is marked");
    double from = Math.max(0, layout.xOf(stretch.range().fromNanos()));
    double until = Math.min(layout.width(), layout.xOf(stretch.range().untilNanos()));
    double top = stretch.values().map(of -> layout.yOf(of.span().most() + 1)).orElse(0.0);
    double bottom =
        stretch.values().map(of -> layout.yOf(of.span().least())).orElse(layout.height());
    return new BoundingBox(from, top, Math.max(0, until - from), Math.max(0, bottom - top));
  }

  @Override
  public String words(Stretch stretch) {
    String time = Reading.span(stretch.range(), chart.zone());
    HeatmapLayout layout = chart.layoutOfPlot();
    return layout == null
        ? time
        : stretch
            .values()
            .map(of -> chart.fieldName() + " " + layout.cells().text(of.span()) + "  ·  " + time)
            .orElse(time);
  }

  @Override
  public String csv(Stretch stretch) {
    HeatmapLayout layout = chart.layoutOfPlot();
    return layout == null ? "" : layout.cells().csv(stretch);
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

  /// For the row that is pointed at, if any.
  List<MenuItem> menu() {
    HeatmapLayout layout = chart.layoutOfPlot();
    Place now = place;
    return layout == null
        ? HeatmapMenu.ofNothing(chart)
        : HeatmapMenu.of(chart, layout.cells(), now == null ? -1 : layout.cells().rowOf(now.value));
  }

  void focused(boolean focused) {
    if (!focused && byKeys) {
      byKeys = false;
      left();
    }
  }

  void key(KeyEvent event) {
    HeatmapLayout layout = chart.layoutOfPlot();
    if (layout == null) {
      return;
    }
    if (chart.mark().key(event)) {
      return;
    }
    int far = event.isShiftDown() ? FAR : 1;
    boolean used = true;
    switch (event.getCode()) {
      case LEFT -> move(layout, -far, 0);
      case RIGHT -> move(layout, far, 0);
      case UP -> move(layout, 0, far);
      case DOWN -> move(layout, 0, -far);
      case PAGE_UP -> move(layout, 0, FAR);
      case PAGE_DOWN -> move(layout, 0, -FAR);
      case HOME -> move(layout, -layout.cells().columns(), 0);
      case END -> move(layout, layout.cells().columns(), 0);
      case ENTER -> {
        if (event.isShiftDown()) {
          markCell(layout);
        } else {
          drill(layout, event.isAltDown());
        }
      }
      case ESCAPE -> used = cancel();
      default -> used = false;
    }
    if (used) {
      event.consume();
    }
  }

  private void markCell(HeatmapLayout layout) {
    Place now = place;
    if (now != null) {
      HeatmapCells cells = layout.cells();
      int column = Math.max(0, cells.time().bucketOf(now.nanos));
      ValueSpan values = cells.span(cells.rowOf(now.value));
      mark(layout, cells.time().bucket(column), Optional.of(values));
    }
  }

  private void drill(HeatmapLayout layout, boolean exclude) {
    Place now = place;
    if (now != null) {
      HeatmapCells cells = layout.cells();
      chart.select(chart.selection(cells, cells.rowOf(now.value), exclude));
    }
  }

  private boolean cancel() {
    if (chart.overlay().cancelBrush()) {
      chart.reading().setVisible(false);
      return true;
    }
    boolean pointing = place != null;
    byKeys = false;
    left();
    return pointing;
  }

  /// Begins at what is hottest in the newest column.
  private void move(HeatmapLayout layout, int columns, int rows) {
    HeatmapCells cells = layout.cells();
    int newest = Math.max(cells.time().first(), cells.time().known() - 1);
    Place now = place;
    byKeys = true;
    if (now == null) {
      int row =
          Stream.concat(
                  cells.hottest(newest, 1).stream(),
                  cells.hottest(1).stream().map(HeatmapCells.Hot::row))
              .findFirst()
              .orElse(0);
      point(layout, newest, row);
    } else {
      int column = Math.max(0, cells.time().bucketOf(now.nanos)) + columns;
      int row = cells.rowOf(now.value) + rows;
      point(
          layout,
          Math.clamp(column, Math.min(cells.time().first(), newest), newest),
          Math.clamp(row, 0, cells.rows() - 1));
    }
    refresh();
  }

  private void point(HeatmapLayout layout, int column, int row) {
    HeatmapCells cells = layout.cells();
    place = new Place(cells.time().bucket(column).fromNanos(), cells.span(row).least());
  }

  /// Another chart is pointed at, or none any more.
  void follow(long nanos) {
    if (nanos != followed || leads) {
      followed = nanos;
      leads = false;
      byKeys = false;
      place = null;
      refresh();
    }
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
    HeatmapLayout layout = chart.layoutOfPlot();
    if (layout == null) {
      chart.mark().drop();
    } else {
      Buckets shown = layout.cells().time();
      chart.mark().follow(shown.range(), shown.bucketNanos());
    }
    if (chart.overlay().isBrushing()) {
      return;
    }
    if (layout == null || layout.width() <= 0) {
      hide();
      return;
    }
    Place now = place;
    Buckets time = layout.cells().time();
    int column = time.bucketOf(now == null ? followed : now.nanos);
    lead(now == null || column < 0 ? ChartGroup.NOWHERE : time.bucket(column).fromNanos());
    if (column < 0 || column >= time.known()) {
      hide();
      return;
    }
    chart.overlay().showCrosshair(layout.middle(column));
    if (now == null) {
      chart.overlay().hideCell();
      readFollowing(layout, column);
    } else {
      readCell(layout, column, layout.cells().rowOf(now.value));
    }
    chart.placeReading(layout.column(column).from(), layout.column(column).until());
  }

  private void hide() {
    chart.overlay().hideCrosshair();
    chart.overlay().hideCell();
    chart.reading().setVisible(false);
  }

  private void readCell(HeatmapLayout layout, int column, int row) {
    HeatmapCells cells = layout.cells();
    HeatmapLayout.Stretch across = layout.column(column);
    HeatmapLayout.Stretch down = layout.row(row);
    chart.overlay().showCell(across.from(), down.from(), across.length(), down.length());
    String time = Reading.time(cells.time().bucket(column), chart.zone());
    double value = cells.value(column, row);
    List<ReadingBox.Row> rows = new ArrayList<>();
    String name = chart.fieldName() + " " + cells.text(row);
    if (column < cells.time().first()) {
      rows.add(row("not looked at yet", "", Color.TRANSPARENT));
    } else if (Double.isNaN(value)) {
      rows.add(row(name, "nothing", Color.TRANSPARENT));
    } else {
      rows.add(row(name, Quantity.text(value, cells.measure()), chart.colour(column, row)));
      String share = share(value / cells.sum(column));
      rows.add(row("share of this time", share, Color.TRANSPARENT));
    }
    chart.reading().show(time, rows);
    if (byKeys) {
      String said = Double.isNaN(value) ? "nothing" : Quantity.text(value, cells.measure());
      chart.setAccessibleText(time + ": " + name + " " + said);
    }
  }

  /// "34 %", "0.2 %".
  static String share(double share) {
    double percent = 100 * share;
    if (percent > 0 && percent < 0.05) {
      return "under 0.1 %";
    }
    return percent > 0 && percent < 9.95
        ? String.format(Locale.ROOT, "%.1f %%", percent)
        : Math.round(percent) + " %";
  }

  private void readFollowing(HeatmapLayout layout, int column) {
    HeatmapCells cells = layout.cells();
    List<ReadingBox.Row> rows =
        cells.hottest(column, MOST_FOLLOWING).stream()
            .map(
                row ->
                    row(
                        cells.text(row),
                        Quantity.text(cells.value(column, row), cells.measure()),
                        chart.colour(column, row)))
            .toList();
    chart.reading().show(Reading.briefTime(cells.time().bucket(column), chart.zone()), rows);
  }

  private static ReadingBox.Row row(String label, String value, Color colour) {
    return new ReadingBox.Row(label, value, SeriesPaint.full(colour), false);
  }
}
