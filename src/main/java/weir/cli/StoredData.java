package weir.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import weir.decode.ExporterStatus;
import weir.flow.IpAddress;
import weir.ingest.ExporterFile;
import weir.query.Labels;
import weir.store.FlowStore;
import weir.store.duckdb.DuckDbStore;

/// A data set on disk, with the names that its exporters have told.
final class StoredData {
  private StoredData() {}

  static FlowStore open(Path folder) {
    FlowStore store = DuckDbStore.openExisting(folder);
    store.told(told(folder));
    return store;
  }

  /// What is known of exporters is no reason to answer nothing: `weir exporters` says what is
  /// wrong.
  private static Labels told(Path folder) {
    try {
      Map<IpAddress, Map<Long, String>> names =
          new ExporterFile(folder)
              .read().exporters().stream()
                  .collect(
                      Collectors.toMap(
                          ExporterStatus::address, ExporterStatus::interfaceNames, (a, _) -> a));
      return Labels.told(names);
    } catch (IOException e) {
      return Labels.NONE;
    }
  }
}
