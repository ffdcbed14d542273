package weir.sql;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import weir.exporter.Overrides;
import weir.flow.FlowField;

/// How the fields of the catalogue are read from a relation.
///
/// @param relation what stands behind FROM
/// @param missing the fields that it lacks; they read as 0
/// @param rates sampling rates that hold instead of the flows' own, the first that fits
public record Mapping(String relation, Set<FlowField> missing, List<Overrides.Rate> rates) {
  public Mapping {
    missing = Set.copyOf(missing);
    rates = List.copyOf(rates);
  }

  /// A field's value; of an address the low half.
  public String column(FlowField field) {
    return missing.contains(field) ? zero(field) : field.column();
  }

  /// The high half of an address.
  public String highColumn(FlowField field) {
    return missing.contains(field) ? zero(field) : field.highColumn();
  }

  private static String zero(FlowField field) {
    return (field.isList() ? "[]::" : "0::") + type(field);
  }

  private static String type(FlowField field) {
    return switch (field.width()) {
      case 1 -> "UTINYINT";
      case 2 -> "USMALLINT";
      case 4 -> "UINTEGER";
      default -> field.isList() ? "UINTEGER[]" : "UBIGINT";
    };
  }

  /// What a flow counts for: the rate that a person gave, or the one that was exported.
  public String rate() {
    String exported =
        missing.contains(FlowField.SAMPLING_RATE) ? "1::UINTEGER" : "greatest(sampling_rate, 1)";
    return rates.isEmpty()
        ? exported
        : rates.stream()
            .map(given -> " WHEN " + holds(given) + " THEN " + given.rate())
            .collect(Collectors.joining("", "(CASE", " ELSE " + exported + " END)::UINTEGER"));
  }

  private String holds(Overrides.Rate given) {
    return highColumn(FlowField.EXPORTER)
        + " = "
        + Long.toUnsignedString(given.exporter().high())
        + " AND "
        + column(FlowField.EXPORTER)
        + " = "
        + Long.toUnsignedString(given.exporter().low())
        + (given.ingress() == null
            ? ""
            : " AND " + column(FlowField.IN_INTERFACE) + " = " + given.ingress());
  }

  /// The relation with those of the columns that it lacks.
  public String filled(Set<FlowField> fields) {
    List<String> lacking =
        FlowField.all().stream()
            .filter(field -> fields.contains(field) && missing.contains(field))
            .flatMap(
                field ->
                    field.isAddress()
                        ? Stream.of(
                            zero(field) + " AS " + field.column(),
                            zero(field) + " AS " + field.highColumn())
                        : Stream.of(zero(field) + " AS " + field.column()))
            .toList();
    return lacking.isEmpty()
        ? relation
        : "(SELECT *, " + String.join(", ", lacking) + " FROM " + relation + ")";
  }
}
