package weir.ingest;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import weir.exporter.FlowExporters;
import weir.store.Cancel;
import weir.store.ExportersOfFlows;
import weir.store.FlowReader;
import weir.store.StoreException;
import weir.store.StoreStatus;

/// Flows that others keep, and go on collecting.
public final class RemoteSource implements Source {
  /// With a newest flow that is younger than this, more are coming.
  private static final long FRESH_NANOS = TimeUnit.MINUTES.toNanos(10);

  /// They are asked for by reading flows: not more often than this.
  private static final long EXPORTERS_MILLIS = TimeUnit.MINUTES.toMillis(1);

  private final String name;
  private final String what;
  private final FlowReader store;
  private final InstantSource clock;
  private volatile Cancel reading = new Cancel();
  private @Nullable FlowExporters exporters;
  private @Nullable StoreException exportersFailure;
  private long exportersMillis;

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

  /// As they were a minute ago at most.
  @Override
  public synchronized Optional<FlowExporters> exportersOfFlows() {
    if (exportersMillis == 0 || clock.millis() - exportersMillis > EXPORTERS_MILLIS) {
      exportersFailure = null;
      try {
        reading = new Cancel();
        exporters = ExportersOfFlows.read(store, reading);
      } catch (StoreException e) {
        exportersFailure = e;
      }
      exportersMillis = clock.millis();
    }
    StoreException failure = exportersFailure;
    if (failure != null) {
      throw failure;
    }
    return Optional.ofNullable(exporters);
  }

  @Override
  public IngestStatus status() {
    StoreStatus status = store.status();
    return IngestStatus.still(IngestStatus.State.READY, what, status.rows());
  }

  @Override
  public void close() {
    reading.cancel();
    store.close();
  }
}
