package weir.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import weir.app.Stop;
import weir.capture.CannotListen;
import weir.flow.ListenAddress;
import weir.ingest.IngestStatus;
import weir.ingest.Listening;
import weir.ingest.LiveSource;
import weir.ingest.WarmUp;
import weir.metrics.MetricsPort;
import weir.store.Delivery;
import weir.store.StoreStatus;

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
    LiveSource source =
        LiveSource.open(
            "collect",
            listening(),
            topics.inputs(),
            inside.directions(),
            target.open(
                keep, spec.commandLine().getParseResult().hasMatchedOption("--keep"), topics),
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
    KeptText kept = new KeptText(err);
    kept.problems(source.store().status());
    err.println("weir: " + target.words() + ", " + source.status().message());
    source.status().advice().forEach(sentence -> err.println("weir: " + sentence));
    IngestStatus before = source.status();
    String said = line(source);
    while (!stop.await((long) (reportSeconds * 1000))) {
      IngestStatus status = source.status();
      String now = line(source);
      kept.problems(source.store().status());
      if (!status.equals(before) || !now.equals(said)) {
        err.println("weir: " + now + KeptText.of(source.store().status(), Instant.now()));
        source.delay().ifPresent(sentence -> err.println("weir: " + sentence));
        before = status;
        said = now;
      }
    }
    int exitStatus = stop.awaitEnd();
    err.println("weir: stopped; " + line(source));
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
        topics.reads() && !portsGiven ? List.of() : ports.addresses(),
        Ports.parse("--protobuf-port", protobufPorts, ListenAddress.LOOPBACK),
        allow.prefixes(),
        forward.destinations());
  }

  private static String line(LiveSource source) {
    return line(source.status())
        + source.store().delivery().map(CollectCommand::words).orElse("")
        + ForwardOption.line(source);
  }

  /// "; 1,234 sent, 56 waiting (1.2 MiB); ch2.example:8123: …".
  static String words(Delivery delivery) {
    StringBuilder words = new StringBuilder();
    words.append(String.format(Locale.ROOT, "; %,d sent", delivery.sent()));
    if (delivery.waiting() > 0) {
      words.append(
          String.format(
              Locale.ROOT,
              ", %,d waiting (%s)",
              delivery.waiting(),
              StoreStatus.inWords(delivery.waitingBytes())));
    }
    if (delivery.setAside() > 0) {
      words.append(String.format(Locale.ROOT, ", %,d set aside", delivery.setAside()));
    }
    delivery.problems().forEach(problem -> words.append("; ").append(problem));
    return words.toString();
  }

  /// What has come in and what became of it.
  static String line(IngestStatus status) {
    String lost = counts(status, false);
    String refused = counts(status, true);
    String setApart =
        status.setApart() == 0
            ? ""
            : String.format(
                Locale.ROOT, "%,d set apart (weir query --quarantine), ", status.setApart());
    return String.format(
        Locale.ROOT,
        "%,d datagrams, %,d flows, %,d stored, %s%s%s",
        status.datagrams(),
        status.flows(),
        status.storedFlows(),
        setApart,
        lost.isEmpty() ? "nothing lost" : "lost " + lost,
        refused.isEmpty() ? "" : ", refused " + refused);
  }

  /// "{queue full=3, socket 2055=8}" of what was lost, or of what was refused; empty where nothing
  /// was.
  private static String counts(IngestStatus status, boolean refusals) {
    Map<String, Long> counts = new TreeMap<>(status.drops());
    counts.keySet().removeIf(cause -> IngestStatus.isRefusal(cause) != refusals);
    return counts.isEmpty() ? "" : counts.toString();
  }
}
