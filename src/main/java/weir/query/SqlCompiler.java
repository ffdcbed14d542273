package weir.query;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import weir.flow.FlowField;
import weir.flow.IpAddress;

/// Makes one DuckDB statement of a [FlowQuery]. Pure: no connection, no text of the user's; what
/// comes from a filter comes through its typed numbers.
///
/// The statement gives, in this order: `bucket` (start in ns; 0 without buckets), `other`, the keys
/// `k0`, `k1` … (`kNh` before an address's `kN`), one sum a measure `m0` … (BIGINT, held at its
/// largest value), and `matched`, the flow records behind the whole answer, the same in every row.
public final class SqlCompiler {
  /// A table of flows to read, and the catalogue's fields that it lacks (they read as 0).
  public record Table(String name, Set<FlowField> missing) {
    public Table {
      missing = Set.copyOf(missing);
    }
  }

  private static final String LARGEST = "9223372036854775807";

  private final FlowQuery query;
  private final Set<FlowField> needed = EnumSet.of(FlowField.TIME_RECEIVED);

  private SqlCompiler(FlowQuery query) {
    this.query = query;
    needed.addAll(query.by());
    for (Measure measure : query.measures()) {
      switch (measure.base()) {
        case BYTES -> needed.add(FlowField.BYTES);
        case PACKETS -> needed.add(FlowField.PACKETS);
        default -> {}
      }
    }
    if (query.scaled()) {
      needed.add(FlowField.SAMPLING_RATE);
    }
    fieldsOf(query.filter());
  }

  /// @param tables at least one
  public static String compile(FlowQuery query, List<Table> tables) {
    SqlCompiler compiler = new SqlCompiler(query);
    return "WITH flows AS (\n"
        + tables.stream().map(compiler::source).collect(Collectors.joining("\n  UNION ALL\n"))
        + "\n), grouped AS MATERIALIZED (\n"
        + compiler.grouped()
        + "\n)"
        + compiler.ranked();
  }

  private String source(Table table) {
    String columns =
        needed.stream()
            .flatMap(
                field ->
                    field.isAddress()
                        ? List.of(
                            column(table, field, field.highColumn()),
                            column(table, field, field.column()))
                            .stream()
                        : List.of(column(table, field, field.column())).stream())
            .collect(Collectors.joining(", "));
    return "  SELECT " + columns + " FROM " + table.name();
  }

  private static String column(Table table, FlowField field, String column) {
    if (!table.missing().contains(field)) {
      return column;
    }
    return (field.isList() ? "[]::UINTEGER[] AS " : "0 AS ") + column;
  }

  /// Every group of every bucket with its exact sums.
  private String grouped() {
    long bucket = query.bucketNanos();
    List<String> columns = new ArrayList<>();
    columns.add(
        bucket == 0
            ? "0 AS bucket"
            : "time_received_ns // " + bucket + " * " + bucket + " AS bucket");
    for (int i = 0; i < query.by().size(); i++) {
      FlowField field = query.by().get(i);
      if (field.isAddress()) {
        columns.add(field.highColumn() + " AS k" + i + "h");
      }
      columns.add(field.column() + " AS k" + i);
    }
    for (int i = 0; i < query.measures().size(); i++) {
      columns.add(sum(query.measures().get(i).base()) + " AS m" + i);
    }
    columns.add("count(*) AS n");
    return "  SELECT "
        + String.join(",\n    ", columns)
        + "\n  FROM flows\n  WHERE time_received_ns >= "
        + query.range().fromNanos()
        + " AND time_received_ns < "
        + query.range().untilNanos()
        + (query.filter().isAll() ? "" : "\n    AND " + condition(query.filter()))
        + "\n  GROUP BY ALL";
  }

  /// Scaled sums are exact and cannot overflow: 32-bit halves times a 32-bit rate fit 64 bits, and
  /// their sums are 128 bits wide.
  private String sum(Measure base) {
    if (base == Measure.FLOWS) {
      return "count(*)::HUGEINT";
    }
    String column = base == Measure.BYTES ? "bytes" : "packets";
    if (!query.scaled()) {
      return "sum(" + column + ")";
    }
    String rate = "greatest(sampling_rate, 1)::UBIGINT";
    return "sum(("
        + column
        + " >> 32) * "
        + rate
        + ") * 4294967296 + sum(("
        + column
        + " & 4294967295) * "
        + rate
        + ")";
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

  private void fieldsOf(Filter filter) {
    switch (filter) {
      case Filter.And(List<Filter> parts) -> parts.forEach(this::fieldsOf);
      case Filter.Or(List<Filter> parts) -> parts.forEach(this::fieldsOf);
      case Filter.Not(Filter part) -> fieldsOf(part);
      case Filter.Compare compare -> needed.add(compare.field());
      case Filter.In in -> needed.add(in.field());
      case Filter.Within within -> needed.add(within.field());
      case Filter.HasBits bits -> needed.add(bits.field());
    }
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
