package weir.ui.explore;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
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
import weir.ui.chart.GridChart;

/// Groups over time, a small chart each.
final class GridView implements PanelView<Answer> {
  private final Panel panel;
  private final GridChart chart;
  private Consumer<GridView> last = _ -> {};
  private final ChartGroup charts;
  private @Nullable Answer answer;
  private ZoneId zone = ZoneOffset.UTC;

  GridView(Panel panel, ChartGroup charts, Consumer<Selection> onSelect, Runnable onZoomOut) {
    this.panel = panel;
    this.charts = charts;
    chart = new GridChart(charts);
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
    Answer named = newest.withLabels(labels);
    answer = named;
    last = view -> view.show(named, labels);
    chart.show(named);
  }

  @Override
  public void label(Labels labels) {
    if (answer != null) {
      show(answer, labels);
    }
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
    return Optional.ofNullable(answer)
        .map(
            all ->
                charts.otherHidden()
                    ? all.only(
                        IntStream.range(0, all.rows()).filter(row -> !all.other()[row]).toArray())
                    : all)
        .map(Numbers::of);
  }

  @Override
  public Function<ChartGroup, PanelView<?>> twin() {
    Consumer<GridView> now = last;
    ZoneId then = zone;
    return group -> {
      GridView made = new GridView(panel, group, _ -> {}, () -> {});
      made.zone(then);
      now.accept(made);
      return made;
    };
  }
}
