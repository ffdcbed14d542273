package weir.store.duckdb.files;

import java.nio.file.Path;
import weir.store.StoreException;

/// Names of files as DuckDB understands them. It sees more in some than letters: parameters behind
/// a `?`, folders between `\`, patterns, the home folder in `~`, an extension before a `:`.
public final class FileNames {
  /// There is no way to write them that it takes for letters.
  private static final String REFUSED = "?\\";

  private FileNames() {}

  /// To be called before anything is made there.
  ///
  /// @return `folder`
  /// @throws StoreException if DuckDB would look for its files elsewhere
  public static Path check(Path folder) {
    String text = folder.toString();
    for (int i = 0; i < text.length(); i++) {
      if (REFUSED.indexOf(text.charAt(i)) >= 0) {
        throw new StoreException(
            "flows cannot be kept in "
                + folder
                + ": DuckDB cannot open files below a name with '"
                + text.charAt(i)
                + "'; choose or make another folder",
            null);
      }
    }
    return folder;
  }

  /// Relative ones begin with `./`, so that no first letter means anything.
  static String plain(Path file) {
    return file.isAbsolute() ? file.toString() : "./" + file;
  }

  /// Between quotes, in SQL.
  public static String quoted(Path file) {
    return plain(file).replace("'", "''");
  }

  /// The same where DuckDB expects a pattern.
  public static String pattern(Path file) {
    return quoted(file).replaceAll("[*?\\[]", "[$0]");
  }
}
