package weir.ingest;

import java.time.Duration;
import java.time.Instant;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.query.TimeRange;

/// Times of receipt that can be true. A flow with another one is set apart: a single flow of 2099
/// would stretch every range to there, and retention would not know what is old.
///
/// @param fromNanos since 1970, inclusive
/// @param untilNanos exclusive
record ReceivedTimes(long fromNanos, long untilNanos) {
  /// No flow was exported before, but a clock that was never set says 1970.
  private static final long YEAR_2000_NANOS = 946_684_800_000_000_000L;

  private static final Duration LIVE_PAST = Duration.ofDays(30);
  private static final Duration LIVE_FUTURE = Duration.ofHours(1);

  /// Of flows that come now: datagrams are dated by this machine, but streams of decoded flows by
  /// others, and clocks are set.
  static ReceivedTimes live(Instant now) {
    long from = TimeRange.nanos(now.minus(LIVE_PAST));
    return new ReceivedTimes(
        Math.max(YEAR_2000_NANOS, from), TimeRange.nanos(now.plus(LIVE_FUTURE)));
  }

  /// Of flows out of a file.
  static ReceivedTimes upTo(Instant until) {
    return new ReceivedTimes(YEAR_2000_NANOS, TimeRange.nanos(until));
  }

  boolean hold(long nanos) {
    return nanos >= fromNanos && nanos < untilNanos;
  }

  /// How many of a batch's rows have such times.
  int count(FlowBatch batch) {
    long[] received = batch.longs(FlowField.TIME_RECEIVED);
    int count = 0;
    for (int row = 0; row < batch.rows(); row++) {
      count += received[row] >= fromNanos && received[row] < untilNanos ? 1 : 0;
    }
    return count;
  }

  /// The rows that have such times, or those that have not, as a batch of their own.
  FlowBatch select(FlowBatch batch, boolean held) {
    FlowBatch selected = new FlowBatch();
    for (int row = 0; row < batch.rows(); row++) {
      if (hold(batch.get(FlowField.TIME_RECEIVED, row)) == held) {
        selected.addRow(batch, row);
      }
    }
    return selected;
  }
}
