package weir.ingest;

import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import weir.store.FlowReader;
import weir.store.StoreStatus;

/// Flows that others keep, and go on collecting.
public final class RemoteSource implements Source {
  /// With a newest flow that is younger than this, more are coming.
  private static final long FRESH_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final String name;
  private final String what;
  private final FlowReader store;
  private final InstantSource clock;

  /// Owns the store from here on.
  ///
  /// @param what it asks, in words: "flows_raw (NetMeta) on ch1.example"
  public RemoteSource(String name, String what, FlowReader store, InstantSource clock) {
    this.name = name;
    this.what = what;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean live() {
    long newestNanos = store.status().newestNanos();
    return TimeUnit.MILLISECONDS.toNanos(clock.millis()) - newestNanos < FRESH_NANOS;
  }

  @Override
  public FlowReader store() {
    return store;
  }

  @Override
  public IngestStatus status() {
    StoreStatus status = store.status();
    return IngestStatus.still(IngestStatus.State.READY, what, status.rows());
  }

  @Override
  public void close() {
    store.close();
  }
}
