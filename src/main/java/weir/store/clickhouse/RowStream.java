package weir.store.clickhouse;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.store.Cancel;
import weir.store.FlowStream;
import weir.store.StoreException;

/// Flows as a server sends them, a few batches ahead of who takes them.
final class RowStream implements FlowStream {
  private static final int MOST_WAITING = 4;
  private static final long LOOK_MILLIS = 200;

  private final List<FlowField> fields;
  private final Cancel cancel;
  private final Rowset rows;
  private final BlockingQueue<FlowBatch> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final Thread reading;
  private FlowBatch filling = new FlowBatch();
  private volatile @Nullable RuntimeException failure;
  private volatile boolean closed;

  /// @param fields in the order of the rows' columns
  /// @param ask has the server answer into a rowset, to the end
  RowStream(List<FlowField> fields, Cancel cancel, Consumer<Rowset> ask) {
    this.fields = List.copyOf(fields);
    this.cancel = cancel;
    this.rows = new Rowset(this::add);
    this.reading = Thread.ofVirtual().name("weir-clickhouse-flows").start(() -> read(ask));
  }

  private void read(Consumer<Rowset> ask) {
    try {
      ask.accept(rows);
      handOver();
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private void add(String[] row) {
    Answers.record(fields, row, filling);
    if (filling.isFull()) {
      handOver();
    }
  }

  /// Waits while many wait.
  private void handOver() {
    try {
      while (!waiting.offer(filling, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        if (closed || cancel.isCancelled()) {
          throw StoreException.cancelled();
        }
      }
      filling = new FlowBatch();
    } catch (InterruptedException e) {
      throw StoreException.cancelled();
    }
  }

  @Override
  public Set<FlowField> fields() {
    return Set.copyOf(fields);
  }

  @Override
  public Optional<FlowBatch> next() {
    try {
      while (true) {
        if (cancel.isCancelled()) {
          throw StoreException.cancelled();
        }
        boolean ended = !reading.isAlive(); // all that it read waits by now
        FlowBatch batch = waiting.poll(ended ? 0 : LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (batch != null && batch.rows() > 0) {
          return Optional.of(batch);
        }
        if (batch == null && ended) {
          return ended();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StoreException.cancelled();
    }
  }

  private Optional<FlowBatch> ended() {
    RuntimeException failed = failure;
    if (failed != null) {
      throw failed;
    }
    return Optional.empty();
  }

  @Override
  public double share() {
    return Math.min(1, (double) rows.readRows() / Math.max(1, rows.ofRows()));
  }

  @Override
  public void close() {
    closed = true;
    if (reading.isAlive()) {
      cancel.cancel();
    }
  }
}
