package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import weir.ingest.IngestStatus;
import weir.ingest.LiveSource;
import weir.ingest.WarmUp;
import weir.store.duckdb.DuckDbStore;

/// `weir collect`: listeners that feed a data set, with no desktop, until told to stop.
@Command(
    name = "collect",
    mixinStandardHelpOptions = true,
    description =
        "Collect flows into a data set with no desktop, until interrupted (Ctrl+C, SIGTERM): then what"
            + " has arrived is stored.")
final class CollectCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "The data set's folder.")
  private Path data;

  @Option(
      names = "--protobuf-port",
      paramLabel = "PORT",
      description =
          "Also take streams of protobuf flows (goflow2's FlowMessage, each behind its length) on this"
              + " TCP port.")
  private int protobufPort = -1;

  /// For measurements, which want to know how soon flows are stored.
  @Option(names = "--report-seconds", hidden = true)
  private double reportSeconds = 10;

  @Option(
      names = "--no-warm-up",
      description =
          "Read at once. Otherwise what comes in the first two seconds waits while made-up datagrams run"
              + " through, so that reading begins at full speed. They go on for some seconds more, while"
              + " the cores are not needed.")
  private boolean cold;

  @Mixin private Ports ports = new Ports();
  @Mixin private Keep keep = new Keep();
  @Mixin private Inside inside = new Inside();
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets what is required
  CollectCommand() {}

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    LiveSource source =
        LiveSource.open(
            "collect",
            ports.checked(),
            inside.directions(),
            DuckDbStore.open(data, keep.retention()),
            data,
            cold ? WarmUp.NONE : WarmUp.FULL);
    if (protobufPort >= 0) {
      acceptStreams(source);
    }
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Stop.onSignal(stop, stopped);
    KeptText kept = new KeptText(err);
    kept.problems(source.store().status());
    err.println("weir: storing in " + data + ", " + source.status().message());
    source.status().advice().forEach(sentence -> err.println("weir: " + sentence));
    IngestStatus before = source.status();
    while (!stop.await((long) (reportSeconds * 1000), TimeUnit.MILLISECONDS)) {
      IngestStatus status = source.status();
      kept.problems(source.store().status());
      if (!status.equals(before)) {
        err.println("weir: " + line(status) + KeptText.of(source.store().status(), Instant.now()));
        source.delay().ifPresent(sentence -> err.println("weir: " + sentence));
        before = status;
      }
    }
    source.close();
    err.println("weir: stopped; " + line(source.status()));
    stopped.countDown();
    return 0;
  }

  private void acceptStreams(LiveSource source) throws IOException {
    try {
      source.acceptStreams(protobufPort);
    } catch (IOException e) {
      source.close();
      throw e;
    }
  }

  private static String line(IngestStatus status) {
    String drops = status.drops().isEmpty() ? "nothing lost" : "lost " + status.drops();
    String setApart =
        status.setApart() == 0
            ? ""
            : String.format(
                Locale.ROOT, "%,d set apart (weir query --quarantine), ", status.setApart());
    return String.format(
        Locale.ROOT,
        "%,d datagrams, %,d flows, %,d stored, %s%s",
        status.datagrams(),
        status.flows(),
        status.storedFlows(),
        setApart,
        drops);
  }
}
