package weir.store.duckdb;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/// Rows on their way from who has them to DuckDB, a few thousand at most.
final class RowHandover {
  /// Rows that DuckDB takes at once.
  static final int MOST_ROWS = 2048;

  /// Of so many rows each that wait.
  private static final int MOST_WAITING = 2;

  private final List<ParquetTable.Column> columns;
  private final Deque<Part> waiting = new ArrayDeque<>();
  private boolean complete;
  private boolean abandoned;
  private boolean ended;

  RowHandover(List<ParquetTable.Column> columns) {
    this.columns = List.copyOf(columns);
  }

  /// Some rows, an array a column: texts, whole numbers or fractions; with what has no value.
  private record Part(int rows, Object[] values, boolean[] @Nullable [] none) {}

  /// Hands rows over; waits while many wait.
  ///
  /// @return false if nobody takes them any more
  boolean give(int from, int count, ParquetTable.Cells cells) {
    Part part = part(from, count, cells);
    synchronized (this) {
      while (waiting.size() >= MOST_WAITING && !ended) {
        pause();
      }
      waiting.add(part);
      notifyAll();
      return !ended;
    }
  }

  private Part part(int from, int count, ParquetTable.Cells cells) {
    Object[] values = new Object[columns.size()];
    boolean[] @Nullable [] none = new boolean[columns.size()][];
    for (int column = 0; column < values.length; column++) {
      boolean[] lacks = none(from, count, column, cells);
      none[column] = lacks;
      values[column] =
          switch (columns.get(column).kind()) {
            case TEXT, LIST -> texts(from, count, column, cells, lacks);
            case FRACTION -> fractions(from, count, column, cells, lacks);
            case TIME, WHOLE, SIGNED -> numbers(from, count, column, cells, lacks);
          };
    }
    return new Part(count, values, none);
  }

  private static boolean @Nullable [] none(
      int from, int count, int column, ParquetTable.Cells cells) {
    boolean[] none = null;
    for (int i = 0; i < count; i++) {
      if (cells.none(from + i, column)) {
        none = none == null ? new boolean[count] : none;
        none[i] = true;
      }
    }
    return none;
  }

  private static String[] texts(
      int from, int count, int column, ParquetTable.Cells cells, boolean @Nullable [] none) {
    String[] texts = new String[count];
    for (int i = 0; i < count; i++) {
      texts[i] = none != null && none[i] ? "" : cells.text(from + i, column);
    }
    return texts;
  }

  private static long[] numbers(
      int from, int count, int column, ParquetTable.Cells cells, boolean @Nullable [] none) {
    long[] numbers = new long[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = none != null && none[i] ? 0 : cells.whole(from + i, column);
    }
    return numbers;
  }

  private static double[] fractions(
      int from, int count, int column, ParquetTable.Cells cells, boolean @Nullable [] none) {
    double[] fractions = new double[count];
    for (int i = 0; i < count; i++) {
      fractions[i] = none != null && none[i] ? 0 : cells.fraction(from + i, column);
    }
    return fractions;
  }

  /// There are no more.
  ///
  /// @return false if nobody took all of them
  synchronized boolean last() {
    complete = true;
    notifyAll();
    return !ended;
  }

  /// What is under way is not wanted any more.
  synchronized void abandon() {
    abandoned = true;
    notifyAll();
  }

  /// Nobody takes any more.
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /// The next rows, as DuckDB wants them; waits for them.
  ///
  /// @return how many; 0 behind the last ones
  long take(DuckDBDataChunkWriter into) throws InterruptedException {
    Part part;
    synchronized (this) {
      while (waiting.isEmpty() && !complete && !abandoned) {
        wait();
      }
      if (waiting.isEmpty() && abandoned && !complete) {
        throw new IllegalStateException("not wanted any more");
      }
      part = waiting.poll();
      notifyAll();
    }
    if (part == null) {
      return 0;
    }
    for (int column = 0; column < columns.size(); column++) {
      write(part, column, into.vector(column));
    }
    return part.rows();
  }

  private static void write(Part part, int column, DuckDBWritableVector into) {
    switch (part.values()[column]) {
      case String[] texts -> into.setStrings(0, texts);
      case long[] numbers -> {
        for (int row = 0; row < numbers.length; row++) {
          into.setLong(row, numbers[row]);
        }
      }
      case double[] fractions -> {
        for (int row = 0; row < fractions.length; row++) {
          into.setDouble(row, fractions[row]);
        }
      }
      default -> throw new IllegalStateException("no column: " + part.values()[column]);
    }
    boolean[] none = part.none()[column];
    for (int row = 0; none != null && row < none.length; row++) {
      if (none[row]) {
        into.setNull(row);
      }
    }
  }

  @SuppressWarnings("WaitNotInLoop") // it is called in one
  private void pause() {
    try {
      wait();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ended = true;
    }
  }
}
