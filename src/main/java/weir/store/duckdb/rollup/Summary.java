package weir.store.duckdb.rollup;

import java.util.List;
import weir.flow.FlowField;
import weir.query.FlowQuery;

/// A table of sums that is kept beside the flows of a slice: groups, by sampling rate, with the
/// sums of everything that can be measured.
///
/// Columns: `minute_ns` (start of the minute; only [#byMinute]), the keys as in the table of flows,
/// `sampling_rate` (the one in force, at least 1), and the sums over the group's flows with that
/// rate: `bytes`, `packets`, `flows`.
public sealed interface Summary permits Rollup, TopList {
  long MINUTE = 60 * FlowQuery.SECOND;

  String table();

  /// Whether groups are apart by the minute; else they are those of the whole slice.
  boolean byMinute();

  List<FlowField> keys();
}
