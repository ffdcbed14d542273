package weir.ui.explore;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.scene.control.TableColumn;
import weir.query.Measure;
import weir.ui.chart.GroupSteps;
import weir.ui.chart.Quantity;
import weir.ui.chart.StepNumber;

/// The columns of a ranking that say how its groups have changed from step to step; those that are
/// wanted are seen.
final class RankingTrends {
  private static final double[] NOT_KNOWN = {};

  private final Map<StepNumber, TableColumn<RankingRow, RankingRow>> columns =
      new EnumMap<>(StepNumber.class);
  private GroupSteps steps = GroupSteps.NONE;
  private Measure measure = Measure.BITS_PER_SECOND;

  RankingTrends(RankingColumns.Maker maker) {
    for (StepNumber number : StepNumber.values()) {
      TableColumn<RankingRow, RankingRow> column =
          maker.column(
              number.label(),
              number == StepNumber.TREND
                  ? () -> new RankingCell.Trend(this::points, this::trendText)
                  : () -> new RankingCell.Plain(row -> text(number, points(row))),
              Comparator.comparingDouble(row -> orNone(number.of(points(row)))));
      column.setVisible(false);
      columns.put(number, column);
    }
  }

  List<TableColumn<RankingRow, RankingRow>> columns() {
    return List.copyOf(columns.values());
  }

  /// In which unit they are.
  void measure(Measure now) {
    measure = now;
  }

  Measure measure() {
    return measure;
  }

  /// Whether a column has lines, not numbers.
  boolean isLine(TableColumn<RankingRow, RankingRow> column) {
    return column == columns.get(StepNumber.TREND);
  }

  /// What is known of the groups' steps, and what of that is wanted.
  ///
  /// @return whether that changes anything
  boolean show(GroupSteps newest, Set<StepNumber> wanted) {
    boolean other = !newest.equals(steps);
    steps = newest;
    for (Map.Entry<StepNumber, TableColumn<RankingRow, RankingRow>> one : columns.entrySet()) {
      boolean seen = wanted.contains(one.getKey());
      other |= one.getValue().isVisible() != seen;
      one.getValue().setVisible(seen);
    }
    return other;
  }

  /// What the line of totals says.
  void total(Map<TableColumn<RankingRow, ?>, String> totals) {
    double[] all = steps.total();
    columns.forEach(
        (number, column) ->
            totals.put(column, number == StepNumber.TREND ? "" : text(number, all)));
  }

  private double[] points(RankingRow row) {
    return steps.of(row.other() ? List.of() : row.values()).orElse(NOT_KNOWN);
  }

  /// What is not known is less than nothing.
  private static double orNone(double value) {
    return Double.isNaN(value) ? -1 : value;
  }

  private String trendText(RankingRow row) {
    double[] points = points(row);
    return text(StepNumber.MINIMUM, points) + " to " + text(StepNumber.MAXIMUM, points);
  }

  private String text(StepNumber number, double[] points) {
    double value = number.of(points);
    return Double.isNaN(value) ? "–" : Quantity.text(value, measure);
  }
}
