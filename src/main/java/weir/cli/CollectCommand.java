package weir.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import weir.app.EventLog;
import weir.app.Stop;
import weir.enrich.Enrichment;
import weir.flow.ListenAddress;
import weir.ingest.AdapterInput;
import weir.ingest.Listening;
import weir.ingest.LiveInput;
import weir.ingest.LiveSource;
import weir.ingest.WarmUp;
import weir.metrics.MetricsPort;
import weir.store.FlowArchive;
import weir.store.StoreException;

/// `weir collect`: listeners that feed a data set, with no desktop, until told to stop.
@Command(
    name = "collect",
    mixinStandardHelpOptions = true,
    description =
        "Collect flows into a data set, or a table on a ClickHouse cluster, with no desktop, until"
            + " interrupted (Ctrl+C, SIGTERM): then what has arrived is stored.")
final class CollectCommand implements Callable<Integer> {
  /// Between two lines that say what has come.
  private static final double SECONDS = 10;

  /// The same in a log that is kept for weeks.
  private static final double KEPT_SECONDS = 300;

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description =
          "A file of settings, which have the names of these options without their dashes; weir"
              + " config --example prints one. What is said here counts before it.")
  private @Nullable Path settings;

  /// For measurements, which want to know how soon flows are stored.
  @Option(names = "--report-seconds", hidden = true)
  private double reportSeconds;

  @Option(
      names = "--no-warm-up",
      description =
          "Read at once. Otherwise what comes in the first two seconds waits while made-up"
              + " datagrams run through, so that reading begins at full speed. They go on for some"
              + " seconds more, while the cores are not needed.")
  @Example("true")
  private boolean cold;

  @Mixin private CollectTarget target = new CollectTarget();
  @Mixin private Ports ports = new Ports();
  @Mixin private PortOptions ofPorts = new PortOptions();
  @Mixin private TcpPorts tcpPorts = new TcpPorts();
  @Mixin private StreamPorts streamPorts = new StreamPorts();
  @Mixin private BmpPorts bmp = new BmpPorts();
  @Mixin private Allow allow = new Allow();
  @Mixin private ElementsOption own = new ElementsOption();
  @Mixin private Filling filling = new Filling();
  @Mixin private Keep keep = new Keep();
  @Mixin private MetricsOption metrics = new MetricsOption();
  @Mixin private LogOption logging = new LogOption();
  @Mixin private ForwardOption forward = new ForwardOption();
  @Mixin private TopicOptions topics = new TopicOptions();
  @Mixin private AdapterOptions capturing = new AdapterOptions();
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  CollectCommand() {}

  @Override
  public Integer call() throws Exception {
    if (!target.isKnown()) {
      throw new ParameterException(
          spec.commandLine(),
          "where do flows go? Name it with (--data=DIR | --clickhouse=URL | --kafka-to=TOPIC |"
              + " --protobuf-to=HOST:PORT), or in a file with --settings=FILE");
    }
    EventLog log = logging.open(spec.commandLine().getErr());
    Stop stop = Stop.onSignal(); // before there is a source nothing is received
    Listening where = listening();
    List<PortOptions.DataSet> beside = dataSets(where);
    List<AdapterInput> adapters = capturing.open();
    List<LiveInput.Opening> inputs = new ArrayList<>(topics.inputs());
    adapters.forEach(adapter -> inputs.add(_ -> adapter));
    Filling.Live fills = filling.live(adapters, log);
    FlowArchive store = target.open(keep, isGiven("--keep"), topics);
    filling.tell(store);
    capturing.keep(
        adapters, fills.directions(), target.dataSet(), keep.retention().freeShare(), store);
    Enrichment enrichment = fills.enrichment();
    LiveSource main =
        LiveSource.open(
            beside.isEmpty() ? "collect" : target.dataSetName(),
            without(where, beside),
            inputs,
            enrichment,
            store,
            target.folder(),
            cold ? WarmUp.NONE : target.warmUp());
    Collected sources = new Collected(main);
    stop.ending(new Stop.Ending(sources::close, sources::unsettled));
    try (Filling.Live _ = fills) {
      for (PortOptions.DataSet one : beside) {
        sources.open(one, where.on(one.ports()::contains), enrichment, filling::tell);
      }
      try (MetricsPort _ = metrics.open(sources.all(), log)) {
        return follow(sources, stop, log);
      }
    } catch (IOException | StoreException e) {
      sources.close();
      throw e;
    }
  }

  private List<PortOptions.DataSet> dataSets(Listening where) {
    return ofPorts.dataSets(target.dataSet(), where.flowPorts(), keep);
  }

  private Listening without(Listening where, List<PortOptions.DataSet> beside) {
    Listening left = where.on(port -> beside.stream().noneMatch(one -> one.ports().contains(port)));
    if (left.flowPorts().isEmpty() && !topics.reads() && !capturing.wanted()) {
      throw new CommandFailed(
          "--port-data takes all ports: leave one to where the other flows go, or name that"
              + " folder with --data");
    }
    return left.withRoutes(bmp.addresses());
  }

  /// The file that says what options do not.
  @Nullable Path settings() {
    return settings;
  }

  private boolean isGiven(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  /// Each option by itself; opens nothing.
  ///
  /// @throws CommandFailed if one cannot be so
  void check() {
    ports.addresses();
    ofPorts.check();
    tcpPorts.addresses();
    streamPorts.addresses();
    bmp.addresses();
    allow.prefixes();
    filling.check();
    own.elements();
    keep.retention();
    forward.destinations();
    metrics.addresses();
    capturing.check();
    topics.check();
    target.check();
  }

  /// All options, of which each is right by itself; opens nothing.
  ///
  /// @throws CommandFailed if they cannot be so together
  void checkTogether() {
    if (!target.isKnown()) {
      throw new CommandFailed(
          "where do flows go? Give one of --data, --clickhouse, --kafka-to and --protobuf-to");
    }
    target.checkTogether(isGiven("--keep"));
    Listening where = listening();
    var _ = without(where, dataSets(where));
    apart("--metrics", metrics.addresses(), "--protobuf-port", streamPorts.addresses());
    apart("--metrics", metrics.addresses(), "--tcp-port", tcpPorts.addresses());
    apart("--tcp-port", tcpPorts.addresses(), "--protobuf-port", streamPorts.addresses());
    apart("--bmp", bmp.addresses(), "--protobuf-port", streamPorts.addresses());
    apart("--bmp", bmp.addresses(), "--tcp-port", tcpPorts.addresses());
    apart("--metrics", metrics.addresses(), "--bmp", bmp.addresses());
  }

  private static void apart(
      String one, List<ListenAddress> ofOne, String other, List<ListenAddress> ofOther) {
    for (ListenAddress address : ofOne) {
      if (address.port() != 0 && ofOther.contains(address)) {
        throw new CommandFailed(
            one + " and " + other + " both take TCP port " + address + ": give one another");
      }
    }
  }

  private int follow(Collected sources, Stop stop, EventLog log) throws InterruptedException {
    double everySeconds = reportSeconds > 0 ? reportSeconds : log.isKept() ? KEPT_SECONDS : SECONDS;
    int exitStatus =
        new Following(sources.all(), log)
            .until(stop, sources.words(target.words()), (long) (everySeconds * 1000));
    sources
        .main()
        .store()
        .delivery()
        .filter(delivery -> delivery.waiting() > 0)
        .ifPresent(
            delivery ->
                log.warn(
                    String.format(
                        Locale.ROOT,
                        "%,d flows wait in %s; they are sent when weir collect is started again",
                        delivery.waiting(),
                        target.folder())));
    return exitStatus;
  }

  /// @throws CommandFailed if what is said of ports cannot be so
  private Listening listening() {
    Listening where =
        new Listening(
            (topics.reads() || capturing.wanted()) && !isGiven("--port")
                ? List.of()
                : ports.addresses(),
            tcpPorts.addresses(),
            streamPorts.addresses(),
            allow.prefixes(),
            forward.destinations(),
            own.file(),
            bmp.addresses());
    return where.onTerms(ofPorts.terms(where.flowPorts(), filling::dimensions));
  }
}
