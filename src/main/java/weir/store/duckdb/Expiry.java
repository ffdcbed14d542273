package weir.store.duckdb;

import java.time.InstantSource;
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

/// Keeps a data set within its retention: drops slices, every two seconds and whatever else is
/// going on, and stops the writers where dropping does not help.
final class Expiry implements AutoCloseable {
  private static final long ROUND_SECONDS = 2;
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
  private Disk.@Nullable Space judged;
  private boolean full;

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
      purge();
    } catch (RuntimeException | Error e) {
      LOG.error("slices cannot be dropped", e); // the next round tries again
    }
  }

  /// Drops what is due now.
  synchronized void purge() {
    files.correctFutures();
    long now = TimeRange.nanos(clock.instant());
    PurgePlan due =
        PurgePlan.of(retention, files.parts(now), now, disk.space().plus(files.leavingBytes()));
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

  /// To be called before something is written; cheap.
  ///
  /// @throws StoreException if the disk is nearly full, and dropping slices would not help
  void checkRoom() {
    Disk.Space space = disk.space();
    if (isFull(space)) {
      throw new StoreException(
          "the disk of "
              + folder
              + " is nearly full: "
              + StoreStatus.inWords(space.usableBytes())
              + " are free, and the last "
              + StoreStatus.inWords(retention.freeBytes(space.totalBytes()))
              + " are left alone; free some space, or leave less with --keep-free",
          null);
    }
  }

  @SuppressWarnings("ReferenceEquality") // each look is judged anew, also one that sees the same
  private synchronized boolean isFull(Disk.Space space) {
    if (space != judged) {
      judged = space;
      full =
          space.usableBytes() < retention.freeBytes(space.totalBytes())
              && !PurgePlan.canMakeRoom(
                  retention, files.parts(TimeRange.nanos(clock.instant())), space);
    }
    return full;
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
