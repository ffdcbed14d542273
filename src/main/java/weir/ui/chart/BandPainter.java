package weir.ui.chart;

import java.util.List;
import weir.export.Ink;
import weir.export.Pen;
import weir.export.Stroke;
import weir.ui.picture.Inks;

/// Draws series as areas or lines, from the arrays as they are.
final class BandPainter {
  private static final double FILL = 0.78;
  private static final double DIMMED = 0.28;
  private static final double LINE_WIDTH = 1.4;
  private static final double EDGE_WIDTH = 1;

  /// Of what another data set has.
  private static final List<Double> DASHES = List.of(7.0, 4.0);

  /// Edges of narrower steps would be all that is seen.
  private static final double EDGED_PIXELS = 4;

  private double[] columns = {};
  private double[] xs = new double[0];
  private double[] ys = new double[0];

  void paint(Pen pen, BandRenderer.Scene now) {
    if (now.style() == TimeSeriesChart.Style.LINES) {
      paintLines(pen, now, false);
    } else {
      paintBands(pen, now);
      paintLines(pen, now, true);
    }
  }

  private void paintBands(Pen pen, BandRenderer.Scene now) {
    ChartLayout layout = now.layout();
    boolean edges = layout.table().buckets() * EDGED_PIXELS <= layout.width();
    columns(layout);
    for (int s = 0; s < layout.bands().size(); s++) {
      double[] inner = layout.bands().inner()[s];
      double[] outer = layout.bands().outer()[s];
      if (isOver(layout, s)) {
        continue;
      }
      double strength = strength(now, s);
      Ink ink = fainter(Inks.of(now.paints()[s].fill()), FILL * strength);
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

  private static Stroke stroke(BandRenderer.Scene now, int series, double width) {
    Ink.Colour colour = Inks.colour(now.paints()[series].colour());
    return new Stroke(fainter(colour, strength(now, series)), width);
  }

  private static boolean isOver(ChartLayout layout, int series) {
    return layout.table().series().get(series).over();
  }

  /// @param over only those that are laid over the picture
  private void paintLines(Pen pen, BandRenderer.Scene now, boolean over) {
    columns(now.layout());
    // ranked first is painted last, so that it lies on top
    for (int s = now.layout().bands().size() - 1; s >= 0; s--) {
      boolean dashed = isOver(now.layout(), s);
      if (over && !dashed) {
        continue;
      }
      double[] outer = now.layout().bands().outer()[s];
      Stroke whole = stroke(now, s, LINE_WIDTH);
      Stroke stroke = dashed ? whole.dashed(DASHES) : whole;
      for (int from = start(outer, 0); from < outer.length; from = start(outer, end(outer, from))) {
        int points = trace(now.layout(), outer, from, end(outer, from));
        pen.strokePolyline(xs, ys, points, stroke);
      }
    }
  }

  private static double strength(BandRenderer.Scene now, int series) {
    return now.highlighted() < 0 || now.highlighted() == series ? 1 : DIMMED;
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
}
