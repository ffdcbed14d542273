package weir;

import weir.demo.DemoNetwork;
import weir.ingest.IngestStatus;
import weir.ingest.LiveSource;
import weir.ingest.Source;
import weir.store.FlowStore;

/// A live source and the generated network that feeds it.
record DemoSource(LiveSource source, DemoNetwork network) implements Source {
  @Override
  public String name() {
    return source.name();
  }

  @Override
  public boolean live() {
    return true;
  }

  @Override
  public FlowStore store() {
    return source.store();
  }

  @Override
  public IngestStatus status() {
    return source.status();
  }

  @Override
  public void close() {
    network.close();
    source.close();
  }
}
