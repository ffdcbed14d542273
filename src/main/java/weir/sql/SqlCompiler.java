package weir.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import weir.query.Dimension;
import weir.query.FlowQuery;

/// Makes statements of a [FlowQuery] and the rows that it is answered from. Pure: no connection, no
/// text of the user's; what comes from a filter comes through its typed numbers.
///
/// An answer's rows are, in this order: `bucket` (start in ns; 0 without buckets), `other`, the
/// keys `k0`, `k1` … (`kNh` before an address's `kN`), one sum a measure `m0` … (64 bits, held at
/// its largest value), and `matched`, the flow records behind the whole answer, the same in every
/// row.
public final class SqlCompiler {
  private final Dialect dialect;

  public SqlCompiler(Dialect dialect) {
    this.dialect = dialect;
  }

  private GroupSql grouping(FlowQuery query) {
    return new GroupSql(dialect, query);
  }

  private RankingSql ranking(FlowQuery query) {
    return new RankingSql(dialect, query);
  }

  /// The answer from these rows, at least one relation.
  public String answer(FlowQuery query, List<Rows> rows) {
    return answer(query, rows, rows);
  }

  /// The same, where there are fewer rows to look at for all flows together than for the groups.
  ///
  /// @param totals rows of the same flows for the question without groups
  public String answer(FlowQuery query, List<Rows> rows, List<Rows> totals) {
    GroupSql grouping = grouping(query.inRankSteps());
    RankingSql ranking = ranking(query);
    boolean narrow = grouping.isNarrow(rows);
    return ranking.isRanking() && rows.stream().allMatch(Rows::summed)
        ? ranking.largestOf(
            grouping.summed(rows, narrow),
            grouping.sum(narrow),
            groups(query.withoutGroups(), totals))
        : "WITH grouped AS MATERIALIZED (\n"
            + grouping.grouped(rows, "")
            + "\n)"
            + ranking.ranked();
  }

  /// What these rows, at least one relation, add to the groups: `bucket`, keys, measures in 128
  /// bits, and `n`, the flow records of the group.
  public String groups(FlowQuery query, List<Rows> rows) {
    return grouping(query.inRankSteps()).grouped(rows, "");
  }

  /// The same for those groups only whose keys are in a table.
  public String groupsAmong(FlowQuery query, List<Rows> rows, String table) {
    GroupSql grouping = grouping(query);
    return grouping.grouped(rows, " SEMI JOIN " + table + " USING (" + grouping.keys() + ")");
  }

  /// The largest groups of a table that [#groups] gave: their keys, and `place` from 1 on.
  public String best(FlowQuery query, String table) {
    RankingSql ranking = ranking(query);
    return ranking.bestOf(ranking.sumsByKeys(table, GroupSql.WIDE));
  }

  /// Groups of a table of sums so far that may belong to the largest, if any may lack `leftOut`.
  public String candidates(FlowQuery query, String table, double leftOut) {
    return ranking(query).candidates(table, leftOut);
  }

  /// The sum of the last of the largest groups; 0 if there are fewer groups than are asked for: one
  /// row, one column.
  public String smallestOfBest(FlowQuery query, String table) {
    return ranking(query).smallestOfBest(table);
  }

  /// How many of the groups in a table are not in a relation, by the columns of their fields: one
  /// row, one column. For questions by what the relation has groups of.
  public String notListed(FlowQuery query, String table, String list) {
    DimensionSql values = new DimensionSql(dialect, Columns.PLAIN);
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < query.by().size(); i++) {
      Dimension by = query.by().get(i);
      if (by.isWide()) {
        columns.add(values.high(by) + " AS k" + i + "h");
      }
      columns.add(values.low(by) + " AS k" + i);
    }
    return "SELECT count(*)::DOUBLE FROM "
        + table
        + " ANTI JOIN (SELECT "
        + String.join(", ", columns)
        + " FROM "
        + list
        + ") USING ("
        + grouping(query).keys()
        + ")";
  }

  /// The answer from the groups in `table` that are in `best`, and "Other" from what is missing to
  /// the `totals` (groups of the same question without keys).
  public String answerWithTotals(FlowQuery query, String table, String best, String totals) {
    return "WITH " + ranking(query).shownAndOther(table, best, totals);
  }

  /// The answer from a table of what [#groups] gave for other rows.
  public String answerFromGroups(FlowQuery query, String table) {
    RankingSql ranking = ranking(query);
    if (ranking.isRanking()) {
      return ranking.largestOf("  FROM " + table, GroupSql.WIDE, ranking.sumsByBucket(table));
    }
    List<String> columns = new ArrayList<>(List.of("bucket"));
    columns.addAll(grouping(query).keyColumns());
    IntStream.range(0, query.measures().size())
        .forEach(i -> columns.add("sum(m" + i + ") AS m" + i));
    columns.add("sum(n) AS n");
    return "WITH grouped AS MATERIALIZED (\n  SELECT "
        + String.join(", ", columns)
        + "\n  FROM "
        + table
        + "\n  GROUP BY ALL\n)"
        + ranking.ranked();
  }
}
