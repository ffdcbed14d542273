package weir.ui.chart;

import io.fair_acc.chartfx.renderer.spi.AbstractRendererXY;
import io.fair_acc.chartfx.ui.css.DataSetNode;
import io.fair_acc.dataset.DataSet;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;
import weir.export.Ink;
import weir.export.Outline;
import weir.export.Pen;
import weir.export.Stroke;
import weir.ui.picture.CanvasPen;
import weir.ui.picture.FxWords;
import weir.ui.picture.Inks;

/// Paints grid and series, on ChartFX's canvas and into files. ChartFX cannot stack, and its data
/// sets would copy each edge; this one draws each band once, from the arrays as they are.
final class BandRenderer extends AbstractRendererXY<BandRenderer> {
  private static final double FILL = 0.78;
  private static final double DIMMED = 0.28;
  private static final double LINE_WIDTH = 1.4;
  private static final double EDGE_WIDTH = 1;

  /// Of what another data set has.
  private static final List<Double> DASHES = List.of(7.0, 4.0);

  /// Edges of narrower steps would be all that is seen.
  private static final double EDGED_PIXELS = 4;

  private static final double HATCH = 0.16;
  private static final double HATCH_PIXELS = 9;
  private static final double UNKNOWN_EMS = 9.5;

  /// From the middle of small letters down to where they stand.
  private static final double MIDDLE = 0.35;

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
  private @Nullable CanvasPen screen;
  private double[] columns = {};
  private double[] xs = new double[0];
  private double[] ys = new double[0];

  BandRenderer(Supplier<@Nullable Scene> scene) {
    this.scene = scene;
  }

  @Override
  public void render() {
    if (screen == null) {
      screen = new CanvasPen(getChart().getCanvas().getGraphicsContext2D());
    }
    paint(screen);
  }

  /// Draws what is shown, on the screen or into a file.
  void paint(Pen pen) {
    Scene now = scene.get();
    if (now == null) {
      return;
    }
    pen.save();
    var grid = getChart().getGridRenderer();
    paintGrid(pen, now, Inks.colour(grid.getHorizontalMajorGrid().getStroke()));
    Ink.Colour strong = Inks.colour(grid.getHorizontalMinorGrid().getStroke());
    if (now.layout.table().first() > 0) {
      paintUnknown(pen, now, strong);
    }
    if (now.style == TimeSeriesChart.Style.LINES) {
      paintLines(pen, now, false);
    } else {
      paintBands(pen, now);
      paintLines(pen, now, true);
    }
    if (now.layout.ticks().min() < 0) {
      paintZero(pen, now.layout, strong);
    }
    pen.restore();
  }

  private static void paintGrid(Pen pen, Scene now, Ink.Colour colour) {
    ChartLayout layout = now.layout;
    Stroke stroke = new Stroke(colour, 1);
    ValueTicks ticks = layout.ticks();
    for (int i = 0; i < ticks.count(); i++) {
      double y = pixel(layout.y(ticks.value(i)), layout.height());
      pen.strokeLine(0, y, layout.width(), y, stroke);
    }
    for (double tick : now.timeTicks) {
      if (tick < 1 || tick > layout.width() - 1) {
        continue; // the plot's edge is no line
      }
      double x = pixel(tick, layout.width());
      pen.strokeLine(x, 0, x, layout.height(), stroke);
    }
  }

  /// What was not looked at yet: hatched, and named where there is room.
  private static void paintUnknown(Pen pen, Scene now, Ink.Colour colour) {
    ChartLayout layout = now.layout;
    double width = layout.x(layout.table().first());
    double height = layout.height();
    double em = now.font.getSize();
    double text = UNKNOWN_EMS * em;
    boolean named = width > 1.25 * text;
    Stroke stroke = new Stroke(colour.withAlpha(HATCH * colour.alpha()), 1);
    pen.save();
    pen.clip(
        named ? around(width, height, text, 1.5 * em) : Outline.rectangle(0, 0, width, height));
    for (double x = -height; x < width; x += HATCH_PIXELS) {
      pen.strokeLine(x, height, x + height, 0, stroke);
    }
    pen.restore();
    if (named) {
      FxWords words = new FxWords("not looked at yet", now.font);
      pen.text(words, (width - words.width()) / 2, height / 2 + MIDDLE * em, colour);
    }
  }

  /// A rectangle with a smaller one cut out of its middle.
  private static Outline around(double width, double height, double inner, double innerHeight) {
    double left = (width - inner) / 2;
    double top = (height - innerHeight) / 2;
    return new Outline.Builder()
        .move(0, 0)
        .line(width, 0)
        .line(width, height)
        .line(0, height)
        .close()
        .move(left, top)
        .line(left, top + innerHeight)
        .line(left + inner, top + innerHeight)
        .line(left + inner, top)
        .close()
        .build();
  }

  private static void paintZero(Pen pen, ChartLayout layout, Ink.Colour colour) {
    double y = pixel(layout.y(0), layout.height());
    pen.strokeLine(0, y, layout.width(), y, new Stroke(colour, 1));
  }

  private void paintBands(Pen pen, Scene now) {
    ChartLayout layout = now.layout;
    boolean edges = layout.table().buckets() * EDGED_PIXELS <= layout.width();
    columns(layout);
    for (int s = 0; s < layout.bands().size(); s++) {
      double[] inner = layout.bands().inner()[s];
      double[] outer = layout.bands().outer()[s];
      if (isOver(layout, s)) {
        continue;
      }
      double strength = strength(now, s);
      Ink ink = fainter(Inks.of(now.paints[s].fill()), FILL * strength);
      Stroke edge = stroke(now, s, EDGE_WIDTH);
      for (int from = start(outer, 0); from < outer.length; from = start(outer, end(outer, from))) {
        int until = end(outer, from);
        int points = trace(layout, outer, from, until);
        if (edges) {
          pen.strokePolyline(xs, ys, points, edge);
        }
        pen.fillPolygon(xs, ys, points + traceBack(layout, inner, from, until, points), ink);
      }
    }
  }

  private static Ink fainter(Ink ink, double factor) {
    return switch (ink) {
      case Ink.Colour colour -> fainter(colour, factor);
      case Ink.Hatching hatching ->
          new Ink.Hatching(
              fainter(hatching.stripe(), factor),
              fainter(hatching.gap(), factor),
              hatching.period(),
              hatching.share());
    };
  }

  private static Ink.Colour fainter(Ink.Colour colour, double factor) {
    return colour.withAlpha(colour.alpha() * factor);
  }

  private static Stroke stroke(Scene now, int series, double width) {
    Ink.Colour colour = Inks.colour(now.paints[series].colour());
    return new Stroke(fainter(colour, strength(now, series)), width);
  }

  private static boolean isOver(ChartLayout layout, int series) {
    return layout.table().series().get(series).over();
  }

  /// @param over only those that are laid over the picture
  private void paintLines(Pen pen, Scene now, boolean over) {
    columns(now.layout);
    // ranked first is painted last, so that it lies on top
    for (int s = now.layout.bands().size() - 1; s >= 0; s--) {
      boolean dashed = isOver(now.layout, s);
      if (over && !dashed) {
        continue;
      }
      double[] outer = now.layout.bands().outer()[s];
      Stroke whole = stroke(now, s, LINE_WIDTH);
      Stroke stroke = dashed ? whole.dashed(DASHES) : whole;
      for (int from = start(outer, 0); from < outer.length; from = start(outer, end(outer, from))) {
        int points = trace(now.layout, outer, from, end(outer, from));
        pen.strokePolyline(xs, ys, points, stroke);
      }
    }
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
