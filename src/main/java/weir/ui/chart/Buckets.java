package weir.ui.chart;

import java.util.Arrays;
import weir.query.Answer;
import weir.query.Coverage;
import weir.query.FlowQuery;
import weir.query.TimeRange;

/// The time axis of an answer in whole buckets, and which of them are known.
///
/// @param range whole buckets
/// @param first the first of which all flows have been looked at; earlier ones are not known
/// @param known this one and later ones may still come
record Buckets(TimeRange range, long bucketNanos, int first, int known) {
  /// Flows take this long to be stored and seen; younger empty buckets may still fill.
  static final long SETTLE_NANOS = 5 * FlowQuery.SECOND;

  /// A bucket that is still running is left out when it is at most this wide: it would dip.
  private static final long SHORT_NANOS = 10 * FlowQuery.SECOND;

  /// More would be a mistake in the query: screens are not so wide.
  private static final int MOST = 100_000;

  /// @param nowNanos the wall clock
  static Buckets of(Answer answer, long nowNanos) {
    long bucket = answer.query().bucketNanos();
    if (bucket <= 0) {
      throw new IllegalArgumentException("a chart over time needs buckets");
    }
    TimeRange range = answer.query().range().aligned(bucket);
    int count = count(range, bucket);
    return new Buckets(
        range,
        bucket,
        first(answer, range, bucket, count),
        known(answer, range, bucket, count, nowNanos));
  }

  /// How many a range of whole buckets has.
  static int count(TimeRange range, long bucketNanos) {
    return (int) Math.min(MOST, range.lengthNanos() / bucketNanos);
  }

  int count() {
    return count(range, bucketNanos);
  }

  /// One bucket's stretch of time.
  TimeRange bucket(int index) {
    long from = range.fromNanos() + index * bucketNanos;
    return new TimeRange(from, from + bucketNanos);
  }

  /// The bucket of a moment, or -1.
  int bucketOf(long nanos) {
    boolean inside = nanos >= range.fromNanos() && nanos < range.untilNanos();
    return inside ? (int) ((nanos - range.fromNanos()) / bucketNanos) : -1;
  }

  /// The time from the plot's left to its right. A single bucket has as much room on either side:
  /// it is seen to be one.
  TimeRange axis() {
    if (count() != 1) {
      return range;
    }
    long until = range.untilNanos();
    return new TimeRange(
        Math.max(0, range.fromNanos() - bucketNanos),
        until > Long.MAX_VALUE - bucketNanos ? until : until + bucketNanos);
  }

  /// Where a bucket begins.
  ///
  /// @param width of the plot, in pixels
  double x(double bucket, double width) {
    TimeRange axis = axis();
    double before = range.fromNanos() - axis.fromNanos();
    return width * (before + bucket * bucketNanos) / Math.max(1, axis.lengthNanos());
  }

  /// The bucket at a column of pixels; columns outside belong to the first and last.
  int at(double x, double width) {
    int last = Math.max(0, count() - 1);
    double one = x(1, width) - x(0, width);
    double bucket = width > 0 ? (x - x(0, width)) / one : 0;
    return Math.clamp((long) bucket, 0, last);
  }

  /// The time between two columns of pixels, in whole buckets.
  TimeRange span(double x1, double x2, double width) {
    int from = at(Math.min(x1, x2), width);
    int until = at(Math.max(x1, x2), width);
    return new TimeRange(bucket(from).fromNanos(), bucket(until).untilNanos());
  }

  /// Buckets of which something is known: up to the newest row, or to where it has settled.
  private static int known(Answer answer, TimeRange range, long bucket, int count, long nowNanos) {
    long newest = range.fromNanos() - bucket;
    for (long start : answer.bucketStartNanos()) {
      newest = Math.max(newest, start);
    }
    long until = Math.max(newest + bucket, nowNanos - SETTLE_NANOS);
    long known = Math.floorDiv(until - range.fromNanos(), bucket);
    if (bucket <= SHORT_NANOS && newest + bucket > nowNanos && newest <= nowNanos && known > 1) {
      known--;
    }
    return Math.clamp(known, 0, count);
  }

  /// The first whole bucket; where a store does not say so, that of the oldest row.
  private static int first(Answer answer, TimeRange range, long bucket, int count) {
    Coverage coverage = answer.coverage();
    if (!coverage.partial()) {
      return 0;
    }
    long whole = coverage.wholeFromNanos();
    if (whole == 0) {
      whole = Arrays.stream(answer.bucketStartNanos()).min().orElse(range.untilNanos());
    }
    return Math.clamp(Math.ceilDiv(whole - range.fromNanos(), bucket), 0, count);
  }
}
