package weir.ui;

import java.util.Map;
import java.util.stream.Collectors;
import weir.decode.ExporterStatus;
import weir.flow.IpAddress;
import weir.ingest.IngestStatus;
import weir.ingest.Source;
import weir.query.Labels;
import weir.store.StoreStatus;

/// What a source said at one moment, with the rates since the moment before.
///
/// @param dropsPerSecond what is being lost now, which is what needs looking at
/// @param labels names of exporters and interfaces
/// @param ratesFingerprint of the overridden sampling rates in force
record SourceReading(
    Source source,
    IngestStatus status,
    StoreStatus store,
    double flowsPerSecond,
    double datagramsPerSecond,
    double dropsPerSecond,
    Labels labels,
    long ratesFingerprint) {

  /// Names in a source, with those that its exporters have told by now.
  static Labels labels(Source source) {
    Map<IpAddress, Map<Long, String>> told =
        source.exporters().stream()
            .collect(
                Collectors.toMap(
                    ExporterStatus::address, ExporterStatus::interfaceNames, (a, _) -> a));
    if (!told.isEmpty()) {
      source.store().told(Labels.told(told));
    }
    return source.store().labels();
  }

  boolean hasFlows() {
    return store.rows() > 0;
  }
}
