package weir.store.duckdb.write;

import java.sql.SQLException;
import org.duckdb.DuckDBAppender;
import weir.flow.FlowBatch;

/// Puts batches into an appender of one table, within the transaction of its connection.
interface RowWriter extends AutoCloseable {
  /// Rows that are handed on at once: DuckDB's vector size.
  int CHUNK = FlowBatch.CAPACITY;

  /// Called after each [#CHUNK] rows that the appender was given.
  interface OnChunk {
    void appended() throws SQLException;
  }

  /// Takes a batch; some of its rows may be held back until a chunk is full.
  ///
  /// @param batch fills no field that the table lacks
  void append(DuckDBAppender appender, FlowBatch batch, OnChunk onChunk) throws SQLException;

  /// Gives the appender what was held back; how many rows.
  int release(DuckDBAppender appender) throws SQLException;

  /// Hands all rows that the appender was given to the transaction, so that it can be committed.
  void flush(DuckDBAppender appender) throws SQLException;

  @Override
  default void close() {}
}
