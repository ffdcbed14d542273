package weir.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import weir.store.StoreStatus;
import weir.store.duckdb.ClockedStore;
import weir.store.duckdb.DuckDbStore;

/// How long questions take: `QueryBenchmark DIR`. A Markdown table, then a line of JSON a figure.
/// Nothing is written; the data set is opened as of when it was made, so that none of it is too
/// old.
final class QueryBenchmark {
  private QueryBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Instant made = Files.getLastModifiedTime(folder.resolve("format")).toInstant();
    Figures figures = new Figures(System.out);
    long started = System.nanoTime();
    try (DuckDbStore store = ClockedStore.open(folder, () -> made)) {
      double opened = Timing.since(started);
      StoreStatus status = store.status();
      String name = String.format(Locale.ROOT, "%.0f M", status.rows() / 1e6);
      double octets = (double) status.diskBytes() / Math.max(1, status.rows());
      figures.text(
          String.format(
              Locale.ROOT,
              "%,d flows over %.1f hours, %.1f octets a flow on disk, opened in %.0f ms:",
              status.rows(),
              (status.newestNanos() - status.oldestNanos()) / 3600e9,
              octets,
              opened));
      figures.figure(name + ": octets a flow on disk", octets, "octets");
      figures.figure(name + ": opened", opened, "ms");
      new Asking(store, figures, name).all();
      figures.text("");
      figures.text(
          String.format(
              Locale.ROOT, "At most %,d MiB were resident.", Machine.peakResidentKib() / 1024));
      figures.figure(name + ": peak resident", Machine.peakResidentKib() / 1024.0, "MiB");
    }
    figures.end();
  }
}
