package weir.ui.chart;

import java.util.Arrays;
import java.util.List;

/// Where each series lies at each bucket: bands between two edges. Stacked areas pile up from zero;
/// mirrored ones pile up away from zero on both sides; lines have an outer edge only.
///
/// @param inner edge nearer to zero, by series and bucket; 0 for lines
/// @param outer edge farther from zero; empty for a series that is hidden
record StackedSeries(double[][] inner, double[][] outer) {
  private static final double[] HIDDEN = {};

  /// @param otherHidden whether "Other" lies nowhere
  static StackedSeries of(List<Series> series, TimeSeriesChart.Style style, boolean otherHidden) {
    int buckets = series.isEmpty() ? 0 : series.getFirst().points().length;
    double[][] inner = new double[series.size()][buckets];
    double[][] outer = new double[series.size()][];
    double[] above = new double[buckets];
    double[] below = new double[buckets];
    for (int s = 0; s < outer.length; s++) {
      double[] points = series.get(s).points();
      if (otherHidden && series.get(s).other()) {
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
        sum[i] += mirrored ? -points[i] : points[i];
      }
      outer[s] = sum.clone();
    }
    return new StackedSeries(inner, outer);
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
