package weir.ui.chart;

import io.fair_acc.chartfx.renderer.spi.AbstractRendererXY;
import io.fair_acc.chartfx.ui.css.DataSetNode;
import io.fair_acc.dataset.DataSet;
import java.util.function.Supplier;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// Paints grid and series on ChartFX's canvas. ChartFX cannot stack, and its data sets would copy
/// each edge; this one draws each band once, from the arrays as they are.
final class BandRenderer extends AbstractRendererXY<BandRenderer> {
  private static final double FILL = 0.78;
  private static final double DIMMED = 0.28;
  private static final double LINE_WIDTH = 1.4;
  private static final double EDGE_WIDTH = 1;

  /// Of what another data set has.
  private static final double[] DASHES = {7, 4};

  private static final double[] WHOLE = {};

  /// Edges of narrower steps would be all that is seen.
  private static final double EDGED_PIXELS = 4;

  private static final double HATCH = 0.16;
  private static final double HATCH_PIXELS = 9;
  private static final double UNKNOWN_EMS = 9.5;

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
  private double[] columns = {};
  private double[] xs = new double[0];
  private double[] ys = new double[0];

  BandRenderer(Supplier<@Nullable Scene> scene) {
    this.scene = scene;
  }

  @Override
  public void render() {
    Scene now = scene.get();
    if (now == null) {
      return;
    }
    GraphicsContext gc = getChart().getCanvas().getGraphicsContext2D();
    gc.save();
    var grid = getChart().getGridRenderer();
    paintGrid(gc, now, grid.getHorizontalMajorGrid().getStroke());
    if (now.layout.table().first() > 0) {
      paintUnknown(gc, now, grid.getHorizontalMinorGrid().getStroke());
    }
    if (now.style == TimeSeriesChart.Style.LINES) {
      paintLines(gc, now, false);
    } else {
      paintBands(gc, now);
      paintLines(gc, now, true);
    }
    if (now.layout.ticks().min() < 0) {
      paintZero(gc, now.layout, grid.getHorizontalMinorGrid().getStroke());
    }
    gc.restore();
  }

  private static void paintGrid(GraphicsContext gc, Scene now, Paint stroke) {
    ChartLayout layout = now.layout;
    gc.setStroke(stroke);
    gc.setLineWidth(1);
    ValueTicks ticks = layout.ticks();
    for (int i = 0; i < ticks.count(); i++) {
      double y = pixel(layout.y(ticks.value(i)), layout.height());
      gc.strokeLine(0, y, layout.width(), y);
    }
    for (double tick : now.timeTicks) {
      if (tick < 1 || tick > layout.width() - 1) {
        continue; // the plot's edge is no line
      }
      double x = pixel(tick, layout.width());
      gc.strokeLine(x, 0, x, layout.height());
    }
  }

  /// What was not looked at yet: hatched, and named where there is room.
  private static void paintUnknown(GraphicsContext gc, Scene now, Paint stroke) {
    ChartLayout layout = now.layout;
    double width = layout.x(layout.table().first());
    double height = layout.height();
    gc.save();
    gc.beginPath();
    gc.rect(0, 0, width, height);
    gc.clip();
    gc.setStroke(stroke);
    gc.setLineWidth(1);
    gc.setGlobalAlpha(HATCH);
    for (double x = -height; x < width; x += HATCH_PIXELS) {
      gc.strokeLine(x, height, x + height, 0);
    }
    gc.restore();
    double em = now.font.getSize();
    double text = UNKNOWN_EMS * em;
    if (width > 1.25 * text) {
      gc.setFill(stroke);
      gc.setTextAlign(TextAlignment.CENTER);
      gc.setTextBaseline(VPos.CENTER);
      gc.setFont(now.font);
      gc.clearRect((width - text) / 2, height / 2 - 0.75 * em, text, 1.5 * em);
      gc.fillText("not looked at yet", width / 2, height / 2);
    }
  }

  private static void paintZero(GraphicsContext gc, ChartLayout layout, Paint stroke) {
    gc.setStroke(stroke);
    gc.setLineWidth(1);
    double y = pixel(layout.y(0), layout.height());
    gc.strokeLine(0, y, layout.width(), y);
  }

  private void paintBands(GraphicsContext gc, Scene now) {
    ChartLayout layout = now.layout;
    boolean edges = layout.table().buckets() * EDGED_PIXELS <= layout.width();
    columns(layout);
    gc.setLineWidth(EDGE_WIDTH);
    for (int s = 0; s < layout.bands().size(); s++) {
      double[] inner = layout.bands().inner()[s];
      double[] outer = layout.bands().outer()[s];
      if (isOver(layout, s)) {
        continue;
      }
      double strength = strength(now, s);
      gc.setFill(now.paints[s].fill());
      gc.setStroke(now.paints[s].colour());
      for (int from = start(outer, 0); from < outer.length; from = start(outer, end(outer, from))) {
        int until = end(outer, from);
        int points = trace(layout, outer, from, until);
        if (edges) {
          gc.setGlobalAlpha(strength);
          gc.strokePolyline(xs, ys, points);
        }
        gc.setGlobalAlpha(FILL * strength);
        gc.fillPolygon(xs, ys, points + traceBack(layout, inner, from, until, points));
      }
    }
    gc.setGlobalAlpha(1);
  }

  private static boolean isOver(ChartLayout layout, int series) {
    return layout.table().series().get(series).over();
  }

  /// @param over only those that are laid over the picture
  private void paintLines(GraphicsContext gc, Scene now, boolean over) {
    gc.setLineWidth(LINE_WIDTH);
    columns(now.layout);
    // ranked first is painted last, so that it lies on top
    for (int s = now.layout.bands().size() - 1; s >= 0; s--) {
      boolean dashed = isOver(now.layout, s);
      if (over && !dashed) {
        continue;
      }
      double[] outer = now.layout.bands().outer()[s];
      gc.setLineDashes(dashed ? DASHES : WHOLE);
      gc.setGlobalAlpha(strength(now, s));
      gc.setStroke(now.paints[s].colour());
      for (int from = start(outer, 0); from < outer.length; from = start(outer, end(outer, from))) {
        int points = trace(now.layout, outer, from, end(outer, from));
        gc.strokePolyline(xs, ys, points);
      }
    }
    gc.setLineDashes(WHOLE);
    gc.setGlobalAlpha(1);
  }

  private static double strength(Scene now, int series) {
    return now.highlighted < 0 || now.highlighted == series ? 1 : DIMMED;
  }

  /// Where buckets begin, on whole pixels: the sides of steps are sharp.
  private void columns(ChartLayout layout) {
    int buckets = layout.table().buckets();
    if (columns.length != buckets + 1) {
      columns = new double[buckets + 1];
      xs = new double[4 * buckets];
      ys = new double[4 * buckets];
    }
    for (int i = 0; i <= buckets; i++) {
      columns[i] = Math.rint(layout.x(i));
    }
  }

  /// A step a bucket; neighbours that are alike are one.
  private int trace(ChartLayout layout, double[] edge, int from, int until) {
    int n = 0;
    for (int i = from; i < until; i++) {
      if (i > from && edge[i] == edge[i - 1]) {
        xs[n - 1] = columns[i + 1];
        continue;
      }
      double y = layout.y(edge[i]);
      xs[n] = columns[i];
      ys[n++] = y;
      xs[n] = columns[i + 1];
      ys[n++] = y;
    }
    return n;
  }

  private int traceBack(ChartLayout layout, double[] edge, int from, int until, int offset) {
    int n = offset;
    for (int i = until - 1; i >= from; i--) {
      if (i < until - 1 && edge[i] == edge[i + 1]) {
        xs[n - 1] = columns[i];
        continue;
      }
      double y = layout.y(edge[i]);
      xs[n] = columns[i + 1];
      ys[n++] = y;
      xs[n] = columns[i];
      ys[n++] = y;
    }
    return n - offset;
  }

  private static int start(double[] edge, int from) {
    int i = from;
    while (i < edge.length && Double.isNaN(edge[i])) {
      i++;
    }
    return i;
  }

  private static int end(double[] edge, int from) {
    int i = from;
    while (i < edge.length && !Double.isNaN(edge[i])) {
      i++;
    }
    return i;
  }

  /// The middle of a pixel inside, for lines that are one pixel sharp.
  private static double pixel(double position, double length) {
    return Math.clamp(Math.floor(position), 0, Math.max(0, Math.floor(length) - 1)) + 0.5;
  }

  @Override
  protected void render(GraphicsContext gc, DataSet dataSet, DataSetNode style) {
    throw new UnsupportedOperationException("there are no data sets");
  }

  @Override
  protected BandRenderer getThis() {
    return this;
  }
}
