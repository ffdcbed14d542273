package weir.store.duckdb.read;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

/// Reads the rows of [weir.sql.RecordSql#first] into a batch.
public final class RecordRows {
  private RecordRows() {}

  static FlowBatch read(List<FlowField> fields, ResultSet rows) throws SQLException {
    FlowBatch batch = new FlowBatch();
    while (rows.next()) {
      read(fields, rows, 1, batch);
    }
    return batch;
  }

  /// The rows of [weir.sql.RecordSql#rows].
  ///
  /// @param batch gets the records
  /// @return their numbers
  static List<Long> readNumbered(List<FlowField> fields, ResultSet rows, FlowBatch batch)
      throws SQLException {
    List<Long> numbers = new ArrayList<>();
    while (rows.next()) {
      numbers.add(rows.getLong(1));
      read(fields, rows, 2, batch);
    }
    return numbers;
  }

  /// Reads the row that the result stands at.
  ///
  /// @param first its column of the first field
  public static void read(List<FlowField> fields, ResultSet rows, int first, FlowBatch batch)
      throws SQLException {
    int column = first;
    for (FlowField field : fields) {
      if (field.isWide()) {
        long high = number(rows.getObject(column++));
        batch.setHalves(field, high, number(rows.getObject(column++)));
      } else if (field.isList()) {
        list(batch, field, (Object[]) rows.getArray(column++).getArray());
      } else {
        batch.set(field, number(rows.getObject(column++)));
      }
    }
    batch.endRow();
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
