package weir.ui.explore;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.layout.Region;
import weir.exporter.Labels;
import weir.query.Answer;
import weir.query.Coverage;
import weir.query.FlowQuery;
import weir.query.Frame;
import weir.query.Panel;
import weir.ui.chart.ChartGroup;
import weir.ui.chart.TimeSeriesChart;

/// What another data set answers, laid over the panel of the one that is explored. What goes wrong
/// with it is said by its name in the legend's place: the panel stays as it is.
record LaidOver(PanelView.Under panel, String name) implements PanelView<Answer> {
  /// Those over which something can be laid.
  static Map<Panel, PanelView<?>> on(Map<Panel, PanelView<?>> panels, String name) {
    Map<Panel, PanelView<?>> over = new LinkedHashMap<>();
    panels.forEach(
        (panel, view) -> {
          if (view instanceof Under under) {
            over.put(panel, new LaidOver(under, name));
          }
        });
    return over;
  }

  @Override
  public FlowQuery question(Frame frame) {
    return panel.overQuestion(frame);
  }

  @Override
  public void label(Labels labels) {
    panel.laid().ifPresent(laid -> show(laid.answer(), labels));
  }

  @Override
  public Region node() {
    return panel.node();
  }

  @Override
  public void show(Answer answer, Labels labels) {
    if (answer.coverage().complete()) {
      panel.over(new TimeSeriesChart.Over(name, answer.withLabels(labels)));
    }
  }

  @Override
  public void fail(String message) {
    panel.over(null);
  }

  @Override
  public Optional<Numbers> shown() {
    return panel.laid().map(TimeSeriesChart.Over::answer).map(Numbers::of);
  }

  @Override
  public Function<ChartGroup, PanelView<?>> twin() {
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
}
