package weir.store.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import weir.store.StoreException;

/// The file `format` of a data folder: the number of its layout.
///
/// 1: DuckDB files in `slices/`. 2: roll-ups beside them, and packed slices. 3: packed slices may
/// have times in milliseconds.
final class FolderFormat {
  static final int CURRENT = 3;

  private FolderFormat() {}

  /// Whether there is a format, or were slices written by someone who lost it.
  static boolean isDataSet(Path root) {
    return Files.isRegularFile(root.resolve("format")) || hasSlices(root);
  }

  private static boolean hasSlices(Path root) {
    try (Stream<Path> files = Files.list(root.resolve("slices"))) {
      return files.anyMatch(
          file -> PackedFiles.isPacked(file) || file.toString().endsWith(".duckdb"));
    } catch (IOException e) {
      return false;
    }
  }

  /// Reads it.
  ///
  /// @return 0 if it is lost or empty
  /// @throws StoreException if it is newer, or no number
  static int check(Path root) throws IOException {
    Path format = root.resolve("format");
    String text = Files.exists(format) ? Files.readString(format).strip() : "";
    if (text.isEmpty()) {
      return 0;
    }
    if (!text.matches("\\d{1,9}")) {
      throw new StoreException(
          format
              + " holds '"
              + text
              + "' where the format's number was expected; restore it: "
              + CURRENT,
          null);
    }
    int number = Integer.parseInt(text);
    if (number > CURRENT) {
      throw new StoreException(
          root + " was written by a newer Weir (format " + text + "); open it with that version",
          null);
    }
    return number;
  }

  /// Makes it the current one.
  ///
  /// @return what was wrong, in sentences
  static List<String> bring(Path root) throws IOException {
    int found = check(root);
    if (found == CURRENT) {
      return List.of();
    }
    Path fresh = root.resolve("format.new");
    Files.writeString(fresh, CURRENT + "\n");
    Files.move(
        fresh,
        root.resolve("format"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    return found == 0 && hasSlices(root)
        ? List.of(root.resolve("format") + " was lost or empty and has been written anew")
        : List.of();
  }
}
