package weir.ui.chart;

import java.util.List;
import java.util.Optional;
import weir.flow.IpAddress;
import weir.query.Dimension;
import weir.query.Selection;

/// One group over time.
///
/// @param by what it is grouped by; empty for the total
/// @param values of `fields`
/// @param other whether it sums up the groups that are not shown
/// @param below whether a mirrored chart draws it below zero
/// @param average over all the time that is known, as a ranking would have it; NaN for none
/// @param over whether it is of another data set, and laid over the picture as a line
/// @param points a value a bucket; NaN where nothing is known yet
record Series(
    String label,
    List<Dimension> by,
    List<IpAddress> values,
    boolean other,
    boolean below,
    double average,
    boolean over,
    double[] points) {

  /// The same, laid over the picture of another data set.
  ///
  /// @param name of its own one
  /// @param newPoints in the buckets of the other
  Series over(String name, double[] newPoints) {
    String label = by.isEmpty() ? name : Series.this.label + " · " + name;
    return new Series(label, by, values, other, below, average, true, newPoints);
  }

  /// The largest value of a bucket, or NaN.
  double maximum() {
    double maximum = Double.NaN;
    for (double point : points) {
      maximum = point <= maximum || Double.isNaN(point) ? maximum : point;
    }
    return maximum;
  }

  /// The newest value, or NaN.
  double last() {
    for (int i = points.length - 1; i >= 0; i--) {
      if (!Double.isNaN(points[i])) {
        return points[i];
      }
    }
    return Double.NaN;
  }

  /// What a click on it means; "Other" and totals mean nothing.
  Optional<Selection> selection(boolean exclude) {
    return other || by.isEmpty()
        ? Optional.empty()
        : Optional.of(new Selection.Group(by, values, exclude));
  }
}
