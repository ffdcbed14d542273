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
import weir.ui.chart.HeatmapChart;
import weir.ui.chart.HeatmapScale;

/// A number's values over time.
final class HeatmapView extends Held<Answer, HeatmapChart> {
  HeatmapView(Panel panel, ChartGroup charts, Consumer<Selection> onSelect, Runnable onZoomOut) {
    super(panel, charts, new HeatmapChart(charts));
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
    picture.show(newest); // numbers have no names
  }

  @Override
  Optional<Numbers> numbers(Answer shown, Labels names) {
    return Optional.of(Numbers.of(shown));
  }

  @Override
  void turn(ZoneId zone) {
    picture.setZone(zone);
  }

  @Override
  Function<ChartGroup, Held<Answer, HeatmapChart>> another() {
    HeatmapScale scale = picture.scale();
    return group -> {
      HeatmapView made = new HeatmapView(panel, group, _ -> {}, () -> {});
      made.picture.setScale(scale);
      return made;
    };
  }
}
