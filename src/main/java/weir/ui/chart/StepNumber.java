package weir.ui.chart;

import java.util.Arrays;
import weir.query.Rank;

/// What a ranking can say of a group's steps over time, beside its average.
public enum StepNumber {
  TREND("trend", "Trend", "how it has changed over the range; each line for itself"),
  MINIMUM("minimum", "Minimum", "of the lowest step"),
  P95("p95", "95th percentile", "95 of 100 steps are not higher"),
  MAXIMUM("maximum", "Maximum", "of the highest step"),
  LAST("last", "Last", "of the newest step");

  private final String columnName;
  private final String label;
  private final String meaning;

  StepNumber(String columnName, String label, String meaning) {
    this.columnName = columnName;
    this.label = label;
    this.meaning = meaning;
  }

  /// In files, for programs.
  public String columnName() {
    return columnName;
  }

  /// Above its column.
  public String label() {
    return label;
  }

  /// The rest of the sentence that begins with the label.
  public String meaning() {
    return meaning;
  }

  /// Of known steps alone; NaN where there are none. A trend counts as the last.
  ///
  /// @param points a value a step; NaN where nothing is known
  public double of(double[] points) {
    double[] known = Arrays.stream(points).filter(point -> !Double.isNaN(point)).toArray();
    if (known.length == 0) {
      return Double.NaN;
    }
    double last = known[known.length - 1];
    Arrays.sort(known);
    return switch (this) {
      case TREND, LAST -> last;
      case MINIMUM -> known[0];
      case P95 -> known[known.length - (int) Rank.placeOfP95(known.length)];
      case MAXIMUM -> known[known.length - 1];
    };
  }
}
