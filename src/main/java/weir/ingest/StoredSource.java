package weir.ingest;

import java.util.Map;
import weir.store.FlowStore;

/// A data set to which nothing is added.
public final class StoredSource implements Source {
  private final String name;
  private final FlowStore store;

  /// Owns the store from here on.
  public StoredSource(String name, FlowStore store) {
    this.name = name;
    this.store = store;
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
  public FlowStore store() {
    return store;
  }

  @Override
  public IngestStatus status() {
    long rows = store.status().rows();
    return new IngestStatus(IngestStatus.State.READY, rows + " flows", 0, rows, rows, 1, Map.of());
  }

  @Override
  public void close() {
    store.close();
  }
}
