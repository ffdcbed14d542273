package weir.store.duckdb.read;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.query.Answer;
import weir.query.Dimension;

/// Rows of numbers and truths, which are few, read into columns from the left to the right.
final class RowReader {
  private final List<long[]> rows = new ArrayList<>();
  private int column;

  static RowReader of(ResultSet results) throws SQLException {
    RowReader reader = new RowReader();
    int columns = results.getMetaData().getColumnCount();
    while (results.next()) {
      long[] row = new long[columns];
      for (int i = 0; i < columns; i++) {
        row[i] = number(results.getObject(i + 1));
      }
      reader.rows.add(row);
    }
    return reader;
  }

  /// A sum over nothing is no value, and 0 here.
  private static long number(@Nullable Object value) {
    return switch (value) {
      case null -> 0;
      case Boolean truth -> truth ? 1 : 0;
      default -> RecordRows.number(value);
    };
  }

  int rows() {
    return rows.size();
  }

  long[] next() {
    int read = column++;
    return rows.stream().mapToLong(row -> row[read]).toArray();
  }

  long[][] next(int columns) {
    long[][] next = new long[columns][];
    for (int i = 0; i < columns; i++) {
      next[i] = next();
    }
    return next;
  }

  boolean[] nextTruths() {
    long[] numbers = next();
    boolean[] truths = new boolean[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      truths[i] = numbers[i] != 0;
    }
    return truths;
  }

  Answer.Key nextKey(Dimension by) {
    long[] high = by.isWide() ? next() : new long[0];
    return new Answer.Key(by, high, next());
  }
}
