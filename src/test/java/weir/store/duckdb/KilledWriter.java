package weir.store.duckdb;

import java.nio.file.Path;
import java.util.Random;
import weir.flow.FlowBatch;
import weir.store.FlowWriter;

/// A process that commits and prints how many rows it has committed, until it is killed.
final class KilledWriter {
  static final int ROWS = 2000;

  private KilledWriter() {}

  public static void main(String[] arguments) {
    DuckDbStore store = DuckDbStore.open(Path.of(arguments[0]));
    FlowWriter writer = store.writer();
    FlowBatch batch = Flows.random(new Random(1), ROWS, 60);
    for (long committed = ROWS; ; committed += ROWS) {
      writer.append(batch);
      writer.commit();
      System.out.println(committed);
    }
  }
}
