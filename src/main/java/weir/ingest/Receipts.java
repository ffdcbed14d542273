package weir.ingest;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowBatch;

/// Who wants to hear what becomes of which batch that waits for the store.
final class Receipts {
  private final Map<FlowBatch, FlowSink.Receipt> wanted = new ConcurrentHashMap<>(); // by identity

  void want(FlowBatch batch, FlowSink.Receipt receipt) {
    wanted.put(batch, receipt);
  }

  /// Of a batch that is being stored.
  FlowSink.@Nullable Receipt take(FlowBatch batch) {
    return wanted.isEmpty() ? null : wanted.remove(batch);
  }
}
