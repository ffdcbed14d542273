package weir.store.duckdb.read;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.FlowQuery;
import weir.sql.SqlCompiler;
import weir.store.duckdb.files.Database;

/// Reads the rows that [SqlCompiler] promises into columns.
final class AnswerReader {
  private int rows;
  private final FlowQuery query;
  private long[] buckets = new long[64];
  private boolean[] other = new boolean[64];
  private final long[][] highs;
  private final long[][] lows;
  private final long[][] sums;
  private long matched;

  private AnswerReader(FlowQuery query) {
    this.query = query;
    highs = new long[query.by().size()][64];
    lows = new long[query.by().size()][64];
    sums = new long[query.measures().size()][64];
  }

  /// Asks a statement of [SqlCompiler].
  static Answer ask(Database.Reader reader, FlowQuery query, String sql) {
    long started = System.nanoTime();
    return reader.ask(sql, rows -> read(query, rows, started));
  }

  private static Answer read(FlowQuery query, ResultSet results, long startedNanos)
      throws SQLException {
    AnswerReader reader = new AnswerReader(query);
    while (results.next()) {
      reader.row(results);
    }
    return reader.answer(System.nanoTime() - startedNanos);
  }

  private void row(ResultSet results) throws SQLException {
    if (rows == buckets.length) {
      grow();
    }
    int column = 1;
    buckets[rows] = unsigned(results, column++);
    other[rows] = results.getBoolean(column++);
    for (int key = 0; key < lows.length; key++) {
      if (query.by().get(key).isWide()) {
        highs[key][rows] = unsigned(results, column++);
      }
      lows[key][rows] = unsigned(results, column++);
    }
    for (long[] sum : sums) {
      sum[rows] = results.getLong(column++);
    }
    matched = results.getLong(column);
    rows++;
  }

  private static long unsigned(ResultSet results, int column) throws SQLException {
    return RecordRows.number(results.getObject(column));
  }

  private void grow() {
    int capacity = rows * 2;
    buckets = Arrays.copyOf(buckets, capacity);
    other = Arrays.copyOf(other, capacity);
    for (long[][] columns : List.of(highs, lows, sums)) {
      for (int i = 0; i < columns.length; i++) {
        columns[i] = Arrays.copyOf(columns[i], capacity);
      }
    }
  }

  private Answer answer(long elapsedNanos) {
    List<Answer.Key> keys = new ArrayList<>();
    for (int key = 0; key < lows.length; key++) {
      Dimension by = query.by().get(key);
      long[] high = by.isWide() ? Arrays.copyOf(highs[key], rows) : new long[0];
      keys.add(new Answer.Key(by, high, Arrays.copyOf(lows[key], rows)));
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] = Arrays.copyOf(sums[i], rows);
    }
    return new Answer(
        query,
        rows,
        query.bucketNanos() == 0 ? new long[0] : Arrays.copyOf(buckets, rows),
        keys,
        Arrays.copyOf(other, rows),
        sums,
        matched,
        elapsedNanos);
  }
}
