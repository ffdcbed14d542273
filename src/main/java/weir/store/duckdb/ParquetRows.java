package weir.store.duckdb;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import weir.decode.log.TableFile;
import weir.flow.ForeignText;
import weir.store.StoreException;
import weir.store.duckdb.files.DuckDbLibrary;
import weir.store.duckdb.files.FileNames;

/// The rows of a Parquet file that anybody may have written, as text, in its order.
public final class ParquetRows implements TableFile {
  private static final int MEMORY_MEBIBYTES = 512;

  private final String name;
  private final Connection connection;
  private final ResultSet rows;
  private final List<String> columns;
  private final long count;
  private final AtomicLong read = new AtomicLong();

  private ParquetRows(
      String name, Connection connection, ResultSet rows, List<String> columns, long count) {
    this.name = name;
    this.connection = connection;
    this.rows = rows;
    this.columns = columns;
    this.count = count;
  }

  /// @param name for messages
  /// @throws IOException if it is no Parquet that can be read
  @SuppressWarnings("resource") // closed with what is returned
  public static ParquetRows open(Path file, String name) throws IOException {
    Properties settings = new Properties();
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("memory_limit", MEMORY_MEBIBYTES + "MiB");
    settings.setProperty("jdbc_stream_results", "true");
    settings.setProperty("temp_directory", "");
    Connection connection = null;
    try {
      DuckDbLibrary.load();
      connection = DriverManager.getConnection("jdbc:duckdb:", settings);
      return open(connection, name, FileNames.pattern(file));
    } catch (SQLException | StoreException e) {
      close(connection);
      throw unreadable(name, e);
    }
  }

  private static ParquetRows open(Connection connection, String name, String file)
      throws SQLException {
    String table = "read_parquet('" + file + "', hive_partitioning = false)";
    Statement statement = connection.createStatement();
    long count;
    try (ResultSet found = statement.executeQuery("SELECT count(*) FROM " + table)) {
      found.next();
      count = found.getLong(1);
    }
    List<String> columns = new ArrayList<>();
    try (ResultSet found = statement.executeQuery("DESCRIBE SELECT * FROM " + table)) {
      while (found.next()) {
        columns.add(found.getString(1));
      }
    }
    ResultSet rows = statement.executeQuery("SELECT COLUMNS(*)::VARCHAR FROM " + table);
    return new ParquetRows(name, connection, rows, List.copyOf(columns), count);
  }

  private static IOException unreadable(String name, Exception e) {
    String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return new IOException(
        name + " is no Parquet that can be read: " + ForeignText.oneLine(why), e);
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public @Nullable List<@Nullable String> next() throws IOException {
    try {
      if (!rows.next()) {
        return null;
      }
      List<@Nullable String> cells = new ArrayList<>(columns.size());
      for (int i = 1; i <= columns.size(); i++) {
        cells.add(rows.getString(i));
      }
      read.incrementAndGet();
      return cells;
    } catch (SQLException e) {
      throw unreadable(name, e);
    }
  }

  @Override
  public double progress() {
    return count == 0 ? 1 : Math.min(1, read.doubleValue() / count);
  }

  @Override
  public void close() throws IOException {
    try {
      rows.getStatement().close();
      connection.close();
    } catch (SQLException e) {
      throw unreadable(name, e);
    }
  }

  private static void close(@Nullable Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      // What went wrong before is said.
    }
  }
}
