package weir.ui.chart;

/// How small charts of one size lie beside and below each other.
///
/// @param shown how many there is room for; the first ones
record GridLayout(int columns, int rows, int shown) {
  /// How wide a chart is best for its height.
  private static final double SHAPE = 2.2;

  private static final double LEAST_WIDTH_EMS = 13;
  private static final double LEAST_HEIGHT_EMS = 6.5;

  /// @param charts at least one
  /// @param em the size of letters
  static GridLayout of(int charts, double width, double height, double em) {
    int mostColumns = Math.clamp((long) (width / (LEAST_WIDTH_EMS * em)), 1, charts);
    int mostRows = Math.max(1, (int) (height / (LEAST_HEIGHT_EMS * em)));
    GridLayout best = new GridLayout(1, 1, 1);
    double badness = Double.MAX_VALUE;
    for (int columns = 1; columns <= mostColumns; columns++) {
      int rows = Math.min(mostRows, Math.ceilDiv(charts, columns));
      int shown = Math.min(charts, columns * rows);
      double shape = width / columns / Math.max(1, height / rows);
      double empty = columns * rows - shown;
      double now = 100 * (charts - shown) + Math.abs(Math.log(shape / SHAPE)) + empty / charts;
      if (now < badness) {
        best = new GridLayout(columns, rows, shown);
        badness = now;
      }
    }
    return best;
  }
}
