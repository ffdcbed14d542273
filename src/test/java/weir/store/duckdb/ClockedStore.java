package weir.store.duckdb;

import java.nio.file.Path;
import java.time.InstantSource;

/// Lets benchmarks give a store the time that its data are of.
public final class ClockedStore {
  private ClockedStore() {}

  /// Opens a data folder as if it were as late as `clock` says.
  public static DuckDbStore open(Path folder, InstantSource clock) {
    return DuckDbStore.unpacked(folder, clock);
  }
}
