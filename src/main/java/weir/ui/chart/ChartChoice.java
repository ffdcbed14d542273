package weir.ui.chart;

import java.util.Optional;
import weir.flow.BurstBin;

/// What was chosen for all charts of a view.
///
/// @param number what legends show
/// @param otherHidden whether "Other" is left out of the pictures
/// @param bursts in bins of which length what came at once is shown; empty for not
public record ChartChoice(LegendNumber number, boolean otherHidden, Optional<BurstBin> bursts) {
  public static final ChartChoice FIRST =
      new ChartChoice(LegendNumber.AVERAGE, false, Optional.of(BurstBin.HUNDRED));

  /// @param word of a [LegendNumber]; any other changes nothing
  public ChartChoice with(String word, boolean hidesOther) {
    LegendNumber next = number;
    for (LegendNumber one : LegendNumber.values()) {
      next = one.label().equals(word) ? one : next;
    }
    return new ChartChoice(next, hidesOther, bursts);
  }

  ChartChoice withNumber(LegendNumber next) {
    return new ChartChoice(next, otherHidden, bursts);
  }

  ChartChoice withOtherHidden(boolean next) {
    return new ChartChoice(number, next, bursts);
  }

  ChartChoice withBursts(Optional<BurstBin> next) {
    return new ChartChoice(number, otherHidden, next);
  }
}
