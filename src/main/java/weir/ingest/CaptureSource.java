package weir.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import weir.capture.live.Adapter;
import weir.capture.live.LivePackets;
import weir.capture.ring.PacketRing;
import weir.enrich.AsFill;
import weir.enrich.Directions;
import weir.enrich.Enrichment;
import weir.flow.BurstBin;
import weir.flow.IpAddress;
import weir.flow.Peaks;
import weir.store.FlowArchive;
import weir.store.Retention;
import weir.store.StoreException;

/// The packets of this machine's adapters as a live source. It can be stopped, and asked then; what
/// is kept for the time being can be saved.
public final class CaptureSource implements Source {
  private static final Duration ABANDONED = Duration.ofSeconds(1);

  private final Capturing what;
  private final List<AdapterInput> inputs;
  private final LiveSource source;
  private volatile boolean stopped;
  private volatile boolean saved;

  /// Why it could not be saved; null for no such reason.
  private volatile @Nullable String unsaved;

  private CaptureSource(Capturing what, List<AdapterInput> inputs, LiveSource source) {
    this.what = what;
    this.inputs = inputs;
    this.source = source;
  }

  /// Opens the store, and takes its time.
  @FunctionalInterface
  public interface Store {
    FlowArchive open();
  }

  /// Captures at once, on all of the adapters or on none.
  ///
  /// @param ases fills in the AS, which packets do not say
  /// @param store opened once the adapters are
  /// @throws IOException if one of them cannot be opened; says why and what to do
  public static CaptureSource open(Capturing what, AsFill ases, Store store) throws IOException {
    List<AdapterInput> inputs = AdapterInput.open(what);
    try {
      Directions directions = directions(inputs);
      FlowArchive archive = store.open();
      keepPackets(what, inputs, directions, archive);
      return new CaptureSource(
          what,
          inputs,
          LiveSource.open(what.name(), inputs, Enrichment.of(directions, ases), archive));
    } catch (IOException | StoreException e) {
      inputs.forEach(input -> input.close(ABANDONED));
      throw e;
    }
  }

  /// In the folder of their flows, with which they are moved or deleted.
  private static void keepPackets(
      Capturing what, List<AdapterInput> inputs, Directions directions, FlowArchive store)
      throws IOException {
    if (what.mostPacketMebibytes() == 0) {
      return;
    }
    try {
      Path folder =
          store.folder().orElseThrow(() -> new IOException("flows are in no folder here"));
      PacketRing ring =
          PacketRing.open(
              folder.resolve(PacketFiles.IN_DATA_SET),
              (long) what.mostPacketMebibytes() << 20,
              Retention.DEFAULT.freeShare());
      inputs.forEach(input -> input.keepIn(ring, directions));
    } catch (IOException e) {
      store.close();
      throw e;
    }
  }

  /// In and out as this machine sees it, whose own addresses are inside.
  private static Directions directions(List<AdapterInput> inputs) throws IOException {
    Stream<Adapter> adapters =
        inputs.stream().map(AdapterInput::adapter).noneMatch(one -> one.addresses().isEmpty())
            ? inputs.stream().map(AdapterInput::adapter)
            : LivePackets.adapters().stream(); // as of "any"
    List<String> own =
        adapters
            .flatMap(adapter -> adapter.addresses().stream())
            .map(IpAddress::toString)
            .distinct()
            .toList();
    return Directions.inside(own.isEmpty() ? Directions.PRIVATE : own);
  }

  @Override
  public Optional<CaptureStatus> capture() {
    return Optional.of(
        new CaptureStatus(
            what,
            !stopped,
            inputs.stream().mapToLong(AdapterInput::packets).sum(),
            inputs.stream().allMatch(AdapterInput::isAway),
            what.folder().isEmpty() && !saved));
  }

  @Override
  public String name() {
    return what.name();
  }

  @Override
  public boolean live() {
    return !stopped;
  }

  @Override
  public FlowArchive store() {
    return source.store();
  }

  @Override
  public List<Peaks> bursts(BurstBin bin) {
    return source.bursts(bin);
  }

  @Override
  public Packets packets() {
    return source.packets();
  }

  @Override
  public IngestStatus status() {
    IngestStatus status = source.status();
    String problem = unsaved;
    List<String> advice = new ArrayList<>(status.advice());
    if (problem != null) {
      advice.addFirst(problem);
    }
    return status.saying(stopped ? "stopped" : message(status), advice);
  }

  /// One that hears nothing any more says why.
  private static String message(IngestStatus status) {
    return status.state() == IngestStatus.State.FAILED && !status.advice().isEmpty()
        ? String.join("; ", status.advice())
        : status.message();
  }

  /// Stores what has been captured, and captures no more.
  @Override
  public void stop() {
    source.stop();
    stopped = true;
  }

  /// Ends it, and has its flows in a folder of their own, where they are a data set; to be closed
  /// then.
  ///
  /// @throws StoreException if that cannot be done: it goes on being as it was, and says so too
  public void saveIn(Path folder) {
    try {
      stop();
      source.store().moveTo(folder);
      saved = true;
    } catch (StoreException e) {
      unsaved = "it was not saved: " + e.getMessage();
      throw e;
    }
  }

  @Override
  public void close() {
    source.close();
  }

  @Override
  public Optional<String> close(Duration within) {
    Optional<String> lost = discarded();
    return source.close(within).or(() -> lost);
  }

  @Override
  public Optional<String> unsettled() {
    return source.unsettled().or(this::discarded);
  }

  private Optional<String> discarded() {
    long flows = source.status().storedFlows();
    return flows == 0 || saved || what.folder().isPresent()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT, "the capture of %s, %,d flows, was not saved", what.name(), flows));
  }
}
