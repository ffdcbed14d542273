package weir.store.clickhouse;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import weir.query.FlowQuery;
import weir.query.Rank;
import weir.store.clickhouse.Answers.Group;
import weir.store.clickhouse.Answers.Row;

/// Rows by steps of time in the order in which a question ranks their groups.
final class RankedRows {
  private RankedRows() {}

  /// Without buckets where the question has none.
  static List<Row> of(FlowQuery query, List<Row> rows) {
    FlowQuery steps = query.inRankSteps();
    Map<Group, List<BigDecimal>> values = new HashMap<>();
    Map<Group, BigInteger> whole = new HashMap<>();
    for (Row row : rows) {
      values.computeIfAbsent(row.group(), _ -> new ArrayList<>()).add(value(steps, row));
      whole.merge(row.group(), row.sums()[0], BigInteger::add);
    }
    Map<Group, BigDecimal> ranked = new HashMap<>();
    values.forEach((group, all) -> ranked.put(group, value(steps, all)));
    List<Row> ordered = new ArrayList<>(query.bucketNanos() == 0 ? folded(rows) : rows);
    ordered.sort(
        Comparator.comparing((Row row) -> row.group().other())
            .thenComparing(row -> ranked.get(row.group()), Comparator.reverseOrder())
            .thenComparing(row -> whole.get(row.group()), Comparator.reverseOrder())
            .thenComparing(Row::group)
            .thenComparingLong(Row::bucket));
    return ordered;
  }

  /// What a group counts for.
  ///
  /// @param values of the steps that it has anything in
  private static BigDecimal value(FlowQuery steps, List<BigDecimal> values) {
    values.sort(Comparator.reverseOrder());
    long place =
        switch (steps.rank().by()) {
          case AVERAGE, MAXIMUM, LAST -> 1; // steps that are not the last count for nothing
          case P95 -> Rank.placeOfP95(steps.steps());
          case MINIMUM -> steps.steps();
        };
    return place <= values.size() ? values.get((int) place - 1) : BigDecimal.ZERO;
  }

  /// What one step counts for.
  private static BigDecimal value(FlowQuery steps, Row row) {
    long width = steps.bucketNanos();
    long from = Math.max(row.bucket(), steps.range().fromNanos());
    long until = Math.min(row.bucket() + width, steps.range().untilNanos());
    if (steps.rank().by() == Rank.By.LAST) {
      boolean last = until == steps.range().untilNanos();
      return last ? new BigDecimal(row.sums()[0]) : BigDecimal.ZERO;
    }
    return steps.measures().getFirst().isRate()
        ? BigDecimal.valueOf(row.sums()[0].doubleValue() / Math.max(1, until - from))
        : new BigDecimal(row.sums()[0]);
  }

  private static List<Row> folded(List<Row> rows) {
    Map<Group, Row> folded = new LinkedHashMap<>();
    for (Row row : rows) {
      folded.merge(row.group(), row, RankedRows::sum);
    }
    return folded.values().stream()
        .map(row -> new Row(0, row.group(), row.sums(), row.records()))
        .toList();
  }

  private static Row sum(Row one, Row other) {
    BigInteger[] sums = new BigInteger[one.sums().length];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = one.sums()[i].add(other.sums()[i]);
    }
    return new Row(0, one.group(), sums, one.records().add(other.records()));
  }
}
