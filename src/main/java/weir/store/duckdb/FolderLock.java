package weir.store.duckdb;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// That a data folder is open here, and nowhere else: a lock on its file `lock`, until it is
/// closed.
///
/// The system gives such a lock back when any channel to the file is closed, so one that this
/// process holds already is known without opening the file again.
final class FolderLock implements AutoCloseable {
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();
  private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);

  private final Path root;
  private final FileChannel file;

  private FolderLock(Path root, FileChannel file) {
    this.root = root;
    this.file = file;
  }

  /// @return empty if it is open elsewhere, or here
  /// @throws IOException if the file cannot be written to
  static Optional<FolderLock> take(Path folder) throws IOException {
    Path root = folder.toRealPath();
    if (!HELD.add(root)) {
      return Optional.empty();
    }
    boolean taken = false;
    try {
      FileChannel file =
          FileChannel.open(
              root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      taken = isLocked(file);
      if (!taken) {
        file.close();
        return Optional.empty();
      }
      return Optional.of(new FolderLock(root, file));
    } finally {
      if (!taken) {
        HELD.remove(root);
      }
    }
  }

  private static boolean isLocked(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // by other means, in this process
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      LOG.debug("closing the lock of {}: {}", root, e.getMessage());
    }
    HELD.remove(root);
  }
}
