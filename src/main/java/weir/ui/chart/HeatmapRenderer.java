package weir.ui.chart;

import java.util.function.Supplier;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;
import weir.export.Pen;
import weir.export.Raster;

/// Paints the cells of a heatmap over a grid: the grid is seen where there is nothing.
final class HeatmapRenderer extends PlotRenderer {
  /// What to paint.
  ///
  /// @param raster the cells' colours
  /// @param ticks of the value axis, in rows of pixels
  record Scene(
      HeatmapLayout layout, Raster raster, double[] ticks, double[] timeTicks, Font font) {}

  private final Supplier<@Nullable Scene> scene;

  HeatmapRenderer(Supplier<@Nullable Scene> scene) {
    this.scene = scene;
  }

  @Override
  void paint(Pen pen) {
    Scene now = scene.get();
    if (now == null) {
      return;
    }
    HeatmapLayout layout = now.layout;
    Buckets time = layout.cells().time();
    double width = layout.width();
    double height = layout.height();
    pen.save();
    paintRows(pen, now.ticks, width, height, faint());
    paintColumns(pen, now.timeTicks, width, height, faint());
    if (time.first() > 0) {
      paintUnknown(pen, time.x(time.first(), width), height, now.font, strong());
    }
    double left = time.x(0, width);
    pen.cells(now.raster, left, 0, time.x(time.count(), width) - left, height);
    pen.restore();
  }
}
