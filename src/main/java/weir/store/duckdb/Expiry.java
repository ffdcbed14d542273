package weir.store.duckdb;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.query.TimeRange;
import weir.store.Retention;
import weir.store.StoreException;
import weir.store.StoreStatus;
import weir.store.duckdb.files.DataFolder;
import weir.store.duckdb.files.Database;
import weir.store.duckdb.files.Disk;
import weir.store.duckdb.files.PurgePlan;
import weir.store.duckdb.files.SliceFiles;
import weir.store.duckdb.files.SliceList;
import weir.store.duckdb.write.SliceWriter;

/// Keeps a data set within its retention: drops slices, every two seconds and whatever else is
/// going on, and stops the writers where dropping does not help.
final class Expiry implements SliceWriter.Room, AutoCloseable {
  private static final long ROUND_SECONDS = 2;

  /// Of what there is room for, a slice is to take so much: the oldest can go while others stay.
  private static final int SLICES = 8;

  private static final long SMALLEST_SLICE = 1 << 20;

  /// What a slice of the most rows takes at most; nothing need be looked at where there is room.
  private static final long LARGEST_SLICE = 2L << 30;

  private static final long REFUSAL_NANOS = 100_000_000L;
  private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);

  private final Retention retention;
  private final DataFolder folder;
  private final SliceList slices;
  private final SliceFiles files;
  private final Disk disk;
  private final InstantSource clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("weir-expiry").factory());
  private volatile PurgePlan plan = PurgePlan.NOTHING;
  private volatile long mostOfSlice = Long.MAX_VALUE;
  private @Nullable StoreException refusal;
  private long refusedNanos;

  Expiry(
      Retention retention,
      DataFolder folder,
      SliceList slices,
      SliceFiles files,
      Disk disk,
      InstantSource clock) {
    this.retention = retention;
    this.folder = folder;
    this.slices = slices;
    this.files = files;
    this.disk = disk;
    this.clock = clock;
  }

  Retention retention() {
    return retention;
  }

  void start() {
    var _ = timer.scheduleWithFixedDelay(this::round, 0, ROUND_SECONDS, TimeUnit.SECONDS);
  }

  private void round() {
    try {
      files.restore();
      purge();
    } catch (StoreException e) {
      files.health().problem(String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      LOG.error("slices cannot be dropped", e); // the next round tries again
    }
  }

  /// Drops what is due now.
  synchronized void purge() {
    purge(0);
  }

  /// The same, and leaves so much more free if slices can make room for it.
  private void purge(long coming) {
    files.correctFutures();
    long now = TimeRange.nanos(clock.instant());
    Disk.Space space = disk.space(line(disk.space()));
    List<PurgePlan.Part> parts = files.parts(now);
    mostOfSlice = mostOfSlice(parts, space);
    PurgePlan due =
        PurgePlan.of(
            retention, parts, now, space.plus(files.leavingBytes() - margin(space) - coming));
    for (PurgePlan.Purge purge : due.due()) {
      slices
          .named(purge.name())
          .ifPresent(
              slice -> {
                LOG.info(
                    "dropped {}: {}, {} flows",
                    slice.file().getFileName(),
                    purge.reason().words(),
                    slice.rows());
                files.delete(slice);
              });
    }
    if (!due.due().isEmpty()) {
      disk.forget();
    }
    plan = due;
  }

  /// So much of a log comes together before it is packed, which takes as much once more; there may
  /// be two, and more is on its way from the writers.
  private static long margin(Disk.Space space) {
    return 2 * Database.logBytes(space.totalBytes());
  }

  /// What is left free, with what may be written before anything can be done about it.
  private long line(Disk.Space space) {
    long left = retention.freeBytes(space.totalBytes());
    return left == 0 ? 0 : left + margin(space);
  }

  /// Octets that can be written without touching what is left free.
  long roomBytes() {
    Disk.Space space = disk.space();
    return space.usableBytes() - line(space);
  }

  private long mostOfSlice(List<PurgePlan.Part> parts, Disk.Space space) {
    long own = parts.stream().mapToLong(PurgePlan.Part::bytes).sum();
    long room =
        space.equals(Disk.Space.UNKNOWN)
            ? Long.MAX_VALUE
            : own + Math.max(0, space.usableBytes() - line(space));
    long most = Math.min(retention.bytes().orElse(Long.MAX_VALUE), room) / SLICES;
    return most > LARGEST_SLICE ? Long.MAX_VALUE : Math.max(SMALLEST_SLICE, most);
  }

  @Override
  public long mostOfSlice() {
    return mostOfSlice;
  }

  @Override
  public void check(long coming) {
    Disk.Space space = disk.space();
    long needed = line(space) + coming;
    if (needed > coming && disk.space(needed).usableBytes() < needed) {
      makeRoom(needed, coming);
    }
  }

  private synchronized void makeRoom(long needed, long coming) {
    StoreException last = refusal;
    if (last != null && System.nanoTime() - refusedNanos < REFUSAL_NANOS) {
      throw new StoreException(String.valueOf(last.getMessage()), last);
    }
    refusal = null;
    disk.forget();
    if (disk.space().usableBytes() < needed) {
      purge(coming);
    }
    Disk.Space space = disk.space();
    if (space.usableBytes() < needed) {
      refusedNanos = System.nanoTime();
      refusal = full(space);
      throw refusal;
    }
  }

  private StoreException full(Disk.Space space) {
    return new StoreException(
        "the disk of "
            + folder
            + " is nearly full: "
            + StoreStatus.inWords(space.usableBytes())
            + " are free, and the last "
            + StoreStatus.inWords(retention.freeBytes(space.totalBytes()))
            + " are left alone; free some space, or have less of it left free",
        null);
  }

  StoreStatus.Keeping keeping() {
    if (retention.equals(Retention.EVERYTHING)) {
      return StoreStatus.Keeping.EVERYTHING;
    }
    return plan.next()
        .map(next -> new StoreStatus.Keeping(retention.inWords(), next.atNanos(), next.bytes()))
        .orElse(new StoreStatus.Keeping(retention.inWords(), 0, 0));
  }

  @Override
  public void close() {
    timer.shutdownNow();
    try {
      if (!timer.awaitTermination(1, TimeUnit.MINUTES)) {
        LOG.warn("slices are still being dropped");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
