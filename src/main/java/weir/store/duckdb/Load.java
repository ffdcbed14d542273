package weir.store.duckdb;

import java.util.concurrent.atomic.LongAdder;

/// How much the writers have to do, so that what can wait does.
final class Load {
  /// Above this the writers need the cores themselves.
  private static final double CALM_ROWS_PER_SECOND = 250_000;

  private final LongAdder rows = new LongAdder();
  private long seenRows;
  private long seenNanos = System.nanoTime();
  private boolean calm = true;

  /// Rows have come to be written.
  void add(int count) {
    rows.add(count);
  }

  /// As of the last second or longer.
  synchronized boolean isCalm() {
    long nanos = System.nanoTime() - seenNanos;
    if (nanos >= 1_000_000_000L) {
      long now = rows.sum();
      calm = (now - seenRows) / (nanos / 1e9) < CALM_ROWS_PER_SECOND;
      seenRows = now;
      seenNanos += nanos;
    }
    return calm;
  }
}
