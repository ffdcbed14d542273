package weir.query;

import java.util.List;
import java.util.stream.Collectors;
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

  /// What a flow counts for: the rate that a person gave, or the one that was exported.
  static String rate(QueryPlan.Table table) {
    String exported =
        table.missing().contains(FlowField.SAMPLING_RATE)
            ? "1::UINTEGER"
            : "greatest(sampling_rate, 1)";
    List<Overrides.Rate> rates = table.overrides().rates();
    return rates.isEmpty()
        ? exported
        : rates.stream()
            .map(given -> " WHEN " + holds(given, table) + " THEN " + given.rate())
            .collect(Collectors.joining("", "(CASE", " ELSE " + exported + " END)::UINTEGER"));
  }

  private static String holds(Overrides.Rate given, QueryPlan.Table table) {
    FlowField exporter = FlowField.EXPORTER;
    return column(table, exporter, exporter.highColumn())
        + " = "
        + Long.toUnsignedString(given.exporter().high())
        + " AND "
        + column(table, exporter, exporter.column())
        + " = "
        + Long.toUnsignedString(given.exporter().low())
        + (given.ingress() == null
            ? ""
            : " AND " + column(table, FlowField.IN_INTERFACE, "in_if") + " = " + given.ingress());
  }
}
