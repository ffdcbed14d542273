package weir.bench;

import java.util.Random;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.store.FlowWriter;
import weir.store.duckdb.DuckDbStore;

/// Rows a second into a store: `AppendBenchmark [MILLIONS]`. Run alone.
final class AppendBenchmark {
  private AppendBenchmark() {}

  public static void main(String[] arguments) {
    long rows = (arguments.length > 0 ? Long.parseLong(arguments[0]) : 10) * 1_000_000;
    FlowBatch batch = new FlowBatch();
    Random random = new Random(1);
    for (int row = 0; row < FlowBatch.CAPACITY; row++) {
      for (FlowField field : FlowField.all()) {
        long value = random.nextInt(1 << Math.min(20, 8 * field.width() - 1));
        if (field.isList()) {
          batch.add(field, (int) value);
        } else if (field.isWide()) {
          batch.setAddress(field, 0, (0xffffL << 32) | value);
        } else {
          batch.set(field, value);
        }
      }
      batch.set(FlowField.TIME_RECEIVED, 1_795_255_200_000_000_000L + row);
      batch.endRow();
    }
    try (DuckDbStore store = DuckDbStore.temporary();
        FlowWriter writer = store.writer()) {
      long started = System.nanoTime();
      long committed = started;
      for (long done = 0; done < rows; done += FlowBatch.CAPACITY) {
        writer.append(batch);
        if (System.nanoTime() - committed > 500_000_000L) {
          writer.commit();
          committed = System.nanoTime();
        }
      }
      writer.commit();
      double seconds = (System.nanoTime() - started) / 1e9;
      System.out.printf(
          "%s: %d rows, %.0f rows/s, %.0f octets a row on disk%n",
          store.path(), rows, rows / seconds, (double) store.status().diskBytes() / rows);
    }
  }
}
