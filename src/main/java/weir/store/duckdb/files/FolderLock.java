package weir.store.duckdb.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.store.OwnFiles;

/// That a data folder is open here, and nowhere else: a lock on its file `lock`, until it is
/// closed.
///
/// The system gives such a lock back when any channel to the file is closed, so one that this
/// process holds already is known without opening the file again.
public final class FolderLock implements AutoCloseable {
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();
  private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);

  private final Path root;
  private final FileChannel file;
  private final @Nullable Object key;
  private boolean closed;

  private FolderLock(Path root, FileChannel file) throws IOException {
    this.root = root;
    this.file = file;
    this.key = key(root);
  }

  private static Path in(Path folder) {
    return folder.resolve("lock");
  }

  private static @Nullable Object key(Path root) throws IOException {
    return Files.readAttributes(in(root), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .fileKey();
  }

  /// Whether there is a file that can be locked.
  static boolean isIn(Path folder) {
    return OwnFiles.isFile(in(folder));
  }

  /// Takes it, and makes the file where it is missing.
  ///
  /// @return empty if it is open elsewhere, or here
  /// @throws IOException if the file cannot be written to, or is none
  public static Optional<FolderLock> take(Path folder) throws IOException {
    Path root = folder.toRealPath();
    if (!HELD.add(root)) {
      return Optional.empty();
    }
    boolean taken = false;
    try {
      FileChannel file = OwnFiles.open(in(root));
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

  /// Whether the file is still the one that is held: somebody may have deleted the folder.
  boolean isInPlace() {
    try {
      return Objects.equals(key, key(root));
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      file.close();
    } catch (IOException e) {
      LOG.debug("closing the lock of {}: {}", root, e.getMessage());
    }
    HELD.remove(root);
  }
}
