package weir.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.enrich.Directions;
import weir.exporter.ExporterMemory;
import weir.exporter.ExporterStatus;
import weir.flow.IpAddress;
import weir.store.FlowReader;

/// A data set to which nothing is added from here, with what its exporters had told where that is
/// known.
public final class StoredSource implements Source {
  private static final Logger LOG = LoggerFactory.getLogger(StoredSource.class);

  private final String name;
  private final FlowReader store;
  private final ExporterFile.Content known;
  private final Packets packets;

  /// Owns the store from here on.
  ///
  /// @param folder of the data set
  public StoredSource(String name, FlowReader store, Path folder) {
    this.name = name;
    this.store = store;
    this.known = known(folder);
    this.packets = packets(folder);
    archive().ifPresent(archive -> archive.told(told()));
  }

  /// Of which nothing more is known than its flows. Owns the store from here on.
  public StoredSource(String name, FlowReader store) {
    this.name = name;
    this.store = store;
    this.known = ExporterFile.Content.NOTHING;
    this.packets = Source.super.packets();
  }

  private Packets packets(Path folder) {
    Path ring = folder.resolve(PacketFiles.IN_DATA_SET);
    return Files.isDirectory(ring)
        ? PacketFiles.of(List.of(ring), Directions.inside(Directions.PRIVATE)).with(store)
        : Source.super.packets();
  }

  /// What is known of exporters is no reason to answer nothing.
  private static ExporterFile.Content known(Path folder) {
    try {
      return new ExporterFile(folder).read();
    } catch (IOException e) {
      LOG.warn("the exporters of {} are not known: {}", folder, e.getMessage());
      return ExporterFile.Content.NOTHING;
    }
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
    return store;
  }

  @Override
  public IngestStatus status() {
    long rows = store.status().rows();
    return IngestStatus.still(IngestStatus.State.READY, rows + " flows", rows);
  }

  @Override
  public List<ExporterStatus> exporters() {
    return known.exporters();
  }

  @Override
  public Optional<ExporterMemory> memory(IpAddress exporter) {
    return known.memories().stream().filter(memory -> memory.address().equals(exporter)).findAny();
  }

  @Override
  public Packets packets() {
    return packets;
  }

  @Override
  public void close() {
    store.close();
  }
}
