package weir.ui.chart;

/// Which number of each group a legend shows.
public enum LegendNumber {
  AVERAGE("average", "over the whole range, as the tables have it"),
  MAXIMUM("maximum", "of the highest step"),
  LAST("last", "of the newest step");

  private final String label;
  private final String meaning;

  LegendNumber(String label, String meaning) {
    this.label = label;
    this.meaning = meaning;
  }

  /// "average", "maximum", "last".
  public String label() {
    return label;
  }

  /// The rest of the sentence that begins with the label.
  String meaning() {
    return meaning;
  }

  /// What a click changes it to.
  LegendNumber next() {
    return values()[(ordinal() + 1) % values().length];
  }

  /// NaN where it is not known.
  double of(Series series) {
    return switch (this) {
      case AVERAGE -> series.average();
      case MAXIMUM -> series.maximum();
      case LAST -> series.last();
    };
  }
}
