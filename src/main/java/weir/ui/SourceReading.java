package weir.ui;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import weir.exporter.Labels;
import weir.exporter.Overrides;
import weir.ingest.CaptureStatus;
import weir.ingest.Forward;
import weir.ingest.IngestStatus;
import weir.ingest.Listener;
import weir.ingest.Listening;
import weir.ingest.RemoteSource;
import weir.ingest.Source;
import weir.query.Dimensions;
import weir.query.DirectionRules;
import weir.store.StoreStatus;

/// What a source said at one moment, with the rates since the moment before.
///
/// @param dropsPerSecond what is being dropped now, which is what needs looking at
/// @param lost what never came, by the exporters' sequence numbers
/// @param labels names of exporters and interfaces
/// @param overrides what people say of exporters, as it is in force
/// @param listening where it is to listen, if that can be changed
/// @param listeners how its ports are doing
/// @param forwards how forwarding to other collectors is doing
/// @param capture how capturing is doing, of what captures
/// @param packetsPerSecond that it takes in
record SourceReading(
    Source source,
    IngestStatus status,
    StoreStatus store,
    double flowsPerSecond,
    double datagramsPerSecond,
    double dropsPerSecond,
    long lost,
    Labels labels,
    Overrides overrides,
    Dimensions dimensions,
    DirectionRules directions,
    Optional<Listening> listening,
    List<Listener> listeners,
    List<Forward> forwards,
    Optional<CaptureStatus> capture,
    double packetsPerSecond) {

  /// Of a source of which nothing is said but of its exporters.
  SourceReading(
      Source source,
      IngestStatus status,
      StoreStatus store,
      double flowsPerSecond,
      double datagramsPerSecond,
      double dropsPerSecond,
      long lost,
      Labels labels,
      Overrides overrides,
      Optional<Listening> listening,
      List<Listener> listeners,
      List<Forward> forwards,
      Optional<CaptureStatus> capture,
      double packetsPerSecond) {
    this(
        source,
        status,
        store,
        flowsPerSecond,
        datagramsPerSecond,
        dropsPerSecond,
        lost,
        labels,
        overrides,
        Dimensions.of(overrides),
        DirectionRules.NONE,
        listening,
        listeners,
        forwards,
        capture,
        packetsPerSecond);
  }

  /// Of a source that cannot be read.
  ///
  /// @param sentence says why
  static SourceReading trouble(Source source, String sentence) {
    IngestStatus status =
        new IngestStatus(IngestStatus.State.FAILED, sentence, 0, 0, 0, 0, 1, Map.of(), List.of());
    return new SourceReading(
        source,
        status,
        StoreStatus.EMPTY,
        0,
        0,
        0,
        0,
        Labels.NONE,
        Overrides.NONE,
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        0);
  }

  /// Names in a source, with those that its exporters have told by now.
  static Labels labels(Source source) {
    Labels told = source.told();
    if (!told.equals(Labels.NONE)) {
      source.archive().ifPresent(archive -> archive.told(told));
    }
    return source.store().labels();
  }

  /// Whether others keep the flows, and take them in.
  boolean isRemote() {
    return source instanceof RemoteSource;
  }

  /// Whether it can be told how its flows lie on disks.
  boolean hasStorage() {
    return hasStorage(source);
  }

  static boolean hasStorage(Source source) {
    return source instanceof RemoteSource || source.archive().isPresent();
  }

  boolean isFailed() {
    return status.state() == IngestStatus.State.FAILED;
  }

  /// Whether no more flows come by it.
  boolean hasEnded() {
    return isStopped() || (status.state() == IngestStatus.State.READY && !source.live());
  }

  /// A file that was read in part and no further, or a capture that has ended.
  boolean isStopped() {
    return status.state() == IngestStatus.State.READY
        && !source.live()
        && (capture.isPresent() || (status.progress() >= 0 && status.progress() < 1));
  }

  boolean isCapturing() {
    return capture.filter(CaptureStatus::running).isPresent();
  }

  /// Whether the adapters that it captures on are waited for.
  boolean isAway() {
    return isCapturing() && capture.filter(CaptureStatus::away).isPresent();
  }

  /// It is kept for the time being, and there is something of it.
  boolean isUnsaved() {
    return capture.filter(CaptureStatus::unsaved).isPresent() && hasFlows();
  }

  boolean isBeingRead() {
    return status.state() == IngestStatus.State.READING;
  }

  /// It failed before anything came of it: there is nothing to look at but why.
  boolean isNothing() {
    return isFailed() && !hasFlows() && status.datagrams() == 0;
  }

  /// The ports that are not listened on, in words; empty where all are.
  String deafPorts() {
    return listeners.stream()
        .filter(listener -> !listener.listens())
        .map(Listener::sentence)
        .collect(Collectors.joining("; "));
  }

  boolean hasFlows() {
    return store.rows() > 0;
  }
}
