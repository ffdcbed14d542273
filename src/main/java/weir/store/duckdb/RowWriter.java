package weir.store.duckdb;

import java.sql.SQLException;
import org.duckdb.DuckDBAppender;
import weir.flow.FlowBatch;

/// Puts batches into an appender of one table, within the transaction of its connection.
interface RowWriter extends AutoCloseable {
  /// @param batch fills no field that the table lacks
  void append(DuckDBAppender appender, FlowBatch batch) throws SQLException;

  /// Hands all rows to the transaction, so that it can be committed.
  void flush(DuckDBAppender appender) throws SQLException;

  @Override
  default void close() {}
}
