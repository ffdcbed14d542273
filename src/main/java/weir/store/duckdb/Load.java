package weir.store.duckdb;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// How much the writers have to do, so that what can wait does.
final class Load {
  /// Above this the writers need the cores themselves.
  private static final double CALM_ROWS_PER_SECOND = 250_000;

  /// Above this even they must save time.
  private static final double HIGH_ROWS_PER_SECOND = 600_000;

  private final LongAdder rows = new LongAdder();
  private long seenRows;
  private final LongSupplier clock;
  private long seenNanos;
  private double rowsPerSecond;

  Load() {
    this(System::nanoTime);
  }

  /// @param clock in nanoseconds; only differences matter
  Load(LongSupplier clock) {
    this.clock = clock;
    this.seenNanos = clock.getAsLong();
  }

  /// Rows have come to be written.
  void add(int count) {
    rows.add(count);
  }

  /// Whether they leave time for other work.
  boolean isCalm() {
    return rowsPerSecond() < CALM_ROWS_PER_SECOND;
  }

  /// Whether they hardly keep up.
  boolean isHigh() {
    return rowsPerSecond() > HIGH_ROWS_PER_SECOND;
  }

  /// As of the last second or longer.
  private synchronized double rowsPerSecond() {
    long nanos = clock.getAsLong() - seenNanos;
    if (nanos >= 1_000_000_000L) {
      long now = rows.sum();
      rowsPerSecond = (now - seenRows) / (nanos / 1e9);
      seenRows = now;
      seenNanos += nanos;
    }
    return rowsPerSecond;
  }
}
