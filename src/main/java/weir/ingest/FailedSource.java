package weir.ingest;

import weir.store.EmptyStore;
import weir.store.FlowReader;

/// A source that could not be opened, or not be closed as it should, and why. Two that failed alike
/// are two.
public final class FailedSource implements Source {
  private final String name;
  private final String message;

  /// @param message says why, and what to do
  public FailedSource(String name, String message) {
    this.name = name;
    this.message = message;
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
