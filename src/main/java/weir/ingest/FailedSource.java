package weir.ingest;

import weir.store.EmptyStore;
import weir.store.FlowReader;

/// A source that could not be opened, or not be closed as it should, and why.
public record FailedSource(String name, String message) implements Source {
  @Override
  public boolean live() {
    return false;
  }

  @Override
  public FlowReader store() {
    return EmptyStore.INSTANCE;
  }

  @Override
  public IngestStatus status() {
    return IngestStatus.still(IngestStatus.State.FAILED, message, 0);
  }

  @Override
  public void close() {}
}
