package weir.ui.explore;

import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import weir.exporter.Labels;
import weir.query.Answer;
import weir.query.FlowQuery;
import weir.query.Frame;
import weir.query.Panel;
import weir.query.Selection;
import weir.ui.chart.ChartGroup;
import weir.ui.chart.GridChart;

/// Groups over time, a small chart each.
final class GridView extends Held<Answer, GridChart> {
  GridView(Panel panel, ChartGroup charts, Consumer<Selection> onSelect, Runnable onZoomOut) {
    super(panel, charts, new GridChart(charts));
    picture.dress(panel.id(), panel.title(), panel.nothing());
    picture.setOnSelect(onSelect);
    picture.setOnZoomOut(onZoomOut);
  }

  @Override
  public FlowQuery question(Frame frame) {
    return panel.queryFor(frame);
  }

  @Override
  void paint(Answer newest, Labels names) {
    picture.show(newest.withLabels(names));
  }

  @Override
  Optional<Numbers> numbers(Answer shown, Labels names) {
    return Optional.of(Numbers.seen(shown.withLabels(names), charts));
  }

  @Override
  void turn(ZoneId zone) {
    picture.setZone(zone);
  }

  @Override
  Function<ChartGroup, Held<Answer, GridChart>> another() {
    return group -> new GridView(panel, group, _ -> {}, () -> {});
  }
}
