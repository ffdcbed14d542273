package weir.sql;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import weir.flow.FlowField;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.RecordQuery;
import weir.query.TimeRange;

/// Makes statements of a [RecordQuery]. Pure, as [SqlCompiler] is.
public final class RecordSql {
  private final Dialect dialect;

  public RecordSql(Dialect dialect) {
    this.dialect = dialect;
  }

  /// The first records of one table: the columns of `fields`, two for an address, its high half
  /// first.
  ///
  /// @param fields in the order of their columns; the table may lack some
  public String first(RecordQuery query, List<FlowField> fields, Mapping table) {
    Set<FlowField> needed = EnumSet.copyOf(fields);
    needed.addAll(query.filter().fields());
    needed.addAll(query.order().by().fields());
    return "SELECT "
        + columns(fields)
        + "\nFROM "
        + table.filled(needed)
        + where(query)
        + "\nORDER BY "
        + order(query)
        + (query.limit() == 0 ? "" : "\nLIMIT " + query.limit());
  }

  /// All rows of one table that match, as they lie there: the columns of `fields`, two for an
  /// address, its high half first.
  ///
  /// @param fields in the order of their columns; the table has them
  public String stored(TimeRange range, Filter filter, List<FlowField> fields, Mapping table) {
    return "SELECT "
        + (fields.isEmpty() ? "1" : columns(fields, list -> dialect.joined(list.column())))
        + "\nFROM "
        + table.filled(looked(fields, filter))
        + where(range, filter);
  }

  private static Set<FlowField> looked(List<FlowField> fields, Filter filter) {
    Set<FlowField> looked = EnumSet.noneOf(FlowField.class);
    looked.addAll(fields);
    looked.addAll(filter.fields());
    return looked;
  }

  private static String columns(List<FlowField> fields) {
    return columns(fields, FlowField::column);
  }

  private static String columns(List<FlowField> fields, Function<FlowField, String> list) {
    return fields.stream()
        .map(
            f ->
                f.isWide()
                    ? f.highColumn() + ", " + f.column()
                    : f.isList() ? list.apply(f) : f.column())
        .collect(Collectors.joining(", "));
  }

  private String where(RecordQuery query) {
    return where(query.range(), query.filter());
  }

  private String where(TimeRange range, Filter filter) {
    return "\nWHERE "
        + GroupSql.within("time_received_ns", range)
        + (filter.isAll() ? "" : "\n  AND " + new FilterSql(dialect).condition(filter));
  }

  private String order(RecordQuery query) {
    Dimension by = query.order().by();
    DimensionSql values = new DimensionSql(dialect, Columns.PLAIN);
    String direction = query.order().descending() ? " DESC" : "";
    List<String> columns = new ArrayList<>();
    if (by.isWide()) {
      columns.add(values.high(by) + direction);
    }
    columns.add(values.low(by) + direction);
    if (!by.is(FlowField.TIME_RECEIVED)) {
      columns.add("time_received_ns DESC");
    }
    return String.join(", ", columns);
  }

  /// Where the records of one table are: `slice`, `row`, and what they are sorted by (`high`,
  /// `low`, `time`).
  ///
  /// @param slice number that stands for the table
  /// @param row column that tells its rows apart
  public String places(RecordQuery query, Mapping table, int slice, String row) {
    Dimension by = query.order().by();
    DimensionSql values = new DimensionSql(dialect, Columns.PLAIN);
    Set<FlowField> needed = EnumSet.copyOf(by.fields());
    needed.addAll(query.filter().fields());
    return "SELECT "
        + slice
        + " AS slice, "
        + row
        + " AS row, "
        + (by.isWide() ? values.high(by) : dialect.number("0"))
        + " AS high, "
        + dialect.number(values.low(by))
        + " AS low, time_received_ns AS time\nFROM "
        + table.filled(needed, row)
        + where(query)
        + (query.limit() == 0 ? "" : "\nORDER BY " + order(query) + "\nLIMIT " + query.limit());
  }

  /// The places of a table that [#places] filled, in order: `slice`, `row`.
  public String ordered(RecordQuery query, String places) {
    String direction = query.order().descending() ? " DESC" : "";
    return "SELECT slice, row FROM "
        + places
        + " ORDER BY high"
        + direction
        + ", low"
        + direction
        + ", time DESC, slice, row"
        + (query.limit() == 0 ? "" : " LIMIT " + query.limit());
  }

  /// How many records of one table there are in each stretch of time: `stretch`, `records`.
  ///
  /// @param fromNanos where the first begins; not after the range
  public String counts(RecordQuery query, Mapping table, long fromNanos, long widthNanos) {
    return "SELECT (time_received_ns - "
        + fromNanos
        + ") // "
        + widthNanos
        + " AS stretch, count(*) AS records\nFROM "
        + table.filled(query.filter().fields())
        + where(query)
        + "\nGROUP BY 1";
  }

  /// In how many records of one table each of some fields is filled, a column each.
  ///
  /// @param fields that the table has
  public String filled(RecordQuery query, List<FlowField> fields, Mapping table) {
    return "SELECT "
        + fields.stream()
            .map(field -> "count(CASE WHEN " + isFilled(field) + " THEN 1 END)")
            .collect(Collectors.joining(",\n  "))
        + "\nFROM "
        + table.filled(looked(fields, query.filter()))
        + where(query);
  }

  private static String isFilled(FlowField field) {
    return field.isWide()
        ? field.highColumn() + " <> 0 OR " + field.column() + " <> 0"
        : field.isList() ? "length(" + field.column() + ") > 0" : field.column() + " <> 0";
  }

  /// Some rows of one table: `row`, then the columns of `fields`, in any order of rows.
  ///
  /// @param fields that the table has
  /// @param row column that tells its rows apart
  /// @param rows its values, with commas between them
  /// @param range in which they all are
  public String rows(
      List<FlowField> fields, Mapping table, String row, String rows, TimeRange range) {
    return "SELECT "
        + row
        + ", "
        + columns(fields)
        + " FROM "
        + table.filled(looked(fields, Filter.all()), row)
        + " WHERE "
        + GroupSql.within("time_received_ns", range)
        + " AND "
        + row
        + " IN ("
        + rows
        + ")";
  }
}
