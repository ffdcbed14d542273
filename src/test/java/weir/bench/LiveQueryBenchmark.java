package weir.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import weir.enrich.Directions;
import weir.ingest.IngestStatus;
import weir.ingest.LiveSource;
import weir.ingest.WarmUp;
import weir.store.duckdb.ClockedStore;
import weir.store.duckdb.DuckDbStore;

/// How long questions take while flows come in: `LiveQueryBenchmark DIR FLOWGEN [FLOWS_PER_SECOND
/// [PORT]]`. The data set is added to. Prints what QueryBenchmark does, how old the newest flow was
/// that could be asked for, and whether all flows that were sent are stored.
final class LiveQueryBenchmark {
  private static final int SETTLE_MILLIS = 3_000;

  private LiveQueryBenchmark() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[0]);
    long rate = arguments.length > 2 ? Long.parseLong(arguments[2]) : 100_000;
    int port = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 20_590;
    Figures figures = new Figures(System.out);
    DuckDbStore store = ClockedStore.live(folder);
    try (LiveSource source =
        LiveSource.open(
            "benchmark",
            List.of(port),
            Directions.inside(Directions.PRIVATE),
            store,
            folder,
            WarmUp.NONE)) {
      String name = String.format(Locale.ROOT, "%.0f M, live", store.status().rows() / 1e6);
      figures.text(
          String.format(
              Locale.ROOT, "%,d flows, and %,d a second coming in:", store.status().rows(), rate));
      Flowgen flowgen = Flowgen.start(arguments[1], port, rate);
      try (flowgen) {
        Thread.sleep(SETTLE_MILLIS);
        try (Freshness freshness = new Freshness(store)) {
          new Asking(store, figures, name).all();
          print(figures, name, freshness);
        }
      }
      print(figures, name, flowgen.sent(), settled(source));
    }
    figures.end();
  }

  /// How the source is doing once nothing more is stored.
  private static IngestStatus settled(LiveSource source) throws InterruptedException {
    IngestStatus before = source.status();
    Thread.sleep(SETTLE_MILLIS);
    IngestStatus now = source.status();
    while (!now.equals(before)) {
      before = now;
      Thread.sleep(SETTLE_MILLIS);
      now = source.status();
    }
    return now;
  }

  private static void print(Figures figures, String name, Freshness freshness) {
    figures.text("");
    figures.text(
        "The newest flow that could be asked for was %s ms old at the median, at most %s ms in 99 of 100 looks."
            .formatted(Figures.number(freshness.median()), Figures.number(freshness.usual())));
    figures.figure(name + ": newest flow's age, median", freshness.median(), "ms");
    figures.figure(name + ": newest flow's age, 99 of 100", freshness.usual(), "ms");
  }

  private static void print(Figures figures, String name, long sent, IngestStatus status) {
    figures.text(
        String.format(
            Locale.ROOT,
            "Sent %,d flows meanwhile, stored %,d, lost %s; at most %,d MiB were resident.",
            sent,
            status.storedFlows(),
            status.drops().isEmpty() ? "nothing" : status.drops(),
            Machine.peakResidentKib() / 1024));
    figures.figure(name + ": sent", (double) sent, "flows");
    figures.figure(name + ": not stored", (double) (sent - status.storedFlows()), "flows");
    figures.figure(name + ": peak resident", Machine.peakResidentKib() / 1024.0, "MiB");
  }
}
