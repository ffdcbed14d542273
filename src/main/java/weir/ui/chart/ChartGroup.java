package weir.ui.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The charts of a view: what is chosen in one holds for all, tables too, and their crosshairs
/// stand at the same time.
public final class ChartGroup {
  /// Where a crosshair is that is not seen.
  static final long NOWHERE = Long.MIN_VALUE;

  private final List<TimeSeriesChart> charts = new ArrayList<>();
  private final List<Runnable> others = new ArrayList<>();
  private final Consumer<ChartChoice> remember;
  private ChartChoice choice;

  /// @param choice to begin with
  /// @param remember called with each choice
  public ChartGroup(ChartChoice choice, Consumer<ChartChoice> remember) {
    this.choice = choice;
    this.remember = remember;
  }

  void add(TimeSeriesChart chart) {
    charts.add(chart);
  }

  /// For what is no chart.
  ///
  /// @param chosen called after each choice
  public void onChosen(Runnable chosen) {
    others.add(chosen);
  }

  public boolean otherHidden() {
    return choice.otherHidden();
  }

  /// Leaves "Other" out of all panels, or takes it in again.
  public void hideOther(boolean hidden) {
    choose(choice.withOtherHidden(hidden));
  }

  ChartChoice choice() {
    return choice;
  }

  void choose(ChartChoice next) {
    if (!next.equals(choice)) {
      choice = next;
      remember.accept(next);
      charts.forEach(TimeSeriesChart::chosen);
      others.forEach(Runnable::run);
    }
  }

  /// The reader points at a time in one chart, or at none any more: the others follow.
  void point(TimeSeriesChart from, long nanos) {
    for (TimeSeriesChart chart : charts) {
      if (chart != from) {
        chart.follow(nanos);
      }
    }
  }
}
