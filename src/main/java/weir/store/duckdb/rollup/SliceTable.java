package weir.store.duckdb.rollup;

import java.util.Optional;
import weir.query.FlowQuery;
import weir.sql.Mapping;

/// A slice's table of flows and its roll-ups, as a plan sees them.
///
/// @param mapping how its flows are read
/// @param rows flow records in it
/// @param oldestNanos time received of the oldest record
/// @param newestNanos of the newest
/// @param rollups the roll-ups that are there
/// @param ratesFingerprint of the sampling rates that are in force
public record SliceTable(
    Mapping mapping,
    long rows,
    long oldestNanos,
    long newestNanos,
    Optional<Rollups> rollups,
    long ratesFingerprint) {
  public SliceTable withoutRollups() {
    return new SliceTable(
        mapping, rows, oldestNanos, newestNanos, Optional.empty(), ratesFingerprint);
  }

  /// The roll-ups, if they were made with the sampling rates that are in force, or none matters.
  public Optional<Rollups> rollupsFor(FlowQuery query) {
    return rollups.filter(made -> !query.scaled() || made.ratesFingerprint() == ratesFingerprint);
  }
}
