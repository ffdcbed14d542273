package weir.store.duckdb.write;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// How much the writers have to do, so that what can wait does. How much they write tells little
/// where something keeps them from it; but where one does not keep up, a second one helps.
public final class Load {
  /// Above this the writers need the cores themselves.
  private static final double CALM_ROWS_PER_SECOND = 250_000;

  /// A load that begins is not written at its full rate yet.
  private static final double RISING_ROWS_PER_SECOND = 400_000;

  /// Above this even they must save time.
  private static final double HIGH_ROWS_PER_SECOND = 600_000;

  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final long MOMENT_NANOS = 200_000_000L;

  /// Writers that work side by side take turns sooner, for all that a commit takes.
  private static final long TURN_NANOS = 500_000_000L;

  private static final long NEVER = Long.MIN_VALUE;

  private final LongSupplier clock;
  private final LongAdder rows = new LongAdder();
  private final Meter second;
  private final Meter moment;
  private @Nullable Object lastWriter;
  private long addedNanos;
  private long helpedSinceNanos;
  private long helpedNanos = NEVER;

  public Load() {
    this(System::nanoTime);
  }

  /// @param clock in nanoseconds; only differences matter
  public Load(LongSupplier clock) {
    this.clock = clock;
    second = new Meter(rows, clock, SECOND_NANOS);
    moment = new Meter(rows, clock, MOMENT_NANOS);
  }

  /// Rows have come to be written.
  ///
  /// @param writer whoever writes them
  public void add(Object writer, int count) {
    rows.add(count);
    synchronized (this) {
      long now = clock.getAsLong();
      if (lastWriter != null && writer != lastWriter && now - addedNanos < TURN_NANOS) {
        helpedSinceNanos = isHelped(now, TURN_NANOS) ? helpedSinceNanos : now;
        helpedNanos = now;
      }
      lastWriter = writer;
      addedNanos = now;
    }
  }

  /// Whether one writer has not been enough at some time in the last so many nanoseconds.
  private boolean isHelped(long now, long nanos) {
    return helpedNanos != NEVER && now - helpedNanos < nanos;
  }

  private synchronized boolean isHelped(long nanos) {
    return isHelped(clock.getAsLong(), nanos);
  }

  private synchronized boolean isHelpedForLong() {
    long now = clock.getAsLong();
    return isHelped(now, TURN_NANOS) && now - helpedSinceNanos >= SECOND_NANOS;
  }

  /// Whether they leave time for other work.
  public boolean isCalm() {
    return second.rowsPerSecond() < CALM_ROWS_PER_SECOND && !isHelped(SECOND_NANOS);
  }

  /// Whether they hardly keep up.
  public boolean isHigh() {
    return second.rowsPerSecond() > HIGH_ROWS_PER_SECOND || isHelpedForLong();
  }

  /// Whether so much has just come that they may soon not keep up; or it was one burst.
  public boolean isRising() {
    return moment.rowsPerSecond() > RISING_ROWS_PER_SECOND || isHelped(TURN_NANOS);
  }

  /// The rate as of the last so many nanoseconds, or longer where it is not asked for so often.
  private static final class Meter {
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
        rowsPerSecond = (now - seenRows) * (double) SECOND_NANOS / nanos;
        seenRows = now;
        seenNanos += nanos;
      }
      return rowsPerSecond;
    }
  }
}
