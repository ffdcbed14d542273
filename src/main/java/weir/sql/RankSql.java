package weir.sql;

import weir.query.FlowQuery;
import weir.query.Rank;
import weir.query.TimeRange;

/// What a group is ranked by, of its sums by bucket.
final class RankSql {
  private final Dialect dialect;
  private final FlowQuery steps;

  /// @param query one that [FlowQuery#isRankedBySteps]
  RankSql(Dialect dialect, FlowQuery query) {
    this.dialect = dialect;
    this.steps = query.inRankSteps();
  }

  /// An aggregate over the rows of a group, one a bucket.
  ///
  /// @param sum the column of the first measure
  String value(String sum) {
    return switch (steps.rank().by()) {
      case AVERAGE -> "sum(" + sum + ")";
      case MAXIMUM -> "max(" + shown(sum) + ")";
      case P95 -> dialect.highest(shown(sum), Rank.placeOfP95(steps.steps()));
      case MINIMUM ->
          "(CASE WHEN count(*) = "
              + steps.steps()
              + " THEN min("
              + shown(sum)
              + ") ELSE "
              + (isCut() ? dialect.fraction("0") : dialect.wide("0"))
              + " END)";
      case LAST ->
          "sum(CASE WHEN bucket = "
              + floor(steps.range().untilNanos() - 1)
              + " THEN "
              + sum
              + " ELSE "
              + dialect.wide("0")
              + " END)";
    };
  }

  /// Whether steps are shown as rates and are not all as long.
  private boolean isCut() {
    TimeRange range = steps.range();
    long width = steps.bucketNanos();
    boolean cut = range.fromNanos() % width != 0 || range.untilNanos() % width != 0;
    return cut && steps.measures().getFirst().isRate();
  }

  /// As it is shown: a rate is over the part of the bucket that the range covers.
  private String shown(String sum) {
    TimeRange range = steps.range();
    long width = steps.bucketNanos();
    if (!isCut()) {
      return sum;
    }
    long first = floor(range.fromNanos());
    long last = floor(range.untilNanos() - 1);
    return dialect.fraction(sum)
        + " / (CASE bucket WHEN "
        + first
        + " THEN "
        + (Math.min(first + width, range.untilNanos()) - range.fromNanos())
        + (last == first
            ? ""
            : " WHEN " + last + " THEN " + (range.untilNanos() - Math.max(last, range.fromNanos())))
        + " ELSE "
        + width
        + " END)";
  }

  private long floor(long nanos) {
    return nanos - Math.floorMod(nanos, steps.bucketNanos());
  }
}
