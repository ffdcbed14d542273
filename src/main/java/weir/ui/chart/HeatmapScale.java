package weir.ui.chart;

/// What the colours of a heatmap stand for.
public enum HeatmapScale {
  LOGARITHMIC("logarithmic", "Colours: logarithmic", "small amounts are seen beside large ones"),
  LINEAR("linear", "Colours: linear", "twice the way is twice as much"),
  COLUMN("share of column", "Colours: share of each column's largest", "quiet times show, too");

  private final String label;
  private final String item;
  private final String meaning;

  HeatmapScale(String label, String item, String meaning) {
    this.label = label;
    this.item = item;
    this.meaning = meaning;
  }

  String label() {
    return label;
  }

  /// In a menu.
  String item() {
    return item;
  }

  String meaning() {
    return meaning;
  }

  /// What a click changes it to.
  HeatmapScale next() {
    return values()[(ordinal() + 1) % values().length];
  }
}
