package weir.ui.chart;

/// What was chosen for all charts of a view.
///
/// @param number what legends show
/// @param otherHidden whether "Other" is left out of the pictures
public record ChartChoice(LegendNumber number, boolean otherHidden) {
  public static final ChartChoice FIRST = new ChartChoice(LegendNumber.AVERAGE, false);

  ChartChoice withNumber(LegendNumber next) {
    return new ChartChoice(next, otherHidden);
  }

  ChartChoice withOtherHidden(boolean next) {
    return new ChartChoice(number, next);
  }
}
