package weir.store.duckdb.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.store.OwnFiles;
import weir.store.PrivateFolder;

/// A folder in the user's private one that is deleted on close, with all that is in it: for what
/// questions spill, and for data sets that are not kept. It is locked meanwhile, so that others
/// know that it is in use; [Leftovers] deletes those of processes that were killed.
public final class Scratch implements AutoCloseable {
  static final String NAMES = "weir-\\d{1,20}";

  private static final Logger LOG = LoggerFactory.getLogger(Scratch.class);

  private final Path folder;
  private final FolderLock lock;

  private Scratch(Path folder, FolderLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /// @throws weir.store.StoreException if nothing can be made there
  static Scratch make() {
    Path place = PrivateFolder.claim();
    try {
      Path folder =
          OwnFiles.hasModes()
              ? Files.createTempDirectory(
                  place,
                  "weir-",
                  PosixFilePermissions.asFileAttribute(
                      PosixFilePermissions.fromString("rwx------")))
              : Files.createTempDirectory(place, "weir-");
      return new Scratch(
          folder,
          FolderLock.take(folder)
              .orElseThrow(() -> new IOException(folder + " is locked by another Weir")));
    } catch (IOException e) {
      throw PrivateFolder.unusable(place, e.toString(), e);
    }
  }

  Path folder() {
    return folder;
  }

  @Override
  public void close() {
    lock.close();
    try {
      if (OwnFiles.isTaken(folder)) {
        delete(folder);
      }
    } catch (IOException e) {
      LOG.warn("{} is left behind: {}", folder, e.getMessage());
    }
  }

  /// Deletes such a folder. Links in it are deleted, not followed.
  public static void delete(Path folder) throws IOException {
    if (!folder.getFileName().toString().matches(NAMES) || !OwnFiles.isFolder(folder)) {
      throw new IOException(folder + " is no folder of Weir's making");
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
