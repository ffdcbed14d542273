package weir.ui.explore;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import weir.query.Answer;
import weir.query.Coverage;
import weir.query.Panel;
import weir.ui.chart.ChartGroup;
import weir.ui.chart.TimeSeriesChart;

/// What another data set answers, laid over the panel of the one that is explored. What goes wrong
/// with it is said by its name in the legend's place: the panel stays as it is.
record LaidOver(PanelView panel, String name) implements PanelView {
  static Map<Panel, PanelView> on(Map<Panel, PanelView> panels, String name) {
    Map<Panel, PanelView> over = new LinkedHashMap<>();
    panels.forEach((panel, view) -> over.put(panel, new LaidOver(view, name)));
    return over;
  }

  @Override
  public Region node() {
    return panel.node();
  }

  @Override
  public void show(Answer answer) {
    if (answer.coverage().complete()) {
      panel.over(new TimeSeriesChart.Over(name, answer));
    }
  }

  @Override
  public void fail(String message) {
    panel.over(null);
  }

  @Override
  public Optional<Answer> shown() {
    return panel.laid().map(TimeSeriesChart.Over::answer);
  }

  @Override
  public Optional<TimeSeriesChart.Over> laid() {
    return Optional.empty();
  }

  @Override
  public Function<ChartGroup, PanelView> twin() {
    return panel.twin();
  }

  @Override
  public void await(Optional<String> asking) {
    if (asking.isPresent()) {
      panel.over(null); // it was the answer to another question
    }
  }

  @Override
  public void again(Coverage coverage) {
    // the panel says how far its own answer is
  }

  @Override
  public void stopped() {
    // likewise
  }

  @Override
  public void zone(ZoneId zone) {
    // the panel has it
  }

  @Override
  public void over(TimeSeriesChart.@Nullable Over laid) {
    throw new UnsupportedOperationException("two data sets at most");
  }
}
