package weir.store.duckdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a process that was killed leaves behind, deleted at the next opening.
final class Leftovers {
  /// A library that was unpacked so long ago is in use, which its deletion does not change (or
  /// prevents), or not needed any more.
  private static final Duration LIBRARY_AGE = Duration.ofHours(1);

  /// Younger ones may be in the making.
  private static final Duration FOLDER_AGE = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  private Leftovers() {}

  /// Of a data folder that this process has locked: files that were being made, what belonged to
  /// slices that are gone or have been packed, what queries spilled.
  static void clear(Path root) {
    delete(root.resolve("slices"), Leftovers::isLeftOver);
    delete(root.resolve("tmp"), _ -> true);
  }

  private static boolean isLeftOver(Path file) {
    String name = file.getFileName().toString();
    if (name.endsWith(".new") || name.endsWith(".new.wal")) {
      return true;
    }
    if (name.endsWith(".parquet.sha256")) {
      return !Files.exists(without(file, ".sha256"));
    }
    if (name.endsWith(".rollups")) {
      Path slice = file.resolveSibling(name.replace(".rollups", ".duckdb"));
      return !Files.exists(slice) && !Files.exists(PackedFiles.packed(slice));
    }
    if (name.endsWith(".duckdb") || name.endsWith(".duckdb.wal")) {
      Path slice = name.endsWith(".wal") ? without(file, ".wal") : file;
      return Files.exists(PackedFiles.packed(slice)) || wasJustBegun(slice);
    }
    return false;
  }

  /// Not even its head is written, and nothing is in a log.
  private static boolean wasJustBegun(Path slice) {
    return slice.toFile().length() == 0 && !Files.exists(DataFolder.log(slice));
  }

  private static Path without(Path file, String ending) {
    String name = file.getFileName().toString();
    return file.resolveSibling(name.substring(0, name.length() - ending.length()));
  }

  /// DuckDB's library, which its driver unpacks at every start (72 MB) and deletes at every end but
  /// a kill.
  static void clearLibraries(Path systemTemporary, Instant now) {
    Instant old = now.minus(LIBRARY_AGE);
    delete(
        systemTemporary,
        file ->
            file.getFileName().toString().matches("libduckdb_java\\d+\\.so")
                && modified(file).isBefore(old));
  }

  /// Folders of temporary stores whose process was killed: nobody holds their locks.
  static void clearTemporaryFolders(Path systemTemporary, Instant now) {
    try (Stream<Path> all = Files.list(systemTemporary)) {
      all.filter(folder -> folder.getFileName().toString().matches("weir-\\d+"))
          .filter(folder -> modified(folder.resolve("lock")).isBefore(now.minus(FOLDER_AGE)))
          .forEach(Leftovers::clearTemporary);
    } catch (IOException e) {
      LOG.debug("{} cannot be listed: {}", systemTemporary, e.getMessage());
    }
  }

  private static void clearTemporary(Path folder) {
    try {
      Optional<FolderLock> lock = FolderLock.take(folder);
      if (lock.isPresent()) {
        lock.get().close();
        DataFolder.deleteTree(folder);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("{} stays: {}", folder, e.getMessage());
    }
  }

  private static Instant modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      return Instant.MAX;
    }
  }

  private static void delete(Path folder, Predicate<Path> which) {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(Files::isRegularFile).filter(which).toList();
    } catch (IOException e) {
      LOG.debug("{} cannot be listed: {}", folder, e.getMessage());
      return;
    }
    DataFolder.delete(files);
  }
}
