package weir.store.duckdb;

import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import weir.store.FlowArchive;
import weir.store.OwnFiles;

/// Flows that are set apart, in a folder within the data set's: a store of their own, opened when
/// it is first wanted.
final class Quarantine implements AutoCloseable {
  private final Path folder;
  private final Function<Path, FlowArchive> opening;
  private @Nullable FlowArchive opened;

  /// @param root of the data set
  /// @param opening opens the folder as the data set is open
  Quarantine(Path root, Function<Path, FlowArchive> opening) {
    folder = root.resolve("quarantine");
    this.opening = opening;
  }

  /// Whether anything was ever set apart.
  boolean isThere() {
    return OwnFiles.isFolder(folder);
  }

  synchronized FlowArchive get() {
    FlowArchive store = opened;
    if (store == null) {
      store = opening.apply(folder);
      opened = store;
    }
    return store;
  }

  @Override
  public synchronized void close() {
    if (opened != null) {
      opened.close();
    }
  }
}
