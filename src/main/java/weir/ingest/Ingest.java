package weir.ingest;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.decode.DatagramDecoder;
import weir.enrich.Directions;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.query.TimeRange;
import weir.store.FlowStore;
import weir.store.FlowWriter;
import weir.store.StoreException;
import weir.wire.Datagram;
import weir.wire.WireReader;

/// One source's way into a store: datagrams are decoded into batches on the thread that brings
/// them; full or old batches go through a bounded queue to one writer thread, which appends and
/// commits.
///
/// Memory is bounded by [#MOST_BATCHES]. When the store does not keep up, a live source loses
/// flows, and counts them; a file waits.
public final class Ingest implements FlowSink, AutoCloseable {
  /// What to do when all batches wait for the store.
  public enum Pressure {
    DROP,
    WAIT
  }

  /// About a million flows in some 250 MB.
  static final int MOST_BATCHES = 512;

  static final long BATCH_AGE_NANOS = 250_000_000L;
  static final long COMMIT_NANOS = 500_000_000L;

  private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);
  private static final AtomicLong WRITERS = new AtomicLong();

  private final DatagramDecoder decoder;
  private final Directions directions;
  private final FlowWriter rows;
  private final Pressure pressure;
  private final BlockingQueue<FlowBatch> filled = new ArrayBlockingQueue<>(MOST_BATCHES);
  private final BlockingQueue<FlowBatch> free = new ArrayBlockingQueue<>(MOST_BATCHES);
  private final AtomicLong stored = new AtomicLong();
  private final AtomicLong given = new AtomicLong();
  private final AtomicInteger batches = new AtomicInteger();
  private final AtomicLong queueDrops = new AtomicLong();
  private final AtomicLong storeDrops = new AtomicLong();
  private final Thread writer;
  private volatile boolean closing;
  private volatile @Nullable String storeProblem;

  // Of the thread that brings datagrams.
  private final FlowBatch spill = new FlowBatch();
  private @Nullable FlowBatch batch;
  private long batchSinceNanos;

  /// Starts the writer thread.
  public Ingest(
      DatagramDecoder decoder, Directions directions, FlowStore store, Pressure pressure) {
    this.decoder = decoder;
    this.directions = directions;
    this.rows = store.writer();
    this.pressure = pressure;
    this.writer = new Thread(this::write, "weir-write-" + WRITERS.incrementAndGet());
    writer.setDaemon(true);
    writer.start();
  }

  @Override
  public void handle(Datagram datagram, WireReader payload) {
    FlowBatch into = batch;
    if (into == null) {
      into = acquire();
      if (into == null) {
        // Decoded all the same: templates and sequence numbers must not be missed.
        decoder.decode(datagram, payload, spill);
        queueDrops.addAndGet(spill.rows());
        spill.reset();
        return;
      }
      batch = into;
      batchSinceNanos = System.nanoTime();
    }
    decoder.decode(datagram, payload, into);
    if (into.isFull()) {
      handOn(into);
    }
  }

  @Override
  public void idle() {
    FlowBatch waiting = batch;
    if (waiting != null
        && waiting.rows() > 0
        && System.nanoTime() - batchSinceNanos >= BATCH_AGE_NANOS) {
      handOn(waiting);
    }
  }

  /// An empty batch; null if there is none at once.
  private @Nullable FlowBatch poll() {
    FlowBatch reused = free.poll();
    if (reused != null) {
      return reused;
    }
    if (batches.get() < MOST_BATCHES && batches.incrementAndGet() <= MOST_BATCHES) {
      return new FlowBatch();
    }
    return null;
  }

  private @Nullable FlowBatch acquire() {
    return pressure == Pressure.DROP ? poll() : take();
  }

  @Override
  public FlowBatch take() {
    FlowBatch empty = poll();
    boolean interrupted = false;
    while (empty == null) {
      try {
        empty = free.take();
      } catch (InterruptedException e) {
        interrupted = true; // the writer frees one soon
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return empty;
  }

  @Override
  public void give(FlowBatch full) {
    given.addAndGet(full.rows());
    stampReceived(full);
    directions.apply(full);
    filled.add(full);
  }

  /// Flows that do not say when they were received are taken for what they last saw, or for now.
  private static void stampReceived(FlowBatch full) {
    long nowNanos = TimeRange.nanos(Instant.now());
    for (int row = 0; row < full.rows(); row++) {
      if (full.get(FlowField.TIME_RECEIVED, row) == 0) {
        long end = full.get(FlowField.TIME_END, row);
        full.set(FlowField.TIME_RECEIVED, row, end == 0 ? nowNanos : end);
      }
    }
  }

  private void handOn(FlowBatch full) {
    directions.apply(full);
    filled.add(full); // never full: there are no more batches than it has places
    batch = null;
  }

  private void write() {
    long pending = 0;
    long lastCommit = System.nanoTime();
    while (true) {
      boolean last = closing;
      FlowBatch next = nextFilled();
      if (next != null) {
        pending = append(next, pending);
      }
      boolean due = System.nanoTime() - lastCommit >= COMMIT_NANOS;
      if (pending > 0 && (due || (last && next == null))) {
        commit(pending);
        pending = 0;
        lastCommit = System.nanoTime();
      }
      if (last && next == null) {
        return;
      }
    }
  }

  private @Nullable FlowBatch nextFilled() {
    try {
      return filled.poll(50, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return null; // only close() ends the writer
    }
  }

  /// Gives what is pending now; a failure loses all that is not committed.
  private long append(FlowBatch full, long pending) {
    long count = pending + full.rows();
    try {
      rows.append(full);
      return count;
    } catch (StoreException e) {
      failed(count, e);
      return 0;
    } finally {
      full.reset();
      // One that a huge datagram made grow is left to the garbage collector.
      free.add(full.hasGrown() ? new FlowBatch() : full);
    }
  }

  private void commit(long count) {
    try {
      rows.commit();
      stored.addAndGet(count);
      storeProblem = null;
    } catch (StoreException e) {
      failed(count, e);
    }
  }

  private void failed(long count, StoreException e) {
    if (storeProblem == null) {
      LOG.error("{}", e.getMessage(), e);
    }
    storeProblem = e.getMessage();
    storeDrops.addAndGet(count);
  }

  public DatagramDecoder decoder() {
    return decoder;
  }

  /// Flow records that came decoded.
  public long givenFlows() {
    return given.get();
  }

  /// Flow records committed.
  public long storedFlows() {
    return stored.get();
  }

  /// What keeps flows from being stored, in a sentence; null while all is well.
  public @Nullable String storeProblem() {
    return storeProblem;
  }

  /// Flow records lost between decoder and store, and datagrams not understood, by cause.
  public Map<String, Long> drops() {
    Map<String, Long> drops = new LinkedHashMap<>();
    put(drops, "queue full", queueDrops.get());
    put(drops, "not stored", storeDrops.get());
    return drops;
  }

  static void put(Map<String, Long> drops, String cause, long count) {
    if (count > 0) {
      drops.merge(cause, count, Long::sum);
    }
  }

  /// Stores what has arrived and stops. Whoever brings datagrams must have stopped before.
  @Override
  public void close() {
    FlowBatch rest = batch;
    if (rest != null && rest.rows() > 0) {
      handOn(rest);
    }
    closing = true;
    boolean interrupted = false;
    while (writer.isAlive()) {
      try {
        writer.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
