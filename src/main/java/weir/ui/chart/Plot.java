package weir.ui.chart;

import io.fair_acc.chartfx.XYChart;
import java.time.ZoneId;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import weir.query.TimeRange;
import weir.ui.picture.Painted;

/// ChartFX's part: canvas and axes, without its legend, tool bar and grid.
final class Plot {
  private static final double EMS_PER_STEP = 2.7;

  private final TimeAxis timeAxis = new TimeAxis();
  private final ValueAxis valueAxis = new ValueAxis();
  private final XYChart chart = new XYChart(timeAxis, valueAxis);

  /// @param resized called when the value axis must be made anew
  Plot(PlotRenderer renderer, PlotOverlay overlay, Runnable resized) {
    chart.setAnimated(false);
    chart.setFocusTraversable(false);
    chart.getMenuPane().setFocusTraversable(false); // the panel has the keyboard
    chart.getPlotArea().setFocusTraversable(false);
    chart.setLegendVisible(false);
    chart.getLegend().getNode().setManaged(false);
    chart.getMenuPane().setTop(null);
    chart.getMenuPane().setTriggerDistance(0);
    chart.getGridRenderer().getHorizontalMajorGrid().setVisible(false);
    chart.getGridRenderer().getVerticalMajorGrid().setVisible(false);
    chart.getRenderers().setAll(renderer);
    Painted.by(chart.getCanvas(), renderer::paint);
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

  double width() {
    return chart.getCanvas().getWidth();
  }

  double height() {
    return chart.getCanvas().getHeight();
  }

  /// That of the axes.
  Font font() {
    return timeAxis.getTickLabelStyle().getFont();
  }

  /// What lies on the plot's left.
  double axisWidth() {
    return valueAxis.getWidth();
  }

  /// How many steps of the value axis there is room for.
  int steps() {
    return Math.clamp((long) (height() / (EMS_PER_STEP * font().getSize())), 2, 8);
  }

  /// @param time from the plot's left to its right
  /// @param dated whether the time axis says which day it is
  void show(ValueAxis.Marks marks, TimeRange time, ZoneId zone, boolean dated) {
    boolean changed = valueAxis.show(marks);
    if (timeAxis.show(time, zone, dated) || changed) {
      // they are laid out anew in the next layout, also where no pulse comes
      valueAxis.requestLayout();
      timeAxis.requestLayout();
      chart.requestLayout();
    }
  }

  /// Columns of the time axis's ticks.
  double[] timeTicks(TimeRange time) {
    return timeAxis.ticks().stream()
        .mapToDouble(tick -> tick.nanos() - time.fromNanos())
        .map(nanos -> nanos / time.lengthNanos() * width())
        .toArray();
  }

  void repaint() {
    chart.invalidate();
  }
}
