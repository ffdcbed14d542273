package weir.ui.chart;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.Styleable;
import javafx.css.StyleablePropertyFactory;
import javafx.geometry.Bounds;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import weir.query.Answer;
import weir.query.TimeRange;
import weir.ui.control.Menus;

/// Groups over time: an [Answer] with buckets as stacked areas, mirrored areas or lines.
///
/// [#show] replaces the data in place, so that it can be called every second. A click on an area, a
/// line or a legend entry selects that group (with Alt: everything but it), dragging selects a
/// stretch of time. All methods belong to the JavaFX thread.
public final class TimeSeriesChart extends FramedChart {
  /// How series share the plot.
  public enum Style {
    /// Areas on top of each other.
    STACKED,
    /// Areas on top of each other, as shares of what is in each bucket.
    PERCENT,
    /// Areas; what goes out grows downwards, for queries that group by direction first.
    MIRROR,
    LINES
  }

  private static final StyleablePropertyFactory<TimeSeriesChart> CSS =
      new StyleablePropertyFactory<>(Region.getClassCssMetaData());
  private static final CssMetaData<TimeSeriesChart, Palette> PALETTE =
      CSS.createEnumCssMetaData(Palette.class, "-weir-palette", chart -> chart.palette);

  /// A legend leaves so much of the height to the plot, and its time axis.
  private static final double PLOT_EMS = 9;

  private static final double MOST_LEGEND = 0.4;

  private final SimpleStyleableObjectProperty<Palette> palette =
      new SimpleStyleableObjectProperty<>(PALETTE, this, "palette", Palette.DARK);

  private final ReadingBox reading = new ReadingBox();
  private final SeriesColours colours = new SeriesColours(Palette.DARK.series().size());
  private final Pointer pointer = new Pointer(this);
  private final PlotOverlay overlay = new PlotOverlay(pointer);
  private final StretchMark mark = new StretchMark(this, overlay, group, this::select, pointer);
  private final SeriesLegend legend = new SeriesLegend(pointer);
  private final Plot plot = new Plot(new BandRenderer(this::scene), overlay, this::update);
  private final SteadyTicks ticks = new SteadyTicks();

  private Style style = Style.STACKED;
  private @Nullable Answer answer;
  private @Nullable Over over;
  private @Nullable ErrorBand errors;
  private int measure;

  /// Why something is not shown; empty for nothing.
  private String said = "";

  private @Nullable SeriesTable table;
  private @Nullable StackedSeries bands;
  private SeriesPaint[] paints = {};

  /// @param group the charts of its view
  public TimeSeriesChart(ChartGroup group) {
    super(group);
    setFocusTraversable(true);
    getChildren().addAll(header, plot.node(), legend, message, reading, mark.bar());
    palette.addListener((_, _, _) -> recolour());
    addEventHandler(KeyEvent.KEY_PRESSED, pointer::key);
    focusedProperty().addListener((_, _, focused) -> pointer.focused(focused));
    Menus.on(this, pointer::menu);
    header.menu(() -> pointer.menu(-1));
    showMessage("");
  }

  /// Shows one measure of an answer with buckets.
  ///
  /// @param newMeasure index into the query's measures
  /// @throws IllegalArgumentException if the query has no buckets
  public void show(Answer newAnswer, int newMeasure) {
    SeriesTable next = table(newAnswer, newMeasure);
    boolean refresh = table != null && answer != null && isRefresh(answer, newAnswer);
    table = next;
    bands = StackedSeries.of(next.series(), style, group.choice().otherHidden());
    if (!refresh || newMeasure != measure) {
      ticks.refit();
    }
    answer = newAnswer;
    measure = newMeasure;
    header.answered(newAnswer.coverage());
    setMessage(next.isEmpty() ? nothing(newAnswer.coverage()) : "", false);
    recolour();
    describe();
  }

  /// What another data set has in the same stretch of time, or what there was at another time.
  ///
  /// @param name of that data set, or "a day earlier"
  /// @param answer with the same buckets and measures
  /// @param laterNanos how much later its buckets are shown, a multiple of their width
  public record Over(String name, Answer answer, long laterNanos) {
    /// Of the same time.
    public Over(String name, Answer answer) {
      this(name, answer, 0);
    }
  }

  /// Lays another data set's groups over the picture, as dashed lines; null takes them away.
  public void over(@Nullable Over laid) {
    boolean other = (laid == null) != (over == null);
    over = laid;
    Answer shown = answer;
    if (shown != null && table != null) {
      show(shown, measure);
      if (other) {
        ticks.refit();
        recolour();
      }
    }
  }

  /// Shows how far totals may be off; null for nothing.
  public void errors(@Nullable ErrorBand band) {
    errors = band;
    update();
  }

  @Nullable ErrorBand errors() {
    return errors;
  }

  /// Says why something that was wanted is not shown.
  public void say(String sentence) {
    said = sentence;
    update();
  }

  private SeriesTable table(Answer newAnswer, int newMeasure) {
    long now = group.nowNanos();
    SeriesTable own = SeriesTable.of(newAnswer, newMeasure, now);
    if (PeakSeries.isOfAll(newAnswer.query(), newMeasure)) {
      own = PeakSeries.over(own, group.peaks());
    }
    Over laid = over;
    return laid == null
        ? own
        : own.with(SeriesTable.of(laid.answer, newMeasure, now).later(laid.laterNanos), laid.name);
  }

  /// Whether what came at once is known of what is shown.
  boolean canShowPeaks() {
    Answer shown = answer;
    return shown != null && PeakSeries.isOfAll(shown.query(), measure) && group.hasPeaks();
  }

  @Override
  void clear() {
    table = null;
    bands = null;
    recolour();
  }

  @Override
  Optional<String> words() {
    return Optional.ofNullable(table).map(of -> Description.of(header.title(), of, zone()));
  }

  public void setSeriesStyle(Style newStyle) {
    style = newStyle;
    if (answer != null && table != null) {
      table = null;
      show(answer, measure);
    }
  }

  Style style() {
    return style;
  }

  SeriesPaint[] paints() {
    return paints;
  }

  double em() {
    return plot.font().getSize();
  }

  @Override
  public void chosen() {
    Answer shown = answer;
    if (table != null && shown != null) {
      table = table(shown, measure);
      bands = StackedSeries.of(table.series(), style, group.choice().otherHidden());
      ticks.refit();
    }
    recolour();
  }

  @Override
  public void follow(long nanos) {
    pointer.follow(nanos);
  }

  PlotOverlay overlay() {
    return overlay;
  }

  SeriesLegend legend() {
    return legend;
  }

  StretchMark mark() {
    return mark;
  }

  ReadingBox reading() {
    return reading;
  }

  /// The plot as it is now, or null where there is nothing in it.
  @Nullable ChartLayout layoutOfPlot() {
    if (table == null || bands == null || table.isEmpty()) {
      return null;
    }
    return new ChartLayout(table, bands, ticks.now(), plot.width(), plot.height());
  }

  void repaint() {
    plot.repaint();
  }

  private BandRenderer.@Nullable Scene scene() {
    ChartLayout layout = layoutOfPlot();
    if (layout == null) {
      return null;
    }
    double[] timeTicks = plot.timeTicks(layout.table().axis());
    return new BandRenderer.Scene(
        layout, style, paints, pointer.highlighted(), timeTicks, plot.font(), errors);
  }

  private void recolour() {
    List<Series> series = table == null ? List.of() : table.series();
    paints =
        palette.get().paints(series, colours.of(series.stream().filter(s -> !s.over()).toList()));
    if (table != null && bands != null) {
      legend.show(new SeriesLegend.Content(table, bands, paints, group.choice().number()));
    } else {
      legend.clear();
    }
    requestLayout(); // the legend may need another row
    update();
  }

  /// Brings axes, crosshair and picture to the newest data.
  @Override
  void update() {
    if (table != null && bands != null) {
      LocalDate today = TimeRange.instant(group.nowNanos()).atZone(zone()).toLocalDate();
      boolean percent = style == Style.PERCENT;
      double high = percent ? StackedSeries.WHOLE : bands.high();
      ValueTicks steps = ticks.show(bands.low(), high, plot.steps());
      boolean dated = !Days.isToday(table.range(), zone(), today);
      ValueAxis.Marks marks =
          percent ? ValueAxis.Marks.percent(steps) : ValueAxis.Marks.of(steps, table.measure());
      plot.show(marks, table.axis(), zone(), dated);
      header.detail(said.isEmpty() ? Description.detail(table.time(), zone(), today) : said);
    }
    pointer.refresh();
    plot.repaint();
  }

  /// Whether the same was asked again, so that the axis should stand still.
  private static boolean isRefresh(Answer old, Answer next) {
    return old.query().withRange(next.query().range()).equals(next.query());
  }

  @Override
  void setMessage(String text, boolean instead) {
    super.setMessage(text, instead);
    plot.node().setOpacity(instead ? 0 : 1);
  }

  @Override
  protected void layoutChildren() {
    double left = snappedLeftInset();
    double top = snappedTopInset();
    double right = getWidth() - snappedRightInset();
    double bottom = getHeight() - snappedBottomInset();
    double headerHeight = snapSizeY(header.prefHeight(right - left));
    header.resizeRelocate(left, top, right - left, headerHeight);
    double y = top + headerHeight;
    double plotBottom = bottom - legendHeight(right - left, bottom - y);
    legend.setGutter(plot.axisWidth());
    legend.resizeRelocate(left, plotBottom, right - left, bottom - plotBottom);
    plot.node().resizeRelocate(left, y, right - left, Math.max(0, plotBottom - y));
    placeMessage(left, right, y, plotBottom);
  }

  /// All of its rows where the plot stays useful; a row at least.
  private double legendHeight(double width, double room) {
    double most = Math.min(MOST_LEGEND * room, room - PLOT_EMS * em());
    double least = legend.minHeight(width);
    return snapSizeY(Math.clamp(legend.prefHeight(width), least, Math.max(least, most)));
  }

  void placeReading(double from, double until) {
    Bounds area = sceneToLocal(overlay.localToScene(overlay.getLayoutBounds()));
    reading.place(area.getMinX() + from, area.getMinX() + until, area.getMinY(), this);
  }

  @Override
  public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
    return CSS.getCssMetaData();
  }
}
