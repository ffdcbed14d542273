package weir.store.duckdb.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import weir.store.OwnFiles;
import weir.store.StoreException;

/// The file `format` of a data folder: the number of its layout.
///
/// 1: DuckDB files in `slices/`. 2: roll-ups beside them, and packed slices. 3: packed slices may
/// have times in milliseconds.
final class FolderFormat {
  static final int CURRENT = 3;

  /// More than a number takes.
  private static final int MOST_OCTETS = 100;

  private FolderFormat() {}

  /// Whether there is a format, or were slices written by someone who lost it.
  static boolean isDataSet(Path root) {
    return hasFormat(root) || hasSlices(root);
  }

  private static boolean hasFormat(Path root) {
    try {
      return OwnFiles.isFile(root.resolve("format")) && !text(root).isEmpty();
    } catch (IOException e) {
      return true; // and cannot be read, which is said when it is
    }
  }

  private static boolean hasSlices(Path root) {
    Path slices = root.resolve("slices");
    return OwnFiles.isFolder(slices) && !FolderCheck.list(slices, OwnNames::isSlice).isEmpty();
  }

  private static String text(Path root) throws IOException {
    try (InputStream in = Files.newInputStream(root.resolve("format"))) {
      return new String(in.readNBytes(MOST_OCTETS), StandardCharsets.UTF_8).strip();
    }
  }

  /// Reads it.
  ///
  /// @return 0 if it is lost or empty
  /// @throws StoreException if it is newer, or no number
  static int check(Path root) throws IOException {
    Path format = root.resolve("format");
    String text = OwnFiles.isFile(format) ? text(root) : "";
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
    OwnFiles.replace(root.resolve("format"), (CURRENT + "\n").getBytes(StandardCharsets.UTF_8));
    return found == 0 && hasSlices(root)
        ? List.of(root.resolve("format") + " was lost or empty and has been written anew")
        : List.of();
  }
}
