package weir.ui.chart;

import java.util.Arrays;
import java.util.List;

/// Where each series lies at each bucket: bands between two edges. Stacked areas pile up from zero;
/// mirrored ones pile up away from zero on both sides; lines have an outer edge only. In percent,
/// areas pile up to a hundred at each bucket, and what is laid over them has no place.
///
/// @param inner edge nearer to zero, by series and bucket; 0 for lines
/// @param outer edge farther from zero; empty for a series that is hidden
record StackedSeries(double[][] inner, double[][] outer) {
  /// All of a bucket, in percent.
  static final double WHOLE = 100;

  private static final double[] HIDDEN = {};

  /// @param otherHidden whether "Other" lies nowhere
  static StackedSeries of(List<Series> series, TimeSeriesChart.Style style, boolean otherHidden) {
    int buckets = series.isEmpty() ? 0 : series.getFirst().points().length;
    double[][] inner = new double[series.size()][buckets];
    double[][] outer = new double[series.size()][];
    double[] totals =
        style == TimeSeriesChart.Style.PERCENT ? totals(series, buckets, otherHidden) : null;
    double[] above = new double[buckets];
    double[] below = new double[buckets];
    for (int s = 0; s < outer.length; s++) {
      double[] points = series.get(s).points();
      if (isHidden(series.get(s), otherHidden) || (totals != null && series.get(s).over())) {
        inner[s] = HIDDEN;
        outer[s] = HIDDEN;
        continue;
      }
      boolean mirrored = style == TimeSeriesChart.Style.MIRROR && series.get(s).below();
      if (style == TimeSeriesChart.Style.LINES || series.get(s).over()) {
        inner[s] = HIDDEN;
        outer[s] = mirrored ? negative(points) : points;
        continue;
      }
      double[] sum = mirrored ? below : above;
      inner[s] = sum.clone();
      for (int i = 0; i < buckets; i++) {
        double part = totals == null ? points[i] : share(points[i], totals[i]);
        sum[i] += mirrored ? -part : part;
      }
      outer[s] = sum.clone();
    }
    return new StackedSeries(inner, outer);
  }

  private static boolean isHidden(Series one, boolean otherHidden) {
    return otherHidden && one.other();
  }

  /// What is a hundred percent in each bucket.
  private static double[] totals(List<Series> series, int buckets, boolean otherHidden) {
    double[] totals = new double[buckets];
    for (Series one : series) {
      for (int i = 0; i < buckets && !one.over() && !isHidden(one, otherHidden); i++) {
        totals[i] += one.points()[i];
      }
    }
    return totals;
  }

  /// In percent; NaN where a bucket is not known.
  private static double share(double part, double total) {
    return total == 0 ? 0 : WHOLE * part / total;
  }

  private static double[] negative(double[] points) {
    return Arrays.stream(points).map(point -> -point).toArray();
  }

  int size() {
    return outer.length;
  }

  /// Whether there is such a series, and it is not hidden.
  boolean isSeen(int series) {
    return series >= 0 && series < outer.length && !hidden(series);
  }

  boolean hidden(int series) {
    return outer[series].length == 0;
  }

  /// The smallest value, at most 0.
  double low() {
    double low = 0;
    for (double[] edge : outer) {
      for (double value : edge) {
        low = value < low ? value : low;
      }
    }
    return low;
  }

  /// The largest value, at least 0.
  double high() {
    double high = 0;
    for (double[] edge : outer) {
      for (double value : edge) {
        high = value > high ? value : high;
      }
    }
    return high;
  }
}
