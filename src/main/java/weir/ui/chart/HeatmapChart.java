package weir.ui.chart;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.Styleable;
import javafx.css.StyleablePropertyFactory;
import javafx.geometry.Bounds;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;
import weir.export.Raster;
import weir.query.Answer;
import weir.query.Selection;
import weir.query.TimeRange;
import weir.ui.control.Menus;

/// A number's values over time: an [Answer] with buckets and bins as cells whose colours say how
/// much is in them.
///
/// [#show] replaces the data in place, so that it can be called every second. A click on a cell
/// selects the values of its row (with Alt: all but them), dragging marks a stretch of time, or of
/// time and values. All methods belong to the JavaFX thread.
public final class HeatmapChart extends FramedChart {
  private static final StyleablePropertyFactory<HeatmapChart> CSS =
      new StyleablePropertyFactory<>(Region.getClassCssMetaData());
  private static final CssMetaData<HeatmapChart, Palette> PALETTE =
      CSS.createEnumCssMetaData(Palette.class, "-weir-palette", chart -> chart.palette);

  private final SimpleStyleableObjectProperty<Palette> palette =
      new SimpleStyleableObjectProperty<>(PALETTE, this, "palette", Palette.DARK);

  private final ReadingBox reading = new ReadingBox();
  private final HeatmapPointer pointer = new HeatmapPointer(this);
  private final PlotOverlay overlay = new PlotOverlay(pointer);
  private final StretchMark mark = new StretchMark(this, overlay, group, this::select, pointer);
  private final ColourLegend legend = new ColourLegend(() -> setScale(scale().next()));
  private final HeatmapRenderer renderer = new HeatmapRenderer(this::scene);
  private final Plot plot = new Plot(renderer, overlay, this::resized);

  private HeatmapScale scale = HeatmapScale.LOGARITHMIC;
  private @Nullable Answer answer;
  private @Nullable HeatmapCells cells;
  private @Nullable Raster raster;
  private ValueAxis.Marks marks = new ValueAxis.Marks(0, 1, List.of());

  /// @param group the charts of its view
  public HeatmapChart(ChartGroup group) {
    super(group);
    getStyleClass().add("heatmap-chart");
    setFocusTraversable(true);
    getChildren().addAll(header, plot.node(), legend, message, reading, mark.bar());
    palette.addListener((_, _, _) -> recolour());
    addEventHandler(KeyEvent.KEY_PRESSED, pointer::key);
    focusedProperty().addListener((_, _, focused) -> pointer.focused(focused));
    Menus.on(this, pointer::menu);
    header.menu(pointer::menu);
    showMessage("");
  }

  /// Shows the first measure of an answer over time, in bins of the last field it is grouped by.
  ///
  /// @throws IllegalArgumentException if the query has no buckets, or the field is no number
  public void show(Answer newest) {
    answer = newest;
    HeatmapCells next = cells(newest);
    cells = next;
    header.answered(newest.coverage());
    setMessage(next.isEmpty() ? nothing(newest.coverage()) : "", false);
    recolour();
    describe();
  }

  private HeatmapCells cells(Answer of) {
    int fitting = (int) Math.max(1, plot.height());
    return HeatmapCells.of(of, 0, group.nowNanos(), plot.height() > 0 ? fitting : 1 << 10);
  }

  @Override
  void clear() {
    answer = null;
    cells = null;
    recolour();
  }

  @Override
  Optional<String> words() {
    return Optional.ofNullable(cells).map(of -> Description.of(header.title(), of, zone()));
  }

  /// What the colours stand for.
  public HeatmapScale scale() {
    return scale;
  }

  public void setScale(HeatmapScale newScale) {
    scale = newScale;
    recolour();
  }

  /// The values of a row, whenever they are.
  Selection selection(HeatmapCells of, int row, boolean exclude) {
    return new Selection.Area(Optional.empty(), of.number(), of.span(row), exclude);
  }

  @Override
  public void chosen() {
    // it has no "Other", and no legend of series
  }

  @Override
  public void follow(long nanos) {
    pointer.follow(nanos);
  }

  PlotOverlay overlay() {
    return overlay;
  }

  StretchMark mark() {
    return mark;
  }

  ReadingBox reading() {
    return reading;
  }

  /// Of what its rows are: "Destination port".
  String fieldName() {
    HeatmapCells shown = cells;
    return shown == null ? "" : shown.number().label();
  }

  /// How a cell is painted.
  Color colour(int column, int row) {
    Raster shown = raster;
    HeatmapCells of = cells;
    if (shown == null || of == null) {
      return Color.TRANSPARENT;
    }
    int argb = shown.colours()[(of.rows() - 1 - row) * of.columns() + column];
    return Color.rgb(argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff, argb == 0 ? 0 : 1);
  }

  /// The plot as it is now, or null where there is nothing in it.
  @Nullable HeatmapLayout layoutOfPlot() {
    HeatmapCells shown = cells;
    return shown == null || raster == null || shown.isEmpty()
        ? null
        : new HeatmapLayout(shown, plot.width(), plot.height());
  }

  private HeatmapRenderer.@Nullable Scene scene() {
    HeatmapLayout layout = layoutOfPlot();
    Raster shown = raster;
    if (layout == null || shown == null) {
      return null;
    }
    double[] ticks =
        marks.ticks().stream()
            .mapToDouble(
                tick ->
                    layout.height() * (marks.max() - tick.value()) / (marks.max() - marks.min()))
            .toArray();
    double[] timeTicks = plot.timeTicks(layout.cells().time().axis());
    return new HeatmapRenderer.Scene(layout, shown, ticks, timeTicks, plot.font());
  }

  private void recolour() {
    HeatmapCells shown = cells;
    if (shown == null) {
      raster = null;
      legend.clear();
    } else {
      ColourMap map = Objects.requireNonNull(palette.get()).amounts();
      HeatmapShades shades = HeatmapShades.of(shown, scale);
      raster = shades.raster(map);
      legend.show(shades, map, renderer.strong());
    }
    update();
  }

  /// More rows fit, or less.
  private void resized() {
    Answer shown = answer;
    if (shown != null) {
      cells = cells(shown);
      recolour();
    }
  }

  /// Brings axes, crosshair and picture to the newest data.
  @Override
  void update() {
    HeatmapCells shown = cells;
    if (shown != null) {
      LocalDate today = TimeRange.instant(group.nowNanos()).atZone(zone()).toLocalDate();
      boolean dated = !Days.isToday(shown.time().range(), zone(), today);
      marks = HeatmapLayout.marks(shown, plot.steps());
      plot.show(marks, shown.time().axis(), zone(), dated);
      header.detail(Description.detail(shown, zone(), today));
    }
    pointer.refresh();
    plot.repaint();
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
    double plotBottom = bottom - snapSizeY(legend.prefHeight(right - left));
    legend.setGutter(plot.axisWidth());
    legend.resizeRelocate(left, plotBottom, right - left, bottom - plotBottom);
    plot.node().resizeRelocate(left, y, right - left, Math.max(0, plotBottom - y));
    placeMessage(left, right, y, plotBottom);
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
