package weir.store.duckdb.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.store.duckdb.rollup.Rollup;

/// Tells files that are damaged from a machine that is in trouble: the first are set aside, the
/// second must cost nothing.
public final class Damage {
  /// In messages of a machine without room, rights or handles, of files in use, of newer ones.
  private static final List<String> NOT_THE_FILES_FAULT =
      List.of(
          "Permission denied",
          "Too many open files",
          "No space left",
          "Could not set lock",
          "Resource In Use",
          "Out of Memory",
          "No such file",
          "version number",
          "newer version",
          "INTERRUPT");

  /// In messages of what is read and makes no sense.
  private static final List<String> SIGNS =
      List.of(
          "orrupt",
          "Could not read",
          "Failed to read file",
          "No magic bytes",
          "Invalid Error",
          "ZSTD",
          "IO Error");

  /// How DuckDB's logs begin: a record's first field is its kind, the version of the log.
  private static final byte[] LOG_START = {0x64, 0x00, 0x62};

  private Damage() {}

  /// Whether a file that cannot be opened is to blame itself.
  public static boolean ofFile(SQLException e) {
    String message = String.valueOf(e.getMessage());
    return NOT_THE_FILES_FAULT.stream().noneMatch(message::contains);
  }

  static boolean inUse(SQLException e) {
    return String.valueOf(e.getMessage()).contains("Could not set lock");
  }

  static boolean ofLog(SQLException e) {
    return String.valueOf(e.getMessage()).contains("WAL");
  }

  /// Whether a question may have failed for a damaged file.
  public static boolean suspected(@Nullable Throwable cause) {
    return cause instanceof SQLException e
        && (isGivenUp(e) || ofFile(e))
        && SIGNS.stream().anyMatch(String.valueOf(e.getMessage())::contains);
  }

  /// Whether DuckDB has given an attached file up: a checkpoint failed, for want of room mostly.
  /// All that was committed is in its log.
  private static boolean isGivenUp(SQLException e) {
    return String.valueOf(e.getMessage()).contains("invalidated");
  }

  static boolean isGivenUp(Connection connection, Slice slice) {
    try {
      Database.execute(connection, "SELECT count(*) FROM " + slice.table());
      return false;
    } catch (SQLException e) {
      return isGivenUp(e);
    }
  }

  /// Whether a log cannot be one: DuckDB would pass over it without a word.
  static boolean isNoLog(Path log) {
    try (InputStream in = Files.newInputStream(log)) {
      byte[] start = in.readNBytes(LOG_START.length);
      return start.length > 0 && !Arrays.equals(start, LOG_START);
    } catch (IOException e) {
      return false; // there is none
    }
  }

  /// Reads all of a slice; what is wrong with it.
  static Optional<String> ofSlice(Connection connection, Slice slice) {
    Optional<String> unread = unread(connection, slice.table());
    try {
      return unread.isEmpty() && slice.packed() && !PackedFiles.matches(slice.file())
          ? Optional.of("its SHA-256 is another")
          : unread;
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /// Reads all roll-ups of a slice.
  static Optional<String> ofRollups(Connection connection, Slice slice) {
    List<String> tables = new ArrayList<>();
    slice
        .rollups()
        .ifPresent(
            rollups -> {
              for (Rollup rollup : rollups.rows().keySet()) {
                tables.add(rollups.database() + "." + rollup.table());
              }
            });
    return tables.stream().flatMap(table -> unread(connection, table).stream()).findFirst();
  }

  private static Optional<String> unread(Connection connection, String table) {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT bit_xor(hash(flows)) FROM " + table + " AS flows")) {
      row.next();
      return Optional.empty();
    } catch (SQLException e) {
      return ofFile(e) ? Optional.of(firstLine(e)) : Optional.empty();
    }
  }

  static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
