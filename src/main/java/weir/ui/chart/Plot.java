package weir.ui.chart;

import io.fair_acc.chartfx.XYChart;
import java.time.ZoneId;
import java.util.function.Supplier;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;
import weir.query.TimeRange;
import weir.ui.picture.Painted;

/// ChartFX's part: canvas and axes, without its legend, tool bar and grid.
final class Plot {
  private static final double EMS_PER_STEP = 2.7;

  private final TimeAxis timeAxis = new TimeAxis();
  private final ValueAxis valueAxis = new ValueAxis();
  private final XYChart chart = new XYChart(timeAxis, valueAxis);
  private ValueTicks ticks = new ValueTicks(0, 1, 1);

  /// How many steps the value axis was made for; 0 before there is one.
  private int steps;

  /// @param scene what to paint, asked at each pulse that paints
  /// @param resized called when the value axis must be made anew
  Plot(Supplier<BandRenderer.@Nullable Scene> scene, PlotOverlay overlay, Runnable resized) {
    chart.setAnimated(false);
    chart.setFocusTraversable(false);
    chart.setLegendVisible(false);
    chart.getLegend().getNode().setManaged(false);
    chart.getMenuPane().setTop(null);
    chart.getMenuPane().setTriggerDistance(0);
    chart.getGridRenderer().getHorizontalMajorGrid().setVisible(false);
    chart.getGridRenderer().getVerticalMajorGrid().setVisible(false);
    BandRenderer bands = new BandRenderer(scene);
    chart.getRenderers().setAll(bands);
    Painted.by(chart.getCanvas(), bands::paint);
    chart.getPlotForeground().setMouseTransparent(false);
    chart.getPlotForeground().getChildren().add(overlay);
    // ChartFX would keep a picture of each canvas, which is one itself
    chart.getCanvas().setCache(false);
    timeAxis.getCanvas().setCache(false);
    valueAxis.getCanvas().setCache(false);
    chart.getCanvas().heightProperty().addListener((_, _, _) -> resized.run());
  }

  Region node() {
    return chart;
  }

  ChartLayout layout(SeriesTable table, StackedSeries bands) {
    var canvas = chart.getCanvas();
    return new ChartLayout(table, bands, ticks, canvas.getWidth(), canvas.getHeight());
  }

  /// The next data are of another question: the value axis need not stand still.
  void refit() {
    steps = 0;
  }

  /// That of the axes.
  Font font() {
    return timeAxis.getTickLabelStyle().getFont();
  }

  /// What lies on the plot's left.
  double axisWidth() {
    return valueAxis.getWidth();
  }

  /// @param dated whether the time axis says which day it is
  void show(SeriesTable table, StackedSeries bands, ZoneId zone, boolean dated) {
    double height = chart.getCanvas().getHeight();
    int fitting = Math.clamp((long) (height / (EMS_PER_STEP * font().getSize())), 2, 8);
    ticks =
        fitting == steps
            ? ticks.next(bands.low(), bands.high(), fitting)
            : ValueTicks.of(bands.low(), bands.high(), fitting);
    steps = fitting;
    valueAxis.show(ticks, table.measure());
    timeAxis.show(table.axis(), zone, dated);
  }

  /// Columns of the time axis's ticks.
  double[] timeTicks(ChartLayout layout) {
    TimeRange range = layout.table().axis();
    return timeAxis.ticks().stream()
        .mapToDouble(tick -> tick.nanos() - range.fromNanos())
        .map(nanos -> nanos / range.lengthNanos() * layout.width())
        .toArray();
  }

  void repaint() {
    chart.invalidate();
  }
}
