package weir.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import weir.flow.FlowField;
import weir.flow.IpAddress;

/// Makes DuckDB statements of a [FlowQuery] and the pieces of its plan. Pure: no connection, no
/// text of the user's; what comes from a filter comes through its typed numbers.
///
/// An answer's rows are, in this order: `bucket` (start in ns; 0 without buckets), `other`, the
/// keys `k0`, `k1` … (`kNh` before an address's `kN`), one sum a measure `m0` … (BIGINT, held at
/// its largest value), and `matched`, the flow records behind the whole answer, the same in every
/// row.
public final class SqlCompiler {
  private static final String LARGEST = "9223372036854775807";

  private final FlowQuery query;

  private SqlCompiler(FlowQuery query) {
    this.query = query;
  }

  /// The answer from these pieces, at least one.
  public static String answer(FlowQuery query, List<QueryPlan.Piece> pieces) {
    SqlCompiler compiler = new SqlCompiler(query);
    return "WITH grouped AS MATERIALIZED (\n"
        + compiler.grouped(pieces)
        + "\n)"
        + compiler.ranked();
  }

  /// What these pieces, at least one, add to the groups: `bucket`, keys, measures as HUGEINT, and
  /// `n`, the flow records of the group.
  public static String groups(FlowQuery query, List<QueryPlan.Piece> pieces) {
    return new SqlCompiler(query).grouped(pieces);
  }

  /// The answer from a table of what [#groups] gave for other pieces.
  public static String answerFromGroups(FlowQuery query, String table) {
    SqlCompiler compiler = new SqlCompiler(query);
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

  /// The rows of a roll-up of a table of flows. Sums beyond 64 bits fail.
  public static String rollup(Rollup rollup, QueryPlan.Table table) {
    List<String> columns = new ArrayList<>();
    if (rollup.byMinute()) {
      columns.add(bucket("time_received_ns", Rollup.MINUTE) + " AS minute_ns");
    }
    for (FlowField field : rollup.keys()) {
      if (field.isAddress()) {
        columns.add(column(table, field, field.highColumn()) + " AS " + field.highColumn());
      }
      columns.add(column(table, field, field.column()) + " AS " + field.column());
    }
    columns.add(rate(table) + " AS sampling_rate");
    columns.add("sum(" + column(table, FlowField.BYTES, "bytes") + ")::UBIGINT AS bytes");
    columns.add("sum(" + column(table, FlowField.PACKETS, "packets") + ")::UBIGINT AS packets");
    columns.add("count(*)::UBIGINT AS flows");
    return "SELECT " + String.join(", ", columns) + " FROM " + table.flows() + " GROUP BY ALL";
  }

  /// Every group of every bucket with its exact sums. Scaled sums are made of the sums by sampling
  /// rate: a multiplication a group, not one a flow, and in 128 bits, which cannot overflow.
  private String grouped(List<QueryPlan.Piece> pieces) {
    boolean rollups = pieces.stream().anyMatch(piece -> piece.rollup().isPresent());
    String records = rollups ? "sum(n)" : "count(*)";
    String sources =
        pieces.stream()
            .map(piece -> source(piece, rollups))
            .collect(Collectors.joining("\n    UNION ALL\n", "(\n", "\n  )"));
    List<String> keys = new ArrayList<>(List.of("bucket"));
    keys.addAll(keyColumns(""));
    if (!query.scaled()) {
      return select(keys, FlowField::column, records) + sources + " GROUP BY ALL";
    }
    List<String> byRate = new ArrayList<>(keys);
    byRate.add("rate");
    for (FlowField counter : counters()) {
      byRate.add("sum(" + counter.column() + ") AS " + counter.column());
    }
    byRate.add(records + " AS n");
    return select(keys, counter -> counter.column() + " * rate", "sum(n)")
        + "(\n    SELECT "
        + String.join(", ", byRate)
        + " FROM "
        + sources
        + " GROUP BY ALL\n  ) GROUP BY ALL";
  }

  private String select(List<String> keys, Function<FlowField, String> value, String records) {
    List<String> columns = new ArrayList<>(keys);
    for (int i = 0; i < query.measures().size(); i++) {
      Measure base = query.measures().get(i).base();
      String sum = base == Measure.FLOWS ? records : "sum(" + value.apply(counter(base)) + ")";
      columns.add(sum + "::HUGEINT AS m" + i);
    }
    columns.add(records + "::HUGEINT AS n");
    return "  SELECT " + String.join(", ", columns) + " FROM ";
  }

  /// Columns of a source: bucket, keys, `rate`, the counters that are measured, and `n`, the flow
  /// records behind each row, where any source has rows that stand for several.
  private String source(QueryPlan.Piece piece, boolean counted) {
    QueryPlan.Table table = piece.table();
    boolean rollup = piece.rollup().isPresent();
    String time = rollup ? "minute_ns" : "time_received_ns";
    List<String> columns = new ArrayList<>();
    columns.add(bucket(time, query.bucketNanos()) + " AS bucket");
    for (int i = 0; i < query.by().size(); i++) {
      FlowField field = query.by().get(i);
      if (field.isAddress()) {
        columns.add(value(table, rollup, field, field.highColumn()) + " AS k" + i + "h");
      }
      columns.add(value(table, rollup, field, field.column()) + " AS k" + i);
    }
    if (query.scaled()) {
      columns.add((rollup ? "sampling_rate" : rate(table)) + " AS rate");
    }
    for (FlowField counter : counters()) {
      columns.add(value(table, rollup, counter, counter.column()) + " AS " + counter.column());
    }
    if (counted) {
      columns.add((rollup ? "flows" : "1::UBIGINT") + " AS n");
    }
    List<String> conditions = new ArrayList<>();
    if (piece.rollup().map(Rollup::byMinute).orElse(true)) {
      conditions.add(within(time, piece.range()));
    }
    if (!query.filter().isAll()) {
      conditions.add(condition(query.filter()));
    }
    return "    SELECT "
        + String.join(", ", columns)
        + " FROM "
        + piece
            .rollup()
            .map(r -> table.rollups().orElseThrow().database() + "." + r.table())
            .orElseGet(() -> filled(table))
        + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions));
  }

  private static String bucket(String column, long nanos) {
    return nanos == 0 ? "0::UBIGINT" : column + " // " + nanos + " * " + nanos;
  }

  private static String within(String column, TimeRange range) {
    return column + " >= " + range.fromNanos() + " AND " + column + " < " + range.untilNanos();
  }

  private static String value(
      QueryPlan.Table table, boolean rollup, FlowField field, String column) {
    return rollup ? column : column(table, field, column);
  }

  /// A column of a table of flows, or 0 where it has none.
  private static String column(QueryPlan.Table table, FlowField field, String column) {
    return table.missing().contains(field) ? "0::" + type(field) : column;
  }

  private static String type(FlowField field) {
    return switch (field.width()) {
      case 1 -> "UTINYINT";
      case 2 -> "USMALLINT";
      case 4 -> "UINTEGER";
      default -> field.isList() ? "UINTEGER[]" : "UBIGINT";
    };
  }

  /// The table with the columns that the filter asks for and that it lacks.
  private String filled(QueryPlan.Table table) {
    List<String> lacking = new ArrayList<>();
    for (FlowField field : query.filter().fields()) {
      if (table.missing().contains(field)) {
        String zero = field.isList() ? "[]::UINTEGER[]" : "0::" + type(field);
        lacking.add(zero + " AS " + field.column());
        if (field.isAddress()) {
          lacking.add(zero + " AS " + field.highColumn());
        }
      }
    }
    return lacking.isEmpty()
        ? table.flows()
        : "(SELECT *, " + String.join(", ", lacking) + " FROM " + table.flows() + ")";
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

  private static String rate(QueryPlan.Table table) {
    return table.missing().contains(FlowField.SAMPLING_RATE)
        ? "1::UINTEGER"
        : "greatest(sampling_rate, 1)";
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
    String limit = query.top() == 0 ? "" : " LIMIT " + query.top();
    String best =
        ", best AS MATERIALIZED (\n  SELECT "
            + String.join(", ", keys)
            + ", row_number() OVER (ORDER BY sum(m0) DESC"
            + keysAfter(keys)
            + ") AS place\n  FROM grouped GROUP BY "
            + String.join(", ", keys)
            + "\n  ORDER BY place"
            + limit
            + "\n)";
    String join = query.others() && query.top() > 0 ? "LEFT JOIN" : "JOIN";
    return best
        + "\nSELECT bucket, place IS NULL AS other, "
        + keyColumns("best.").stream()
            .map(key -> "coalesce(" + key + ", 0), ")
            .collect(Collectors.joining())
        + IntStream.range(0, query.measures().size())
            .mapToObj(i -> "least(sum(m" + i + "), " + LARGEST + ")::BIGINT AS m" + i)
            .collect(Collectors.joining(", "))
        + ", "
        + matched()
        + "\nFROM grouped "
        + join
        + " best USING ("
        + String.join(", ", keys)
        + ")\nGROUP BY bucket, place, "
        + String.join(", ", keyColumns("best."))
        + "\nORDER BY place NULLS LAST, bucket";
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

  private static String condition(Filter filter) {
    return switch (filter) {
      case Filter.And(List<Filter> parts) -> joined(parts, " AND ", "true");
      case Filter.Or(List<Filter> parts) -> joined(parts, " OR ", "false");
      case Filter.Not(Filter part) -> "NOT " + condition(part);
      case Filter.Compare(FlowField field, Filter.Op op, long value) when field.isList() ->
          anyItem(
              field,
              (op == Filter.Op.NE ? "=" : op.sign()) + " " + Long.toUnsignedString(value),
              op == Filter.Op.NE);
      case Filter.In(FlowField field, List<Long> values) when field.isList() ->
          anyItem(field, "IN " + numbers(values), false);
      case Filter.HasBits(FlowField field, long bits) when field.isList() ->
          anyItem(field, "& " + bits + " = " + bits, false);
      case Filter.Compare(FlowField field, Filter.Op op, long value) ->
          "(" + field.column() + " " + op.sign() + " " + Long.toUnsignedString(value) + ")";
      case Filter.In(FlowField field, List<Long> values) ->
          values.isEmpty() ? "false" : "(" + field.column() + " IN " + numbers(values) + ")";
      case Filter.Within(FlowField field, IpAddress network, int length) ->
          within(field, network, length);
      case Filter.HasBits(FlowField field, long bits) ->
          "("
              + field.column()
              + " & "
              + Long.toUnsignedString(bits)
              + " = "
              + Long.toUnsignedString(bits)
              + ")";
    };
  }

  private static String numbers(List<Long> values) {
    return values.isEmpty()
        ? "(NULL)"
        : values.stream().map(Long::toUnsignedString).collect(Collectors.joining(", ", "(", ")"));
  }

  /// Whether a list has an item like that, or has none.
  private static String anyItem(FlowField field, String test, boolean none) {
    return "(len(list_filter("
        + field.column()
        + ", lambda x: x "
        + test
        + ")) "
        + (none ? "= 0)" : "> 0)");
  }

  private static String joined(List<Filter> parts, String word, String none) {
    return parts.isEmpty()
        ? none
        : parts.stream().map(SqlCompiler::condition).collect(Collectors.joining(word, "(", ")"));
  }

  private static String within(FlowField field, IpAddress network, int length) {
    if (length <= 64) {
      return range(field.highColumn(), network.high(), length);
    }
    return "("
        + field.highColumn()
        + " = "
        + Long.toUnsignedString(network.high())
        + " AND "
        + range(field.column(), network.low(), length - 64)
        + ")";
  }

  private static String range(String column, long value, int length) {
    long mask = length == 0 ? 0 : -1L << (64 - length);
    long first = value & mask;
    long last = first | ~mask;
    return first == last
        ? "(" + column + " = " + Long.toUnsignedString(first) + ")"
        : "("
            + column
            + " BETWEEN "
            + Long.toUnsignedString(first)
            + " AND "
            + Long.toUnsignedString(last)
            + ")";
  }
}
