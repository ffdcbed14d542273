package weir.ingest;

import weir.flow.FlowBatches;
import weir.wire.DatagramHandler;

/// Takes what a source brings: datagrams, to be decoded, or flows that are decoded already.
public interface FlowSink extends DatagramHandler, FlowBatches {}
