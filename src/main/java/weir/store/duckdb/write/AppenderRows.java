package weir.store.duckdb.write;

import java.sql.SQLException;
import org.duckdb.DuckDBAppender;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.store.duckdb.files.FlowTable;

/// The driver's public way: a call a value. Slower, and always there.
final class AppenderRows implements RowWriter {
  private final FlowTable table;
  private int rows;

  AppenderRows(FlowTable table) {
    this.table = table;
  }

  @Override
  public void append(DuckDBAppender appender, FlowBatch batch, OnChunk onChunk)
      throws SQLException {
    for (int row = 0; row < batch.rows(); row++) {
      appender.beginRow();
      for (FlowField field : table.written()) {
        append(appender, batch, field, row);
      }
      appender.endRow();
      if (++rows == CHUNK) {
        rows = 0;
        onChunk.appended();
      }
    }
  }

  private static void append(DuckDBAppender appender, FlowBatch batch, FlowField field, int row)
      throws SQLException {
    long value = batch.get(field, row);
    if (field.isList()) {
      int[] items = new int[batch.listLength(field, row)];
      for (int i = 0; i < items.length; i++) {
        items[i] = batch.item(field, row, i);
      }
      appender.append(items);
      return;
    }
    switch (field.width()) {
      case 1 -> appender.append((byte) value);
      case 2 -> appender.append((short) value);
      case 4 -> appender.append((int) value);
      case 8 -> appender.append(value);
      default -> {
        appender.append(batch.high(field, row));
        appender.append(value);
      }
    }
  }

  /// The appender has them already; only the count is held back.
  @Override
  public int release(DuckDBAppender appender) {
    int released = rows;
    rows = 0;
    return released;
  }

  @Override
  public void flush(DuckDBAppender appender) throws SQLException {
    appender.flush();
  }
}
