package weir.store.duckdb.console;

import java.math.BigInteger;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import weir.query.SqlAnswer;
import weir.query.SqlAnswer.Kind;

/// Reads the rows of any statement.
final class AnswerRows {
  /// Letters of a cell that are kept.
  private static final int MOST_LETTERS = 20_000;

  /// Letters of all cells.
  private static final int MOST_TEXT = 50_000_000;

  private final ResultSet rows;
  private final List<String> types = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final List<List<@Nullable Object>> cells = new ArrayList<>();
  private long letters;

  private AnswerRows(ResultSet rows) throws SQLException {
    this.rows = rows;
    ResultSetMetaData about = rows.getMetaData();
    for (int column = 1; column <= about.getColumnCount(); column++) {
      names.add(about.getColumnLabel(column));
      types.add(about.getColumnTypeName(column).toUpperCase(Locale.ROOT));
    }
  }

  /// @param most rows that are read
  static SqlAnswer read(ResultSet rows, int most, long startedNanos) throws SQLException {
    return new AnswerRows(rows).read(most, startedNanos);
  }

  private SqlAnswer read(int most, long startedNanos) throws SQLException {
    boolean more = rows.next();
    while (more && cells.size() < most && letters < MOST_TEXT) {
      cells.add(row());
      more = rows.next();
    }
    List<SqlAnswer.Column> columns = new ArrayList<>();
    for (int column = 0; column < names.size(); column++) {
      columns.add(new SqlAnswer.Column(names.get(column), kind(column)));
    }
    return new SqlAnswer(columns, cells, more, System.nanoTime() - startedNanos);
  }

  private List<@Nullable Object> row() throws SQLException {
    List<@Nullable Object> row = new ArrayList<>();
    for (int column = 0; column < types.size(); column++) {
      row.add(cell(column));
    }
    return row;
  }

  private @Nullable Object cell(int column) throws SQLException {
    String type = types.get(column);
    if (type.startsWith("TIMESTAMP WITH")) {
      OffsetDateTime time = rows.getObject(column + 1, OffsetDateTime.class);
      return time == null ? null : nanos(time.toInstant());
    }
    if (type.startsWith("TIMESTAMP")) {
      LocalDateTime time = rows.getObject(column + 1, LocalDateTime.class);
      return time == null ? null : nanos(time.toInstant(ZoneOffset.UTC));
    }
    Object value = rows.getObject(column + 1);
    return switch (value) {
      case null -> null;
      case BigInteger whole when whole.bitLength() < Long.SIZE -> whole.longValue();
      case Byte _, Short _, Integer _, Long _ -> ((Number) value).longValue();
      case Number number -> number.doubleValue();
      default -> text(value);
    };
  }

  private static long nanos(Instant time) {
    return time.getEpochSecond() * 1_000_000_000 + time.getNano();
  }

  private String text(Object value) throws SQLException {
    String text =
        value instanceof Array list
            ? Arrays.toString((Object[]) list.getArray())
            : String.valueOf(value);
    letters += Math.min(text.length(), MOST_LETTERS);
    return text.length() <= MOST_LETTERS ? text : text.substring(0, MOST_LETTERS) + "…";
  }

  /// Where one number has a fraction, all have one.
  private Kind kind(int column) {
    if (types.get(column).startsWith("TIMESTAMP")) {
      return Kind.TIME;
    }
    boolean fraction = has(column, Double.class) || isFraction(types.get(column));
    boolean whole = has(column, Long.class) || types.get(column).endsWith("INT");
    if (has(column, String.class) || (!fraction && !whole)) {
      return Kind.TEXT;
    }
    if (fraction) {
      cells.forEach(
          row -> {
            if (row.get(column) instanceof Long number) {
              row.set(column, number.doubleValue());
            }
          });
      return Kind.FRACTION;
    }
    return Kind.WHOLE;
  }

  private static boolean isFraction(String type) {
    return type.equals("DOUBLE") || type.equals("FLOAT") || type.startsWith("DECIMAL");
  }

  private boolean has(int column, Class<?> type) {
    return cells.stream().anyMatch(row -> type.isInstance(row.get(column)));
  }
}
