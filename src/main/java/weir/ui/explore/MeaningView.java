package weir.ui.explore;

import java.util.Optional;
import java.util.function.Function;
import weir.exporter.Labels;
import weir.query.Answer;
import weir.query.FlowQuery;
import weir.query.Frame;
import weir.query.Panel;
import weir.ui.chart.ChartGroup;

/// A panel that says what a mix of TCP flags means.
final class MeaningView extends Held<Answer, MeaningPane> {
  MeaningView(Panel panel, ChartGroup charts) {
    super(panel, charts, new MeaningPane(panel, charts));
  }

  @Override
  public FlowQuery question(Frame frame) {
    return panel.queryFor(frame);
  }

  @Override
  void paint(Answer newest, Labels names) {
    picture.show(newest); // no names in it
  }

  @Override
  Optional<Numbers> numbers(Answer shown, Labels names) {
    return Optional.of(Numbers.of(shown));
  }

  @Override
  Function<ChartGroup, Held<Answer, MeaningPane>> another() {
    return group -> new MeaningView(panel, group);
  }
}
