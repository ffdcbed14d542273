package weir.export;

import java.util.List;

/// A column that is put behind those of a table.
///
/// @param texts one a row, of a column of words
/// @param numbers one a row, of any other; NaN where there is none
public record More(Sheet.Column column, List<String> texts, double[] numbers) {
  /// Of words.
  ///
  /// @param name for programs
  /// @param label for people
  public static More words(String name, String label, List<String> texts) {
    return new More(new Sheet.Column(name, label, Sheet.Kind.TEXT), texts, new double[0]);
  }

  /// Of numbers with a fraction; NaN where there is none.
  public static More numbers(String name, String label, double[] numbers) {
    return new More(new Sheet.Column(name, label, Sheet.Kind.FRACTION), List.of(), numbers);
  }

  boolean isNone(int row) {
    return !column.isText() && Double.isNaN(numbers[row]);
  }
}
