package weir.store.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import weir.store.OwnFiles;
import weir.store.StoreException;
import weir.store.duckdb.files.FileNames;

/// A table that becomes a Parquet file. Its rows wait in a database beside it, so that memory does
/// not grow with them; the file is there whole or not at all.
public final class ParquetTable implements AutoCloseable {
  private static final int MEMORY_MEBIBYTES = 256;

  /// What a column's values are, and what type they have in the file.
  public enum Kind {
    TEXT("VARCHAR"),
    /// Nanoseconds since 1970, in UTC.
    TIME("TIMESTAMP_NS"),
    /// From 0 to 2^64 - 1.
    WHOLE("UBIGINT"),
    SIGNED("BIGINT"),
    FRACTION("DOUBLE");

    private final String type;

    Kind(String type) {
      this.type = type;
    }
  }

  public record Column(String name, Kind kind) {}

  private final Path file;
  private final Path waiting;
  private final Path fresh;
  private final DuckDBConnection connection;
  private final DuckDBAppender appender;

  private ParquetTable(Path file, List<Column> columns) throws SQLException, IOException {
    this.file = file;
    this.waiting = file.resolveSibling(file.getFileName() + ".rows.new");
    this.fresh = file.resolveSibling(file.getFileName() + ".new");
    delete();
    Properties settings = new Properties();
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("memory_limit", MEMORY_MEBIBYTES + "MiB");
    connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", settings);
    try {
      execute("ATTACH '" + FileNames.quoted(waiting) + "' AS waiting");
      OwnFiles.tighten(waiting, false);
      execute(
          columns.stream()
              .map(column -> quoted(column.name, '"') + " " + column.kind.type)
              .collect(Collectors.joining(", ", "CREATE TABLE waiting.rows (", ")")));
      appender = connection.createAppender("waiting", "main", "rows");
    } catch (SQLException | IOException e) {
      connection.close();
      delete();
      throw e;
    }
  }

  /// @throws StoreException if it cannot be written there
  public static ParquetTable open(Path file, List<Column> columns) {
    FileNames.check(file);
    try {
      return new ParquetTable(file, columns);
    } catch (SQLException | IOException e) {
      throw unwritable(file, e);
    }
  }

  private static StoreException unwritable(Path file, Exception e) {
    return new StoreException(file + " cannot be written: " + e.getMessage(), e);
  }

  private static String quoted(String text, char mark) {
    return mark + text.replace("" + mark, "" + mark + mark) + mark;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @FunctionalInterface
  private interface Appending {
    void to(DuckDBAppender appender) throws SQLException;
  }

  private void append(Appending appending) {
    try {
      appending.to(appender);
    } catch (SQLException e) {
      throw unwritable(file, e);
    }
  }

  /// Appends the values of a row, one after another.
  @FunctionalInterface
  public interface Row {
    void write(Values into);
  }

  /// Takes the values of a row, each in its column's turn.
  public final class Values {
    private Values() {}

    public void none() {
      append(DuckDBAppender::appendNull);
    }

    public void text(String value) {
      append(to -> to.append(value));
    }

    public void time(long nanos) {
      Instant instant =
          Instant.ofEpochSecond(
              Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
      append(to -> to.append(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)));
    }

    public void whole(long value) {
      append(to -> to.append(value)); // its 64 bits as they are
    }

    public void signed(long value) {
      append(to -> to.append(value));
    }

    public void fraction(double value) {
      append(to -> to.append(value));
    }
  }

  private final Values values = new Values();

  /// @throws StoreException if it cannot be kept
  public void add(Row row) {
    append(DuckDBAppender::beginRow);
    row.write(values);
    append(DuckDBAppender::endRow);
  }

  /// Makes the file, in place of one that is there.
  ///
  /// @param about what readers can ask the file itself, by name
  /// @throws StoreException if it cannot be written
  public void finish(Map<String, String> about) {
    try {
      appender.close();
      String said =
          about.entrySet().stream()
              .map(entry -> quoted(entry.getKey(), '"') + ": " + quoted(entry.getValue(), '\''))
              .collect(Collectors.joining(", "));
      execute(
          "COPY waiting.rows TO '%s' (FORMAT parquet, COMPRESSION zstd, PRESERVE_ORDER true%s)"
              .formatted(
                  FileNames.quoted(fresh), said.isEmpty() ? "" : ", KV_METADATA {" + said + "}"));
      OwnFiles.tighten(fresh, false);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (SQLException | IOException e) {
      throw unwritable(file, e);
    }
  }

  private void delete() throws IOException {
    for (Path path :
        List.of(fresh, waiting, waiting.resolveSibling(waiting.getFileName() + ".wal"))) {
      Files.deleteIfExists(path);
    }
  }

  /// Leaves nothing but the file, if it was made.
  @Override
  public void close() {
    try (Connection _ = connection) {
      appender.close();
    } catch (SQLException e) {
      // it was closed, or takes no more; what it had is not wanted
    }
    try {
      delete();
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }
}
