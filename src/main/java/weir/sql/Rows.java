package weir.sql;

import java.util.List;
import java.util.Optional;
import weir.query.TimeRange;

/// Rows that a statement looks at: flows, or sums of flows by sampling rate.
///
/// @param mapping how a flow's fields are read
/// @param sums the relation of sums that stands for the flows: `minute_ns` (where it is by the
///   minute), the catalogue's columns that are grouped and filtered by, `sampling_rate`, `bytes`,
///   `packets` and `flows`; empty to look at the flows
/// @param within time received that is looked at; empty for all of it
/// @param most that all of them together have of anything, multiplied by their sampling rates;
///   infinite where that is not known
public record Rows(
    Mapping mapping, Optional<String> sums, Optional<TimeRange> within, double most) {
  /// Half of what 64 bits hold, for doubles are rounded.
  private static final double MANY = 0x1p62;

  boolean summed() {
    return sums.isPresent();
  }

  /// Whether sums over all of these are known to fit into 64 bits, sign and all.
  static boolean isNarrow(List<Rows> rows) {
    return rows.stream().mapToDouble(Rows::most).sum() < MANY;
  }
}
