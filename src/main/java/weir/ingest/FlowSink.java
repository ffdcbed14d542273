package weir.ingest;

import weir.flow.FlowBatch;
import weir.flow.FlowBatches;
import weir.wire.DatagramHandler;

/// Takes what a source brings: datagrams, to be decoded, or flows that are decoded already.
public interface FlowSink extends DatagramHandler, FlowBatches {
  /// Hears of a batch once.
  @FunctionalInterface
  interface Receipt {
    /// @param stored whether its rows are durable; false if some of them are lost, or of those that
    ///   were stored with them
    void settled(boolean stored);
  }

  /// The same for flows that come by a port, in batches.
  default FlowBatches by(int port) {
    return this;
  }

  /// Takes a batch back as [#give], from one who has to know what becomes of it.
  default void give(FlowBatch filled, Receipt receipt) {
    give(filled);
    receipt.settled(true);
  }
}
