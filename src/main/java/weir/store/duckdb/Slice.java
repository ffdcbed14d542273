package weir.store.duckdb;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import weir.flow.FlowField;
import weir.query.Overrides;
import weir.query.QueryPlan;
import weir.query.TimeRange;

/// One attached file of flows, as far as it is committed.
///
/// @param alias name of the attached database
/// @param open whether a writer still adds to it
/// @param rows flow records
/// @param oldestNanos time received of the oldest, or before it; `Long.MAX_VALUE` when empty
/// @param newestNanos of the newest, or after it; 0 when empty
/// @param missing fields of the catalogue that its table lacks: none of its flows fills them
/// @param rollups sums of its flows, where they have been made
record Slice(
    String alias,
    Path file,
    boolean open,
    long rows,
    long oldestNanos,
    long newestNanos,
    Set<FlowField> missing,
    Optional<QueryPlan.Rollups> rollups) {
  Slice {
    missing = Set.copyOf(missing);
  }

  boolean overlaps(TimeRange range) {
    return rows > 0 && oldestNanos < range.untilNanos() && newestNanos >= range.fromNanos();
  }

  Slice plus(long moreRows, long oldest, long newest) {
    return new Slice(
        alias,
        file,
        open,
        rows + moreRows,
        Math.min(oldestNanos, oldest),
        Math.max(newestNanos, newest),
        missing,
        rollups);
  }

  Slice closed() {
    return new Slice(alias, file, false, rows, oldestNanos, newestNanos, missing, rollups);
  }

  Slice with(QueryPlan.Rollups made) {
    return new Slice(alias, file, open, rows, oldestNanos, newestNanos, missing, Optional.of(made));
  }

  String table() {
    return alias + ".flows";
  }

  /// @param overrides in force
  QueryPlan.Table planned(Overrides overrides) {
    return new QueryPlan.Table(
        table(), missing, rows, oldestNanos, newestNanos, rollups, overrides);
  }
}
