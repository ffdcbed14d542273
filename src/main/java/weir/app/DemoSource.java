package weir.app;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import weir.demo.DemoNetwork;
import weir.enrich.Directions;
import weir.exporter.ExporterMemory;
import weir.exporter.ExporterStatus;
import weir.flow.IpAddress;
import weir.ingest.IngestStatus;
import weir.ingest.Listening;
import weir.ingest.LiveSource;
import weir.ingest.Source;
import weir.store.FlowArchive;
import weir.wire.DatagramHandler;

/// A live source and the generated network that feeds it; keeps nothing.
record DemoSource(LiveSource source, DemoNetwork network) implements Source {
  private static final Duration PAST = Duration.ofHours(24);

  /// Fills in the past day, then starts the network.
  static DemoSource open() throws IOException {
    LiveSource live =
        LiveSource.open(
            "Demo network",
            Listening.onLoopback(),
            Directions.inside(DemoNetwork.INSIDE),
            DataSets.temporary(),
            DemoSource::fill);
    return new DemoSource(live, DemoNetwork.start(live.ports().getFirst()));
  }

  /// Up to now: a day takes a moment, and that moment is filled in as well.
  private static void fill(DatagramHandler past) {
    Instant begun = Instant.now();
    DemoNetwork.history(begun, PAST, past);
    Instant now = Instant.now();
    DemoNetwork.history(now, Duration.between(begun, now), past);
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
    network.close();
    source.close();
  }

  /// It keeps nothing, so nothing is lost.
  @Override
  public Optional<String> close(Duration within) {
    network.close();
    var _ = source.close(within);
    return Optional.empty();
  }
}
