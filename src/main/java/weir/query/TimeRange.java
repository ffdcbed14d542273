package weir.query;

import java.time.Duration;
import java.time.Instant;

/// From (inclusive) until (exclusive), nanoseconds since 1970.
public record TimeRange(long fromNanos, long untilNanos) {
  /// Everything that can be told in a `long`.
  public static final TimeRange ALL = new TimeRange(0, Long.MAX_VALUE);

  public TimeRange {
    if (fromNanos < 0 || untilNanos < fromNanos) {
      throw new IllegalArgumentException("a range of " + fromNanos + " until " + untilNanos);
    }
  }

  public static TimeRange of(Instant from, Instant until) {
    return new TimeRange(nanos(from), nanos(until));
  }

  public static long nanos(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
  }

  public static Instant instant(long nanos) {
    return Instant.ofEpochSecond(nanos / 1_000_000_000, nanos % 1_000_000_000);
  }

  public long lengthNanos() {
    return untilNanos - fromNanos;
  }

  public Duration duration() {
    return Duration.ofNanos(lengthNanos());
  }

  public boolean contains(long nanos) {
    return nanos >= fromNanos && nanos < untilNanos;
  }

  /// The smallest range of whole buckets around this one.
  public TimeRange aligned(long bucketNanos) {
    long from = fromNanos - fromNanos % bucketNanos;
    long rest = untilNanos % bucketNanos;
    return new TimeRange(from, rest == 0 ? untilNanos : untilNanos - rest + bucketNanos);
  }
}
