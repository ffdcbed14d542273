package weir.ui;

import weir.ingest.IngestStatus;
import weir.ingest.Source;
import weir.store.StoreStatus;

/// What a source said at one moment, with the rates since the moment before.
///
/// @param dropsPerSecond what is being lost now, which is what needs looking at
record SourceReading(
    Source source,
    IngestStatus status,
    StoreStatus store,
    double flowsPerSecond,
    double datagramsPerSecond,
    double dropsPerSecond) {

  boolean hasFlows() {
    return store.rows() > 0;
  }
}
