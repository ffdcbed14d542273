package weir.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import weir.store.duckdb.ClockedStore;

/// Packs a data set as the upkeep does once it is cold: `PackBenchmark DIR FLOWS`. Prints a line of
/// JSON: how long it took and what it takes on disk.
final class PackBenchmark {
  private PackBenchmark() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    double flows = Double.parseDouble(arguments[1]);
    long started = System.nanoTime();
    long[] octets = ClockedStore.pack(Path.of(arguments[0]));
    System.out.printf(
        Locale.ROOT,
        "{\"seconds\":%.1f,\"octets_a_flow\":%.1f,\"of_which_rollups\":%.1f}%n",
        (System.nanoTime() - started) / 1e9,
        octets[0] / flows,
        octets[1] / flows);
  }
}
