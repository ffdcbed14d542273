package weir.store.clickhouse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.naming.Naming;
import weir.query.DirectionRules;

/// Rules of directions by the names that are in force; where one of them is wrong, those that were
/// in force before.
final class KeptRules {
  private static final Logger LOG = LoggerFactory.getLogger(KeptRules.class);

  private Naming by = Naming.NONE;
  private DirectionRules rules = DirectionRules.NONE;

  /// Cheap while names do not change.
  synchronized DirectionRules of(Naming now) {
    if (!now.equals(by)) {
      by = now;
      try {
        rules = DirectionRules.of(now);
      } catch (DirectionRules.WrongRule e) {
        LOG.warn("the rules of directions stay as they were: {}", e.getMessage());
      }
    }
    return rules;
  }
}
