package weir.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import weir.decode.DatagramDecoder;
import weir.enrich.Enrichment;
import weir.exporter.ExporterMemory;
import weir.exporter.ExporterStatus;
import weir.exporter.RouterStatus;
import weir.flow.Admission;
import weir.flow.BurstBin;
import weir.flow.IpAddress;
import weir.flow.ListenAddress;
import weir.flow.OwnElements;
import weir.flow.Peaks;
import weir.flow.Prefixes;
import weir.store.Closing;
import weir.store.FlowArchive;
import weir.store.PrivateFolder;
import weir.store.StoreException;
import weir.wire.DatagramHandler;

/// Inputs that feed a store.
public final class LiveSource implements Source {
  /// A second one helps a store that several cores feed; more only take them from the receiver.
  private static final int MOST_WRITERS = Math.min(2, Runtime.getRuntime().availableProcessors());

  // By when a source that closes in a hurry is how far: shares of the time that it is given.
  private static final double STORE_AWAITED = 0.3;
  private static final double INPUTS_END = 0.45;
  private static final double STORED = 0.85;
  private static final double WRITERS_END = 0.95;
  private static final double EXPORTERS_END = 0.97;
  private static final double STORE_ENDS = 0.98;

  private final String name;
  private final FlowArchive store;
  private final Ingest ingest;
  private final LiveInputs inputs;
  private final Reception reception;
  private final LiveStanding standing;
  private final @Nullable ExporterKeeper keeper;
  private volatile boolean closed;

  /// Whether nothing writes into the store any more.
  private boolean ended;

  private interface Opening {
    LiveInputs open() throws IOException;
  }

  /// Reads what elements of one's own fill.
  private interface Elements {
    OwnElements read() throws IOException;
  }

  private LiveSource(
      String name,
      FlowArchive store,
      Ingest ingest,
      LiveInputs inputs,
      Admission admission,
      @Nullable ExporterKeeper keeper,
      WarmUp warmUp) {
    this.keeper = keeper;
    this.name = name;
    this.store = store;
    this.ingest = ingest;
    this.inputs = inputs;
    inputs
        .listeners()
        .ifPresent(
            some -> {
              ingest.filling(some.routers()::fill);
              ingest.listen(some.terms());
            });
    this.reception = Reception.start(inputs.all(), ingest, store, warmUp);
    this.standing = new LiveStanding(inputs, ingest, store, admission, reception, keeper);
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
      Enrichment enrichment,
      FlowArchive store,
      Path folder,
      WarmUp warmUp)
      throws IOException {
    return open(name, where, List.of(), enrichment, store, folder, warmUp);
  }

  /// The same with more than ports.
  ///
  /// @param more that flows come by
  /// @throws IOException if one of all that cannot be opened
  public static LiveSource open(
      String name,
      Listening where,
      List<LiveInput.Opening> more,
      Enrichment enrichment,
      FlowArchive store,
      Path folder,
      WarmUp warmUp)
      throws IOException {
    Admission admission = new Admission(where.allowed());
    return open(
        name,
        () -> LiveInputs.open(where, more, admission),
        admission,
        where::readElements,
        enrichment,
        store,
        decoder -> ExporterKeeper.start(folder, decoder),
        _ -> {},
        warmUp);
  }

  /// The same on those ports that can be bound, be there none: [#listeners] says what the others
  /// lack, and [#listen] tries them again.
  public static LiveSource openWhereItCan(
      String name,
      Listening where,
      Enrichment enrichment,
      FlowArchive store,
      Path folder,
      WarmUp warmUp)
      throws IOException {
    Admission admission = new Admission(where.allowed());
    return open(
        name,
        () -> LiveInputs.of(Listeners.some(where, admission)),
        admission,
        where::readElements,
        enrichment,
        store,
        decoder -> ExporterKeeper.start(folder, decoder),
        _ -> {},
        warmUp);
  }

  /// The same with inputs of any kinds.
  ///
  /// @param allowed who may send
  public static LiveSource open(
      String name,
      List<LiveInput.Opening> inputs,
      Prefixes allowed,
      Enrichment enrichment,
      FlowArchive store,
      Path folder,
      WarmUp warmUp)
      throws IOException {
    Admission admission = new Admission(allowed);
    return open(
        name,
        () -> LiveInputs.open(inputs, admission),
        admission,
        () -> OwnElements.NONE,
        enrichment,
        store,
        decoder -> ExporterKeeper.start(folder, decoder),
        _ -> {},
        warmUp);
  }

  /// The same with inputs that are open, and nothing remembered of exporters.
  static LiveSource open(
      String name, List<? extends LiveInput> inputs, Enrichment enrichment, FlowArchive store)
      throws IOException {
    return open(
        name,
        () -> LiveInputs.of(inputs),
        new Admission(Prefixes.ALL),
        () -> OwnElements.NONE,
        enrichment,
        store,
        _ -> null,
        _ -> {},
        WarmUp.NONE);
  }

  /// The same on UDP ports of all addresses, for everybody.
  public static LiveSource open(
      String name,
      List<Integer> ports,
      Enrichment enrichment,
      FlowArchive store,
      Path folder,
      WarmUp warmUp)
      throws IOException {
    return open(name, Listening.onPorts(ports), enrichment, store, folder, warmUp);
  }

  /// The same without memory and warm-up, and with datagrams of the past handed in before the first
  /// of the present.
  public static LiveSource open(
      String name,
      Listening where,
      Enrichment enrichment,
      FlowArchive store,
      Consumer<DatagramHandler> past)
      throws IOException {
    Admission admission = new Admission(where.allowed());
    return open(
        name,
        () -> LiveInputs.of(Listeners.all(where, admission)),
        admission,
        where::readElements,
        enrichment,
        store,
        _ -> null,
        past,
        WarmUp.NONE);
  }

  private static LiveSource open(
      String name,
      Opening opening,
      Admission admission,
      Elements elements,
      Enrichment enrichment,
      FlowArchive store,
      Function<DatagramDecoder, @Nullable ExporterKeeper> keeping,
      Consumer<DatagramHandler> past,
      WarmUp warmUp)
      throws IOException {
    LiveInputs inputs;
    OwnElements own;
    try {
      own = elements.read();
      PrivateFolder.unpackInto("io.netty.native.workdir", "netty");
      inputs = opening.open();
    } catch (IOException | StoreException e) {
      store.close();
      throw e;
    }
    admission.block(() -> store.overrides().blocked());
    DatagramDecoder decoder = new DatagramDecoder(admission, own);
    ExporterKeeper keeper = keeping.apply(decoder);
    Ingest ingest = Ingest.live(decoder, enrichment, store, InstantSource.system(), MOST_WRITERS);
    past.accept(ingest);
    return new LiveSource(name, store, ingest, inputs, admission, keeper, warmUp);
  }

  /// What routers tell another source counts for the flows of this one, too.
  public void routesOf(LiveSource other) {
    other.inputs.listeners().ifPresent(some -> ingest.filling(some.routers()::fill));
  }

  /// Ports that are listened on: of UDP, then of TCP.
  public List<Integer> ports() {
    return inputs.ports();
  }

  /// That flows are stored late, in a sentence, while they are.
  public Optional<String> delay() {
    return ingest.delay();
  }

  /// Flow records that are on their way into the store.
  public long waitingFlows() {
    return ingest.unsettledFlows();
  }

  /// What decoding datagrams takes, of which one in sixteen is timed.
  public Work decoding() {
    return ingest.decoding();
  }

  /// What it takes to make flow records durable.
  public Work commits() {
    return ingest.commits();
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
  public long lost() {
    return decoder().counters().lost();
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
  public List<Peaks> bursts(BurstBin bin) {
    return inputs.bursts(bin);
  }

  @Override
  public Optional<Listening> listening() {
    return closed ? Optional.empty() : inputs.listeners().map(Listeners::where);
  }

  @Override
  public List<Listener> listeners() {
    return inputs.listeners().map(this::counted).orElse(List.of());
  }

  private List<Listener> counted(Listeners some) {
    return some.all().stream().map(listener -> counted(listener, some.where())).toList();
  }

  private Listener counted(Listener listener, Listening where) {
    ListenAddress bound = listener.bound();
    PortTerms terms = where.terms(listener.asked().port());
    return bound == null || listener.takes() == Listener.Takes.ROUTES
        ? listener.with(terms, Optional.empty(), 0, 0)
        : listener.with(
            terms,
            Optional.ofNullable(ingest.unread().get(bound.port())),
            ingest.leftOut().getOrDefault(bound.port(), 0L),
            ingest.dropped(bound.port()));
  }

  @Override
  public List<Forward> forwards() {
    return inputs.listeners().map(Listeners::forwards).orElse(List.of());
  }

  @Override
  public List<RouterStatus> routers() {
    return inputs.listeners().map(some -> some.routers().status()).orElse(List.of());
  }

  @Override
  public Packets packets() {
    return inputs
        .rings()
        .findFirst()
        .<Packets>map(
            ring -> PacketFiles.of(List.of(ring.folder()), ingest.directions()).with(store))
        .orElseGet(Source.super::packets);
  }

  @Override
  public void listen(Listening where) {
    Listeners listeners =
        inputs
            .listeners()
            .orElseThrow(
                () -> new UnsupportedOperationException(name + " does not listen on ports"));
    ingest.check(where.allTerms());
    ingest.listen(where.allTerms()); // before anything comes by a new port
    listeners.listen(where);
    ingest.listen(listeners.terms());
  }

  @Override
  public IngestStatus status() {
    return standing.of(closed);
  }

  /// Stores what has arrived and stops listening; the store can be asked until it is closed.
  @Override
  public void stop() {
    Closing closing = Closing.unhurried();
    var _ = end(closing);
    closing.rethrow();
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
    if (end(closing)) {
      closing.part("the data set", 1, () -> store.close(closing.left(STORE_ENDS)));
    }
  }

  /// @return whether nothing writes into the store any more
  private synchronized boolean end(Closing closing) {
    if (ended) {
      return true;
    }
    closed = true;
    closing.part("the warm-up", INPUTS_END, () -> reception.end(closing.left(STORE_AWAITED)));
    for (LiveInput input : inputs.all()) {
      closing.part(
          "what listens " + input.where(), INPUTS_END, () -> input.close(closing.left(INPUTS_END)));
    }
    inputs.rings().forEach(ring -> closing.part("the kept packets", INPUTS_END, ring::close));
    ended = ingest.close(closing.left(STORED), closing.left(WRITERS_END));
    for (LiveInput input : inputs.all()) {
      closing.part("what listened", EXPORTERS_END, () -> input.settle(closing.left(EXPORTERS_END)));
    }
    if (keeper != null) {
      closing.part("the file of exporters", EXPORTERS_END, keeper::close);
    }
    return ended;
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
