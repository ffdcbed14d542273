package weir.ui;

import weir.exporter.Labels;
import weir.exporter.Overrides;
import weir.ingest.IngestStatus;
import weir.ingest.Source;
import weir.store.StoreStatus;

/// What a source said at one moment, with the rates since the moment before.
///
/// @param dropsPerSecond what is being lost now, which is what needs looking at
/// @param labels names of exporters and interfaces
/// @param overrides what people say of exporters, as it is in force
record SourceReading(
    Source source,
    IngestStatus status,
    StoreStatus store,
    double flowsPerSecond,
    double datagramsPerSecond,
    double dropsPerSecond,
    Labels labels,
    Overrides overrides) {

  /// Names in a source, with those that its exporters have told by now.
  static Labels labels(Source source) {
    Labels told = source.told();
    if (!told.equals(Labels.NONE)) {
      source.archive().ifPresent(archive -> archive.told(told));
    }
    return source.store().labels();
  }

  boolean hasFlows() {
    return store.rows() > 0;
  }
}
