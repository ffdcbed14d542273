package weir.sql;

import java.util.List;
import java.util.stream.Collectors;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.Service;
import weir.query.Dimension;
import weir.query.Filter;

/// Conditions made of filters: of their typed numbers alone.
final class FilterSql {
  private final Dialect dialect;
  private final Columns columns;

  /// Over the catalogue's columns.
  FilterSql(Dialect dialect) {
    this(dialect, Columns.PLAIN);
  }

  FilterSql(Dialect dialect, Columns columns) {
    this.dialect = dialect;
    this.columns = columns;
  }

  String condition(Filter filter) {
    return switch (filter) {
      case Filter.And(List<Filter> parts) -> joined(parts, " AND ", "true");
      case Filter.Or(List<Filter> parts) -> joined(parts, " OR ", "false");
      case Filter.Not(Filter part) -> "NOT " + condition(part);
      case Filter.In(FlowField _, List<Long> values) when values.isEmpty() -> "false";
      case Filter.Compare(FlowField field, Filter.Op op, long value) when field.isList() ->
          anyItem(
              field,
              "x " + (op == Filter.Op.NE ? "=" : op.sign()) + " " + Long.toUnsignedString(value),
              op == Filter.Op.NE);
      case Filter.In(FlowField field, List<Long> values) when field.isList() ->
          anyItem(field, "x IN " + numbers(values), false);
      case Filter.HasBits(FlowField field, long bits) when field.isList() ->
          anyItem(field, dialect.common("x", bits) + " = " + bits, false);
      case Filter.Compare(FlowField field, Filter.Op op, long value) ->
          "(" + columns.low(field) + " " + op.sign() + " " + Long.toUnsignedString(value) + ")";
      case Filter.In(FlowField field, List<Long> values) ->
          "(" + columns.low(field) + " IN " + numbers(values) + ")";
      case Filter.Within(FlowField field, IpAddress network, int length) ->
          within(field, network, length);
      case Filter.HasBits(FlowField field, long bits) ->
          "("
              + dialect.common(columns.low(field), bits)
              + " = "
              + Long.toUnsignedString(bits)
              + ")";
      case Filter.Is(Dimension dimension, List<Long> values) -> is(dimension, values);
      case Filter.Fields(FlowField field, Filter.Op op, FlowField other) ->
          "("
              + (field.isWide() ? columns.high(field) + " = " + columns.high(other) + " AND " : "")
              + columns.low(field)
              + " "
              + op.sign()
              + " "
              + columns.low(other)
              + ")";
      case Filter.Between(Dimension dimension, long least, long most) ->
          "("
              + new DimensionSql(dialect, columns).low(dimension)
              + (most == Long.MAX_VALUE ? " >= " + least : " BETWEEN " + least + " AND " + most)
              + ")";
    };
  }

  /// No value is that of no flow, so that all others are those of all flows.
  private String is(Dimension dimension, List<Long> values) {
    if (values.isEmpty()) {
      return "false";
    }
    if (dialect.comparesAll() && FlowsView.isLookedUp(dimension)) {
      return FlowsView.is(dimension, values);
    }
    DimensionSql sql = new DimensionSql(dialect, columns);
    return switch (dimension) {
      case Dimension.Services _ ->
          values.stream()
              .map(value -> sql.is(Service.of(value)))
              .collect(Collectors.joining(" OR ", "(", ")"));
      case Dimension.Named named -> sql.is(named, values);
      default ->
          "("
              + sql.low(dimension)
              + (values.size() == 1 ? " = " + values.getFirst() : " IN " + numbers(values))
              + ")";
    };
  }

  private static String numbers(List<Long> values) {
    return values.stream().map(Long::toUnsignedString).collect(Collectors.joining(", ", "(", ")"));
  }

  /// Whether a list has an item for which a condition over `x` holds, or has none.
  private String anyItem(FlowField field, String condition, boolean none) {
    return dialect.anyItem(columns.low(field), condition, none);
  }

  private String joined(List<Filter> parts, String word, String none) {
    return parts.isEmpty()
        ? none
        : parts.stream().map(this::condition).collect(Collectors.joining(word, "(", ")"));
  }

  private String within(FlowField field, IpAddress network, int length) {
    if (length <= 64) {
      return range(columns.high(field), network.high(), length);
    }
    return "("
        + columns.high(field)
        + " = "
        + Long.toUnsignedString(network.high())
        + " AND "
        + range(columns.low(field), network.low(), length - 64)
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
