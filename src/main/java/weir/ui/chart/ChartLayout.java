package weir.ui.chart;

import weir.query.TimeRange;

/// The plot in pixels, from its top left corner: where values and buckets lie and what is at a
/// point. A value holds from its bucket's begin to its end.
record ChartLayout(
    SeriesTable table, StackedSeries bands, ValueTicks ticks, double width, double height) {
  /// How near to a line the pointer must be.
  private static final double REACH_PIXELS = 8;

  double x(double bucket) {
    return table.time().x(bucket, width);
  }

  double middle(int bucket) {
    return x(bucket + 0.5);
  }

  double y(double value) {
    return height * (ticks.max() - value) / (ticks.max() - ticks.min());
  }

  double value(double y) {
    return ticks.max() - y * (ticks.max() - ticks.min()) / height;
  }

  /// The bucket at a column of pixels; columns outside belong to the first and last.
  int bucketAt(double x) {
    return table.time().at(x, width);
  }

  /// The time between two columns, in whole buckets.
  TimeRange span(double x1, double x2) {
    return table.time().span(x1, x2, width);
  }

  /// The series painted at a point, or -1.
  int hit(double x, double y, TimeSeriesChart.Style style) {
    return style == TimeSeriesChart.Style.LINES ? nearestLine(x, y) : bandAt(x, value(y));
  }

  private int bandAt(double x, double value) {
    int bucket = bucketAt(x);
    for (int s = 0; s < bands.size() && shows(x); s++) {
      double inner = at(bands.inner()[s], bucket);
      double outer = at(bands.outer()[s], bucket);
      if (value >= Math.min(inner, outer) && value < Math.max(inner, outer)) {
        return s;
      }
    }
    return -1;
  }

  private int nearestLine(double x, double y) {
    int bucket = bucketAt(x);
    int nearest = -1;
    double best = REACH_PIXELS;
    for (int s = 0; s < bands.size() && shows(x); s++) {
      double distance = Math.abs(y(at(bands.outer()[s], bucket)) - y);
      if (distance < best) {
        best = distance;
        nearest = s;
      }
    }
    return nearest;
  }

  /// Whether a column belongs to a bucket: on either side of a single one there are some that do
  /// not.
  private boolean shows(double x) {
    return x >= x(0) && x <= x(table.buckets());
  }

  private static double at(double[] edge, int bucket) {
    return bucket < edge.length ? edge[bucket] : Double.NaN;
  }
}
