package weir.store.clickhouse;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.flow.FlowField;
import weir.naming.Naming;
import weir.query.DirectionRules;

/// Rules of directions by the names that are in force; where one of them is wrong, those that were
/// in force before. Where they look at what a table does not have, there are none, and directions
/// are the table's own: rules would tell nothing, or something wrong.
final class KeptRules {
  private static final Logger LOG = LoggerFactory.getLogger(KeptRules.class);

  private final Set<FlowField> lacked;
  private Naming by = Naming.NONE;
  private DirectionRules rules = DirectionRules.NONE;
  private String problem = "";

  /// @param lacked fields that the table does not have
  KeptRules(Set<FlowField> lacked) {
    this.lacked = Set.copyOf(lacked);
  }

  /// Cheap while names do not change.
  synchronized DirectionRules of(Naming now) {
    if (!now.equals(by)) {
      by = now;
      try {
        rules = told(DirectionRules.of(now));
      } catch (DirectionRules.WrongRule e) {
        LOG.warn("the rules of directions stay as they were: {}", e.getMessage());
      }
    }
    return rules;
  }

  private DirectionRules told(DirectionRules said) {
    String missing =
        FlowField.all().stream()
            .filter(lacked::contains)
            .filter(said.dimension().fields()::contains)
            .map(FlowField::label)
            .collect(Collectors.joining(", "));
    problem =
        missing.isEmpty()
            ? ""
            : "directions are the table's own: the rules look at what the flows here do not have: "
                + missing;
    return missing.isEmpty() ? said : DirectionRules.NONE;
  }

  /// Why the rules do not count here, in a sentence; empty where they do.
  synchronized Optional<String> problem() {
    return problem.isEmpty() ? Optional.empty() : Optional.of(problem);
  }
}
