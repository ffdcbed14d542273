package weir.ingest;

import java.util.concurrent.CountDownLatch;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.query.FlowQuery;
import weir.query.RecordQuery;
import weir.store.Cancel;
import weir.store.FlowStore;
import weir.store.FlowWriter;
import weir.store.Question;
import weir.store.StoreException;
import weir.store.StoreStatus;

/// Counts what it is given; can be held up and can fail. Asking is for other tests.
final class RecordingStore implements FlowStore, FlowWriter {
  final CountDownLatch gate;
  volatile boolean failing;
  long appendedRows;
  volatile long committedRows;
  long octets;

  /// @param open whether it takes rows at once; otherwise the gate must be opened first
  RecordingStore(boolean open) {
    gate = new CountDownLatch(open ? 0 : 1);
  }

  @Override
  public void append(FlowBatch batch) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    if (failing) {
      throw new StoreException("the disk is full; free some space", null);
    }
    for (int row = 0; row < batch.rows(); row++) {
      octets += batch.get(FlowField.BYTES, row);
    }
    appendedRows += batch.rows();
  }

  @Override
  public void commit() {
    committedRows = appendedRows;
  }

  @Override
  public long committed() {
    return committedRows;
  }

  @Override
  public FlowWriter writer() {
    return this;
  }

  @Override
  public Question ask(FlowQuery query, Cancel cancel) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String sql(FlowQuery query) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FlowBatch records(RecordQuery query, Cancel cancel) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String sql(RecordQuery query) {
    throw new UnsupportedOperationException();
  }

  @Override
  public StoreStatus status() {
    return StoreStatus.EMPTY;
  }

  @Override
  public void close() {}
}
