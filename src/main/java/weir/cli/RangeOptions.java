package weir.cli;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import weir.query.FlowQuery;
import weir.query.RangeChoice;
import weir.query.RangeWords;
import weir.query.TimeRange;
import weir.store.StoreStatus;

/// `--from` and `--to`: what time is asked for.
final class RangeOptions {
  @Option(
      names = "--from",
      paramLabel = "TIME",
      description =
          "2026-11-21T10:00:00Z, 2026-11-21T10:00 (this machine's time zone), -1h; default: all."
              + " Where clocks are put back, a time that comes twice is the first; one that is left"
              + " out, as much later.")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "Until then, exclusive; default: all.")
  private @Nullable String until;

  @Option(
      names = "--range",
      paramLabel = "RANGE",
      description =
          "In place of both: 'yesterday 14:00-15:00', 'last 90 min', today,"
              + " 2026-11-29T14:00/PT1H; in this machine's time zone.")
  private @Nullable String range;

  TimeRange range(StoreStatus status) {
    return of(status, range, from, until);
  }

  /// @param range in words, in place of both ends; null for none
  /// @throws CommandFailed with a sentence
  static TimeRange of(
      StoreStatus status, @Nullable String range, @Nullable String from, @Nullable String until) {
    return range == null
        ? of(status, from, until)
        : alone(range, from, until)
            .at(TimeRange.nanos(Instant.now()), status.oldestNanos(), status.newestNanos());
  }

  /// A range in words, with neither of the ends beside it.
  ///
  /// @throws CommandFailed with a sentence
  static RangeChoice alone(String range, @Nullable String from, @Nullable String until) {
    if (from != null || until != null) {
      throw new CommandFailed("--range, or --from and --to; not both");
    }
    try {
      return new RangeWords(ZoneId.systemDefault(), Instant.now()).range(range);
    } catch (IllegalArgumentException e) {
      throw new CommandFailed("--range: " + e.getMessage(), e);
    }
  }

  /// @throws CommandFailed with a sentence
  static TimeRange of(StoreStatus status, @Nullable String from, @Nullable String until) {
    Instant now = Instant.now();
    ZoneId zone = ZoneId.systemDefault();
    TimeRange all =
        new TimeRange(status.oldestNanos(), status.newestNanos() + 1).aligned(FlowQuery.SECOND);
    long start = from == null ? all.fromNanos() : TimeRange.nanos(Times.instant(from, now, zone));
    long end = until == null ? all.untilNanos() : TimeRange.nanos(Times.instant(until, now, zone));
    if (from != null && until != null && end < start) {
      throw new CommandFailed("--to lies before --from; swap them");
    }
    // one end that was told may lie beyond all flows: then nothing matches
    return until == null
        ? new TimeRange(start, Math.max(start, end))
        : new TimeRange(Math.min(start, end), end);
  }
}
