package weir.ui.chart;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;
import weir.export.Ink;
import weir.export.Pen;
import weir.ui.control.Hints;
import weir.ui.control.Menus;
import weir.ui.picture.CanvasPen;
import weir.ui.picture.FxWords;
import weir.ui.picture.Inks;
import weir.ui.picture.Painted;

/// One group of a [GridChart]: its name, a number, and its area over time, on the axes that all
/// have.
final class SmallChart extends Region implements PlotOverlay.Listener {
  /// From a line's top down to where its letters stand, and its height.
  private static final double ASCENT = 1;

  private static final double LINE = 1.35;
  private static final double FAINT = 0.22;
  private static final double GAP = 8;
  private static final double EMS_PER_TIME = 6.5;

  /// What all of them have in common.
  ///
  /// @param ticks of the value axis
  /// @param times of the time axis
  record Axes(ValueTicks ticks, ValueAxis.Marks marks, List<TimeTicks.Tick> times) {}

  private final GridChart grid;
  private final Label name = Hints.whole(new Label());
  private final Label number = new Label();
  private final Canvas canvas = new Canvas();
  private final CanvasPen screen = new CanvasPen(canvas.getGraphicsContext2D());
  private final PlotOverlay overlay = new PlotOverlay(this);
  private final BandPainter painter = new BandPainter();
  private @Nullable SeriesTable table;
  private @Nullable Axes axes;
  private SeriesPaint paint = SeriesPaint.NONE;

  SmallChart(GridChart grid) {
    this.grid = grid;
    getStyleClass().add("small-chart");
    setAccessibleRole(AccessibleRole.BUTTON);
    setFocusTraversable(true);
    name.getStyleClass().add("small-chart-name");
    name.setMinWidth(0);
    number.getStyleClass().add("small-chart-number");
    number.setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(name, number, canvas, overlay);
    Painted.by(canvas, this::paint);
    name.setOnMouseClicked(event -> grid.select(series(), event.isAltDown()));
    addEventHandler(KeyEvent.KEY_PRESSED, event -> grid.key(this, event));
    focusedProperty().addListener((_, _, focused) -> grid.focused(focused));
    Menus.on(this, () -> grid.items(series()));
  }

  /// @param newTable of its series alone
  void show(SeriesTable newTable, SeriesPaint newPaint, Axes newAxes) {
    table = newTable;
    paint = newPaint;
    axes = newAxes;
    name.setText(series().label());
    name.setGraphic(SeriesLegend.swatch(newPaint));
    read(-1);
    repaint();
  }

  Series series() {
    SeriesTable shown = table;
    if (shown == null) {
      throw new IllegalStateException("nothing is shown");
    }
    return shown.series().getFirst();
  }

  PlotOverlay overlay() {
    return overlay;
  }

  String number() {
    return number.getText();
  }

  double em() {
    return number.getFont().getSize();
  }

  /// Says the value of a bucket, and shows where it is; the average for -1.
  void read(int bucket) {
    ChartLayout layout = layoutOfPlot();
    if (layout == null) {
      return;
    }
    SeriesTable of = layout.table();
    ToDoubleFunction<Series> value =
        series -> bucket < 0 ? series.average() : series.points()[bucket];
    String text = Reading.value(of, value.applyAsDouble(series()));
    if (!number.getText().equals(text)) {
      number.setText(text);
      requestLayout();
    }
    String when = bucket < 0 ? "on average" : "at " + Reading.time(of.bucket(bucket), grid.zone());
    setAccessibleText(series().label() + ": " + text + " " + when);
    if (bucket < 0) {
      overlay.hideCrosshair();
    } else {
      overlay.showCrosshair(layout.middle(bucket));
    }
  }

  /// The plot as it is now, or null before there is anything.
  @Nullable ChartLayout layoutOfPlot() {
    SeriesTable of = table;
    Axes on = axes;
    if (of == null || on == null) {
      return null;
    }
    StackedSeries bands = StackedSeries.of(of.series(), TimeSeriesChart.Style.STACKED, false);
    double height = Math.max(1, canvas.getHeight() - Math.ceil(LINE * em()));
    return new ChartLayout(of, bands, on.ticks, canvas.getWidth(), height);
  }

  void repaint() {
    canvas.getGraphicsContext2D().clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    paint(screen);
  }

  private void paint(Pen pen) {
    ChartLayout layout = layoutOfPlot();
    Axes on = axes;
    if (layout == null || on == null || layout.width() < 1) {
      return;
    }
    Font font = number.getFont();
    Ink.Colour strong = Inks.colour(number.getTextFill());
    Ink.Colour faint = strong.withAlpha(FAINT * strong.alpha());
    double width = layout.width();
    double height = layout.height();
    double[] rows = on.marks.ticks().stream().mapToDouble(mark -> layout.y(mark.value())).toArray();
    double[] columns =
        on.times.stream()
            .mapToDouble(tick -> width * tickShare(layout.table(), tick.nanos()))
            .toArray();
    pen.save();
    PlotRenderer.paintRows(pen, rows, width, height, faint);
    PlotRenderer.paintColumns(pen, columns, width, height, faint);
    if (layout.table().first() > 0) {
      PlotRenderer.paintUnknown(pen, layout.x(layout.table().first()), height, font, strong);
    }
    painter.paint(
        pen,
        new BandRenderer.Scene(
            layout,
            TimeSeriesChart.Style.STACKED,
            new SeriesPaint[] {paint},
            -1,
            columns,
            font,
            null));
    labels(pen, on, layout, columns, font, strong);
    pen.restore();
  }

  private static double tickShare(SeriesTable table, long nanos) {
    double length = Math.max(1, table.axis().lengthNanos());
    return (nanos - table.axis().fromNanos()) / length;
  }

  /// The highest value inside, for all plots are as wide; times below.
  private static void labels(
      Pen pen, Axes on, ChartLayout layout, double[] columns, Font font, Ink.Colour ink) {
    ValueAxis.Mark highest = on.marks.ticks().getLast();
    double em = font.getSize();
    pen.text(new FxWords(highest.label(), font), 3, layout.y(highest.value()) + ASCENT * em, ink);
    double until = 0;
    for (int i = 0; i < columns.length; i++) {
      FxWords words = new FxWords(on.times.get(i).label(), font);
      double from = columns[i] - words.width() / 2;
      if (from >= until && from + words.width() <= layout.width()) {
        pen.text(words, from, layout.height() + ASCENT * em + 1, ink);
        until = from + words.width() + em;
      }
    }
  }

  /// How many times fit below a plot of that width.
  static int times(double width, double em) {
    return (int) (width / (EMS_PER_TIME * em));
  }

  @Override
  protected void layoutChildren() {
    double left = snappedLeftInset();
    double top = snappedTopInset();
    double width = getWidth() - left - snappedRightInset();
    double line = Math.ceil(Math.max(name.prefHeight(-1), number.prefHeight(-1)));
    double numbers = Math.min(width, number.prefWidth(-1));
    name.resizeRelocate(left, top, Math.max(0, width - numbers - GAP), line);
    number.resizeRelocate(left + width - numbers, top, numbers, line);
    double y = top + line;
    double height = Math.max(1, getHeight() - y - snappedBottomInset());
    canvas.setLayoutX(left);
    canvas.setLayoutY(y);
    if (canvas.getWidth() != width || canvas.getHeight() != height) {
      canvas.setWidth(width);
      canvas.setHeight(height);
      repaint();
    }
    overlay.resizeRelocate(left, y, width, Math.max(1, height - Math.ceil(LINE * em())));
  }

  @Override
  public void pointed(double x, double y) {
    ChartLayout layout = layoutOfPlot();
    if (layout != null) {
      grid.pointed(layout.bucketAt(x));
    }
  }

  @Override
  public void left() {
    grid.left();
  }

  @Override
  public void clicked(double x, double y, boolean exclude) {
    grid.select(series(), exclude);
  }

  @Override
  public boolean brushesValues() {
    return false;
  }

  @Override
  public void brushing(Bounds area) {
    ChartLayout layout = layoutOfPlot();
    if (layout != null) {
      grid.brushing(layout.span(area.getMinX(), area.getMaxX()));
    }
  }

  @Override
  public void brushed(Bounds area) {
    ChartLayout layout = layoutOfPlot();
    if (layout != null) {
      grid.brushed(layout.span(area.getMinX(), area.getMaxX()));
    }
  }

  @Override
  public boolean zoomsOut() {
    return grid.zoomOut() != null;
  }

  @Override
  public void zoomOut() {
    Runnable action = grid.zoomOut();
    if (action != null) {
      action.run();
    }
  }

  /// Names and numbers, for those who look at nothing else.
  static List<String> texts(List<SmallChart> charts) {
    return charts.stream().map(chart -> chart.name.getText() + " " + chart.number()).toList();
  }

  /// Its series alone.
  static SeriesTable alone(SeriesTable table, Series series) {
    return table.withSeries(List.of(series));
  }

  /// The largest value of any.
  static double highest(List<Series> series) {
    return series.stream()
        .flatMapToDouble(one -> Arrays.stream(one.points()))
        .filter(value -> !Double.isNaN(value))
        .max()
        .orElse(0);
  }
}
