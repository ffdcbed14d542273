package weir.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import weir.exporter.Overrides;
import weir.flow.FlowField;
import weir.query.DirectionRules;

/// How the fields of the catalogue are read from a relation.
///
/// @param dialect of the engine that has it
/// @param relation what stands behind FROM
/// @param missing the fields that it lacks; they read as 0
/// @param rates sampling rates that hold instead of the flows' own, the first that fits
/// @param directions rules that tell directions instead of the flows' own; none for these
public record Mapping(
    Dialect dialect,
    String relation,
    Set<FlowField> missing,
    List<Overrides.Rate> rates,
    DirectionRules directions)
    implements Columns {
  public Mapping {
    missing = Set.copyOf(missing);
    rates = List.copyOf(rates);
  }

  /// With the directions that flows have.
  public Mapping(
      Dialect dialect, String relation, Set<FlowField> missing, List<Overrides.Rate> rates) {
    this(dialect, relation, missing, rates, DirectionRules.NONE);
  }

  @Override
  public String low(FlowField field) {
    if (isTold(field)) {
      return "CAST("
          + new DimensionSql(dialect, asStored()).low(directions.dimension())
          + " AS "
          + dialect.octet()
          + ")";
    }
    return missing.contains(field) ? dialect.zero(field) : field.column();
  }

  @Override
  public String high(FlowField field) {
    return missing.contains(field) ? dialect.zero(field) : field.highColumn();
  }

  /// Whether a field's values are told by rules.
  private boolean isTold(FlowField field) {
    return field == FlowField.DIRECTION && !directions.isNone();
  }

  private Mapping asStored() {
    return new Mapping(dialect, relation, missing, rates);
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
            .filter(field -> fields.contains(field) && missing.contains(field) && !isTold(field))
            .flatMap(
                field ->
                    (field.isWide()
                            ? Stream.of(field.column(), field.highColumn())
                            : Stream.of(field.column()))
                        .map(column -> dialect.zero(field) + " AS " + column))
            .toList();
    boolean told = fields.contains(FlowField.DIRECTION) && isTold(FlowField.DIRECTION);
    if (lacking.isEmpty() && !told) {
      return relation;
    }
    List<String> more = new ArrayList<>(lacking);
    if (!hidden.isEmpty()) {
      more.addFirst(hidden);
    }
    String direction = told ? low(FlowField.DIRECTION) + " AS " + FlowField.DIRECTION.column() : "";
    boolean instead = told && !missing.contains(FlowField.DIRECTION);
    if (told && !instead) {
      more.add(direction);
    }
    more.addFirst(instead ? "* REPLACE (" + direction + ")" : "*");
    return "(SELECT " + String.join(", ", more) + " FROM " + relation + ")";
  }
}
