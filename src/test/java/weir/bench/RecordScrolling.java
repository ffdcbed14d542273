package weir.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.TableColumn;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Filter;
import weir.query.RecordQuery;
import weir.query.Records;
import weir.query.TimeRange;
import weir.store.FlowWriter;
import weir.store.QueryRunner;
import weir.store.duckdb.DuckDbStore;
import weir.ui.records.Row;
import weir.ui.records.RowWindow;

/// Scrolls a table over many millions of records: how long it takes until what is jumped to is
/// seen, and what memory that costs. Arguments: a folder for the data set, made if it is not there;
/// millions of records; how many jumps.
final class RecordScrolling {
  private static final long START = 1_790_000_000_000_000_000L;

  /// Of which a record is one.
  private static final long MICROS = 100;

  private static final long MOST_GROWTH = 64 << 20;

  private RecordScrolling() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    long records = Long.parseLong(args[1]) * 1_000_000;
    int jumps = args.length > 2 ? Integer.parseInt(args[2]) : 500;
    Platform.startup(() -> {});
    Platform.setImplicitExit(false);
    int exit;
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      if (store.status().rows() < records) {
        fill(store, records - store.status().rows());
      }
      exit = scroll(store, jumps);
    }
    Platform.exit();
    System.exit(exit);
  }

  private static void fill(DuckDbStore store, long records) {
    long started = System.nanoTime();
    Random random = new Random(3);
    try (FlowWriter writer = store.writer()) {
      FlowBatch batch = new FlowBatch();
      for (long i = 0; i < records; i++) {
        batch.set(FlowField.TIME_RECEIVED, START + i * MICROS * 1000);
        batch.setAddress(FlowField.SRC_ADDRESS, 0, IpAddress.mapped(random.nextInt()));
        batch.setAddress(FlowField.DST_ADDRESS, 0, IpAddress.mapped(random.nextInt(1 << 16)));
        batch.set(FlowField.PROTOCOL, random.nextInt(4) == 0 ? 17 : 6);
        batch.set(FlowField.SRC_PORT, random.nextInt(1 << 16));
        batch.set(FlowField.DST_PORT, 443);
        batch.set(FlowField.BYTES, random.nextInt(100_000));
        batch.set(FlowField.PACKETS, 1 + random.nextInt(100));
        batch.set(FlowField.SAMPLING_RATE, 1000);
        batch.endRow();
        if (batch.isFull()) {
          writer.append(batch);
          batch = new FlowBatch();
        }
      }
      writer.append(batch);
    }
    System.out.printf("%,d records in %.0f s%n", records, seconds(started));
  }

  private static double seconds(long startedNanos) {
    return (System.nanoTime() - startedNanos) / 1e9;
  }

  private static int scroll(DuckDbStore store, int jumps) throws Exception {
    QueryRunner runner = new QueryRunner(store, Platform::runLater);
    long started = System.nanoTime();
    CompletableFuture<Records> found = new CompletableFuture<>();
    onFx(
        () -> {
          runner.submit(
              "records",
              new RecordQuery(TimeRange.ALL, Filter.all(), Set.of(), 0),
              answer -> {
                if (answer.coverage().complete()) {
                  found.complete(answer);
                }
              },
              found::completeExceptionally);
          return true;
        });
    Records records = found.get();
    System.out.printf("%,d found in %.2f s%n", records.rows(), seconds(started));
    AtomicReference<@Nullable RowWindow> made = new AtomicReference<>();
    onFx(
        () -> {
          RowWindow window = new RowWindow(Platform::runLater, System.err::println);
          for (int i = 0; i < 10; i++) {
            window.table().getColumns().add(new TableColumn<Row, String>("c" + i));
          }
          Stage stage = new Stage();
          stage.setScene(new Scene(window, 1200, 800));
          stage.show();
          window.show(records, false);
          made.set(window);
          return true;
        });
    RowWindow window = java.util.Objects.requireNonNull(made.get());
    Random random = new Random(5);
    double[] millis = new double[jumps];
    long first = 0;
    long most = 0;
    for (int jump = 0; jump < jumps; jump++) {
      long to = random.nextLong(records.rows());
      long asked = System.nanoTime();
      onFx(
          () -> {
            window.scrollTo(to);
            return true;
          });
      while (onFx(() -> window.seen().stream().anyMatch(row -> row.flows() == null))) {
        Thread.sleep(1);
      }
      millis[jump] = seconds(asked) * 1000;
      if (jump % 50 == 49) {
        long used = used();
        first = first == 0 ? used : first;
        most = Math.max(most, used);
      }
    }
    onFx(
        () -> {
          runner.close();
          return true;
        });
    Arrays.sort(millis);
    System.out.printf(
        "%d jumps: half within %.0f ms, 95 of 100 within %.0f ms, all within %.0f ms%n",
        jumps, millis[jumps / 2], millis[jumps * 95 / 100], millis[jumps - 1]);
    System.out.printf("heap: %d MiB, then %d MiB at most%n", first >> 20, most >> 20);
    return most - first > MOST_GROWTH ? 1 : 0;
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static <T> T onFx(Supplier<T> work) throws Exception {
    CompletableFuture<T> done = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          try {
            done.complete(work.get());
          } catch (RuntimeException e) {
            done.completeExceptionally(e);
          }
        });
    return done.get();
  }
}
