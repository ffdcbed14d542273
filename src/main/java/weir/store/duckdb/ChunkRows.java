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
/// [RowPath] tries this path before it is trusted.
final class ChunkRows implements RowWriter {
  /// A list's place in its column's items: `offset u64, length u64`.
  private static final int LIST_ENTRY_BYTES = 16;

  private final FlowTable table;
  private final NativeChunks duckdb = new NativeChunks();
  private final MemorySegment chunk;
  private final Field appenderRef;

  /// @throws ReflectiveOperationException if the driver is not as expected
  ChunkRows(FlowTable table) throws ReflectiveOperationException {
    this.table = table;
    this.chunk = duckdb.createChunk(table.columns().stream().map(FlowTable.Column::type).toList());
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
      for (FlowField field : table.fields()) {
        if (field.isAddress()) {
          copyHighs(batch, field, from, rows, column++);
        }
        copy(batch, field, from, rows, column++);
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

  private void copyHighs(FlowBatch batch, FlowField field, int from, int rows, int column) {
    MemorySegment into = duckdb.column(chunk, column, 8L * rows);
    if (batch.uses(field)) {
      MemorySegment.copy(batch.highs(field), from, into, ValueLayout.JAVA_LONG, 0, rows);
    } else {
      into.fill((byte) 0);
    }
  }

  private void copy(FlowBatch batch, FlowField field, int from, int rows, int column) {
    FlowTable.Type type = FlowTable.Type.of(field);
    if (type == FlowTable.Type.LIST) {
      copyLists(batch, field, from, rows, column);
      return;
    }
    long bytes = (long) Math.min(8, field.width()) * rows;
    MemorySegment into = duckdb.column(chunk, column, bytes);
    if (!batch.uses(field)) {
      into.fill((byte) 0);
      return;
    }
    switch (type) {
      case UTINYINT ->
          MemorySegment.copy(batch.bytes(field), from, into, ValueLayout.JAVA_BYTE, 0, rows);
      case USMALLINT ->
          MemorySegment.copy(batch.shorts(field), from, into, ValueLayout.JAVA_SHORT, 0, rows);
      case UINTEGER ->
          MemorySegment.copy(batch.ints(field), from, into, ValueLayout.JAVA_INT, 0, rows);
      default -> MemorySegment.copy(batch.longs(field), from, into, ValueLayout.JAVA_LONG, 0, rows);
    }
  }

  private void copyLists(FlowBatch batch, FlowField field, int from, int rows, int column) {
    MemorySegment entries = duckdb.column(chunk, column, (long) LIST_ENTRY_BYTES * rows);
    int count = 0;
    for (int row = 0; row < rows; row++) {
      int length = batch.listLength(field, from + row);
      entries.setAtIndex(ValueLayout.JAVA_LONG, 2L * row, count);
      entries.setAtIndex(ValueLayout.JAVA_LONG, 2L * row + 1, length);
      count += length;
    }
    MemorySegment items = duckdb.listItems(chunk, column, count, 4L * count);
    int at = 0;
    for (int row = from; row < from + rows; row++) {
      int length = batch.listLength(field, row);
      if (length > 0) {
        int first = (int) (batch.get(field, row) >>> 32);
        MemorySegment.copy(batch.items(), first, items, ValueLayout.JAVA_INT, 4L * at, length);
        at += length;
      }
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
