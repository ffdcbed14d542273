package weir.store.duckdb;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongBinaryOperator;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.query.FlowQuery;
import weir.query.InForce;
import weir.query.TimeRange;
import weir.store.Refill;
import weir.store.duckdb.files.Damage;
import weir.store.duckdb.files.DataFolder;
import weir.store.duckdb.files.Database;
import weir.store.duckdb.files.Slice;
import weir.store.duckdb.files.SliceFiles;
import weir.store.duckdb.files.SliceList;
import weir.store.duckdb.write.Pressure;

/// What is done for slices that are written no more, one after another on a thread of its own and
/// only while the writers leave time: their logs are packed into their files and their roll-ups
/// made; after a day they are packed. What is being made when the writers come to need the cores is
/// given up, and made later. Packed slices are read through now and then, so that damage is found
/// while there still is a backup.
final class Upkeep implements AutoCloseable {
  /// Fewer are asked faster than a file is opened.
  static final long FEWEST_ROWS = 100_000;

  /// So long after its newest record a slice is packed.
  static final long COLD_NANOS = 24 * 3600 * FlowQuery.SECOND;

  private static final long PAUSE_MILLIS = 1000;
  private static final long CHECK_MILLIS = 60_000;
  private static final long INTERRUPT_MILLIS = 100;
  private static final long LASTING_NANOS = 1_000_000_000L;

  /// Where bursts come so often that nothing gets done, only a longer load stops it.
  private static final int MOST_BURSTS = 3;

  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

  private final Interruptible statements;
  private final Connection connection;
  private final SliceList slices;
  private final SliceFiles files;
  private final Supplier<InForce> said;
  private final Pressure pressure;
  private final LongSupplier room;
  private final InstantSource clock;
  private final boolean packing;
  private final long delayMillis;
  private final Set<String> hopeless = ConcurrentHashMap.newKeySet();
  private final Set<Path> examined = new HashSet<>();
  private final Thread thread = new Thread(this::work, "weir-upkeep");
  private final Queue<AsRefill> refills = new ConcurrentLinkedQueue<>();
  private boolean wanted = true;
  private boolean awaited;
  private boolean idle;
  private volatile boolean closing;
  private volatile boolean making;
  private volatile boolean gaveWay;
  private final AtomicInteger bursts = new AtomicInteger();

  /// @param connection is this one's from now on
  /// @param said what is in force
  /// @param pressure what the writers have to do
  /// @param room octets that may be written
  /// @param packing whether cold slices are packed
  /// @param delayMillis before the first work, unless somebody waits for it: who opens a data set
  ///   needs the cores to begin
  Upkeep(
      Connection connection,
      SliceList slices,
      SliceFiles files,
      Supplier<InForce> said,
      Pressure pressure,
      LongSupplier room,
      InstantSource clock,
      boolean packing,
      long delayMillis) {
    this.statements = new Interruptible(connection);
    this.connection = statements.connection();
    this.slices = slices;
    this.files = files;
    this.said = said;
    this.pressure = pressure;
    this.room = room;
    this.clock = clock;
    this.packing = packing;
    this.delayMillis = delayMillis;
    thread.setDaemon(true);
    thread.start();
    pressure.watch(this::giveWay);
  }

  /// Something may have to be done.
  synchronized void wake() {
    wanted = true;
    notifyAll();
  }

  /// Gives AS anew, before all else that is due.
  Refill refill(LongBinaryOperator ases) {
    AsRefill refill =
        new AsRefill(
            slices.all().stream().filter(AsRefill::takes).map(Slice::alias).toList(), ases);
    refills.add(refill);
    synchronized (this) {
      awaited = true;
      wanted = true;
      notifyAll();
    }
    return refill;
  }

  /// Waits until nothing is left to do.
  synchronized void await() throws InterruptedException {
    awaited = true;
    notifyAll();
    while (!closing && (wanted || !idle)) {
      wait();
    }
  }

  private void work() {
    try {
      pause(delayMillis, () -> awaited);
      while (!closing) {
        rest();
        keepAll();
      }
    } catch (InterruptedException e) {
      LOG.debug("the upkeep was interrupted", e);
    } finally {
      Database.closeQuietly(connection);
    }
  }

  /// Does all that is due. What nobody expected ends this round and no more: flows are stored and
  /// asked for all the same.
  private void keepAll() throws InterruptedException {
    try {
      for (AsRefill refill = refills.peek(); refill != null; refill = refills.peek()) {
        refillAll(refill);
        refills.remove(refill);
      }
      Optional<Slice> next = nextSlice();
      while (next.isPresent() && !closing && keep(next.get())) {
        next = nextSlice();
      }
      examineOne();
    } catch (RuntimeException | Error e) {
      LOG.error("slices are neither rolled up nor packed for now", e);
      files.health().problem("roll-ups and packing failed inside Weir; the log has more");
    }
  }

  private synchronized void rest() throws InterruptedException {
    idle = true;
    notifyAll();
    pause(CHECK_MILLIS, () -> wanted); // slices grow cold by themselves
    wanted = false;
    idle = false;
  }

  private synchronized void pause(long millis, BooleanSupplier enough) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    long left = millis;
    while (!closing && !enough.getAsBoolean() && left > 0) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
    }
  }

  private Optional<Slice> nextSlice() {
    return slices.all().stream()
        .filter(slice -> !slice.open() && slice.rows() >= FEWEST_ROWS)
        .filter(slice -> lacksRollups(slice) || isToBePacked(slice))
        .filter(slice -> !hopeless.contains(slice.alias()) && hasRoom(slice))
        .max(Comparator.comparing(this::lacksRollups).thenComparingLong(Slice::newestNanos));
  }

  /// Or has those of other sampling rates, or other rules of directions, than are in force.
  private boolean lacksRollups(Slice slice) {
    return !slice.isRolledUp(said.get());
  }

  /// Whatever is made of a slice takes no more than that takes.
  private boolean hasRoom(Slice slice) {
    return room.getAsLong() > DataFolder.bytes(slice.file());
  }

  private boolean isToBePacked(Slice slice) {
    long now = TimeRange.nanos(clock.instant());
    return packing && !slice.packed() && slice.sinceNanos(now) + COLD_NANOS <= now;
  }

  /// Does what is due; false if the machine is in trouble, and it is better tried later.
  private boolean keep(Slice due) throws InterruptedException {
    awaitCalm();
    Optional<Slice> pinned = closing ? Optional.empty() : slices.pin(due.alias());
    if (pinned.isEmpty()) {
      return true;
    }
    Slice slice = pinned.get();
    gaveWay = false;
    making = true;
    try {
      if (lacksRollups(slice)) {
        rollUp(slice);
      } else {
        files.pack(connection, slice);
      }
      bursts.set(0);
      return true;
    } catch (SQLException | IOException e) {
      return closing || gaveWay || failed(slice, e);
    } finally {
      making = false;
      slices.unpin(List.of(slice));
    }
  }

  private void refillAll(AsRefill refill) throws InterruptedException {
    try {
      Optional<String> next = refill.next();
      while (next.isPresent() && !closing) {
        refill(refill, next.get());
        next = refill.next();
      }
    } finally {
      refill.end();
    }
  }

  private void refill(AsRefill refill, String alias) throws InterruptedException {
    awaitCalm();
    Optional<Slice> pinned = closing ? Optional.empty() : slices.pin(alias);
    if (pinned.isEmpty()) {
      refill.pass(); // it is past its time
      return;
    }
    Slice slice = pinned.get();
    gaveWay = false;
    making = true;
    try {
      if (hasRoom(slice)) {
        refill.apply(connection, files, slice);
        refill.pass();
      } else {
        refill.fail("there is no room on the disk to write " + slice.file().getFileName());
      }
      bursts.set(0);
    } catch (SQLException | IOException e) {
      if (!closing && !gaveWay) {
        LOG.warn("AS in {} stay as they are: {}", slice.file(), e.getMessage());
        refill.fail(
            slice.file().getFileName()
                + ": "
                + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
      }
    } finally {
      making = false;
      slices.unpin(List.of(slice));
    }
  }

  private boolean failed(Slice slice, Exception e) {
    LOG.warn("{} stays as it is: {}", slice.file(), e.getMessage());
    if (Damage.suspected(e)) {
      files.health().examine(connection, slice);
    }
    boolean ofFile = e instanceof SQLException known && Damage.ofFile(known);
    if (ofFile) {
      hopeless.add(slice.alias());
    }
    return ofFile;
  }

  /// What made it give way may be the beginning of more, which shows in the second that follows.
  private void awaitCalm() throws InterruptedException {
    if (gaveWay) {
      pause(2 * PAUSE_MILLIS, () -> false);
    }
    while (!isCalm() && !closing) {
      pause(PAUSE_MILLIS, () -> false);
    }
  }

  private void rollUp(Slice slice) throws SQLException, IOException {
    if (!slice.packed()) {
      files.checkpoint(slice);
    }
    files
        .rollups()
        .make(connection, slice, said.get(), () -> !closing && isCalm())
        .ifPresent(made -> slices.change(slice.alias(), now -> now.with(made.rollups())));
  }

  /// The next packed slice that has not been read through since the opening.
  private void examineOne() {
    Optional<Slice> next =
        slices.all().stream()
            .filter(slice -> slice.packed() && !examined.contains(slice.file()))
            .findFirst()
            .filter(_ -> isCalm() && !closing)
            .flatMap(slice -> slices.pin(slice.alias()));
    next.ifPresent(
        slice -> {
          examined.add(slice.file());
          try {
            files.health().examine(connection, slice);
          } finally {
            slices.unpin(List.of(slice));
          }
        });
  }

  private boolean isCalm() {
    return pressure.level() == Pressure.Level.CALM;
  }

  /// A statement over a whole slice takes a core for ten seconds and more.
  private void giveWay() {
    boolean lasting = pressure.behindNanos() >= LASTING_NANOS;
    boolean burst = pressure.level() == Pressure.Level.BEHIND && bursts.get() < MOST_BURSTS;
    if (making && (burst || lasting)) {
      if (!gaveWay) {
        bursts.incrementAndGet();
      }
      gaveWay = true;
      statements.interrupt();
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
        statements.interrupt(); // which may take a minute otherwise
        thread.join(INTERRUPT_MILLIS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
