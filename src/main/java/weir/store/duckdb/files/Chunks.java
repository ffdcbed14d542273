package weir.store.duckdb.files;

import java.sql.Connection;
import java.sql.SQLException;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.store.Cancel;
import weir.store.StoreException;

/// The rows of a statement in the order in which DuckDB gives them, some two thousand at a time; it
/// works ahead by a few of these, and waits.
public final class Chunks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Chunks.class);

  private final Cancel cancel;
  private final DuckDBPreparedStatement statement;
  private final DuckDBChunkedResult result;

  /// @throws StoreException if it cannot be asked
  Chunks(Connection connection, String sql, Cancel cancel) {
    this.cancel = cancel;
    @Nullable DuckDBPreparedStatement prepared = null;
    try {
      prepared = (DuckDBPreparedStatement) connection.prepareStatement(sql);
      DuckDBPreparedStatement cancelled = prepared;
      cancel.onCancel(() -> cancel(cancelled));
      if (cancel.isCancelled()) {
        throw StoreException.cancelled();
      }
      this.statement = prepared;
      this.result = prepared.query();
    } catch (SQLException | RuntimeException e) {
      close(prepared);
      throw failure(e);
    }
  }

  /// Goes on to the next rows.
  ///
  /// @return false if there are none
  /// @throws StoreException if they cannot be read
  public boolean next() {
    try {
      return result.nextChunk();
    } catch (RuntimeException e) {
      throw failure(e);
    }
  }

  /// The rows at hand; never asked for behind the last ones.
  public DuckDBDataChunkReader rows() {
    return result.chunk();
  }

  private StoreException failure(Exception e) {
    if (cancel.isCancelled()) {
      return StoreException.cancelled();
    }
    if (e instanceof StoreException known) {
      return known;
    }
    Throwable cause =
        e instanceof DuckDBFunctions.FunctionException && e.getCause() != null ? e.getCause() : e;
    return new StoreException("the flows could not be read: " + cause.getMessage(), cause);
  }

  private static void cancel(DuckDBPreparedStatement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      LOG.debug("cancelling what is over: {}", e.getMessage());
    }
  }

  private static void close(@Nullable AutoCloseable part) {
    try {
      if (part != null) {
        part.close();
      }
    } catch (Exception e) {
      LOG.debug("closing what was read: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    close(result);
    close(statement);
  }
}
