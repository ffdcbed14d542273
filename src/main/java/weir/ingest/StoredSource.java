package weir.ingest;

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
    return IngestStatus.still(IngestStatus.State.READY, rows + " flows", rows);
  }

  @Override
  public void close() {
    store.close();
  }
}
