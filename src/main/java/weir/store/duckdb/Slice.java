package weir.store.duckdb;

import java.nio.file.Path;
import java.util.Set;
import weir.flow.FlowField;
import weir.query.TimeRange;

/// One attached file of flows, as far as it is committed.
///
/// @param alias name of the attached database
/// @param rows flow records
/// @param oldestNanos time received of the oldest; `Long.MAX_VALUE` when empty
/// @param newestNanos of the newest; 0 when empty
/// @param missing fields of the catalogue that its table lacks: it was written before they were
record Slice(
    String alias,
    Path file,
    long rows,
    long oldestNanos,
    long newestNanos,
    Set<FlowField> missing) {
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
        rows + moreRows,
        Math.min(oldestNanos, oldest),
        Math.max(newestNanos, newest),
        missing);
  }

  String table() {
    return alias + ".flows";
  }
}
