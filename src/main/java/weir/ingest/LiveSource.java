package weir.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.capture.UdpListener;
import weir.decode.DatagramDecoder;
import weir.decode.DecoderCounters;
import weir.decode.file.FlowStreamListener;
import weir.enrich.Directions;
import weir.exporter.ExporterMemory;
import weir.exporter.ExporterStatus;
import weir.flow.Admission;
import weir.flow.IpAddress;
import weir.flow.ListenAddress;
import weir.flow.Prefixes;
import weir.store.Closing;
import weir.store.FlowArchive;
import weir.store.PrivateFolder;
import weir.store.StoreException;
import weir.wire.DatagramHandler;

/// Listeners that feed a store.
public final class LiveSource implements Source {
  private static final Logger LOG = LoggerFactory.getLogger(LiveSource.class);

  /// A second one helps a store that several cores feed; more only take them from the receiver.
  private static final int MOST_WRITERS = Math.min(2, Runtime.getRuntime().availableProcessors());

  // By when a source that closes in a hurry is how far: shares of the time that it is given.
  private static final double SOCKETS_DRAINED = 0.3;
  private static final double SOCKETS_END = 0.45;
  private static final double STORED = 0.85;
  private static final double WRITERS_END = 0.95;
  private static final double EXPORTERS_END = 0.97;

  private final String name;
  private final FlowArchive store;
  private final Ingest ingest;
  private final UdpListener listener;
  private final FlowStreamListener streams;
  private final Admission admission;
  private final List<String> advice;
  private final Reception reception;
  private final @Nullable ExporterKeeper keeper;
  private volatile boolean closed;

  private LiveSource(
      String name,
      FlowArchive store,
      Ingest ingest,
      Sockets sockets,
      @Nullable ExporterKeeper keeper,
      WarmUp warmUp) {
    this.keeper = keeper;
    this.name = name;
    this.store = store;
    this.ingest = ingest;
    this.listener = sockets.listener();
    this.streams = sockets.streams();
    this.admission = sockets.admission();
    this.advice = listener.receiveBufferAdvice().stream().toList();
    this.reception = Reception.start(listener, ingest, store, warmUp);
    streams.read(ingest::take, ingest::give);
  }

  /// What flows come in by.
  private record Sockets(UdpListener listener, FlowStreamListener streams, Admission admission) {
    static Sockets bind(Listening where) throws IOException {
      Admission admission = new Admission(where.allowed());
      UdpListener listener = UdpListener.bind(where.datagrams(), admission);
      try {
        return new Sockets(
            listener, FlowStreamListener.bind(where.streams(), admission), admission);
      } catch (IOException e) {
        listener.close();
        throw e;
      }
    }
  }

  /// Binds the ports at once, and begins to read them after `warmUp`, on a thread of its own. Goes
  /// on with the templates that the data set's exporters have sent before. Owns the store from here
  /// on, also when it fails.
  ///
  /// @param folder of the data set
  /// @throws IOException if a port cannot be bound
  public static LiveSource open(
      String name,
      Listening where,
      Directions directions,
      FlowArchive store,
      Path folder,
      WarmUp warmUp)
      throws IOException {
    return open(
        name,
        where,
        directions,
        store,
        decoder -> ExporterKeeper.start(folder, decoder),
        _ -> {},
        warmUp);
  }

  /// The same on UDP ports of all addresses, for everybody.
  public static LiveSource open(
      String name,
      List<Integer> ports,
      Directions directions,
      FlowArchive store,
      Path folder,
      WarmUp warmUp)
      throws IOException {
    return open(name, Listening.onPorts(ports), directions, store, folder, warmUp);
  }

  /// The same without memory and warm-up, and with datagrams of the past handed in before the first
  /// of the present.
  public static LiveSource open(
      String name,
      Listening where,
      Directions directions,
      FlowArchive store,
      Consumer<DatagramHandler> past)
      throws IOException {
    return open(name, where, directions, store, _ -> null, past, WarmUp.NONE);
  }

  private static LiveSource open(
      String name,
      Listening where,
      Directions directions,
      FlowArchive store,
      Function<DatagramDecoder, @Nullable ExporterKeeper> keeping,
      Consumer<DatagramHandler> past,
      WarmUp warmUp)
      throws IOException {
    Sockets sockets;
    try {
      PrivateFolder.unpackInto("io.netty.native.workdir", "netty");
      sockets = Sockets.bind(where);
    } catch (IOException | StoreException e) {
      store.close();
      throw e;
    }
    DatagramDecoder decoder = new DatagramDecoder(sockets.admission());
    ExporterKeeper keeper = keeping.apply(decoder);
    Ingest ingest = Ingest.live(decoder, directions, store, InstantSource.system(), MOST_WRITERS);
    past.accept(ingest);
    LiveSource source = new LiveSource(name, store, ingest, sockets, keeper, warmUp);
    source.advice.forEach(LOG::warn);
    return source;
  }

  /// UDP ports that are listened on.
  public List<Integer> ports() {
    return listener.ports();
  }

  /// TCP ports on which streams are taken.
  public List<Integer> streamPorts() {
    return streams.addresses().stream().map(ListenAddress::port).toList();
  }

  /// That flows are stored late, in a sentence, while they are.
  public Optional<String> delay() {
    return ingest.delay();
  }

  /// What is known of the exporters that were heard.
  public DatagramDecoder decoder() {
    return ingest.decoder();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean live() {
    return true;
  }

  @Override
  public FlowArchive store() {
    return store;
  }

  @Override
  public List<ExporterStatus> exporters() {
    return decoder().exporters();
  }

  @Override
  public Optional<ExporterMemory> memory(IpAddress exporter) {
    return decoder().memory(exporter);
  }

  @Override
  public IngestStatus status() {
    var counters = ingest.decoder().counters();
    String problem = ingest.storeProblem();
    return new IngestStatus(
        problem != null
            ? IngestStatus.State.FAILED
            : closed ? IngestStatus.State.READY : IngestStatus.State.LISTENING,
        problem != null ? problem : message(),
        counters.datagrams(),
        counters.records() + ingest.givenFlows(),
        ingest.storedFlows(),
        ingest.setApartFlows(),
        -1,
        drops(counters),
        advice());
  }

  private String message() {
    return closed
        ? "stopped"
        : "listening on UDP "
            + list(listener.addresses())
            + (streams.addresses().isEmpty()
                ? ""
                : " and for protobuf flows on TCP " + list(streams.addresses()))
            + (admission.allowed().equals(Prefixes.ALL)
                ? ""
                : "; only " + admission.allowed().summary() + " may send")
            + (reception.isReading() ? "" : "; what comes waits for the warm-up");
  }

  private Map<String, Long> drops(DecoderCounters counters) {
    Map<String, Long> drops = new LinkedHashMap<>();
    listener.socketDrops().forEach((socket, count) -> Ingest.put(drops, "socket " + socket, count));
    drops.putAll(DecoderDrops.of(counters));
    drops.putAll(ingest.drops());
    drops.putAll(admission.refused());
    drops.putAll(streams.refused());
    Ingest.put(drops, "failed inside Weir (see the log)", listener.handlerErrors());
    return drops;
  }

  private List<String> advice() {
    Optional<String> unkept = keeper == null ? Optional.empty() : keeper.problem();
    return Stream.of(
            advice.stream(), delay().stream(), unkept.stream(), admission.lastRefused().stream())
        .flatMap(sentences -> sentences)
        .toList();
  }

  private static String list(List<ListenAddress> addresses) {
    return addresses.stream().map(ListenAddress::toString).collect(Collectors.joining(", "));
  }

  /// Stores what has arrived, stops listening, closes the store. The status stays.
  @Override
  public void close() {
    Closing closing = Closing.unhurried();
    close(closing);
    closing.rethrow();
  }

  @Override
  public Optional<String> close(Duration within) {
    Closing closing = Closing.within(within);
    close(closing);
    return unsettled()
        .or(() -> Optional.ofNullable(ingest.storeProblem()))
        .or(() -> closing.failure().map(failure -> String.valueOf(failure.getMessage())));
  }

  /// A store that its writers hang in is not closed: they are in the midst of it.
  private void close(Closing closing) {
    closed = true;
    closing.part("the sockets", SOCKETS_END, () -> reception.close(closing.left(SOCKETS_DRAINED)));
    closing.part("the ports for streams", SOCKETS_END, streams::close);
    boolean ended = ingest.close(closing.left(STORED), closing.left(WRITERS_END));
    if (keeper != null) {
      closing.part("the file of exporters", EXPORTERS_END, keeper::close);
    }
    if (ended) {
      closing.part("the data set", 1, store::close);
    }
  }

  @Override
  public Optional<String> unsettled() {
    long flows = ingest.unsettledFlows() + ingest.givenUpFlows();
    return flows == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%,d of the flows that were received are not stored: the store did not take them in"
                    + " time",
                flows));
  }
}
