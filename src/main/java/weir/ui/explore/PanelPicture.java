package weir.ui.explore;

import java.time.Duration;
import java.time.ZoneId;
import javafx.scene.layout.Region;
import weir.exporter.Labels;
import weir.query.Answer;
import weir.query.Panel;
import weir.query.Result;
import weir.query.TimeRange;
import weir.ui.chart.ChartChoice;
import weir.ui.chart.ChartGroup;
import weir.ui.chart.TimeSeriesChart;

/// A panel alone, for a picture of an answer that has been given. Belongs to the JavaFX thread.
public final class PanelPicture {
  /// After the range, so that nothing of it is still to come, and its day is not today's.
  private static final long LATER_NANOS = Duration.ofDays(2).toNanos();

  private final PanelView<?> view;

  /// @param range that answers are of
  public PanelPicture(Panel panel, TimeRange range, ZoneId zone) {
    long now = range.untilNanos() + LATER_NANOS;
    ChartGroup group = new ChartGroup(ChartChoice.FIRST, _ -> {}, () -> now);
    view = PanelView.of(panel, group, _ -> {}, () -> {}, null);
    view.zone(zone);
  }

  /// @param answer to the panel's question
  public void show(Result answer, Labels labels) {
    view.showAnswer(answer, labels);
  }

  /// Lays other flows over a chart over time; another panel has no place for them.
  ///
  /// @param name of what they are: "a day earlier"
  /// @param laterNanos how much later they are shown
  public void lay(String name, Answer other, long laterNanos) {
    if (view instanceof PanelView.Under under) {
      under.over(new TimeSeriesChart.Over(name, other, laterNanos));
    }
  }

  public Region node() {
    return view.node();
  }
}
