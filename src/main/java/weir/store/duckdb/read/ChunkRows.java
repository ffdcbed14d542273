package weir.store.duckdb.read;

import java.util.List;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

/// Reads the rows of [weir.sql.RecordSql#stored], column by column.
final class ChunkRows {
  private ChunkRows() {}

  /// @param batch has these rows alone afterwards
  static void read(List<FlowField> fields, DuckDBDataChunkReader rows, FlowBatch batch) {
    int count = (int) rows.rowCount();
    batch.reset();
    batch.reserve(count);
    int column = 0;
    for (FlowField field : fields) {
      if (field.isWide()) {
        longs(rows.vector(column++), batch.highs(field), count);
        longs(rows.vector(column++), batch.longs(field), count);
      } else if (field.isList()) {
        lists(rows.vector(column++), batch, field, count);
      } else {
        numbers(rows.vector(column++), batch, field, count);
      }
    }
    batch.endRows(count);
  }

  private static void numbers(
      DuckDBReadableVector from, FlowBatch batch, FlowField field, int count) {
    switch (field.width()) {
      case 1 -> {
        byte[] into = batch.bytes(field);
        for (int row = 0; row < count; row++) {
          into[row] = (byte) from.getUint8(row);
        }
      }
      case 2 -> {
        short[] into = batch.shorts(field);
        for (int row = 0; row < count; row++) {
          into[row] = (short) from.getUint16(row);
        }
      }
      case 4 -> {
        int[] into = batch.ints(field);
        for (int row = 0; row < count; row++) {
          into[row] = (int) from.getUint32(row);
        }
      }
      default -> longs(from, batch.longs(field), count);
    }
  }

  private static void longs(DuckDBReadableVector from, long[] into, int count) {
    for (int row = 0; row < count; row++) {
      into[row] = from.getUint64(row).longValue();
    }
  }

  private static void lists(
      DuckDBReadableVector from, FlowBatch batch, FlowField field, int count) {
    for (int row = 0; row < count; row++) {
      String items = from.getString(row);
      for (int start = 0; start < items.length(); ) {
        int blank = items.indexOf(' ', start);
        int end = blank < 0 ? items.length() : blank;
        batch.add(field, row, Integer.parseUnsignedInt(items, start, end, 10));
        start = end + 1;
      }
    }
  }
}
