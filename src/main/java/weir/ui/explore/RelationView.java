package weir.ui.explore;

import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import weir.export.Sheets;
import weir.exporter.Labels;
import weir.query.Coverage;
import weir.query.Frame;
import weir.query.Panel;
import weir.query.RelationQuery;
import weir.query.Relations;
import weir.query.Selection;
import weir.ui.chart.ChartGroup;
import weir.ui.chart.RelationChart;

/// Who talks to whom.
final class RelationView implements PanelView<Relations> {
  private final Panel panel;
  private final ChartGroup charts;
  private final RelationChart chart;
  private Consumer<RelationView> last = _ -> {};
  private @Nullable Relations relations;

  RelationView(Panel panel, ChartGroup charts, Consumer<Selection> onSelect) {
    this.panel = panel;
    this.charts = charts;
    chart = new RelationChart(charts);
    chart.setTitle(panel.title());
    chart.setNothing(panel.nothing());
    chart.setOnSelect(onSelect);
    chart.setId(panel.id());
    chart.getStyleClass().add("panel");
  }

  @Override
  public Region node() {
    return chart;
  }

  @Override
  public RelationQuery question(Frame frame) {
    return panel.relationsFor(frame);
  }

  @Override
  public void show(Relations newest, Labels labels) {
    Relations named = newest.withLabels(labels);
    relations = named;
    last = view -> view.show(named, labels);
    chart.show(named);
  }

  @Override
  public void label(Labels labels) {
    if (relations != null) {
      show(relations, labels);
    }
  }

  @Override
  public void fail(String message) {
    relations = null;
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
  public void zone(ZoneId zone) {
    // no times in it
  }

  @Override
  public Optional<Numbers> shown() {
    return Optional.ofNullable(relations)
        .map(all -> charts.otherHidden() ? all.withoutOther() : all)
        .map(seen -> new Numbers(seen.query(), Sheets.of(seen)));
  }

  @Override
  public Function<ChartGroup, PanelView<?>> twin() {
    Consumer<RelationView> now = last;
    return group -> {
      RelationView made = new RelationView(panel, group, _ -> {});
      now.accept(made);
      return made;
    };
  }
}
