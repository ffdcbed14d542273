package weir.ui.chart;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.flow.IpAddress;
import weir.query.Answer;

/// The steps over time of the groups of a ranking.
///
/// @param width of a step, in words: "5 s"
/// @param groups by their values; "Other" by none
public record GroupSteps(String width, Map<List<IpAddress>, double[]> groups) {
  public static final GroupSteps NONE = new GroupSteps("", Map.of());

  /// @param answer with buckets, by what the ranking is by
  /// @param group knows the time: a step that is still running is left out
  public static GroupSteps of(Answer answer, ChartGroup group) {
    SeriesTable table = SeriesTable.of(answer, 0, group.nowNanos());
    Map<List<IpAddress>, double[]> groups = new HashMap<>();
    for (Series series : table.series()) {
      groups.put(series.other() ? List.of() : series.values(), series.points());
    }
    return new GroupSteps(Description.length(table.bucketNanos()), Map.copyOf(groups));
  }

  /// A value a step, NaN where nothing is known; empty for a group that is not among them.
  ///
  /// @param values of the group; none for "Other"
  public Optional<double[]> of(List<IpAddress> values) {
    return Optional.ofNullable(groups.get(values));
  }

  /// All groups together.
  public double[] total() {
    double[] total = {};
    for (double[] points : groups.values()) {
      double[] sum = total.length == 0 ? new double[points.length] : total;
      Arrays.setAll(sum, i -> sum[i] + points[i]);
      total = sum;
    }
    return total;
  }
}
