package weir.store.duckdb.console;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.store.Cancel;

/// Stops a statement that was taken back or takes too long: again and again, as what has not begun
/// cannot be stopped.
final class Watch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final Duration PACE = Duration.ofMillis(50);

  private final Statement statement;
  private final Cancel stop;
  private final long untilNanos;
  private final Thread thread;
  private volatile boolean late;
  private volatile boolean over;

  Watch(Statement statement, Cancel stop, Duration most) {
    this.statement = statement;
    this.stop = stop;
    untilNanos = System.nanoTime() + most.toNanos();
    thread = Thread.ofPlatform().name("weir-statement").daemon().start(this::watch);
  }

  /// Whether it took too long.
  boolean late() {
    return late;
  }

  private void watch() {
    try {
      while (!over) {
        late |= System.nanoTime() > untilNanos;
        if (late || stop.isCancelled()) {
          statement.cancel();
        }
        Thread.sleep(PACE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it is over
    } catch (SQLException e) {
      LOG.debug("stopping a statement: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    over = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
