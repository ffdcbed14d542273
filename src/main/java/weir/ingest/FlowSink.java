package weir.ingest;

import weir.flow.FlowBatch;
import weir.wire.DatagramHandler;

/// Takes what a source brings: datagrams, to be decoded, or flows that are decoded already.
public interface FlowSink extends DatagramHandler {
  /// A batch to fill, waiting for one if need be; from any thread.
  FlowBatch take();

  /// Takes a batch of [#take] back, with rows or without; from any thread.
  void give(FlowBatch filled);
}
