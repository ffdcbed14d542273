package weir.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import weir.exporter.Labels;
import weir.exporter.Overrides;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.naming.Naming;
import weir.query.Query;
import weir.query.Result;
import weir.store.Cancel;
import weir.store.FlowArchive;
import weir.store.FlowWriter;
import weir.store.Question;
import weir.store.StoreException;
import weir.store.StoreStatus;

/// Remembers the octets of the rows that were committed, in the order in which they became durable.
/// Like the real one it commits by itself once enough rows have come together, in the midst of
/// batches. It can be held up and can fail. Asking is for other tests.
final class RecordingStore implements FlowArchive {
  private static final int NEVER = Integer.MAX_VALUE;

  final CountDownLatch gate;

  /// Opens when the second writer is asked for.
  final CountDownLatch secondWriter = new CountDownLatch(1);

  volatile boolean closed;
  volatile Naming naming = Naming.NONE;

  private final int groupRows;
  private final List<Long> octets = new ArrayList<>();
  private final Map<String, Long> tallies = new HashMap<>();
  private @Nullable RecordingStore quarantine;
  private int appendsUntilFailure = NEVER;
  private @Nullable Error error;
  private int writers;
  private int commits;
  private long appendedRows;
  private boolean failsToClose;

  /// @param open whether it takes rows at once; otherwise the gate must be opened first
  RecordingStore(boolean open) {
    this(open, NEVER);
  }

  /// @param groupRows how many rows it commits by itself
  RecordingStore(boolean open, int groupRows) {
    gate = new CountDownLatch(open ? 0 : 1);
    this.groupRows = groupRows;
  }

  @Override
  public Naming naming() {
    return naming;
  }

  synchronized long appendedRows() {
    return appendedRows;
  }

  /// Has an append fail after so many more that do not, and all after it.
  synchronized void failAfter(int appends) {
    appendsUntilFailure = appends;
  }

  /// The same, with an error.
  synchronized void failAfter(int appends, Error with) {
    appendsUntilFailure = appends;
    error = with;
  }

  synchronized void recover() {
    appendsUntilFailure = NEVER;
    error = null;
  }

  /// Has its closing fail.
  synchronized void failToClose() {
    failsToClose = true;
  }

  synchronized List<Long> octets() {
    return List.copyOf(octets);
  }

  synchronized int writers() {
    return writers;
  }

  synchronized int commits() {
    return commits;
  }

  long committedRows() {
    return octets().size();
  }

  synchronized void awaitAppended(long rows) throws InterruptedException {
    while (appendedRows < rows) {
      wait();
    }
  }

  @Override
  public synchronized RecordingStore apart() {
    RecordingStore apart = quarantine;
    if (apart == null) {
      apart = new RecordingStore(true, groupRows);
      quarantine = apart;
    }
    return apart;
  }

  @Override
  public synchronized Map<String, Long> tallies() {
    return Map.copyOf(tallies);
  }

  @Override
  public synchronized FlowWriter writer() {
    if (++writers == 2) {
      secondWriter.countDown();
    }
    return new Writer();
  }

  private final class Writer implements FlowWriter {
    private final List<Long> pending = new ArrayList<>();
    private String tally = "";
    private long committed;

    @Override
    public void tally(String name) {
      tally = name;
    }

    @Override
    public void append(FlowBatch batch) {
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      synchronized (RecordingStore.this) {
        for (int row = 0; row < batch.rows(); row++) {
          pending.add(batch.get(FlowField.BYTES, row));
          if (pending.size() == groupRows) {
            commit();
          }
        }
        if (appendsUntilFailure <= 0) {
          pending.clear();
          if (error != null) {
            throw error;
          }
          throw new StoreException("the disk is full; free some space", null);
        }
        appendsUntilFailure -= appendsUntilFailure == NEVER ? 0 : 1;
        appendedRows += batch.rows();
        RecordingStore.this.notifyAll();
      }
    }

    @Override
    public void commit() {
      synchronized (RecordingStore.this) {
        octets.addAll(pending);
        committed += pending.size();
        commits++;
        if (!tally.isEmpty()) {
          tallies.merge(tally, (long) pending.size(), Long::sum);
        }
        pending.clear();
      }
    }

    @Override
    public long committed() {
      synchronized (RecordingStore.this) {
        return committed;
      }
    }

    @Override
    public void close() {
      commit();
    }
  }

  @Override
  public <A extends Result> Question<A> ask(Query<A> query, Cancel cancel) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String sql(Query<?> query) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void override(IpAddress exporter, UnaryOperator<Overrides.Exporter> change) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void told(Labels names) {}

  @Override
  public void touchMemory(BooleanSupplier enough) {}

  @Override
  public StoreStatus status() {
    return StoreStatus.EMPTY;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (failsToClose) {
      throw new StoreException("the data set could not be closed", null);
    }
  }
}
