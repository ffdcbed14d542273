package weir.query;

import java.time.Duration;

/// Which time is looked at, as a person chose it.
public sealed interface RangeChoice {
  /// After so long all of a second's flows can be asked for; a live range ends with the last second
  /// that is complete, for a half-filled one looks like a drop in traffic.
  long COMPLETE_AFTER_NANOS = FlowQuery.SECOND;

  /// The last so much, moving along.
  record Last(Duration length) implements RangeChoice {}

  /// Everything there is.
  record Everything() implements RangeChoice {}

  /// From one moment to another.
  record Between(TimeRange range) implements RangeChoice {}

  /// The range at this moment; `oldest` and `newest` are the times of what is stored. While all of
  /// it is younger than the last complete second, a live range reaches to its end.
  default TimeRange at(long nowNanos, long oldestNanos, long newestNanos) {
    return switch (this) {
      case Last(Duration length) -> {
        long complete = nowNanos - COMPLETE_AFTER_NANOS;
        long until = complete - complete % FlowQuery.SECOND;
        if (oldestNanos >= until && newestNanos <= nowNanos) {
          until = newestNanos - newestNanos % FlowQuery.SECOND + FlowQuery.SECOND;
        }
        yield new TimeRange(Math.max(0, until - length.toNanos()), until);
      }
      // In whole seconds, so that a burst of microseconds does not read as terabits a second.
      case Everything() ->
          new TimeRange(oldestNanos, Math.max(newestNanos, newestNanos + 1))
              .aligned(FlowQuery.SECOND);
      case Between(TimeRange range) -> range;
    };
  }
}
