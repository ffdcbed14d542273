package weir.ui.chart;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.Styleable;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import weir.query.Answer;
import weir.query.Selection;
import weir.query.TimeRange;
import weir.ui.control.Menus;

/// Groups over time, a small chart each, all on the same axes: small groups are seen as well as
/// large ones, and none hides another.
///
/// A click keeps only the group (with Alt: leaves it out), dragging selects a stretch of time. The
/// keyboard goes from chart to chart. All methods belong to the JavaFX thread.
public final class GridChart extends FramedChart {
  private static final StyleablePropertyFactory<GridChart> CSS =
      new StyleablePropertyFactory<>(Region.getClassCssMetaData());
  private static final CssMetaData<GridChart, Palette> PALETTE =
      CSS.createEnumCssMetaData(Palette.class, "-weir-palette", chart -> chart.palette);

  private static final int STEPS = 2;
  private static final int FAR = 10;

  private final SimpleStyleableObjectProperty<Palette> palette =
      new SimpleStyleableObjectProperty<>(PALETTE, this, "palette", Palette.DARK);

  private final SeriesColours colours = new SeriesColours(Palette.DARK.series().size());
  private final SteadyTicks ticks = new SteadyTicks();

  /// As many as were ever needed; the first are seen.
  private final List<SmallChart> cells = new ArrayList<>();

  private @Nullable SeriesTable table;
  private GridLayout layout = new GridLayout(1, 1, 1);

  /// The bucket that is pointed at, or -1.
  private int pointed = -1;

  private boolean byKeys;
  private boolean leads;

  /// @param group the charts of its view
  public GridChart(ChartGroup group) {
    super(group);
    getStyleClass().add("grid-chart");
    getChildren().addAll(header, message);
    palette.addListener((_, _, _) -> update());
    Menus.on(this, () -> items(null));
    header.menu(() -> items(null));
    showMessage("");
  }

  /// Shows the first measure of an answer with buckets.
  ///
  /// @throws IllegalArgumentException if the query has no buckets
  public void show(Answer answer) {
    SeriesTable next = SeriesTable.of(answer, 0, group.nowNanos());
    SeriesTable before = table;
    if (before == null || !before.range().equals(next.range())) {
      ticks.refit();
    }
    table = next;
    header.answered(answer.coverage());
    setMessage(next.isEmpty() ? nothing(answer.coverage()) : "", false);
    update();
  }

  /// The charts that are seen.
  List<SmallChart> charts() {
    return cells.subList(0, Math.min(cells.size(), shown().isEmpty() ? 0 : layout.shown()));
  }

  private List<Series> shown() {
    SeriesTable of = table;
    return of == null
        ? List.of()
        : of.series().stream().filter(one -> !one.other() || !group.otherHidden()).toList();
  }

  void select(Series series, boolean exclude) {
    if (series.other()) {
      group.hideOther(true);
    } else {
      series.selection(exclude).ifPresent(this::select);
    }
  }

  List<MenuItem> items(@Nullable Series series) {
    SeriesTable of = table;
    Optional<Selection> only = series == null ? Optional.empty() : series.selection(false);
    List<MenuItem> items = new ArrayList<>();
    if (series != null) {
      items.add(Menus.copy("Copy name", series::label));
      only.ifPresent(
          one -> {
            items.addFirst(Menus.item("Filter out", Feather.SLASH, () -> select(series, true)));
            items.addFirst(Menus.item("Filter for this", Feather.FILTER, () -> select(one)));
          });
      items.add(new SeparatorMenuItem());
    }
    if (of != null && of.series().stream().anyMatch(Series::other)) {
      boolean hidden = group.otherHidden();
      items.add(
          Menus.item(
              hidden ? "Show Other" : "Hide Other",
              hidden ? Feather.EYE : Feather.EYE_OFF,
              () -> group.hideOther(!hidden)));
    }
    if (of != null && !of.isEmpty()) {
      items.add(Menus.copy("Copy numbers", () -> Csv.of(of)));
      items.addAll(group.offered(this, only));
    }
    Runnable out = zoomOut();
    if (out != null) {
      items.add(Menus.item("Zoom out", Feather.ZOOM_OUT, out));
    }
    return items;
  }

  @Override
  public void chosen() {
    ticks.refit();
    update();
  }

  @Override
  public void follow(long nanos) {
    SeriesTable of = table;
    leads = false;
    byKeys = false;
    read(of == null ? -1 : of.bucketOf(nanos));
  }

  /// The mouse is over a bucket of any of the charts.
  void pointed(int bucket) {
    byKeys = false;
    lead(bucket);
  }

  void left() {
    if (!byKeys && leads) {
      lead(-1);
    }
  }

  void focused(boolean focused) {
    if (!focused && byKeys && getScene() != null && !cells.contains(getScene().getFocusOwner())) {
      byKeys = false;
      left();
    }
  }

  private void lead(int bucket) {
    SeriesTable of = table;
    if (of == null || of.isEmpty()) {
      return;
    }
    leads = bucket >= 0;
    group.point(this, leads ? of.bucket(bucket).fromNanos() : ChartGroup.NOWHERE);
    read(bucket);
  }

  private void read(int bucket) {
    SeriesTable of = table;
    pointed = of == null || bucket > of.newest() ? -1 : bucket;
    charts().forEach(chart -> chart.read(pointed));
    detail();
  }

  void brushing(TimeRange span) {
    header.detail(Reading.span(span, zone()));
  }

  void brushed(TimeRange span) {
    detail();
    select(new Selection.Span(span));
  }

  void key(SmallChart cell, KeyEvent event) {
    SeriesTable of = table;
    if (of == null) {
      return;
    }
    int far = event.isShiftDown() ? FAR : 1;
    boolean used = true;
    switch (event.getCode()) {
      case LEFT -> move(of, -far);
      case RIGHT -> move(of, far);
      case HOME -> move(of, -of.buckets());
      case END -> move(of, of.buckets());
      case UP -> used = go(cell, -layout.columns());
      case DOWN -> used = go(cell, layout.columns());
      case ENTER, SPACE -> select(cell.series(), event.isAltDown());
      case ESCAPE -> {
        used = pointed >= 0 || cell.overlay().cancelBrush();
        byKeys = false;
        lead(-1);
      }
      default -> used = false;
    }
    if (used) {
      event.consume();
    }
  }

  private void move(SeriesTable of, int by) {
    int newest = Math.max(0, of.newest());
    byKeys = true;
    lead(Math.clamp(pointed < 0 ? newest : pointed + by, Math.min(of.first(), newest), newest));
  }

  private boolean go(SmallChart from, int by) {
    int to = cells.indexOf(from) + by;
    if (to < 0 || to >= charts().size()) {
      return false;
    }
    cells.get(to).requestFocus();
    return true;
  }

  /// Brings the charts to the newest data.
  @Override
  void update() {
    List<Series> series = shown();
    SeriesTable of = table;
    while (cells.size() < series.size()) {
      SmallChart cell = new SmallChart(this);
      cells.add(cell);
      getChildren().add(cell);
    }
    if (of != null && !series.isEmpty()) {
      show(of, series);
    }
    read(pointed);
    describe();
    requestLayout();
  }

  private void show(SeriesTable of, List<Series> series) {
    SeriesPaint[] paints = palette.get().paints(series, colours.of(series));
    // those that are not seen, "Other" mostly, would make the others flat
    List<Series> seen = series.subList(0, Math.clamp(layout.shown(), 1, series.size()));
    ValueTicks steps = ticks.show(0, SmallChart.highest(seen), STEPS);
    LocalDate today = TimeRange.instant(group.nowNanos()).atZone(zone()).toLocalDate();
    boolean dated = !Days.isToday(of.range(), zone(), today);
    double em = cells.getFirst().em();
    int times = SmallChart.times(getWidth() / layout.columns(), dated ? 1.3 * em : em);
    SmallChart.Axes axes =
        new SmallChart.Axes(
            steps,
            ValueAxis.Marks.of(steps, of.measure()),
            TimeTicks.of(of.axis(), zone(), Math.max(1, times), dated));
    for (int i = 0; i < series.size(); i++) {
      cells.get(i).show(SmallChart.alone(of, series.get(i)), paints[i], axes);
    }
  }

  private void detail() {
    SeriesTable of = table;
    if (of == null) {
      return;
    }
    LocalDate today = TimeRange.instant(group.nowNanos()).atZone(zone()).toLocalDate();
    int more = shown().size() - charts().size();
    String rest = more > 0 ? "and " + more + " more  ·  " : "";
    header.detail(
        pointed >= 0
            ? Reading.time(of.bucket(pointed), zone())
            : rest + "average  ·  " + Description.detail(of.time(), zone(), today));
  }

  @Override
  void clear() {
    table = null;
    update();
  }

  @Override
  Optional<String> words() {
    return Optional.ofNullable(table).map(of -> Description.of(header.title(), of, zone()));
  }

  @Override
  protected void layoutChildren() {
    double left = snappedLeftInset();
    double top = snappedTopInset();
    double width = getWidth() - left - snappedRightInset();
    double headerHeight = snapSizeY(header.prefHeight(width));
    header.resizeRelocate(left, top, width, headerHeight);
    double y = top + headerHeight;
    double height = Math.max(0, getHeight() - snappedBottomInset() - y);
    placeMessage(left, left + width, y, y + height);
    List<Series> series = shown();
    GridLayout next =
        series.isEmpty()
            ? layout
            : GridLayout.of(series.size(), width, height, cells.getFirst().em());
    if (!next.equals(layout)) {
      layout = next;
      SeriesTable of = table;
      if (of != null) {
        show(of, series); // more times fit, or less
      }
      read(pointed);
    }
    for (int i = 0; i < cells.size(); i++) {
      boolean seen = i < Math.min(series.size(), layout.shown());
      cells.get(i).setVisible(seen);
      if (seen) {
        double columnWidth = width / layout.columns();
        double rowHeight = height / layout.rows();
        double x = Math.rint(left + i % layout.columns() * columnWidth);
        int row = i / layout.columns();
        double cellTop = Math.rint(y + row * rowHeight);
        cells.get(i).resizeRelocate(x, cellTop, Math.floor(columnWidth), Math.floor(rowHeight));
      }
    }
  }

  @Override
  public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
    return CSS.getCssMetaData();
  }
}
