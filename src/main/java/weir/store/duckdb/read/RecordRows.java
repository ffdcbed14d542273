package weir.store.duckdb.read;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

/// Reads the rows of [weir.sql.SqlCompiler#records] into a batch.
final class RecordRows {
  private RecordRows() {}

  static FlowBatch read(List<FlowField> fields, ResultSet rows) throws SQLException {
    FlowBatch batch = new FlowBatch();
    while (rows.next()) {
      int column = 1;
      for (FlowField field : fields) {
        if (field.isAddress()) {
          long high = number(rows.getObject(column++));
          batch.setAddress(field, high, number(rows.getObject(column++)));
        } else if (field.isList()) {
          list(batch, field, (Object[]) rows.getArray(column++).getArray());
        } else {
          batch.set(field, number(rows.getObject(column++)));
        }
      }
      batch.endRow();
    }
    return batch;
  }

  private static void list(FlowBatch batch, FlowField field, Object[] items) {
    for (Object item : items) {
      batch.add(field, (int) number(item));
    }
  }

  /// The driver gives a UBIGINT as a BigInteger, narrower columns as other numbers.
  static long number(Object value) {
    return value instanceof BigInteger big ? big.longValue() : ((Number) value).longValue();
  }
}
