package weir.flow;

/// Where batches to fill come from, and where they go.
public interface FlowBatches {
  /// A batch to fill, waiting for one if need be; from any thread.
  FlowBatch take();

  /// Takes a batch of [#take] back, with rows or without; from any thread.
  void give(FlowBatch filled);
}
