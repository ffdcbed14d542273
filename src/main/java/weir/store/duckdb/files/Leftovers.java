package weir.store.duckdb.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.store.OwnFiles;

/// What a process that was killed leaves behind, deleted at the next opening.
public final class Leftovers {
  /// Younger ones may be in the making.
  private static final Duration FOLDER_AGE = Duration.ofMinutes(1);

  private static final Duration FONT_AGE = Duration.ofDays(60);

  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  private Leftovers() {}

  /// Of a data folder that this process has locked: files that were being made, what belonged to
  /// slices that are gone or have been packed, what queries spilled.
  static void clear(Path root) {
    delete(root.resolve("slices"), file -> OwnNames.isOfSlices(file) && isLeftOver(file));
    delete(root.resolve("tmp"), OwnNames::isSpill); // of a former Weir
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

  /// Folders in the private one whose process was killed: nobody holds their locks. Fonts that
  /// JavaFX has written there.
  public static void clearScratches(Path place, Instant now) {
    Instant old = now.minus(FOLDER_AGE);
    delete(
        place,
        file ->
            file.getFileName().toString().matches("\\+JXF\\d+\\.tmp")
                && modified(file).isBefore(now.minus(FONT_AGE)));
    for (Path folder : FolderCheck.list(place, OwnFiles::isFolder)) {
      if (folder.getFileName().toString().matches(Scratch.NAMES)
          && modified(FolderLock.isIn(folder) ? folder.resolve("lock") : folder).isBefore(old)) {
        clearScratch(folder);
      }
    }
  }

  private static void clearScratch(Path folder) {
    try {
      Optional<FolderLock> lock = FolderLock.take(folder);
      if (lock.isPresent()) {
        lock.get().close();
        Scratch.delete(folder);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("{} stays: {}", folder, e.getMessage());
    }
  }

  private static Instant modified(Path file) {
    try {
      return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
    } catch (IOException e) {
      return Instant.MAX;
    }
  }

  private static void delete(Path folder, Predicate<Path> which) {
    if (OwnFiles.isFolder(folder)) {
      DataFolder.delete(
          FolderCheck.list(folder, file -> OwnFiles.isFile(file) && which.test(file)));
    }
  }
}
