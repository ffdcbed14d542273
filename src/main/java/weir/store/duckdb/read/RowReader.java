package weir.store.duckdb.read;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Rows of numbers and truths (1 and 0), which are few.
final class RowReader {
  private RowReader() {}

  static List<long[]> read(ResultSet results) throws SQLException {
    int columns = results.getMetaData().getColumnCount();
    List<long[]> rows = new ArrayList<>();
    while (results.next()) {
      long[] row = new long[columns];
      for (int i = 0; i < columns; i++) {
        Object value = results.getObject(i + 1);
        row[i] =
            value instanceof Boolean truth
                ? (truth ? 1 : 0)
                : value == null ? 0 : RecordRows.number(value);
      }
      rows.add(row);
    }
    return rows;
  }

  static long[] column(List<long[]> rows, int column) {
    return rows.stream().mapToLong(row -> row[column]).toArray();
  }
}
