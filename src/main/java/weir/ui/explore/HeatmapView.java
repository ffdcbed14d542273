package weir.ui.explore;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import weir.exporter.Labels;
import weir.query.Answer;
import weir.query.Coverage;
import weir.query.FlowQuery;
import weir.query.Frame;
import weir.query.Panel;
import weir.query.Selection;
import weir.ui.chart.ChartGroup;
import weir.ui.chart.HeatmapChart;

/// A number's values over time.
final class HeatmapView implements PanelView<Answer> {
  private final Panel panel;
  private final HeatmapChart chart;
  private Consumer<HeatmapView> last = _ -> {};
  private @Nullable Answer answer;
  private ZoneId zone = ZoneOffset.UTC;

  HeatmapView(Panel panel, ChartGroup charts, Consumer<Selection> onSelect, Runnable onZoomOut) {
    this.panel = panel;
    chart = new HeatmapChart(charts);
    chart.setTitle(panel.title());
    chart.setNothing(panel.nothing());
    chart.setOnSelect(onSelect);
    chart.setOnZoomOut(onZoomOut);
    chart.setId(panel.id());
    chart.getStyleClass().add("panel");
  }

  @Override
  public Region node() {
    return chart;
  }

  @Override
  public FlowQuery question(Frame frame) {
    return panel.queryFor(frame);
  }

  @Override
  public void show(Answer newest, Labels labels) {
    answer = newest;
    last = view -> view.show(newest, labels);
    chart.show(newest);
  }

  @Override
  public void label(Labels labels) {
    // numbers have no names
  }

  @Override
  public void fail(String message) {
    answer = null;
    last = view -> view.fail(message);
    chart.showMessage(message);
  }

  @Override
  public void await(Optional<String> asking) {
    chart.await(asking);
  }

  @Override
  public void again(Coverage coverage) {
    chart.again(coverage);
  }

  @Override
  public void stopped() {
    chart.stopped();
  }

  @Override
  public void zone(ZoneId newZone) {
    zone = newZone;
    chart.setZone(newZone);
  }

  @Override
  public Optional<Numbers> shown() {
    return Optional.ofNullable(answer).map(Numbers::of);
  }

  @Override
  public Function<ChartGroup, PanelView<?>> twin() {
    Consumer<HeatmapView> now = last;
    ZoneId then = zone;
    return group -> {
      HeatmapView made = new HeatmapView(panel, group, _ -> {}, () -> {});
      made.zone(then);
      made.chart.setScale(chart.scale());
      now.accept(made);
      return made;
    };
  }
}
