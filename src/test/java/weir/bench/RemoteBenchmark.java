package weir.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import weir.enrich.Directions;
import weir.exporter.FlowExporters;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Frame;
import weir.query.TimeRange;
import weir.query.Unit;
import weir.query.View;
import weir.query.Views;
import weir.store.Cancel;
import weir.store.ExportersOfFlows;
import weir.store.FlowReader;
import weir.store.Remote;
import weir.store.ServerAddress;
import weir.store.StoreException;
import weir.store.clickhouse.ClickHouseReader;
import weir.store.clickhouse.Schemas;

/// How long a table of flows on a ClickHouse server takes to answer: opening it, every view over
/// the ranges of the desktop, the exporters, and the end of a question that is taken back. Prints
/// Markdown. Argument: the address; the password is in WEIR_CLICKHOUSE_PASSWORD.
final class RemoteBenchmark {
  private static final long SECOND = FlowQuery.SECOND;
  private static final int POINTS = 300;

  private RemoteBenchmark() {}

  public static void main(String[] args) {
    Remote remote = Remote.of(ServerAddress.parse(args[0]));
    String password = Objects.requireNonNullElse(System.getenv("WEIR_CLICKHOUSE_PASSWORD"), "");
    long began = System.nanoTime();
    try (ClickHouseReader reader = open(remote, password)) {
      double opened = Timing.since(began);
      System.out.printf(
          Locale.ROOT, "%,d rows; opened in %.0f ms%n%n", reader.status().rows(), opened);
      System.out.println("| view | range | every panel complete, first time (ms) | median (ms) |");
      System.out.println("| --- | --- | --- | --- |");
      long newest = reader.status().newestNanos() + 1;
      for (View view : Views.builtIn().all()) {
        range(reader, view, "five minutes", newest, 300 * SECOND);
        range(reader, view, "an hour", newest, 3600 * SECOND);
        range(reader, view, "everything", newest, newest - reader.status().oldestNanos());
      }
      System.out.println();
      exporters(reader);
      cancels(reader, remote, password);
    }
  }

  private static ClickHouseReader open(Remote remote, String password) {
    return ClickHouseReader.open(
        remote, password, Directions.inside(Directions.PRIVATE).inside(), Schemas.SHIPPED);
  }

  private static void range(
      FlowReader reader, View view, String name, long untilNanos, long lengthNanos) {
    long bucket = Math.max(SECOND, lengthNanos / POINTS / SECOND * SECOND);
    Frame frame =
        new Frame(
            new TimeRange(untilNanos - lengthNanos, untilNanos).aligned(SECOND),
            Filter.all(),
            Unit.BITS,
            true,
            bucket,
            Dimensions.BUILT_IN);
    List<Questions.Named> panels =
        view.panels().stream()
            .map(panel -> new Questions.Named(panel.id(), panel.queryFor(frame)))
            .filter(panel -> reader.capabilities().lacks(panel.query()).isEmpty())
            .toList();
    if (panels.isEmpty()) {
      return;
    }
    List<Double> times = new ArrayList<>();
    double first = complete(reader, panels);
    int most = first > 5_000 ? 2 : 5;
    for (int i = 0; i < most; i++) {
      times.add(complete(reader, panels));
    }
    System.out.printf(
        Locale.ROOT,
        "| %s, %d panels | %s | %,.0f | %,.0f |%n",
        view.title(),
        panels.size(),
        name,
        first,
        Timing.median(times));
  }

  /// A new runner each time: nothing is known from before.
  private static double complete(FlowReader reader, List<Questions.Named> panels) {
    return PanelsAtOnce.once(reader, panels).complete();
  }

  private static void exporters(FlowReader reader) {
    long began = System.nanoTime();
    FlowExporters found = ExportersOfFlows.read(reader, new Cancel());
    System.out.printf(
        Locale.ROOT,
        "Exporters: %d found in %,.0f ms%n",
        found.exporters().size(),
        Timing.since(began));
  }

  /// A question over everything is taken back in its midst, as somebody else sees it in
  /// `system.processes`.
  private static void cancels(FlowReader reader, Remote remote, String password) {
    List<Double> times = new ArrayList<>();
    FlowQuery heavy =
        new FlowQuery(
            TimeRange.ALL,
            Filter.all(),
            List.of(
                weir.query.Dimension.field(weir.flow.FlowField.SRC_ADDRESS),
                weir.query.Dimension.field(weir.flow.FlowField.DST_ADDRESS)),
            List.of(weir.query.Measure.BYTES),
            0,
            10,
            true,
            true);
    for (int i = 0; i < 9; i++) {
      Cancel cancel = new Cancel();
      CompletableFuture<Void> asked = CompletableFuture.runAsync(() -> reader.run(heavy, cancel));
      LockSupport.parkNanos(700_000_000L);
      long began = System.nanoTime();
      cancel.cancel();
      Processes.awaitNone(remote, password);
      times.add(Timing.since(began));
      try {
        asked.join();
        System.out.println("(a question was answered before it was taken back)");
      } catch (CompletionException e) {
        if (!(e.getCause() instanceof StoreException s) || !s.isCancelled()) {
          throw e;
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "Taken back: gone from system.processes after %.0f ms (median of %d), %.0f at most%n",
        Timing.median(times),
        times.size(),
        times.stream().mapToDouble(Double::doubleValue).max().orElse(0));
  }
}
