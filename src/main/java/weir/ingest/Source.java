package weir.ingest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import weir.exporter.ExporterMemory;
import weir.exporter.ExporterStatus;
import weir.exporter.FlowExporters;
import weir.exporter.Labels;
import weir.exporter.RouterStatus;
import weir.flow.BurstBin;
import weir.flow.Bursting;
import weir.flow.IpAddress;
import weir.flow.Peaks;
import weir.screen.Saved;
import weir.store.FlowArchive;
import weir.store.FlowReader;

/// One data set that can be explored: live listeners, an opened file, a remote. Never mixed
/// unasked.
public interface Source extends AutoCloseable, Bursting {
  /// For the source list: "Live", "router.pcap".
  String name();

  /// Whether flows keep coming on the clock of this machine.
  boolean live();

  /// What answers questions about its flows.
  FlowReader store();

  /// The same where it keeps what people and exporters say; empty where that is not kept here.
  default Optional<FlowArchive> archive() {
    return store() instanceof FlowArchive archive ? Optional.of(archive) : Optional.empty();
  }

  /// Cheap; from any thread.
  IngestStatus status();

  /// What never came, by the sequence numbers of who has sent to it, in each protocol's own unit;
  /// cheap; from any thread.
  default long lost() {
    return exporters().stream().mapToLong(ExporterStatus::lost).sum();
  }

  /// Who has sent to it, in no order; from any thread.
  default List<ExporterStatus> exporters() {
    return List.of();
  }

  /// What one of them has told: templates, sampling rates; from any thread.
  default Optional<ExporterMemory> memory(IpAddress exporter) {
    return Optional.empty();
  }

  /// Routers that tell it their routes; from any thread.
  default List<RouterStatus> routers() {
    return List.of();
  }

  /// Who has exported its flows, as these tell of them: of a source that hears nothing of exporters
  /// themselves; empty where [#exporters] tells. May take some seconds.
  ///
  /// @throws weir.store.StoreException if its flows cannot be asked, or do not tell
  default Optional<FlowExporters> exportersOfFlows() {
    return Optional.empty();
  }

  /// Names that its exporters have told by now; from any thread.
  default Labels told() {
    return Labels.told(exporters());
  }

  /// The packets behind its flows, where they are kept; cheap; from any thread.
  default Packets packets() {
    return Packets.none(
        "no packets are kept with these flows: exporters send none; capture with --keep-packets, or"
            + " open a capture of traffic");
  }

  /// What was on the screen when its flows were saved, where they come with a workspace.
  default Optional<Saved> saved() {
    return Optional.empty();
  }

  /// None where it captures nothing.
  @Override
  default List<Peaks> bursts(BurstBin bin) {
    return List.of();
  }

  /// What it captures, if that is what it does, and how that is doing; from any thread.
  default Optional<CaptureStatus> capture() {
    return Optional.empty();
  }

  /// Ends the reading of what has an end, or capturing; what has come can be asked. May take a
  /// moment.
  default void stop() {}

  /// Where it is to listen; empty where it does not, or that cannot be changed.
  default Optional<Listening> listening() {
    return Optional.empty();
  }

  /// The ports of [#listening] one by one, and how they are doing; from any thread.
  default List<Listener> listeners() {
    return List.of();
  }

  /// The collectors that datagrams are forwarded to one by one, and how that is doing; from any
  /// thread.
  default List<Forward> forwards() {
    return List.of();
  }

  /// Listens there from now on, as far as can be: [#listeners] says how far. Ports that stay lose
  /// nothing; those that could not be opened are tried again. May take some seconds.
  default void listen(Listening where) {
    throw new UnsupportedOperationException(name() + " does not listen");
  }

  @Override
  void close();

  /// Closes it as far as can be done in some time, storing first what has arrived: for a process
  /// that ends afterwards, because what hangs is left behind.
  ///
  /// @return what was lost by that, in a sentence; empty for nothing
  default Optional<String> close(Duration within) {
    close();
    return Optional.empty();
  }

  /// What would be lost if the process ended at this moment, in a sentence; empty for nothing.
  default Optional<String> unsettled() {
    return Optional.empty();
  }
}
