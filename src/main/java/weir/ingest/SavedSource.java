package weir.ingest;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.exporter.FlowExporters;
import weir.exporter.Labels;
import weir.screen.Saved;
import weir.store.Cancel;
import weir.store.ExportersOfFlows;
import weir.store.FlowArchive;

/// Flows that came with the file of a workspace.
public final class SavedSource implements Source {
  private final String name;
  private final FlowArchive store;
  private final Saved saved;
  private @Nullable FlowExporters exporters;

  /// Owns the store from here on.
  public SavedSource(String name, FlowArchive store, Saved saved) {
    this.name = name;
    this.store = store;
    this.saved = saved;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean live() {
    return false;
  }

  @Override
  public FlowArchive store() {
    return store;
  }

  @Override
  public Optional<Saved> saved() {
    return Optional.of(saved);
  }

  @Override
  public Labels told() {
    return saved.names().told();
  }

  /// Its flows do not change.
  @Override
  public synchronized Optional<FlowExporters> exportersOfFlows() {
    if (exporters == null) {
      exporters = ExportersOfFlows.read(store, new Cancel());
    }
    return Optional.of(exporters);
  }

  @Override
  public IngestStatus status() {
    long rows = store.status().rows();
    String anonymised = saved.flows().map(Saved.Flows::anonymised).orElse("");
    String words = rows + " flows" + (anonymised.isEmpty() ? "" : ", anonymised");
    return IngestStatus.still(IngestStatus.State.READY, words, rows);
  }

  @Override
  public void close() {
    store.close();
  }
}
