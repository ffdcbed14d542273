package weir.ingest;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.capture.UdpListener;
import weir.decode.DatagramDecoder;
import weir.enrich.Directions;
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

  private LiveSource(String name, FlowStore store, Ingest ingest, UdpListener listener) {
    this.name = name;
    this.store = store;
    this.ingest = ingest;
    this.listener = listener;
    this.ports = listener.ports();
  }

  /// Listens at once. Owns the store from here on, also when it fails.
  ///
  /// @throws IOException if a port cannot be bound
  public static LiveSource open(
      String name, List<Integer> ports, Directions directions, FlowStore store) throws IOException {
    return open(name, ports, directions, store, _ -> {});
  }

  /// The same, with datagrams of the past handed in before the first of the present.
  public static LiveSource open(
      String name,
      List<Integer> ports,
      Directions directions,
      FlowStore store,
      Consumer<DatagramHandler> past)
      throws IOException {
    Ingest ingest = new Ingest(new DatagramDecoder(), directions, store, Ingest.Pressure.DROP);
    past.accept(ingest);
    try {
      UdpListener listener = UdpListener.open(ports, ingest);
      String advice = listener.receiveBufferAdvice();
      if (!advice.isEmpty()) {
        LOG.warn("{}", advice);
      }
      return new LiveSource(name, store, ingest, listener);
    } catch (IOException e) {
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
        problem != null ? problem : closed ? "stopped" : "listening on UDP " + portList(),
        counters.datagrams(),
        counters.records(),
        ingest.storedFlows(),
        -1,
        drops);
  }

  private String portList() {
    return ports.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /// Stops listening, stores what has arrived, closes the store. The status stays.
  @Override
  public void close() {
    socketDropsAtClose = listener.socketDrops();
    closed = true;
    listener.close();
    ingest.close();
    store.close();
  }
}
