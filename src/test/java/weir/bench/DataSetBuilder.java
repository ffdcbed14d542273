package weir.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import weir.flow.FlowBatch;
import weir.query.TimeRange;
import weir.store.FlowWriter;
import weir.store.duckdb.ClockedStore;
import weir.store.duckdb.DuckDbStore;

/// Builds a large data set out of the flows of a capture, again and again, spread over a length of
/// time (`P7D`, `PT1H`) that ends an hour ago: `DataSetBuilder DIR CAPTURE MILLIONS LENGTH
/// [WRITERS]`. Prints one line of JSON: what is stored, at which rate, and whether the store's own
/// totals agree. A data set that is short of flows is added to from its newest on.
///
/// Two writers, each on a thread of its own, take what the store takes; the store's clock is the
/// flows' time.
final class DataSetBuilder {
  /// More than what the last batches of a small data set run over.
  private static final Duration AGE = Duration.ofHours(1);

  private static final long COMMIT_NANOS = 500_000_000L;
  private static final long REPORT_FLOWS = 50_000_000;

  private final DuckDbStore store;
  private final Timeline timeline;
  private final int writers;
  private final AtomicLong left;

  private DataSetBuilder(DuckDbStore store, Timeline timeline, int writers, long flows) {
    this.store = store;
    this.timeline = timeline;
    this.writers = writers;
    this.left = new AtomicLong(flows);
  }

  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    Path folder = Path.of(arguments[0]);
    FlowPool pool = FlowPool.read(Path.of(arguments[1]));
    long flows = Long.parseLong(arguments[2]) * 1_000_000;
    Duration length = Duration.parse(arguments[3]);
    int writers = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 2;
    System.err.printf(Locale.ROOT, "a pool of %,d flows%n", pool.flows());
    Instant start = beginning(folder, Instant.now().minus(length).minus(AGE));
    Timeline timeline = new Timeline(TimeRange.nanos(start), length, flows);
    try (DuckDbStore store = ClockedStore.open(folder, timeline)) {
      Totals before = Totals.of(store);
      new DataSetBuilder(store, timeline, writers, flows - before.flows()).build(pool, before);
    }
  }

  /// The newest flow's time, or `otherwise` where there is none.
  private static Instant beginning(Path folder, Instant otherwise) {
    try (DuckDbStore store = ClockedStore.open(folder, () -> otherwise)) {
      return store.status().rows() == 0
          ? otherwise
          : TimeRange.instant(store.status().newestNanos());
    }
  }

  private void build(FlowPool pool, Totals before) throws InterruptedException, ExecutionException {
    long started = System.nanoTime();
    Totals written = before;
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      List<Future<Totals>> parts = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        List<FlowPool.Entry> share = pool.share(i, writers);
        parts.add(threads.submit(() -> write(share)));
      }
      for (Future<Totals> part : parts) {
        written = written.plus(part.get());
      }
    }
    double writing = (System.nanoTime() - started) / 1e9;
    store.awaitUpkeep();
    double all = (System.nanoTime() - started) / 1e9;
    Totals stored = Totals.of(store);
    long added = written.flows() - before.flows();
    System.out.printf(
        Locale.ROOT,
        "{%s,\"added\":%d,\"seconds\":%.1f,\"flows_per_s\":%.0f,\"upkeep_seconds\":%.1f,"
            + "\"disk_octets\":%d,\"octets_a_flow\":%.1f,\"peak_rss_kib\":%d}%n",
        written.json(),
        added,
        writing,
        added / writing,
        all - writing,
        store.status().diskBytes(),
        (double) store.status().diskBytes() / Math.max(1, written.flows()),
        Machine.peakResidentKib());
    if (!stored.equals(written)) {
      throw new IllegalStateException("the store says " + stored + ", written were " + written);
    }
  }

  private Totals write(List<FlowPool.Entry> share) {
    Totals written = Totals.NONE;
    try (FlowWriter writer = store.writer()) {
      long committed = System.nanoTime();
      for (int i = 0; ; i = (i + 1) % share.size()) {
        FlowPool.Entry entry = share.get(i);
        FlowBatch batch = entry.batch();
        long before = left.getAndAdd(-batch.rows());
        if (before <= 0) {
          break;
        }
        report(before, batch.rows());
        Timeline.move(batch, timeline.next(batch.rows()));
        writer.append(batch);
        written = written.plus(new Totals(batch.rows(), entry.packets(), entry.bytes()));
        if (System.nanoTime() - committed > COMMIT_NANOS) {
          writer.commit();
          committed = System.nanoTime();
        }
      }
      writer.commit();
      if (writer.committed() != written.flows()) {
        throw new IllegalStateException(
            writer.committed() + " flows committed of " + written.flows());
      }
    }
    return written;
  }

  private static void report(long before, int rows) {
    if (before / REPORT_FLOWS != (before - rows) / REPORT_FLOWS) {
      System.err.printf(Locale.ROOT, "%s: %,d flows to go%n", Instant.now(), before);
    }
  }
}
