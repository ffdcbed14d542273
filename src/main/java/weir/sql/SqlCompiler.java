package weir.sql;

import static weir.sql.FlowSql.bucket;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import weir.flow.FlowField;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.RecordQuery;
import weir.query.TimeRange;

/// Makes DuckDB statements of a [FlowQuery] and the pieces of its plan. Pure: no connection, no
/// text of the user's; what comes from a filter comes through its typed numbers.
///
/// An answer's rows are, in this order: `bucket` (start in ns; 0 without buckets), `other`, the
/// keys `k0`, `k1` … (`kNh` before an address's `kN`), one sum a measure `m0` … (BIGINT, held at
/// its largest value), and `matched`, the flow records behind the whole answer, the same in every
/// row.
public final class SqlCompiler {
  private static final String LARGEST = "9223372036854775807";

  private static final String WIDE = "sum";

  private final FlowQuery query;

  private SqlCompiler(FlowQuery query) {
    this.query = query;
  }

  /// The answer from these pieces, at least one.
  public static String answer(FlowQuery query, List<Rows> pieces) {
    return answer(query, pieces, pieces);
  }

  /// The same, where there are fewer rows to look at for all flows together than for the groups.
  ///
  /// @param totals pieces of the same flows for the question without groups
  public static String answer(FlowQuery query, List<Rows> pieces, List<Rows> totals) {
    SqlCompiler compiler = new SqlCompiler(query);
    boolean narrow = Rows.isNarrow(pieces);
    return compiler.isRanking() && pieces.stream().allMatch(Rows::summed)
        ? compiler.largestOf(
            compiler.summed(pieces, narrow), sum(narrow), groups(query.withoutGroups(), totals))
        : "WITH grouped AS MATERIALIZED (\n"
            + compiler.grouped(pieces, "")
            + "\n)"
            + compiler.ranked();
  }

  /// What these pieces, at least one, add to the groups: `bucket`, keys, measures as HUGEINT, and
  /// `n`, the flow records of the group.
  public static String groups(FlowQuery query, List<Rows> pieces) {
    return new SqlCompiler(query).grouped(pieces, "");
  }

  /// The same for those groups only whose keys are in a table.
  public static String groupsAmong(FlowQuery query, List<Rows> pieces, String table) {
    SqlCompiler compiler = new SqlCompiler(query);
    return compiler.grouped(
        pieces,
        " SEMI JOIN " + table + " USING (" + String.join(", ", compiler.keyColumns("")) + ")");
  }

  /// The largest groups of a table that [#groups] gave: their keys, and `place` from 1 on.
  public static String best(FlowQuery query, String table) {
    SqlCompiler compiler = new SqlCompiler(query);
    return compiler.bestOf(compiler.sumsByKeys(table, WIDE));
  }

  /// @param sum the function
  private String sumsByKeys(String table, String sum) {
    String keys = String.join(", ", keyColumns(""));
    return "(SELECT " + keys + ", " + sum + "(m0) AS m0 FROM " + table + " GROUP BY " + keys + ")";
  }

  /// In 128 bits, or in 64 where sums are known to fit ([Rows#isNarrow]), for it wraps around.
  private static String sum(boolean narrow) {
    return narrow ? "sum_no_overflow" : WIDE;
  }

  /// A counter of a roll-up, multiplied by its sampling rate.
  private static String scaled(String counter, boolean narrow) {
    return narrow ? "(" + counter + " * rate)::BIGINT" : counter + "::HUGEINT * rate";
  }

  /// The few are cut off before they are numbered: a window would sort them all.
  ///
  /// @param sums a row a group: keys and `m0`
  private String bestOf(String sums) {
    String keys = String.join(", ", keyColumns(""));
    String order = "m0 DESC, " + keys;
    return "SELECT "
        + keys
        + ", row_number() OVER (ORDER BY "
        + order
        + ") AS place FROM (FROM "
        + sums
        + (query.top() == 0 ? "" : " ORDER BY " + order + " LIMIT " + query.top())
        + ")";
  }

  /// Groups of a table of sums so far that may belong to the largest, if any may lack `leftOut`.
  public static String candidates(FlowQuery query, String table, double leftOut) {
    SqlCompiler compiler = new SqlCompiler(query);
    String keys = String.join(", ", compiler.keyColumns(""));
    return "WITH sums AS (SELECT "
        + keys
        + ", sum(m0) AS m0 FROM "
        + table
        + " GROUP BY ALL), least AS (SELECT min(m0) AS m0 FROM (SELECT m0 FROM sums ORDER BY m0 DESC LIMIT "
        + query.top()
        + ")) SELECT "
        + keys
        + " FROM sums WHERE m0 + "
        + leftOut
        + " >= (SELECT m0 FROM least)";
  }

  /// The sum of the last of the largest groups; 0 if there are fewer groups than are asked for: one
  /// row, one column.
  public static String smallestOfBest(FlowQuery query, String table) {
    SqlCompiler compiler = new SqlCompiler(query);
    return "SELECT CASE WHEN count(*) < "
        + query.top()
        + " THEN 0 ELSE min(m0) END::DOUBLE FROM (SELECT sum(m0) AS m0 FROM "
        + table
        + " GROUP BY "
        + String.join(", ", compiler.keyColumns(""))
        + " ORDER BY m0 DESC LIMIT "
        + query.top()
        + ")";
  }

  /// How many of the groups in a table are not in another, by their columns: one row, one column.
  public static String notListed(FlowQuery query, String table, String list) {
    SqlCompiler compiler = new SqlCompiler(query);
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < query.by().size(); i++) {
      FlowField field = query.by().get(i);
      if (field.isAddress()) {
        columns.add(field.highColumn() + " AS k" + i + "h");
      }
      columns.add(field.column() + " AS k" + i);
    }
    return "SELECT count(*)::DOUBLE FROM "
        + table
        + " ANTI JOIN (SELECT "
        + String.join(", ", columns)
        + " FROM "
        + list
        + ") USING ("
        + String.join(", ", compiler.keyColumns(""))
        + ")";
  }

  /// The answer from the groups in `table` that are in `best`, and "Other" from what is missing to
  /// the `totals` (groups of the same question without keys).
  public static String answerWithTotals(FlowQuery query, String table, String best, String totals) {
    return "WITH " + new SqlCompiler(query).shownAndOther(table, best, totals);
  }

  private String shownAndOther(String table, String best, String totals) {
    List<String> keys = keyColumns("");
    String using = String.join(", ", keys);
    String matched = "(SELECT sum(n) FROM " + totals + ")::BIGINT AS matched";
    String measures = eachMeasure(m -> "sum(" + m + ") AS " + m) + ", sum(n) AS n";
    String shown =
        "SELECT bucket, false AS other, "
            + using
            + ", "
            + eachMeasure(m -> "least(" + m + ", " + LARGEST + ")::BIGINT AS " + m)
            + ", "
            + matched
            + ", place FROM shown";
    String others =
        "SELECT totals.bucket, true, "
            + keys.stream().map(_ -> "0, ").collect(Collectors.joining())
            + eachMeasure(
                m ->
                    // flows that came in between the two passes are in the second alone
                    "greatest(0, least(totals.%1$s - coalesce(listed.%1$s, 0), %2$s))::BIGINT"
                        .formatted(m, LARGEST))
            + ", "
            + matched
            + ", NULL FROM totals LEFT JOIN listed USING (bucket) WHERE totals.n > coalesce(listed.n, 0)";
    return "shown AS MATERIALIZED (SELECT bucket, "
        + using
        + ", place, "
        + measures
        + " FROM "
        + table
        + " JOIN "
        + best
        + " USING ("
        + using
        + ") GROUP BY ALL),\nlisted AS (SELECT bucket, "
        + measures
        + " FROM shown GROUP BY ALL),\ntotals AS (SELECT bucket, "
        + measures
        + " FROM "
        + totals
        + " GROUP BY ALL)\n"
        + "SELECT * EXCLUDE (place) FROM (\n"
        + shown
        + (query.others() ? "\nUNION ALL\n" + others : "")
        + "\n) ORDER BY place NULLS LAST, bucket";
  }

  private String eachMeasure(UnaryOperator<String> column) {
    return IntStream.range(0, query.measures().size())
        .mapToObj(i -> column.apply("m" + i))
        .collect(Collectors.joining(", "));
  }

  /// The answer from a table of what [#groups] gave for other pieces.
  public static String answerFromGroups(FlowQuery query, String table) {
    SqlCompiler compiler = new SqlCompiler(query);
    if (compiler.isRanking()) {
      return compiler.largestOf("  FROM " + table, WIDE, compiler.sumsByBucket(table));
    }
    List<String> columns = new ArrayList<>(List.of("bucket"));
    columns.addAll(compiler.keyColumns(""));
    IntStream.range(0, query.measures().size())
        .forEach(i -> columns.add("sum(m" + i + ") AS m" + i));
    columns.add("sum(n) AS n");
    return "WITH grouped AS MATERIALIZED (\n  SELECT "
        + String.join(", ", columns)
        + "\n  FROM "
        + table
        + "\n  GROUP BY ALL\n)"
        + compiler.ranked();
  }

  /// Every group of every bucket with its exact sums. Scaled sums of flows are made of the sums by
  /// sampling rate: a multiplication a group, not one a flow, and in 128 bits, which cannot
  /// overflow. Roll-ups are sums by sampling rate already: to group them twice takes longer.
  ///
  /// @param among a join that keeps some groups only; empty for none
  private String grouped(List<Rows> pieces, String among) {
    boolean rollups = pieces.stream().anyMatch(Rows::summed);
    String records = rollups ? "sum(n)" : "count(*)";
    String sources =
        pieces.stream()
            .map(piece -> source(piece, rollups))
            .collect(Collectors.joining("\n    UNION ALL\n", "(\n", "\n  )" + among));
    List<String> keys = new ArrayList<>();
    if (isBucketed()) {
      keys.add("bucket");
    }
    keys.addAll(keyColumns(""));
    String groupBy = " GROUP BY " + String.join(", ", keys);
    if (!query.scaled()) {
      return select(FlowField::column, WIDE, records) + sources + groupBy;
    }
    if (pieces.stream().allMatch(Rows::summed)) {
      boolean narrow = Rows.isNarrow(pieces);
      return select(counter -> scaled(counter.column(), narrow), sum(narrow), records)
          + sources
          + groupBy;
    }
    List<String> byRate = new ArrayList<>(keys);
    byRate.add("rate");
    for (FlowField counter : counters()) {
      byRate.add("sum(" + counter.column() + ") AS " + counter.column());
    }
    byRate.add(records + " AS n");
    return select(counter -> counter.column() + " * rate", WIDE, "sum(n)")
        + "(\n    SELECT "
        + String.join(", ", byRate)
        + " FROM "
        + sources
        + groupBy
        + ", rate\n  )"
        + groupBy;
  }

  private boolean isRanking() {
    return query.top() > 0 && query.bucketNanos() == 0 && !query.by().isEmpty();
  }

  /// The largest groups, in two passes over rows that are quickly looked at: all are grouped by the
  /// first measure alone, and what else is shown is summed for the few. To keep all sums of all
  /// groups takes up to twice the time.
  ///
  /// @param rows of `bucket`, keys, measures and `n`, several a group
  /// @param sum the function for the first pass
  /// @param whole the sums of all groups together
  private String largestOf(String rows, String sum, String whole) {
    return "WITH summed AS NOT MATERIALIZED (\n"
        + rows
        + "\n),\nbest AS MATERIALIZED ("
        + bestOf(sumsByKeys("summed", sum))
        + "),\nwhole AS MATERIALIZED (\n"
        + whole
        + "\n),\n"
        + shownAndOther("summed", "best", "whole");
  }

  private String sumsByBucket(String table) {
    return "  SELECT bucket, "
        + eachMeasure(m -> "sum(" + m + ") AS " + m)
        + ", sum(n) AS n FROM "
        + table
        + " GROUP BY bucket";
  }

  /// The rows of roll-ups.
  private String summed(List<Rows> pieces, boolean narrow) {
    List<String> columns = new ArrayList<>(List.of("0::UBIGINT AS bucket"));
    columns.addAll(keyColumns(""));
    for (int i = 0; i < query.measures().size(); i++) {
      Measure base = query.measures().get(i).base();
      String value = base == Measure.FLOWS ? "n" : counter(base).column();
      boolean multiplied = query.scaled() && base != Measure.FLOWS;
      String one = narrow ? value + "::BIGINT" : value;
      columns.add((multiplied ? scaled(value, narrow) : one) + " AS m" + i);
    }
    columns.add("n");
    return "  SELECT "
        + String.join(", ", columns)
        + " FROM "
        + pieces.stream()
            .map(piece -> source(piece, true))
            .collect(Collectors.joining("\n    UNION ALL\n", "(\n", "\n  )"));
  }

  /// Whether groups are told apart by bucket. One bucket is not a key: it would be hashed with
  /// every row. Where nothing else is, it stays, so that no flows make no group.
  private boolean isBucketed() {
    return query.bucketNanos() > 0 || query.by().isEmpty();
  }

  private String select(Function<FlowField, String> value, String function, String records) {
    List<String> columns = new ArrayList<>();
    columns.add(isBucketed() ? "bucket" : "0::UBIGINT AS bucket");
    columns.addAll(keyColumns(""));
    for (int i = 0; i < query.measures().size(); i++) {
      Measure base = query.measures().get(i).base();
      String sum =
          base == Measure.FLOWS ? records : function + "(" + value.apply(counter(base)) + ")";
      columns.add(sum + "::HUGEINT AS m" + i);
    }
    columns.add(records + "::HUGEINT AS n");
    return "  SELECT " + String.join(", ", columns) + " FROM ";
  }

  /// Columns of a source: bucket, keys, `rate`, the counters that are measured, and `n`, the flow
  /// records behind each row, where any source has rows that stand for several.
  private String source(Rows rows, boolean counted) {
    boolean summed = rows.summed();
    String time = summed ? "minute_ns" : "time_received_ns";
    List<String> columns = new ArrayList<>();
    if (isBucketed()) {
      columns.add(bucket(time, query.bucketNanos()) + " AS bucket");
    }
    for (int i = 0; i < query.by().size(); i++) {
      FlowField field = query.by().get(i);
      if (field.isAddress()) {
        columns.add(
            (summed ? field.highColumn() : rows.mapping().highColumn(field)) + " AS k" + i + "h");
      }
      columns.add(binned(value(rows, field), i) + " AS k" + i);
    }
    if (query.scaled()) {
      columns.add((summed ? "sampling_rate" : rows.mapping().rate()) + " AS rate");
    }
    for (FlowField counter : counters()) {
      columns.add(value(rows, counter) + " AS " + counter.column());
    }
    if (counted) {
      columns.add((summed ? "flows" : "1::UBIGINT") + " AS n");
    }
    List<String> conditions = new ArrayList<>();
    rows.within().ifPresent(range -> conditions.add(within(time, range)));
    if (!query.filter().isAll()) {
      conditions.add(FilterSql.condition(query.filter()));
    }
    return "    SELECT "
        + String.join(", ", columns)
        + " FROM "
        + rows.sums().orElseGet(() -> rows.mapping().filled(query.filter().fields()))
        + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions));
  }

  /// A value of a key, or the lowest value of the bin that it is in.
  private String binned(String value, int key) {
    long width = query.binWidth();
    return width > 0 && key == query.by().size() - 1
        ? "(" + value + " // " + width + " * " + width + ")::UBIGINT"
        : value;
  }

  private static String within(String column, TimeRange range) {
    return column + " >= " + range.fromNanos() + " AND " + column + " < " + range.untilNanos();
  }

  private static String value(Rows rows, FlowField field) {
    return rows.summed() ? field.column() : rows.mapping().column(field);
  }

  /// The newest records of one table: the columns of `fields`, two for an address, its high half
  /// first.
  ///
  /// @param fields in the order of their columns; the table may lack some
  public static String records(RecordQuery query, List<FlowField> fields, Mapping table) {
    Set<FlowField> needed = EnumSet.copyOf(fields);
    needed.addAll(query.filter().fields());
    String columns =
        fields.stream()
            .map(f -> f.isAddress() ? f.highColumn() + ", " + f.column() : f.column())
            .collect(Collectors.joining(", "));
    return "SELECT "
        + columns
        + "\nFROM "
        + table.filled(needed)
        + "\nWHERE "
        + within("time_received_ns", query.range())
        + (query.filter().isAll() ? "" : "\n  AND " + FilterSql.condition(query.filter()))
        + "\nORDER BY time_received_ns DESC\nLIMIT "
        + query.limit();
  }

  /// The counters that are measured.
  private List<FlowField> counters() {
    return query.measures().stream()
        .map(Measure::base)
        .filter(base -> base != Measure.FLOWS)
        .map(SqlCompiler::counter)
        .distinct()
        .toList();
  }

  private static FlowField counter(Measure base) {
    return base == Measure.BYTES ? FlowField.BYTES : FlowField.PACKETS;
  }

  private String ranked() {
    List<String> keys = keyColumns("");
    if (query.by().isEmpty() || (query.top() == 0 && query.bucketNanos() == 0)) {
      return "\nSELECT bucket, false AS other, "
          + keys.stream().map(key -> key + ", ").collect(Collectors.joining())
          + measures("")
          + ", "
          + matched()
          + "\nFROM grouped\nORDER BY "
          + (query.bucketNanos() > 0 ? "bucket" : "m0 DESC" + keysAfter(keys));
    }
    // In one bucket each group has one row already.
    String sums = isRanking() ? "grouped" : sumsByKeys("grouped", WIDE);
    return ",\nbest AS MATERIALIZED ("
        + bestOf(sums)
        + "),\n"
        + shownAndOther("grouped", "best", "grouped");
  }

  private static String matched() {
    return "(SELECT sum(n) FROM grouped)::BIGINT AS matched";
  }

  private static String keysAfter(List<String> keys) {
    return keys.stream().map(key -> ", " + key).collect(Collectors.joining());
  }

  private List<String> keyColumns(String prefix) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < query.by().size(); i++) {
      if (query.by().get(i).isAddress()) {
        keys.add(prefix + "k" + i + "h");
      }
      keys.add(prefix + "k" + i);
    }
    return keys;
  }

  private String measures(String prefix) {
    return IntStream.range(0, query.measures().size())
        .mapToObj(i -> "least(" + prefix + "m" + i + ", " + LARGEST + ")::BIGINT AS m" + i)
        .collect(Collectors.joining(", "));
  }
}
