package weir.ui.explore;

import java.time.Duration;
import java.util.List;
import weir.query.FlowQuery;
import weir.query.RangeChoice;
import weir.query.TimeRange;
import weir.store.Cost;

/// Ranges of which less is read.
final class Narrower {
  /// So many rows are no trouble.
  private static final double FEW = 500_000_000;

  private static final List<Duration> USUAL =
      List.of(
          Duration.ofDays(1),
          Duration.ofHours(6),
          Duration.ofHours(1),
          Duration.ofMinutes(15),
          Duration.ofMinutes(5),
          Duration.ofMinutes(1));

  private Narrower() {}

  /// The end of a range, as long as can be asked with little; a moving one still moves.
  ///
  /// @param now the range at this moment
  /// @param cost of the whole
  static RangeChoice range(RangeChoice choice, TimeRange now, Cost cost) {
    double part = Math.min(0.5, FEW / Math.max(1, cost.rows()));
    long most = Math.max(FlowQuery.SECOND, (long) (now.lengthNanos() * part));
    Duration length =
        USUAL.stream().filter(usual -> usual.toNanos() <= most).findFirst().orElse(USUAL.getLast());
    return choice instanceof RangeChoice.Last
        ? new RangeChoice.Last(length)
        : new RangeChoice.Between(
            new TimeRange(
                Math.max(now.fromNanos(), now.untilNanos() - length.toNanos()), now.untilNanos()));
  }
}
