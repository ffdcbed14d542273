package weir.ui.chart;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import weir.flow.BurstBin;

/// What was chosen for all charts of a view.
///
/// @param number what legends show
/// @param otherHidden whether "Other" is left out of the pictures
/// @param bursts in bins of which length what came at once is shown; empty for not
/// @param columns what tables say of steps over time
public record ChartChoice(
    LegendNumber number, boolean otherHidden, Optional<BurstBin> bursts, Set<StepNumber> columns) {
  public static final ChartChoice FIRST =
      new ChartChoice(LegendNumber.AVERAGE, false, Optional.of(BurstBin.HUNDRED), Set.of());

  public ChartChoice {
    columns = Set.copyOf(columns);
  }

  /// @param word of a [LegendNumber]; any other changes nothing
  public ChartChoice with(String word, boolean hidesOther) {
    LegendNumber next = number;
    for (LegendNumber one : LegendNumber.values()) {
      next = one.label().equals(word) ? one : next;
    }
    return new ChartChoice(next, hidesOther, bursts, columns);
  }

  ChartChoice withNumber(LegendNumber next) {
    return new ChartChoice(next, otherHidden, bursts, columns);
  }

  ChartChoice withOtherHidden(boolean next) {
    return new ChartChoice(number, next, bursts, columns);
  }

  ChartChoice withBursts(Optional<BurstBin> next) {
    return new ChartChoice(number, otherHidden, next, columns);
  }

  /// With or without a column of tables.
  ChartChoice withColumn(StepNumber column, boolean shown) {
    Set<StepNumber> next = EnumSet.noneOf(StepNumber.class);
    next.addAll(columns);
    if (shown) {
      next.add(column);
    } else {
      next.remove(column);
    }
    return new ChartChoice(number, otherHidden, bursts, next);
  }
}
