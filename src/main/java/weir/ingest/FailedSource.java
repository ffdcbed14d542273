package weir.ingest;

import java.util.Map;
import weir.store.EmptyStore;
import weir.store.FlowStore;

/// A source that could not be opened, and why.
public record FailedSource(String name, String message) implements Source {
  @Override
  public boolean live() {
    return false;
  }

  @Override
  public FlowStore store() {
    return EmptyStore.INSTANCE;
  }

  @Override
  public IngestStatus status() {
    return new IngestStatus(IngestStatus.State.FAILED, message, 0, 0, 0, -1, Map.of());
  }

  @Override
  public void close() {}
}
