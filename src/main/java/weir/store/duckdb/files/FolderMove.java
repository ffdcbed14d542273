package weir.store.duckdb.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import weir.flow.Reasons;
import weir.store.OwnFiles;
import weir.store.StoreException;
import weir.store.StoreStatus;

/// Has what is in a temporary data folder in another one: by other names on the same disk, as
/// copies on another.
final class FolderMove {
  /// What makes a data set; the format makes it whole.
  private static final List<String> PARTS =
      List.of("slices", "quarantine", "packets", "overrides.json", "format");

  private FolderMove() {}

  /// @throws StoreException if another disk has not enough room
  static void requireRoom(Path from, Path to) throws IOException {
    FileStore disk = Files.getFileStore(to);
    if (!disk.equals(Files.getFileStore(from))) {
      long octets = octets(from);
      if (octets > disk.getUsableSpace()) {
        throw new StoreException(
            "there is no room for "
                + StoreStatus.inWords(octets)
                + " on the disk of "
                + to
                + "; choose a folder on another one, or make room",
            null);
      }
    }
  }

  private static long octets(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  static void move(Path from, Path to) throws IOException {
    if (!OwnFiles.isTaken(from.resolve("format"))) {
      throw new IOException("its files are not there any more");
    }
    for (String part : PARTS) {
      if (OwnFiles.isTaken(from.resolve(part))) {
        movePart(from.resolve(part), to.resolve(part));
      }
    }
  }

  private static void movePart(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      copy(from, to);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path copy = to.resolve(from.relativize(path).toString());
        Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
        if (OwnFiles.isFile(copy)) {
          try (FileChannel written = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            written.force(true); // the original is about to be deleted
          }
        }
      }
    }
  }

  /// Keeps what could not be moved from being deleted.
  static StoreException failed(Path from, Path to, IOException why) {
    Path kept = from.resolveSibling("kept-" + from.getFileName());
    try {
      Files.move(from, kept, StandardCopyOption.ATOMIC_MOVE);
      return new StoreException(
          "the flows could not be moved to "
              + to
              + ": "
              + Reasons.of(why)
              + "; they are in the data set "
              + kept,
          why);
    } catch (IOException e) {
      why.addSuppressed(e);
      return new StoreException(
          "the flows could not be moved to " + to + ": " + Reasons.of(why), why);
    }
  }
}
