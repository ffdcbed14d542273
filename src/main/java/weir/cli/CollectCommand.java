package weir.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import weir.app.Stop;
import weir.capture.CannotListen;
import weir.enrich.Directions;
import weir.flow.ListenAddress;
import weir.ingest.AdapterInput;
import weir.ingest.Listening;
import weir.ingest.LiveInput;
import weir.ingest.LiveSource;
import weir.ingest.WarmUp;
import weir.metrics.MetricsPort;
import weir.store.FlowArchive;

/// `weir collect`: listeners that feed a data set, with no desktop, until told to stop.
@Command(
    name = "collect",
    mixinStandardHelpOptions = true,
    description =
        "Collect flows into a data set, or a table on a ClickHouse cluster, with no desktop, until"
            + " interrupted (Ctrl+C, SIGTERM): then what has arrived is stored.")
final class CollectCommand implements Callable<Integer> {
  @Option(
      names = "--protobuf-port",
      split = ",",
      paramLabel = "[ADDRESS:]PORT",
      description =
          "Also take streams of protobuf flows (goflow2's FlowMessage, each behind its length) on"
              + " this TCP port: of 127.0.0.1 unless an address is given, as 192.0.2.1:2057;"
              + " [::]:2057 is all. Repeat or separate by commas.")
  private List<String> protobufPorts = List.of();

  /// For measurements, which want to know how soon flows are stored.
  @Option(names = "--report-seconds", hidden = true)
  private double reportSeconds = 10;

  @Option(
      names = "--no-warm-up",
      description =
          "Read at once. Otherwise what comes in the first two seconds waits while made-up"
              + " datagrams run through, so that reading begins at full speed. They go on for some"
              + " seconds more, while the cores are not needed.")
  private boolean cold;

  @Mixin private Ports ports = new Ports();
  @Mixin private Allow allow = new Allow();
  @Mixin private CollectTarget target = new CollectTarget();
  @Mixin private TopicOptions topics = new TopicOptions();
  @Mixin private AdapterOptions capturing = new AdapterOptions();
  @Mixin private Keep keep = new Keep();
  @Mixin private Inside inside = new Inside();
  @Mixin private ForwardOption forward = new ForwardOption();
  @Mixin private MetricsOption metrics = new MetricsOption();
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  CollectCommand() {}

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    Stop stop = Stop.onSignal(); // before there is a source nothing is received
    Listening where = listening();
    List<AdapterInput> adapters = capturing.open();
    Directions directions = inside.directions(AdapterOptions.own(adapters));
    List<LiveInput.Opening> inputs = new ArrayList<>(topics.inputs());
    adapters.forEach(adapter -> inputs.add(_ -> adapter));
    FlowArchive store =
        target.open(keep, spec.commandLine().getParseResult().hasMatchedOption("--keep"), topics);
    capturing.keep(adapters, directions, target.dataSet(), keep.retention().freeShare(), store);
    LiveSource source =
        LiveSource.open(
            "collect",
            where,
            inputs,
            directions,
            store,
            target.folder(),
            cold ? WarmUp.NONE : target.warmUp());
    stop.ending(
        new Stop.Ending(
            within -> source.close(within).stream().toList(),
            () -> source.unsettled().stream().toList()));
    try (MetricsPort _ = metrics.open(source, err)) {
      return follow(source, stop, err);
    } catch (CannotListen e) {
      source.close();
      throw e;
    }
  }

  private int follow(LiveSource source, Stop stop, PrintWriter err) throws InterruptedException {
    int exitStatus =
        new Following(source, err).until(stop, target.words(), (long) (reportSeconds * 1000));
    source
        .store()
        .delivery()
        .filter(delivery -> delivery.waiting() > 0)
        .ifPresent(
            delivery ->
                err.printf(
                    Locale.ROOT,
                    "weir: %,d flows wait in %s; they are sent when weir collect is started"
                        + " again%n",
                    delivery.waiting(),
                    target.folder()));
    return exitStatus;
  }

  private Listening listening() {
    boolean portsGiven = spec.commandLine().getParseResult().hasMatchedOption("--port");
    return new Listening(
        (topics.reads() || capturing.wanted()) && !portsGiven ? List.of() : ports.addresses(),
        Ports.parse("--protobuf-port", protobufPorts, ListenAddress.LOOPBACK),
        allow.prefixes(),
        forward.destinations());
  }
}
