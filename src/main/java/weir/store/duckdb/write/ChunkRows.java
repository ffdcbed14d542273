package weir.store.duckdb.write;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBAppender;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.store.duckdb.files.FlowTable;

/// Copies columns into DuckDB's data chunks through its C API: a few memory copies instead of a
/// call a value. The C appender behind a [DuckDBAppender] is found in its private field
/// `appenderRef`, a direct buffer at the appender's address, so the driver's version is pinned and
/// [RowPath] tries this path before it is trusted.
///
/// IPv4 and IPv6 flows go into chunks of their own. DuckDB packs each vector of 2,048 values on its
/// own, so that IPv4 addresses take 32 bits beside IPv6 ones of 128: a fifth less disk in all.
final class ChunkRows implements RowWriter {
  private final NativeChunks duckdb = new NativeChunks();
  private final Field appenderRef;
  private final boolean inOrder;
  private final NativeChunk narrow;
  private final NativeChunk wide;
  private int[] order = new int[CHUNK];

  /// @param inOrder whether rows must keep their order: then all go into the same chunks
  /// @throws ReflectiveOperationException if the driver is not as expected
  ChunkRows(FlowTable table, boolean inOrder) throws ReflectiveOperationException {
    appenderRef = DuckDBAppender.class.getDeclaredField("appenderRef");
    appenderRef.setAccessible(true);
    this.inOrder = inOrder;
    narrow = new NativeChunk(duckdb, table);
    wide = new NativeChunk(duckdb, table);
  }

  @Override
  public void append(DuckDBAppender appender, FlowBatch batch, OnChunk onChunk)
      throws SQLException {
    int sixes = sort(batch);
    append(appender, narrow, batch, batch.rows() - sixes, onChunk);
    System.arraycopy(order, order.length - sixes, order, 0, sixes);
    append(appender, wide, batch, sixes, onChunk);
  }

  /// Puts the rows of IPv4 flows at the front of [#order] and those of IPv6 at its end; how many
  /// these are.
  private int sort(FlowBatch batch) {
    int rows = batch.rows();
    if (order.length < rows) {
      order = new int[rows];
    }
    boolean addressed = !inOrder && batch.uses(FlowField.SRC_ADDRESS) && rows > 0;
    long[] highs = addressed ? batch.highs(FlowField.SRC_ADDRESS) : new long[0];
    int fours = 0;
    int sixes = 0;
    for (int row = 0; row < rows; row++) {
      if (addressed && highs[row] != 0) {
        sixes++;
      } else {
        order[fours++] = row;
      }
    }
    int at = order.length - sixes;
    for (int row = 0; row < rows && sixes > 0; row++) {
      if (highs[row] != 0) {
        order[at++] = row;
      }
    }
    return sixes;
  }

  /// The first `count` rows of [#order].
  private void append(
      DuckDBAppender appender, NativeChunk chunk, FlowBatch batch, int count, OnChunk onChunk)
      throws SQLException {
    for (int next = 0; next < count; ) {
      next += chunk.take(batch, order, next, count);
      if (chunk.rows() == CHUNK) {
        give(appender, chunk);
        onChunk.appended();
      }
    }
  }

  private void give(DuckDBAppender appender, NativeChunk chunk) throws SQLException {
    if (!chunk.appendTo(nativeAppender(appender))) {
      throw new SQLException("DuckDB refused a chunk of rows");
    }
  }

  @Override
  public int release(DuckDBAppender appender) throws SQLException {
    int released = 0;
    for (NativeChunk chunk : List.of(narrow, wide)) {
      if (chunk.rows() > 0) {
        released += chunk.rows();
        give(appender, chunk);
      }
    }
    return released;
  }

  /// Not the driver's own flush: that one knows only of rows that it was given itself.
  @Override
  public void flush(DuckDBAppender appender) throws SQLException {
    if (!duckdb.flush(nativeAppender(appender))) {
      throw new SQLException("DuckDB refused the rows of this transaction");
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
    narrow.close();
    wide.close();
  }
}
