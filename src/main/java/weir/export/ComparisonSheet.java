package weir.export;

import java.util.Locale;
import weir.query.Comparison;
import weir.query.Measure;

/// Both sides beside each other: of each measure what is looked at, what it is compared with, and
/// by how much it differs.
final class ComparisonSheet extends AnswerSheet {
  private static final int EACH = 3;

  private final Comparison comparison;

  ComparisonSheet(Comparison comparison) {
    this.comparison = comparison;
    comparison.query().query().by().forEach(by -> key(of(by)));
    for (Measure measure : comparison.query().query().measures()) {
      measure(of(measure, "", ""));
      measure(of(measure, "_against", " against"));
      Column change = of(measure, "_change", " change");
      measure(
          new Column(
              change.name(),
              change.label(),
              change.kind() == Kind.WHOLE ? Kind.CHANGE : change.kind()));
    }
  }

  @Override
  public int rows() {
    return comparison.rows();
  }

  @Override
  public boolean other(int row) {
    return comparison.other()[row];
  }

  @Override
  public boolean left(int row, int column) {
    return isKey(column) && other(row);
  }

  @Override
  public String text(int row, int column) {
    return comparison.keys().get(column).text(row);
  }

  @Override
  public long whole(int row, int column) {
    if (isKey(column)) {
      return comparison.keys().get(column).low()[row];
    }
    int measure = measure(column) / EACH;
    long now = comparison.sums()[measure][row];
    long then = comparison.against()[measure][row];
    return switch (measure(column) % EACH) {
      case 0 -> now;
      case 1 -> then;
      default -> now - then; // neither is negative
    };
  }

  @Override
  public double fraction(int row, int column) {
    int measure = measure(column) / EACH;
    double now = comparison.value(row, measure);
    double then = comparison.valueAgainst(row, measure);
    return switch (measure(column) % EACH) {
      case 0 -> now;
      case 1 -> then;
      default -> now - then;
    };
  }

  @Override
  public String shown(int row, int column) {
    if (isKey(column)) {
      return comparison.text(row, column);
    }
    double value = fraction(row, column);
    return measure(column) % EACH == 2
        ? String.format(Locale.ROOT, "%+,.0f", value)
        : grouped(value);
  }
}
