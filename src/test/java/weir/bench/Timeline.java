package weir.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.query.TimeRange;

/// Time as a data set's flows see it: handed out to batch after batch; over a day or more, more
/// flows an hour by day than by night. The store's clock, too. Any number of threads take from it.
final class Timeline implements InstantSource {
  private static final double DAY_NANOS = Duration.ofDays(1).toNanos();
  private static final double PEAK_OF_DAY = 15.0 / 24;
  private static final double SWING = 0.6;
  private static final long MICRO = 1_000;
  private static final long MILLI = 1_000_000;

  private final double meanNanosPerFlow;
  private final double swing;
  private long now;

  /// From (inclusive) until (exclusive), nanoseconds since 1970.
  record Span(long from, long until) {}

  /// @param start nanoseconds since 1970
  Timeline(long start, Duration length, long flows) {
    this.now = start;
    this.meanNanosPerFlow = (double) length.toNanos() / flows;
    this.swing = length.compareTo(Duration.ofDays(1)) < 0 ? 0 : SWING;
  }

  /// The time that so many flows take.
  synchronized Span next(int flows) {
    double ofDay = now % DAY_NANOS / DAY_NANOS;
    double load = 1 + swing * Math.cos(2 * Math.PI * (ofDay - PEAK_OF_DAY));
    long from = now;
    now += (long) (flows * meanNanosPerFlow / load);
    return new Span(from, now);
  }

  @Override
  public synchronized Instant instant() {
    return TimeRange.instant(now);
  }

  /// Moves a batch's flows into a span. Those of one datagram stay together, and start and end as
  /// long before it as they were.
  static void move(FlowBatch batch, Span span) {
    long[] received = batch.longs(FlowField.TIME_RECEIVED);
    long[] start = batch.longs(FlowField.TIME_START);
    long[] end = batch.longs(FlowField.TIME_END);
    double step = (double) (span.until() - span.from()) / batch.rows();
    long datagram = -1;
    long moved = 0;
    long shift = 0;
    for (int row = 0; row < batch.rows(); row++) {
      if (received[row] != datagram) {
        datagram = received[row];
        moved = span.from() + (long) (step * row) / MICRO * MICRO;
        shift = (moved - datagram) / MILLI * MILLI;
      }
      received[row] = moved;
      start[row] += shift;
      end[row] += shift;
    }
  }
}
