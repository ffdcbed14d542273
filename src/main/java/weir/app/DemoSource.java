package weir.app;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import weir.demo.DemoDevice;
import weir.demo.DemoNetwork;
import weir.enrich.Directions;
import weir.exporter.ExporterMemory;
import weir.exporter.ExporterStatus;
import weir.exporter.Overrides;
import weir.flow.IpAddress;
import weir.ingest.IngestStatus;
import weir.ingest.Listening;
import weir.ingest.LiveSource;
import weir.ingest.Source;
import weir.store.FlowArchive;
import weir.store.StoreException;

/// A live source and the generated network that feeds it; keeps nothing.
///
/// @param past what lies before
record DemoSource(LiveSource source, DemoNetwork network, DemoPast past) implements Source {
  private static final Duration PAST = Duration.ofHours(24);

  /// Fills in the past minutes, from which the network goes on, and says what its exporters cannot.
  /// The day before comes a moment later.
  static DemoSource open() throws IOException {
    Instant now = Instant.now();
    Instant begin = now.minus(DemoNetwork.LATEST_PAST);
    Directions directions = Directions.inside(DemoNetwork.INSIDE);
    DemoNetwork network = DemoNetwork.since(begin);
    LiveSource live =
        LiveSource.open(
            "Demo network",
            Listening.onLoopback(),
            directions,
            DataSets.temporary(),
            handler -> network.past(InstantSource.system(), handler));
    DemoSource source =
        new DemoSource(
            live, network, DemoPast.fill(now.minus(PAST), begin, now, directions, live.store()));
    try {
      network.send(live.ports().getFirst(), Duration.ZERO);
      DemoNetwork.DEVICES.forEach(device -> live.store().override(device.address(), named(device)));
    } catch (IOException | StoreException e) {
      source.close();
      throw e;
    }
    return source;
  }

  private static UnaryOperator<Overrides.Exporter> named(DemoDevice device) {
    return said -> {
      Overrides.Exporter named = said.withName(device.name()).withSite(device.site());
      for (DemoDevice.Port port :
          device.tellsPorts() ? List.<DemoDevice.Port>of() : device.ports()) {
        named = named.with(port.index(), told -> told.withName(port.name()));
      }
      return named;
    };
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public boolean live() {
    return true;
  }

  @Override
  public FlowArchive store() {
    return source.store();
  }

  @Override
  public long lost() {
    return source.lost();
  }

  @Override
  public List<ExporterStatus> exporters() {
    return source.exporters();
  }

  @Override
  public Optional<ExporterMemory> memory(IpAddress exporter) {
    return source.memory(exporter);
  }

  @Override
  public IngestStatus status() {
    return source.status();
  }

  @Override
  public void close() {
    past.close();
    network.close();
    source.close();
  }

  /// It keeps nothing, so nothing is lost.
  @Override
  public Optional<String> close(Duration within) {
    past.close();
    network.close();
    var _ = source.close(within);
    return Optional.empty();
  }
}
