package weir.ui.chart;

import java.util.function.Supplier;
import java.util.stream.IntStream;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;
import weir.export.Pen;

/// Paints grid and series. ChartFX cannot stack, and its data sets would copy each edge; this one
/// draws each band once, from the arrays as they are.
final class BandRenderer extends PlotRenderer {
  /// What to paint.
  ///
  /// @param paints a look a series
  /// @param highlighted the series that stands out, or -1
  record Scene(
      ChartLayout layout,
      TimeSeriesChart.Style style,
      SeriesPaint[] paints,
      int highlighted,
      double[] timeTicks,
      Font font) {}

  private final Supplier<@Nullable Scene> scene;
  private final BandPainter bands = new BandPainter();

  BandRenderer(Supplier<@Nullable Scene> scene) {
    this.scene = scene;
  }

  @Override
  void paint(Pen pen) {
    Scene now = scene.get();
    if (now == null) {
      return;
    }
    pen.save();
    ChartLayout layout = now.layout;
    double width = layout.width();
    double height = layout.height();
    paintRows(pen, rows(layout), width, height, faint());
    paintColumns(pen, now.timeTicks, width, height, faint());
    if (layout.table().first() > 0) {
      paintUnknown(pen, layout.x(layout.table().first()), height, now.font, strong());
    }
    bands.paint(pen, now);
    for (int bucket : new int[] {0, layout.table().buckets() - 1}) {
      if (layout.table().isCut(bucket) && bucket >= layout.table().first()) {
        paintCut(pen, layout.x(bucket), layout.x(bucket + 1.0), height, strong());
      }
    }
    if (layout.ticks().min() < 0) {
      paintRows(pen, new double[] {layout.y(0)}, width, height, strong());
    }
    pen.restore();
  }

  private static double[] rows(ChartLayout layout) {
    ValueTicks ticks = layout.ticks();
    return IntStream.range(0, ticks.count()).mapToDouble(i -> layout.y(ticks.value(i))).toArray();
  }
}
