package weir.query;

import weir.flow.FlowField;

/// What statements take from a table of flows.
final class FlowSql {
  private FlowSql() {}

  static String bucket(String column, long nanos) {
    return nanos == 0 ? "0::UBIGINT" : column + " // " + nanos + " * " + nanos;
  }

  /// A column of a table of flows, or 0 where it has none.
  static String column(QueryPlan.Table table, FlowField field, String column) {
    return table.missing().contains(field) ? "0::" + type(field) : column;
  }

  static String type(FlowField field) {
    return switch (field.width()) {
      case 1 -> "UTINYINT";
      case 2 -> "USMALLINT";
      case 4 -> "UINTEGER";
      default -> field.isList() ? "UINTEGER[]" : "UBIGINT";
    };
  }

  static String rate(QueryPlan.Table table) {
    return table.missing().contains(FlowField.SAMPLING_RATE)
        ? "1::UINTEGER"
        : "greatest(sampling_rate, 1)";
  }
}
