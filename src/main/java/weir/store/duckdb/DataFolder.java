package weir.store.duckdb;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.store.OverridesFile;
import weir.store.StoreException;

/// A data set's folder: `format` (a number), `lock` (held by the process that has it open),
/// `slices/` (a DuckDB file each), `tmp/` (what queries spill), and `overrides.json` (what people
/// say of exporters; see [OverridesFile]).
final class DataFolder implements AutoCloseable {
  /// Written into `format`; a folder with a larger one was made by a newer Weir.
  static final int FORMAT = 1;

  private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);

  private final Path root;
  private final boolean temporary;
  private final FileChannel lockFile;
  private final FileLock lock;

  private DataFolder(Path root, boolean temporary, FileChannel lockFile, FileLock lock) {
    this.root = root;
    this.temporary = temporary;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /// Opens a folder, and makes it if it is not there.
  static DataFolder open(Path root) {
    return open(root, false);
  }

  /// Opens a folder that is a data set already.
  static DataFolder openExisting(Path root) {
    if (!Files.isRegularFile(root.resolve("format"))) {
      throw new StoreException(
          root + " is no data set of Weir's; collect or import into it first", null);
    }
    return open(root, false);
  }

  /// A folder that is deleted on close.
  static DataFolder temporary() {
    try {
      return open(Files.createTempDirectory("weir-"), true);
    } catch (IOException e) {
      throw new StoreException(
          "cannot make a folder in the system's temporary one: "
              + e.getMessage()
              + "; free some space there",
          e);
    }
  }

  private static DataFolder open(Path root, boolean temporary) {
    try {
      Files.createDirectories(root.resolve("slices"));
      Files.createDirectories(root.resolve("tmp"));
      FileChannel file =
          FileChannel.open(
              root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        FileLock lock = lock(file, root);
        checkFormat(root);
        return new DataFolder(root, temporary, file, lock);
      } catch (IOException | StoreException e) {
        file.close();
        throw e;
      }
    } catch (IOException e) {
      throw new StoreException(
          "cannot use " + root + " as a data folder: " + e + "; choose one that can be written to",
          e);
    }
  }

  private static FileLock lock(FileChannel file, Path root) throws IOException {
    FileLock lock = null;
    try {
      lock = file.tryLock();
    } catch (OverlappingFileLockException e) {
      // this process has it
    }
    if (lock == null) {
      throw new StoreException(
          "the data set " + root + " is open in another Weir; close that one, or use a copy", null);
    }
    return lock;
  }

  private static void checkFormat(Path root) throws IOException {
    Path format = root.resolve("format");
    if (!Files.exists(format)) {
      Files.writeString(format, FORMAT + "\n");
      return;
    }
    String text = Files.readString(format).strip();
    if (!text.matches("\\d{1,9}")) {
      throw new StoreException(
          format
              + " holds '"
              + text
              + "' where the format's number was expected; restore it: "
              + FORMAT,
          null);
    }
    if (Integer.parseInt(text) > FORMAT) {
      throw new StoreException(
          root + " was written by a newer Weir (format " + text + "); open it with that version",
          null);
    }
  }

  Path root() {
    return root;
  }

  Path temporaryFiles() {
    return root.resolve("tmp");
  }

  Path slice(String name) {
    return root.resolve("slices").resolve(name);
  }

  /// Slice files by name, which is by age.
  List<Path> slices() {
    try (Stream<Path> files = Files.list(root.resolve("slices"))) {
      return files.filter(file -> file.toString().endsWith(".duckdb")).sorted().toList();
    } catch (IOException e) {
      throw new StoreException("cannot list " + root.resolve("slices") + ": " + e.getMessage(), e);
    }
  }

  /// Moves a slice that cannot be read out of the way; gives the sentence that says so.
  String setAside(Path slice, String reason) {
    Path aside = slice.resolveSibling(slice.getFileName() + ".damaged");
    try {
      Files.move(slice, aside);
      return "slice "
          + slice.getFileName()
          + " is damaged ("
          + reason
          + ") and was set aside as "
          + aside;
    } catch (IOException e) {
      return "slice "
          + slice
          + " is damaged ("
          + reason
          + ") and could not be set aside: "
          + e.getMessage();
    }
  }

  /// Deletes a slice's file, its log and its roll-ups.
  void delete(Path slice) {
    Path log = slice.resolveSibling(slice.getFileName() + ".wal");
    for (Path file : List.of(log, RollupFiles.beside(slice), slice)) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        LOG.warn("{} cannot be deleted: {}", file, e.getMessage());
      }
    }
  }

  /// Octets of all slices, their logs and their roll-ups.
  long diskBytes() {
    try (Stream<Path> files = Files.list(root.resolve("slices"))) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public void close() {
    try {
      lock.release();
      lockFile.close();
      if (temporary) {
        delete();
      }
    } catch (IOException e) {
      LOG.warn("closing {}: {}", root, e.getMessage());
    }
  }

  private void delete() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
