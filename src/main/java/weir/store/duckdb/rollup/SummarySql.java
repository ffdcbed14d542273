package weir.store.duckdb.rollup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import weir.flow.FlowField;
import weir.sql.Dialect;
import weir.sql.Mapping;

/// Statements that make the tables of [Summary].
public final class SummarySql {
  /// The start of a flow's minute.
  private static final String MINUTE = Dialect.DUCKDB.floor("time_received_ns", Summary.MINUTE);

  private SummarySql() {}

  /// The rows of a roll-up of a table of flows. Sums beyond 64 bits fail.
  public static String rollup(Rollup rollup, Mapping table) {
    List<String> columns = new ArrayList<>();
    if (rollup.byMinute()) {
      columns.add(MINUTE + " AS minute_ns");
    }
    for (FlowField field : rollup.keys()) {
      if (field.isWide()) {
        columns.add(table.high(field) + " AS " + field.highColumn());
      }
      columns.add(rollup.value(field, table) + " AS " + field.column());
    }
    columns.add(table.rate() + " AS sampling_rate");
    columns.add("sum(" + table.low(FlowField.BYTES) + ")::UBIGINT AS bytes");
    columns.add("sum(" + table.low(FlowField.PACKETS) + ")::UBIGINT AS packets");
    columns.add("count(*)::UBIGINT AS flows");
    return "SELECT "
        + String.join(", ", columns)
        + " FROM "
        + rollup.flows(table)
        + " GROUP BY ALL";
  }

  /// The most that all flows of a table have of anything, as a double: an aggregate over the table.
  public static String most(Mapping table) {
    return Stream.of(FlowField.BYTES, FlowField.PACKETS)
        .map(counter -> "sum(" + table.low(counter) + "::DOUBLE * " + table.rate() + ")")
        .collect(Collectors.joining(", ", "greatest(count(*), ", ")"));
  }

  /// The sums of a roll-up's groups for a list: its keys, and a column a measure.
  public static String sums(TopList list, String rollup) {
    return "SELECT "
        + keys(list)
        + ", sum(bytes) AS bytes, sum(packets) AS packets, sum(flows) AS flows,"
        + " sum(bytes::HUGEINT * sampling_rate) AS scaled_bytes,"
        + " sum(packets::HUGEINT * sampling_rate) AS scaled_packets FROM "
        + rollup
        + " GROUP BY ALL";
  }

  /// The groups that go on a list: the largest by each measure. Columns: the list's keys.
  ///
  /// @param sums a table of what [#sums] gave
  public static String largest(TopList list, String sums, int count) {
    return Stream.of("scaled_bytes", "scaled_packets", "flows")
        .map(
            measure ->
                "(SELECT "
                    + keys(list)
                    + " FROM "
                    + sums
                    + " ORDER BY "
                    + measure
                    + " DESC LIMIT "
                    + count
                    + ")")
        .collect(Collectors.joining(" UNION "));
  }

  /// The largest sums of groups that are not in `kept`: bytes, packets, flows, scaled bytes, scaled
  /// packets.
  ///
  /// @param sums a table of what [#sums] gave
  public static String leftOut(TopList list, String sums, String kept) {
    return "SELECT "
        + Stream.of("bytes", "packets", "flows", "scaled_bytes", "scaled_packets")
            .map(m -> "coalesce(max(" + m + "), 0)::DOUBLE AS " + m)
            .collect(Collectors.joining(", "))
        + " FROM "
        + sums
        + " ANTI JOIN "
        + kept
        + " USING ("
        + keys(list)
        + ")";
  }

  /// Sums over a table of flows for the groups of a list that are in all of the tables `among`.
  ///
  /// @param byMinute as a list's rows are; else over the slice
  public static String listed(
      TopList list, Mapping table, boolean byMinute, Map<List<FlowField>, String> among) {
    List<String> columns = new ArrayList<>();
    if (byMinute) {
      columns.add(MINUTE + " AS minute_ns");
    }
    for (FlowField field : list.keys()) {
      if (field.isWide()) {
        columns.add(table.high(field) + " AS " + field.highColumn());
      }
      columns.add(list.value(field, table) + " AS " + field.column());
    }
    columns.add(table.rate() + " AS sampling_rate");
    columns.add(table.low(FlowField.BYTES) + " AS bytes");
    columns.add(table.low(FlowField.PACKETS) + " AS packets");
    StringBuilder joins = new StringBuilder();
    among.forEach(
        (fields, name) ->
            joins
                .append(" SEMI JOIN ")
                .append(name)
                .append(" USING (")
                .append(columns(fields))
                .append(")"));
    return "SELECT "
        + (byMinute ? "minute_ns, " : "")
        + keys(list)
        + ", sampling_rate, sum(bytes)::UBIGINT AS bytes, sum(packets)::UBIGINT AS packets,"
        + " count(*)::UBIGINT AS flows FROM (SELECT "
        + String.join(", ", columns)
        + " FROM "
        + list.flows(table)
        + ")"
        + joins
        + " GROUP BY ALL";
  }

  /// Columns of a list's keys.
  public static String keys(TopList list) {
    return columns(list.keys());
  }

  private static String columns(List<FlowField> fields) {
    return fields.stream()
        .flatMap(
            field ->
                field.isWide()
                    ? Stream.of(field.highColumn(), field.column())
                    : Stream.of(field.column()))
        .collect(Collectors.joining(", "));
  }
}
