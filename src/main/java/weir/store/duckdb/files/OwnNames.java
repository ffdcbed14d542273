package weir.store.duckdb.files;

import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;

/// The names that Weir and DuckDB give in a data folder. What has another name is somebody else's:
/// it is neither read nor deleted.
public final class OwnNames {
  static final Set<String> FOLDERS = Set.of("slices", "tmp", "quarantine", "packets");

  static final Set<String> FILES =
      Set.of(
          "lock",
          "format",
          "format.new",
          "exporters.json",
          "exporters.json.new",
          "exporters.json.damaged",
          "overrides.json",
          "overrides.json.new",
          "overrides.json.lock",
          "overrides.json.damaged");

  private static final String BEGUN = "\\d{8}T\\d{6}(_\\d{1,6})?";

  /// DuckDB has more logs beside a log, while it packs one or mends one.
  private static final String LOG = "\\.wal(\\.checkpoint|\\.recovery)?";

  private static final Pattern SLICE = Pattern.compile(BEGUN + "\\.(duckdb|parquet)");

  private static final Pattern OF_SLICES =
      Pattern.compile(
          BEGUN
              + "\\.(duckdb|parquet|parquet\\.sha256|rollups)(\\.new)?("
              + LOG
              + ")?(\\.damaged(\\.\\d{1,6})?("
              + LOG
              + ")?)?");

  private static final Pattern SPILL =
      Pattern.compile("duckdb_temp_(storage|block)[\\w-]{0,60}\\.(tmp|block)");

  private OwnNames() {}

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /// Whether it can be a slice, packed or as it was written.
  public static boolean isSlice(Path file) {
    return SLICE.matcher(name(file)).matches();
  }

  /// Whether it belongs into `slices`.
  static boolean isOfSlices(Path file) {
    return OF_SLICES.matcher(name(file)).matches();
  }

  /// Whether questions have spilled it.
  static boolean isSpill(Path file) {
    return SPILL.matcher(name(file)).matches();
  }

  /// Whether systems put it into folders of their own accord.
  static boolean isOfTheSystem(Path file) {
    String name = name(file);
    return name.startsWith(".")
        || Set.of("lost+found", "System Volume Information", "$RECYCLE.BIN", "desktop.ini")
            .contains(name);
  }
}
