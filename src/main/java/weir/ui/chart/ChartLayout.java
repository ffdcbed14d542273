package weir.ui.chart;

import weir.query.TimeRange;

/// The plot in pixels, from its top left corner: where values and buckets lie and what is at a
/// point. A bucket's point is in its middle; the first and last reach to the edges.
record ChartLayout(
    SeriesTable table, StackedSeries bands, ValueTicks ticks, double width, double height) {
  /// How near to a line the pointer must be.
  private static final double REACH_PIXELS = 8;

  double x(double bucket) {
    return width * bucket / Math.max(1, table.buckets());
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
    int last = Math.max(0, table.buckets() - 1);
    return width > 0 ? Math.clamp((long) (x / width * table.buckets()), 0, last) : 0;
  }

  /// The time between two columns, in whole buckets.
  TimeRange span(double x1, double x2) {
    int first = bucketAt(Math.min(x1, x2));
    int last = bucketAt(Math.max(x1, x2));
    return new TimeRange(table.bucket(first).fromNanos(), table.bucket(last).untilNanos());
  }

  /// The series painted at a point, or -1.
  int hit(double x, double y, TimeSeriesChart.Style style) {
    return style == TimeSeriesChart.Style.LINES ? nearestLine(x, y) : bandAt(x, value(y));
  }

  private int bandAt(double x, double value) {
    for (int s = 0; s < bands.size(); s++) {
      double inner = at(bands.inner()[s], x);
      double outer = at(bands.outer()[s], x);
      if (value >= Math.min(inner, outer) && value < Math.max(inner, outer)) {
        return s;
      }
    }
    return -1;
  }

  private int nearestLine(double x, double y) {
    int nearest = -1;
    double best = REACH_PIXELS;
    for (int s = 0; s < bands.size(); s++) {
      double distance = Math.abs(y(at(bands.outer()[s], x)) - y);
      if (distance < best) {
        best = distance;
        nearest = s;
      }
    }
    return nearest;
  }

  /// An edge's value at a column, on the straight line between two buckets' middles.
  private double at(double[] edge, double x) {
    if (edge.length == 0 || width <= 0) {
      return Double.NaN;
    }
    double position = Math.clamp(x / width * edge.length - 0.5, 0, edge.length - 1.0);
    int left = (int) position;
    int right = Math.min(edge.length - 1, left + 1);
    if (Double.isNaN(edge[right]) && position - left < 0.5) {
      return edge[left];
    }
    if (Double.isNaN(edge[left]) && position - left >= 0.5) {
      return edge[right];
    }
    return edge[left] + (edge[right] - edge[left]) * (position - left);
  }
}
