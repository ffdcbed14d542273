package weir.ui.explore;

import java.time.Duration;
import java.time.ZoneId;
import javafx.scene.layout.Region;
import weir.exporter.Labels;
import weir.query.Panel;
import weir.query.Result;
import weir.query.TimeRange;
import weir.ui.chart.ChartChoice;
import weir.ui.chart.ChartGroup;

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

  public Region node() {
    return view.node();
  }
}
