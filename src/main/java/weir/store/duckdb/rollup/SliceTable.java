package weir.store.duckdb.rollup;

import java.util.Optional;
import weir.flow.FlowField;
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
/// @param directions fingerprint of the rules that its directions are told by
public record SliceTable(
    Mapping mapping,
    long rows,
    long oldestNanos,
    long newestNanos,
    Optional<Rollups> rollups,
    long ratesFingerprint,
    long directions) {
  /// With directions that no rules tell.
  public SliceTable(
      Mapping mapping,
      long rows,
      long oldestNanos,
      long newestNanos,
      Optional<Rollups> rollups,
      long ratesFingerprint) {
    this(mapping, rows, oldestNanos, newestNanos, rollups, ratesFingerprint, 0);
  }

  public SliceTable withoutRollups() {
    return new SliceTable(
        mapping, rows, oldestNanos, newestNanos, Optional.empty(), ratesFingerprint, directions);
  }

  /// The roll-ups, if they were made with the sampling rates and the rules of directions that are
  /// in force, or none matters.
  public Optional<Rollups> rollupsFor(FlowQuery query) {
    return rollups
        .filter(made -> !query.scaled() || made.ratesFingerprint() == ratesFingerprint)
        .filter(
            made ->
                made.directions() == directions || !query.fields().contains(FlowField.DIRECTION));
  }
}
