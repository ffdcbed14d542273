package weir.store.duckdb;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.query.Answer;
import weir.query.FlowQuery;
import weir.store.Cancel;
import weir.store.StoreException;

/// One DuckDB instance: the writer's connection, and connections that readers take and give back.
final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  private final DuckDBConnection writer;
  private final Queue<Connection> readers = new ConcurrentLinkedQueue<>();

  /// @param temporaryFiles folder for what queries spill
  /// @param threads most that one question uses
  Database(Path temporaryFiles, int threads) throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("threads", Integer.toString(threads));
    settings.setProperty("memory_limit", "1GB");
    settings.setProperty("temp_directory", temporaryFiles.toString());
    settings.setProperty("max_temp_directory_size", "20GB");
    settings.setProperty("preserve_insertion_order", "false");
    writer = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", settings);
  }

  DuckDBConnection writer() {
    return writer;
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = writer.createStatement()) {
      statement.execute(sql);
    }
  }

  /// Asks on a reader's connection; what is committed is seen.
  Answer ask(FlowQuery query, String sql, Cancel cancel) {
    long started = System.nanoTime();
    try {
      Connection connection = take();
      try (Statement statement = connection.createStatement()) {
        cancel.onCancel(() -> cancel(statement));
        if (cancel.isCancelled()) {
          throw StoreException.cancelled();
        }
        try (ResultSet rows = statement.executeQuery(sql)) {
          return AnswerReader.read(query, rows, started);
        }
      } finally {
        readers.add(connection);
      }
    } catch (SQLException e) {
      if (cancel.isCancelled()) {
        throw StoreException.cancelled();
      }
      throw new StoreException("the question failed: " + e.getMessage(), e);
    }
  }

  private Connection take() throws SQLException {
    Connection connection = readers.poll();
    return connection == null ? writer.duplicate() : connection;
  }

  private static void cancel(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      LOG.debug("cancelling a question that is over: {}", e.getMessage());
    }
  }

  @Override
  public void close() throws SQLException {
    for (Connection reader = readers.poll(); reader != null; reader = readers.poll()) {
      reader.close();
    }
    writer.close();
  }
}
