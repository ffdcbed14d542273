package weir.store.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.store.OverridesFile;
import weir.store.StoreException;

/// A data set's folder: `format` (a number), `lock` (held by the process that has it open),
/// `slices/` (a file each, and what belongs to it), `tmp/` (what queries spill), `quarantine/` (a
/// data set of flows set apart) and `overrides.json` (what people say of exporters; see
/// [OverridesFile]).
final class DataFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);

  private final Path root;
  private final Path temporaryFiles;
  private final boolean temporary;
  private final @Nullable FolderLock lock;
  private final List<String> problems = new ArrayList<>();

  private DataFolder(Path root, Path temporaryFiles, boolean temporary, @Nullable FolderLock lock) {
    this.root = root;
    this.temporaryFiles = temporaryFiles;
    this.temporary = temporary;
    this.lock = lock;
  }

  /// Opens a folder to write into, and makes it if it is not there.
  static DataFolder open(Path root) {
    return open(root, false);
  }

  /// Opens a folder that is a data set already, to ask. One that cannot be written to is opened all
  /// the same; nobody is kept from writing to it then.
  static DataFolder openExisting(Path root) {
    if (!FolderFormat.isDataSet(root)) {
      throw new StoreException(
          root + " is no data set of Weir's; collect or import into it first", null);
    }
    FolderLock lock;
    try {
      lock = lock(root);
    } catch (IOException e) {
      LOG.info("{} is only read: {}", root, e.toString());
      return openReadOnly(root);
    }
    return open(root, false, lock, false);
  }

  private static DataFolder openReadOnly(Path root) {
    try {
      FolderFormat.check(root);
      return new DataFolder(root, Files.createTempDirectory("weir-"), false, null);
    } catch (IOException e) {
      throw new StoreException(
          "cannot read " + root + ": " + e + "; give it to the user who runs Weir", e);
    }
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
    FolderLock lock;
    try {
      Files.createDirectories(root.resolve("slices"));
      lock = lock(root);
    } catch (IOException e) {
      throw unusable(root, e);
    }
    return open(root, temporary, lock, true);
  }

  private static StoreException unusable(Path root, IOException e) {
    return new StoreException(
        "cannot use "
            + root
            + " as a data folder: "
            + e
            + "; give it to the user who runs Weir, or choose one that can be written to with --data",
        e);
  }

  private static FolderLock lock(Path root) throws IOException {
    return FolderLock.take(root).orElseThrow(() -> inUse(root));
  }

  /// @param written whether it will be written to
  private static DataFolder open(Path root, boolean temporary, FolderLock lock, boolean written) {
    try {
      DataFolder folder = new DataFolder(root, root.resolve("tmp"), temporary, lock);
      Files.createDirectories(folder.temporaryFiles);
      if (written) {
        folder.problems.addAll(FolderFormat.bring(root));
      } else {
        FolderFormat.check(root);
      }
      Leftovers.clear(root);
      return folder;
    } catch (IOException e) {
      lock.close();
      throw unusable(root, e);
    } catch (StoreException e) {
      lock.close();
      throw e;
    }
  }

  static StoreException inUse(Path root) {
    return new StoreException(
        "the data set " + root + " is open in another Weir; close that one, or use a copy", null);
  }

  Path root() {
    return root;
  }

  /// Whether nothing in it can be changed.
  boolean readOnly() {
    return lock == null;
  }

  /// What was found wrong, in sentences.
  List<String> problems() {
    return problems;
  }

  Path temporaryFiles() {
    return temporaryFiles;
  }

  Path slice(String name) {
    return root.resolve("slices").resolve(name);
  }

  /// Slice files by name, which is by age. Where a slice is there packed and as it was before, the
  /// packed one: it is only in place when it is whole.
  List<Path> slices() {
    try (Stream<Path> files = Files.list(root.resolve("slices"))) {
      return files
          .filter(
              file ->
                  PackedFiles.isPacked(file)
                      || (file.toString().endsWith(".duckdb")
                          && !Files.exists(PackedFiles.packed(file))))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new StoreException("cannot list " + root.resolve("slices") + ": " + e, e);
    }
  }

  static Path log(Path slice) {
    return slice.resolveSibling(slice.getFileName() + ".wal");
  }

  /// Where a damaged file goes; "damaged.2" where the name is taken.
  static Path aside(Path file) {
    Path aside = file.resolveSibling(file.getFileName() + ".damaged");
    for (int i = 2; Files.exists(aside); i++) {
      aside = file.resolveSibling(file.getFileName() + ".damaged." + i);
    }
    return aside;
  }

  /// Moves a file that cannot be read out of the way, and its log with it.
  ///
  /// @return what became of it: "set aside as …"
  String setAside(Path file) {
    Path aside = aside(file);
    try {
      if (readOnly()) {
        throw new IOException("the folder is only read");
      }
      Files.move(file, aside);
      if (Files.exists(log(file))) {
        Files.move(log(file), log(aside));
      }
      return "set aside as " + aside;
    } catch (IOException e) {
      return "left where it is (" + e.getMessage() + ")";
    }
  }

  /// Deletes a slice's file and all that belongs to it.
  void delete(Path slice) {
    delete(List.of(log(slice), RollupFiles.beside(slice), PackedFiles.sum(slice), slice));
  }

  /// Deletes what a slice was before it was packed.
  static void deleteUnpacked(Path slice) {
    delete(List.of(log(slice), slice));
  }

  static void delete(List<Path> files) {
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        LOG.warn("{} cannot be deleted: {}", file, e.getMessage());
      }
    }
  }

  /// Octets of a slice and all that belongs to it.
  static long bytes(Path slice) {
    return Stream.of(slice, log(slice), RollupFiles.beside(slice))
        .mapToLong(file -> file.toFile().length())
        .sum();
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
    if (lock != null) {
      lock.close();
    }
    try {
      if (temporary) {
        deleteTree(root);
      } else if (readOnly()) {
        deleteTree(temporaryFiles);
      }
    } catch (IOException e) {
      LOG.warn("closing {}: {}", root, e.getMessage());
    }
  }

  static void deleteTree(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
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
