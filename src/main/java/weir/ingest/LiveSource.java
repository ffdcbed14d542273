package weir.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.capture.UdpListener;
import weir.decode.DatagramDecoder;
import weir.enrich.Directions;
import weir.flowfile.FlowStreamListener;
import weir.store.FlowStore;
import weir.wire.DatagramHandler;

/// Listeners that feed a store.
public final class LiveSource implements Source {
  private static final Logger LOG = LoggerFactory.getLogger(LiveSource.class);

  private final String name;
  private final FlowStore store;
  private final Ingest ingest;
  private final UdpListener listener;
  private final List<Integer> ports;
  private volatile boolean closed;
  private volatile long socketDropsAtClose;

  private final @Nullable ExporterKeeper keeper;
  private final List<FlowStreamListener> streams = new CopyOnWriteArrayList<>();

  private LiveSource(
      String name,
      FlowStore store,
      Ingest ingest,
      UdpListener listener,
      @Nullable ExporterKeeper keeper) {
    this.keeper = keeper;
    this.name = name;
    this.store = store;
    this.ingest = ingest;
    this.listener = listener;
    this.ports = listener.ports();
  }

  /// Listens at once, and goes on with the templates that the data set's exporters have sent
  /// before. Owns the store from here on, also when it fails.
  ///
  /// @param folder of the data set
  /// @throws IOException if a port cannot be bound
  public static LiveSource open(
      String name, List<Integer> ports, Directions directions, FlowStore store, Path folder)
      throws IOException {
    return open(
        name, ports, directions, store, decoder -> ExporterKeeper.start(folder, decoder), _ -> {});
  }

  /// The same without memory, and with datagrams of the past handed in before the first of the
  /// present.
  public static LiveSource open(
      String name,
      List<Integer> ports,
      Directions directions,
      FlowStore store,
      Consumer<DatagramHandler> past)
      throws IOException {
    return open(name, ports, directions, store, _ -> null, past);
  }

  private static LiveSource open(
      String name,
      List<Integer> ports,
      Directions directions,
      FlowStore store,
      Function<DatagramDecoder, @Nullable ExporterKeeper> keeping,
      Consumer<DatagramHandler> past)
      throws IOException {
    DatagramDecoder decoder = new DatagramDecoder();
    ExporterKeeper keeper = keeping.apply(decoder);
    Ingest ingest = new Ingest(decoder, directions, store, Ingest.Pressure.DROP);
    past.accept(ingest);
    try {
      UdpListener listener = UdpListener.open(ports, ingest);
      String advice = listener.receiveBufferAdvice();
      if (!advice.isEmpty()) {
        LOG.warn("{}", advice);
      }
      return new LiveSource(name, store, ingest, listener, keeper);
    } catch (IOException e) {
      if (keeper != null) {
        keeper.close();
      }
      ingest.close();
      store.close();
      throw e;
    }
  }

  /// Ports that are listened on.
  public List<Integer> ports() {
    return ports;
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
  public FlowStore store() {
    return store;
  }

  @Override
  public IngestStatus status() {
    var counters = ingest.decoder().counters();
    String problem = ingest.storeProblem();
    Map<String, Long> drops = new LinkedHashMap<>();
    Ingest.put(drops, "socket", closed ? socketDropsAtClose : listener.socketDrops());
    drops.putAll(DecoderDrops.of(counters));
    drops.putAll(ingest.drops());
    Ingest.put(drops, "failed inside Weir (see the log)", listener.handlerErrors());
    return new IngestStatus(
        problem != null
            ? IngestStatus.State.FAILED
            : closed ? IngestStatus.State.READY : IngestStatus.State.LISTENING,
        problem != null
            ? problem
            : closed ? "stopped" : "listening on UDP " + portList() + streamList(),
        counters.datagrams(),
        counters.records() + ingest.givenFlows(),
        ingest.storedFlows(),
        -1,
        drops);
  }

  /// Takes streams of protobuf flows on a TCP port too.
  ///
  /// @throws IOException if the port cannot be bound
  public void acceptStreams(int port) throws IOException {
    streams.add(FlowStreamListener.open(port, ingest::take, ingest::give));
  }

  /// TCP ports on which streams are taken.
  public List<Integer> streamPorts() {
    return streams.stream().map(FlowStreamListener::port).toList();
  }

  private String portList() {
    return ports.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private String streamList() {
    return streams.isEmpty()
        ? ""
        : streamPorts().stream()
            .map(String::valueOf)
            .collect(Collectors.joining(", ", " and for protobuf flows on TCP ", ""));
  }

  /// Stops listening, stores what has arrived, closes the store. The status stays.
  @Override
  public void close() {
    socketDropsAtClose = listener.socketDrops();
    closed = true;
    listener.close();
    streams.forEach(FlowStreamListener::close);
    if (keeper != null) {
      keeper.close();
    }
    ingest.close();
    store.close();
  }
}
