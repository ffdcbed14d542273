package weir.export;

import java.util.List;
import java.util.stream.IntStream;

/// An answer as a table, for every format: columns with names for programs and labels for people,
/// rows from 0 on.
public interface Sheet {
  /// What a column's cells are.
  enum Kind {
    TEXT,
    /// Nanoseconds since 1970.
    TIME,
    /// Whole numbers from 0 to 2^64 - 1.
    WHOLE,
    /// Whole numbers that may be negative.
    CHANGE,
    /// Numbers with a fraction.
    FRACTION
  }

  /// @param name for programs
  /// @param label for people
  record Column(String name, String label, Kind kind) {
    /// Whether its cells are read as words, not as numbers.
    public boolean isText() {
      return kind == Kind.TEXT || kind == Kind.TIME;
    }
  }

  List<Column> columns();

  /// How many columns, from the left, tell rows apart.
  int keys();

  int rows();

  /// Whether a row sums up what was left out.
  boolean other(int row);

  /// Whether a cell has no value of its own, because it stands for what was left out.
  boolean left(int row, int column);

  /// Whether a cell has no value: a time that is not known.
  default boolean none(int row, int column) {
    return false;
  }

  /// A text for programs.
  String text(int row, int column);

  /// A whole number, or a time.
  long whole(int row, int column);

  /// A number with a fraction.
  double fraction(int row, int column);

  /// A cell for people, but for times.
  String shown(int row, int column);

  /// Its first rows alone.
  default Sheet first(int most) {
    return only(IntStream.range(0, Math.min(most, rows())).toArray());
  }

  /// Some of its rows, in an order of their own.
  default Sheet only(int[] rows) {
    return new SomeRows(this, rows);
  }

  /// A row as an object of JSON, by its columns' names.
  default void appendJson(int row, IsoTimes times, StringBuilder out) {
    new SheetText(times).appendJson(this, row, out);
  }
}
