package weir.store.duckdb;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.query.Overrides;

/// What is done for slices that are written no more, one after another on a thread of its own and
/// only while the writers leave time: their logs are packed into their files, their roll-ups made.
final class Upkeep implements AutoCloseable {
  /// Fewer are asked faster than a file is opened.
  private static final long FEWEST_ROWS = 100_000;

  private static final long PAUSE_MILLIS = 1000;
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

  private final Database database;
  private final SliceList slices;
  private final SliceFiles files;
  private final Supplier<Overrides> overrides;
  private final BooleanSupplier calm;
  private final Set<String> hopeless = ConcurrentHashMap.newKeySet();
  private final Thread thread = new Thread(this::work, "weir-upkeep");
  private boolean wanted = true;
  private boolean idle;
  private volatile boolean closing;

  /// @param overrides in force
  /// @param calm whether the writers leave time for this
  Upkeep(Database database, SliceList slices, SliceFiles files, Supplier<Overrides> overrides, BooleanSupplier calm) {
    this.database = database;
    this.slices = slices;
    this.files = files;
    this.overrides = overrides;
    this.calm = calm;
    thread.setDaemon(true);
    thread.start();
  }

  /// Something may have to be done.
  synchronized void wake() {
    wanted = true;
    notifyAll();
  }

  /// Waits until nothing is left to do.
  synchronized void await() throws InterruptedException {
    while (!closing && (wanted || !idle)) {
      wait();
    }
  }

  private void work() {
    try (Connection connection = database.duplicate()) {
      while (!closing) {
        rest();
        Optional<Slice> next = nextSlice();
        while (next.isPresent() && !closing) {
          keep(connection, next.get());
          next = nextSlice();
        }
      }
    } catch (SQLException e) {
      LOG.error("the upkeep of slices ended", e);
    } catch (InterruptedException e) {
      LOG.debug("the upkeep was interrupted", e);
    }
  }

  private synchronized void rest() throws InterruptedException {
    idle = true;
    notifyAll();
    while (!wanted && !closing) {
      wait();
    }
    wanted = false;
    idle = false;
  }

  /// The newest slice without roll-ups, or with those of other sampling rates.
  private Optional<Slice> nextSlice() {
    long rates = overrides.get().ratesFingerprint();
    return slices.all().stream()
        .filter(slice -> !slice.open() && slice.rows() >= FEWEST_ROWS)
        .filter(slice -> slice.rollups().map(made -> made.ratesFingerprint() != rates).orElse(true)
                    && !hopeless.contains(slice.alias()))
        .max(Comparator.comparingLong(Slice::newestNanos));
  }

  private void keep(Connection connection, Slice slice) throws InterruptedException {
    while (!calm.getAsBoolean() && !closing) {
      Thread.sleep(PAUSE_MILLIS);
    }
    try {
      Database.execute(connection, "CHECKPOINT " + slice.alias());
      files
          .rollups()
          .make(connection, slice, overrides.get(), () -> !closing && calm.getAsBoolean())
          .ifPresent(made -> slices.change(slice.alias(), now -> now.with(made.rollups())));
    } catch (SQLException | IOException e) {
      LOG.warn("no roll-ups of {}: {}", slice.file(), e.getMessage());
      hopeless.add(slice.alias());
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closing = true;
      notifyAll();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
