package weir.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import weir.query.Dimension;
import weir.query.Measure;

/// The columns that all answers share: `time` with buckets, the dimensions, the measures.
abstract class AnswerSheet implements Sheet {
  private final List<Column> columns = new ArrayList<>();
  private int keyed;

  static Column of(Dimension by) {
    return new Column(by.name(), by.label(), FieldText.isText(by) ? Kind.TEXT : Kind.WHOLE);
  }

  static Column of(Measure measure, String suffix, String words) {
    return new Column(
        measure.measureName() + suffix,
        measure.label() + words,
        measure.isRate() ? Kind.FRACTION : Kind.WHOLE);
  }

  void key(Column column) {
    columns.add(column);
    keyed++;
  }

  void measure(Column column) {
    columns.add(column);
  }

  boolean isKey(int column) {
    return column < keyed;
  }

  /// The place of a column among the measures.
  int measure(int column) {
    return column - keyed;
  }

  @Override
  public int keys() {
    return keyed;
  }

  /// "1,234".
  static String grouped(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  /// With a decimal where it is a ratio: "42.7".
  static String grouped(double value, Measure measure) {
    return measure.isRatio() ? String.format(Locale.ROOT, "%,.1f", value) : grouped(value);
  }

  @Override
  public List<Column> columns() {
    return columns;
  }
}
