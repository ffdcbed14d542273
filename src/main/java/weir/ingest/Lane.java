package weir.ingest;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.naming.Naming;

/// The way of one port's flows into the queue: its room there, what of it is stored, and the batch
/// that is being filled from datagrams.
final class Lane {
  private final int port;
  private final BatchQueue.Room room;
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong leftOut = new AtomicLong();
  private volatile @Nullable PortFilter filter;

  // Of the thread that brings datagrams.
  private @Nullable FlowBatch batch;
  private long batchSinceNanos;

  /// @param port 0 for what comes by none
  Lane(int port, BatchQueue.Room room) {
    this.port = port;
    this.room = room;
  }

  BatchQueue.Room room() {
    return room;
  }

  void filter(@Nullable PortFilter newFilter) {
    filter = newFilter;
  }

  /// Reads the filter again where these names are others.
  void read(Naming naming) {
    PortFilter sieve = filter;
    if (sieve != null) {
      sieve.read(naming);
    }
  }

  /// Why the filter cannot be read; all is stored while that is so.
  Optional<String> unread() {
    PortFilter sieve = filter;
    return sieve == null ? Optional.empty() : sieve.problem();
  }

  /// The batch to fill from datagrams, a new one if need be; null while there is no room.
  @Nullable FlowBatch open() {
    if (batch == null) {
      batch = room.poll();
      batchSinceNanos = System.nanoTime();
    }
    return batch;
  }

  /// The batch that is being filled, which is not any more; null for none.
  @Nullable FlowBatch take() {
    FlowBatch taken = batch;
    batch = null;
    return taken;
  }

  /// Whether there is a batch with rows that is so old.
  boolean isOlder(long nanos) {
    FlowBatch waiting = batch;
    return waiting != null && waiting.rows() > 0 && System.nanoTime() - batchSinceNanos >= nanos;
  }

  /// Has flows say by which port they came.
  void mark(FlowBatch flows) {
    if (port != 0) {
      flows.fill(FlowField.LISTENER_PORT, 0, flows.rows(), port);
    }
  }

  /// Leaves out what is not to be stored.
  ///
  /// @param lacking fields that are not filled yet
  void sift(FlowBatch flows, Naming naming, Set<FlowField> lacking) {
    PortFilter sieve = filter;
    if (sieve != null) {
      leftOut.addAndGet(sieve.leaveOut(flows, naming, lacking));
    }
  }

  void drop(int rows) {
    dropped.addAndGet(rows);
  }

  /// Flows for which there was no room.
  long dropped() {
    return dropped.get();
  }

  /// Flows that are not to be stored.
  long leftOut() {
    return leftOut.get();
  }
}
