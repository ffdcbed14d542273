package weir.store;

import java.util.Map;
import java.util.Set;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.query.Coverage;
import weir.query.Records;

/// Records of a question that is held open for them, until it is taken back: for any thread, one at
/// a time. The first few are in memory.
final class HeldRecords implements Records {
  private final Records records;
  private final Set<FlowField> fields;
  private final FlowBatch first;
  private boolean over;

  HeldRecords(Records records) {
    this.records = records;
    this.fields = records.fields();
    this.first = records.first();
  }

  @Override
  public long rows() {
    return records.rows();
  }

  @Override
  public Coverage coverage() {
    return records.coverage();
  }

  @Override
  public Set<FlowField> fields() {
    return fields;
  }

  @Override
  public FlowBatch first() {
    return first;
  }

  /// @throws StoreException that says "cancelled" once the question is closed
  @Override
  public synchronized FlowBatch page(long from, int most) {
    requireOpen();
    return records.page(from, most);
  }

  @Override
  public synchronized Map<FlowField, Long> filled() {
    requireOpen();
    return records.filled();
  }

  private void requireOpen() {
    if (over) {
      throw StoreException.cancelled();
    }
  }

  /// Nothing is read any more; waits for who still reads.
  synchronized void end() {
    over = true;
  }
}
