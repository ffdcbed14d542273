package weir.sql;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import weir.exporter.Overrides;
import weir.flow.FlowField;

/// How the fields of the catalogue are read from a relation.
///
/// @param dialect of the engine that has it
/// @param relation what stands behind FROM
/// @param missing the fields that it lacks; they read as 0
/// @param rates sampling rates that hold instead of the flows' own, the first that fits
public record Mapping(
    Dialect dialect, String relation, Set<FlowField> missing, List<Overrides.Rate> rates)
    implements Columns {
  public Mapping {
    missing = Set.copyOf(missing);
    rates = List.copyOf(rates);
  }

  @Override
  public String low(FlowField field) {
    return missing.contains(field) ? dialect.zero(field) : field.column();
  }

  @Override
  public String high(FlowField field) {
    return missing.contains(field) ? dialect.zero(field) : field.highColumn();
  }

  /// The port that tells a flow's service, 0 where its protocol has none.
  public String servicePort() {
    return new DimensionSql(dialect, this).servicePort();
  }

  /// What a flow counts for: the rate that a person gave, or the one that was exported.
  public String rate() {
    String exported =
        missing.contains(FlowField.SAMPLING_RATE)
            ? dialect.rate("1")
            : "greatest(sampling_rate, 1)";
    return rates.isEmpty()
        ? exported
        : rates.stream()
            .map(given -> " WHEN " + holds(given) + " THEN " + given.rate())
            .collect(
                Collectors.collectingAndThen(
                    Collectors.joining("", "(CASE", " ELSE " + exported + " END)"), dialect::rate));
  }

  private String holds(Overrides.Rate given) {
    return high(FlowField.EXPORTER)
        + " = "
        + Long.toUnsignedString(given.exporter().high())
        + " AND "
        + low(FlowField.EXPORTER)
        + " = "
        + Long.toUnsignedString(given.exporter().low())
        + (given.ingress() == null
            ? ""
            : " AND " + low(FlowField.IN_INTERFACE) + " = " + given.ingress());
  }

  /// The relation with those of the columns that it lacks.
  public String filled(Set<FlowField> fields) {
    return filled(fields, "");
  }

  /// The same with a column that it only shows when asked for.
  ///
  /// @param hidden its name; empty for none
  public String filled(Set<FlowField> fields, String hidden) {
    List<String> lacking =
        FlowField.all().stream()
            .filter(field -> fields.contains(field) && missing.contains(field))
            .flatMap(
                field ->
                    (field.isWide()
                            ? Stream.of(field.column(), field.highColumn())
                            : Stream.of(field.column()))
                        .map(column -> dialect.zero(field) + " AS " + column))
            .toList();
    return lacking.isEmpty()
        ? relation
        : "(SELECT *, "
            + (hidden.isEmpty() ? "" : hidden + ", ")
            + String.join(", ", lacking)
            + " FROM "
            + relation
            + ")";
  }
}
