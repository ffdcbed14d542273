package weir.store.duckdb;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import org.duckdb.DuckDBAppender;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

/// Copies whole columns into DuckDB's data chunks through its C API: a few memory copies instead of
/// a call a value. The C appender behind a [DuckDBAppender] is found in its private field
/// `appenderRef`, a direct buffer at the appender's address, so the driver's version is pinned and
/// [DuckDbStore] tries this path before it trusts it.
final class ChunkRows implements RowWriter {
  private final NativeChunks duckdb = new NativeChunks();
  private final MemorySegment chunk =
      duckdb.createChunk(
          FlowTable.columns().stream().mapToInt(column -> column.type().code()).toArray());
  private final Field appenderRef;

  /// @throws ReflectiveOperationException if the driver is not as expected
  ChunkRows() throws ReflectiveOperationException {
    appenderRef = DuckDBAppender.class.getDeclaredField("appenderRef");
    appenderRef.setAccessible(true);
  }

  @Override
  public void append(DuckDBAppender appender, FlowBatch batch) throws SQLException {
    MemorySegment target = nativeAppender(appender);
    for (int from = 0; from < batch.rows(); from += FlowBatch.CAPACITY) {
      int rows = Math.min(FlowBatch.CAPACITY, batch.rows() - from);
      duckdb.reset(chunk);
      int column = 0;
      for (FlowField field : FlowField.all()) {
        if (field.isAddress()) {
          copy(batch.highColumn(field), from, rows, column++);
        }
        copy(batch.column(field), from, rows, column++);
      }
      if (!duckdb.append(target, chunk, rows)) {
        throw new SQLException("DuckDB refused a chunk of " + rows + " rows");
      }
    }
  }

  /// Not the driver's own flush: that one knows only of rows that it was given itself.
  @Override
  public void flush(DuckDBAppender appender) throws SQLException {
    if (!duckdb.flush(nativeAppender(appender))) {
      throw new SQLException("DuckDB refused the rows of this transaction");
    }
  }

  private void copy(Object array, int from, int rows, int column) {
    switch (array) {
      case byte[] bytes ->
          MemorySegment.copy(
              bytes, from, duckdb.column(chunk, column, rows), ValueLayout.JAVA_BYTE, 0, rows);
      case short[] shorts ->
          MemorySegment.copy(
              shorts,
              from,
              duckdb.column(chunk, column, 2L * rows),
              ValueLayout.JAVA_SHORT,
              0,
              rows);
      case int[] ints ->
          MemorySegment.copy(
              ints, from, duckdb.column(chunk, column, 4L * rows), ValueLayout.JAVA_INT, 0, rows);
      case long[] longs ->
          MemorySegment.copy(
              longs, from, duckdb.column(chunk, column, 8L * rows), ValueLayout.JAVA_LONG, 0, rows);
      default -> throw new AssertionError(array.getClass());
    }
  }

  private MemorySegment nativeAppender(DuckDBAppender appender) throws SQLException {
    try {
      return MemorySegment.ofBuffer((ByteBuffer) appenderRef.get(appender));
    } catch (IllegalAccessException e) {
      throw new SQLException("the driver's appender cannot be reached", e);
    }
  }

  @Override
  public void close() {
    duckdb.destroyChunk(chunk);
  }
}
