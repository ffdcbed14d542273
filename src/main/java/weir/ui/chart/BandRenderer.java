package weir.ui.chart;

import java.util.function.Supplier;
import java.util.stream.IntStream;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;
import weir.export.Ink;
import weir.export.Outline;
import weir.export.Pen;

/// Paints grid and series. ChartFX cannot stack, and its data sets would copy each edge; this one
/// draws each band once, from the arrays as they are.
final class BandRenderer extends PlotRenderer {
  private static final double ERRORS = 0.35;
  private static final double LEAST_ERROR_PIXELS = 1.5;

  /// What to paint.
  ///
  /// @param paints a look a series
  /// @param highlighted the series that stands out, or -1
  /// @param errors how far totals may be off
  record Scene(
      ChartLayout layout,
      TimeSeriesChart.Style style,
      SeriesPaint[] paints,
      int highlighted,
      double[] timeTicks,
      Font font,
      @Nullable ErrorBand errors) {}

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
    if (now.errors != null) {
      paintErrors(pen, layout, now.errors, strong());
    }
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

  /// Where the true totals lie in 95 of 100 cases.
  private static void paintErrors(
      Pen pen, ChartLayout layout, ErrorBand errors, Ink.Colour colour) {
    Ink.Colour ink = colour.withAlpha(ERRORS * colour.alpha());
    SeriesTable table = layout.table();
    for (int bucket = table.first(); bucket < table.buckets(); bucket++) {
      double x = layout.x(bucket);
      double width = layout.x(bucket + 1.0) - x;
      for (boolean below : new boolean[] {false, true}) {
        double edge = edge(layout, bucket, below);
        double part = Math.min(1, errors.part(table.bucket(bucket), below));
        double from = layout.y(edge * (1 + part));
        double until = layout.y(edge * (1 - part));
        if (edge != 0 && Math.abs(until - from) >= LEAST_ERROR_PIXELS) {
          double top = Math.max(0, Math.min(from, until));
          double bottom = Math.min(layout.height(), Math.max(from, until));
          pen.fill(Outline.rectangle(x, top, width, bottom - top), ink);
        }
      }
    }
  }

  /// Where the areas of one side end.
  private static double edge(ChartLayout layout, int bucket, boolean below) {
    double edge = 0;
    for (int s = 0; s < layout.bands().size(); s++) {
      if (layout.bands().isSeen(s) && !layout.table().series().get(s).over()) {
        double value = layout.bands().outer()[s][bucket];
        edge = below ? (value < edge ? value : edge) : (value > edge ? value : edge);
      }
    }
    return edge;
  }

  private static double[] rows(ChartLayout layout) {
    ValueTicks ticks = layout.ticks();
    return IntStream.range(0, ticks.count()).mapToDouble(i -> layout.y(ticks.value(i))).toArray();
  }
}
