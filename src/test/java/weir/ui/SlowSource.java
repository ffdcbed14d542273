package weir.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import weir.ingest.IngestStatus;
import weir.ingest.Listening;
import weir.ingest.Source;
import weir.ingest.Workspace;
import weir.store.FlowReader;

/// A finished data set that answers slowly.
record SlowSource(FlowReader store) implements Source {
  @Override
  public String name() {
    return "last week";
  }

  @Override
  public boolean live() {
    return false;
  }

  @Override
  public IngestStatus status() {
    long rows = SlowStore.ROWS;
    return new IngestStatus(
        IngestStatus.State.READY, "", rows, rows, rows, 0, 1, Map.of(), List.of());
  }

  @Override
  public void close() {}

  /// With nothing else beside it.
  record Alone(Source source) implements Workspace {
    @Override
    public List<Source> sources() {
      return List.of(source);
    }

    @Override
    public Source openFile(Path file) {
      return source;
    }

    @Override
    public Source listen(Listening where) {
      return source;
    }

    @Override
    public Source demo() {
      return source;
    }

    @Override
    public Source failed(String name, String message) {
      throw new AssertionError(name + ": " + message);
    }

    @Override
    public void close(Source closed) {}

    @Override
    public void close() {}
  }
}
