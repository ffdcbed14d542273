package weir.store.duckdb.write;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.store.duckdb.files.Database;

/// How much the writers have to do: the one place that judges it, twenty times a second, sets
/// DuckDB to it and tells who has to give way. How much they write tells little where something
/// keeps them from it; but where one does not keep up, a second one helps.
public final class Pressure implements AutoCloseable {
  /// From little to much.
  public enum Level {
    /// They leave time for other work.
    CALM,
    /// They need the cores themselves: what can wait does not begin.
    BUSY,
    /// They hardly keep up, or soon may not: they save time, and what can wait gives way.
    BEHIND
  }

  private static final Logger LOG = LoggerFactory.getLogger(Pressure.class);

  private static final double CALM_ROWS_PER_SECOND = 250_000;

  /// A load that begins is not written at its full rate yet.
  private static final double RISING_ROWS_PER_SECOND = 400_000;

  private static final double HIGH_ROWS_PER_SECOND = 600_000;
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final long MOMENT_NANOS = 200_000_000L;
  private static final long TICK_MILLIS = 50;

  /// Writers that work side by side take turns sooner, for all that a commit takes.
  private static final long TURN_NANOS = 500_000_000L;

  private static final long NEVER = Long.MIN_VALUE;

  private final LongSupplier clock;
  private final LongAdder rows = new LongAdder();
  private final LongAdder committed = new LongAdder();
  private final Meter second;
  private final Meter moment;
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("weir-pressure").daemon().factory());
  private volatile Level level = Level.CALM;
  private volatile long behindSinceNanos;
  private @Nullable Object lastWriter;
  private long addedNanos;
  private long helpedNanos = NEVER;

  public Pressure() {
    this(System::nanoTime);
  }

  /// @param clock in nanoseconds; only differences matter
  public Pressure(LongSupplier clock) {
    this.clock = clock;
    second = new Meter(rows, clock, SECOND_NANOS);
    moment = new Meter(rows, clock, MOMENT_NANOS);
  }

  /// Judges from now on, and sets a database to it: nobody else does.
  public void start(Database database) {
    var _ =
        ticks.scheduleWithFixedDelay(
            () -> tick(database), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /// Has something done after each judgement; it must not take long.
  public void watch(Runnable watcher) {
    watchers.add(watcher);
  }

  public Level level() {
    return level;
  }

  /// For how long the writers have been behind; 0 if they are not.
  public long behindNanos() {
    return level == Level.BEHIND ? clock.getAsLong() - behindSinceNanos : 0;
  }

  /// Rows have come to be written.
  ///
  /// @param writer whoever writes them
  public void add(Object writer, int count) {
    rows.add(count);
    synchronized (this) {
      long now = clock.getAsLong();
      if (lastWriter != null && writer != lastWriter && now - addedNanos < TURN_NANOS) {
        helpedNanos = now;
      }
      lastWriter = writer;
      addedNanos = now;
    }
  }

  /// Rows have been made durable.
  void committed(long count) {
    committed.add(count);
  }

  private void tick(Database database) {
    try {
      judge();
      set(database);
      watchers.forEach(Runnable::run);
    } catch (SQLException e) {
      LOG.debug("DuckDB is not set to the load: {}", e.getMessage());
    } catch (RuntimeException | Error e) {
      LOG.error("what the writers have to do cannot be judged", e); // the next time, perhaps
    }
  }

  /// To change the memory takes time itself, so it stays ample until they have time.
  private void set(Database database) throws SQLException {
    database.packQuickly(level == Level.BEHIND);
    if (level != Level.BUSY) {
      database.ampleMemory(level == Level.BEHIND);
    }
    database.written(committed.sumThenReset());
  }

  /// Judges by what has come until now, as is done all the time once it has been started.
  public synchronized void judge() {
    long now = clock.getAsLong();
    double lately = second.rowsPerSecond(); // asked also in vain: it tells of the time since then
    double justNow = moment.rowsPerSecond();
    boolean high = lately > HIGH_ROWS_PER_SECOND;
    boolean rising = justNow > RISING_ROWS_PER_SECOND || isHelped(now, TURN_NANOS);
    if (high || rising) {
      if (level != Level.BEHIND) {
        behindSinceNanos = now;
      }
      level = Level.BEHIND;
    } else {
      level =
          lately >= CALM_ROWS_PER_SECOND || isHelped(now, SECOND_NANOS) ? Level.BUSY : Level.CALM;
    }
  }

  /// Whether one writer has not been enough at some time in the last so many nanoseconds.
  private boolean isHelped(long now, long nanos) {
    return helpedNanos != NEVER && now - helpedNanos < nanos;
  }

  @Override
  public void close() {
    ticks.shutdownNow();
  }
}
