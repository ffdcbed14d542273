package weir.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.Measure;
import weir.query.TimeRange;

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

  /// Sums of groups.
  static Sheet of(Answer answer) {
    int first = answer.query().bucketNanos() > 0 ? 1 : 0;
    AnswerSheet sheet =
        new AnswerSheet() {
          @Override
          public int rows() {
            return answer.rows();
          }

          @Override
          public boolean other(int row) {
            return answer.other()[row];
          }

          @Override
          public boolean left(int row, int column) {
            return column >= first && isKey(column) && other(row);
          }

          @Override
          public String text(int row, int column) {
            return column < first
                ? TimeRange.instant(answer.bucketStartNanos()[row]).toString()
                : answer.keys().get(column - first).text(row);
          }

          @Override
          public long whole(int row, int column) {
            return isKey(column)
                ? answer.keys().get(column - first).low()[row]
                : answer.sums()[measure(column)][row];
          }

          @Override
          public double fraction(int row, int column) {
            return answer.value(row, measure(column));
          }

          @Override
          public String shown(int row, int column) {
            return column < first
                ? text(row, column)
                : isKey(column)
                    ? answer.text(row, column - first)
                    : grouped(answer.value(row, measure(column)));
          }
        };
    if (first > 0) {
      sheet.key(new Column("time", "time", Kind.TEXT));
    }
    answer.query().by().forEach(by -> sheet.key(of(by)));
    answer.query().measures().forEach(what -> sheet.measure(of(what, "", "")));
    return sheet;
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

  @Override
  public List<Column> columns() {
    return columns;
  }
}
