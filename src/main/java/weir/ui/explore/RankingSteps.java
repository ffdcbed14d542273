package weir.ui.explore;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import weir.export.More;
import weir.query.BucketWidth;
import weir.query.FlowQuery;
import weir.ui.chart.GroupSteps;
import weir.ui.chart.StepNumber;

/// What is asked for the columns of a ranking that say how its groups have changed over time.
final class RankingSteps {
  /// As many steps as a small line has room for, and enough for a percentile.
  private static final int MOST_STEPS = 100;

  private static final double[] NOT_KNOWN = {};

  private RankingSteps() {}

  /// The same groups, step by step.
  static FlowQuery question(FlowQuery ranking) {
    return new FlowQuery(
            ranking.range(),
            ranking.filter(),
            ranking.by(),
            List.of(ranking.measures().getFirst()),
            BucketWidth.nanos(ranking.range(), MOST_STEPS),
            ranking.top(),
            ranking.others(),
            ranking.scaled())
        .withRank(ranking.rank())
        .withSpread(ranking.spread());
  }

  /// What tables say of steps, for files: a number a column; a trend as its steps with spaces
  /// between.
  ///
  /// @param wanted those that are shown
  static List<More> columns(GroupSteps steps, Set<StepNumber> wanted, List<RankingRow> rows) {
    List<double[]> points =
        rows.stream()
            .map(row -> steps.of(row.other() ? List.of() : row.values()).orElse(NOT_KNOWN))
            .toList();
    return Stream.of(StepNumber.values())
        .filter(wanted::contains)
        .map(number -> column(number, points))
        .toList();
  }

  private static More column(StepNumber number, List<double[]> points) {
    return number == StepNumber.TREND
        ? More.words(
            number.columnName(), number.label(), points.stream().map(RankingSteps::words).toList())
        : More.numbers(
            number.columnName(), number.label(), points.stream().mapToDouble(number::of).toArray());
  }

  private static String words(double[] points) {
    return Arrays.stream(points)
        .mapToObj(point -> Double.isNaN(point) ? "" : String.valueOf(Math.round(point)))
        .collect(Collectors.joining(" "))
        .strip();
  }
}
