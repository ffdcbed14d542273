package weir.store.duckdb.write;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// The rate as of the last so many nanoseconds, or longer where it is not asked for so often.
final class Meter {
  private final LongAdder rows;
  private final LongSupplier clock;
  private final long windowNanos;
  private long seenRows;
  private long seenNanos;
  private double rowsPerSecond;

  Meter(LongAdder rows, LongSupplier clock, long windowNanos) {
    this.rows = rows;
    this.clock = clock;
    this.windowNanos = windowNanos;
    this.seenNanos = clock.getAsLong();
  }

  synchronized double rowsPerSecond() {
    long nanos = clock.getAsLong() - seenNanos;
    if (nanos >= windowNanos) {
      long now = rows.sum();
      rowsPerSecond = (now - seenRows) * 1e9 / nanos;
      seenRows = now;
      seenNanos += nanos;
    }
    return rowsPerSecond;
  }
}
