package weir.query;

import java.time.Duration;
import java.time.Instant;

/// From (inclusive) until (exclusive), nanoseconds since 1970.
public record TimeRange(long fromNanos, long untilNanos) {
  /// Everything that can be told in a `long`.
  public static final TimeRange ALL = new TimeRange(0, Long.MAX_VALUE);

  private static final Instant FIRST = Instant.ofEpochSecond(Long.MIN_VALUE / 1_000_000_000L);
  private static final Instant LAST = instant(Long.MAX_VALUE);

  public TimeRange {
    if (fromNanos < 0 || untilNanos < fromNanos) {
      throw new IllegalArgumentException("a range of " + fromNanos + " until " + untilNanos);
    }
  }

  /// What lies before 1970 is left out.
  public static TimeRange of(Instant from, Instant until) {
    return new TimeRange(Math.max(0, nanos(from)), Math.max(0, nanos(until)));
  }

  /// The nearest that a `long` can tell: years before 1677 and after 2262 are beyond it.
  public static long nanos(Instant instant) {
    if (instant.isBefore(FIRST)) {
      return Long.MIN_VALUE;
    }
    return instant.isAfter(LAST)
        ? Long.MAX_VALUE
        : instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
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
    return new TimeRange(from, rest == 0 ? untilNanos : sum(untilNanos, bucketNanos - rest));
  }

  /// So much later, or earlier where it is negative; what lies before 1970 is left out.
  public TimeRange moved(long nanos) {
    return nanos < 0
        ? new TimeRange(Math.max(0, fromNanos + nanos), Math.max(0, untilNanos + nanos))
        : new TimeRange(sum(fromNanos, nanos), sum(untilNanos, nanos));
  }

  /// Half of it more on each side.
  public TimeRange widened() {
    long half = lengthNanos() / 2;
    return new TimeRange(Math.max(0, fromNanos - half), sum(untilNanos, half));
  }

  private static long sum(long nanos, long more) {
    return more > Long.MAX_VALUE - nanos ? Long.MAX_VALUE : nanos + more;
  }
}
