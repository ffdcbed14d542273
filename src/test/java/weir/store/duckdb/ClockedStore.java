package weir.store.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;

/// Lets benchmarks give a store the time that its data are of.
public final class ClockedStore {
  private ClockedStore() {}

  /// Opens a data folder as if it were as late as `clock` says.
  public static DuckDbStore open(Path folder, InstantSource clock) {
    return DuckDbStore.unpacked(folder, clock);
  }

  /// Opens a data folder to collect into and ask; days of flows that lie there are not packed all
  /// at once, as they never are where they came in day by day.
  public static DuckDbStore live(Path folder) {
    return DuckDbStore.unpackedLive(folder);
  }

  /// Packs all that is in a data folder, as if it were two days later; octets of disk that it takes
  /// then, and of these the roll-ups'.
  public static long[] pack(Path folder) throws IOException, InterruptedException {
    try (DuckDbStore store =
        DuckDbStore.open(folder, () -> Instant.now().plus(Duration.ofDays(2)))) {
      store.awaitUpkeep();
      return new long[] {store.status().diskBytes(), rollups(folder)};
    }
  }

  private static long rollups(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("slices"))) {
      return files
          .filter(file -> file.toString().endsWith(".rollups"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }
}
