package weir.ui.explore;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import weir.export.Sheets;
import weir.exporter.Labels;
import weir.query.Frame;
import weir.query.Panel;
import weir.query.RelationQuery;
import weir.query.Relations;
import weir.query.Selection;
import weir.ui.chart.ChartGroup;
import weir.ui.chart.RelationChart;

/// Who talks to whom.
final class RelationView extends Held<Relations, RelationChart> {
  RelationView(Panel panel, ChartGroup charts, Consumer<Selection> onSelect) {
    super(panel, charts, new RelationChart(charts));
    picture.setTitle(panel.title());
    picture.setNothing(panel.nothing());
    picture.setOnSelect(onSelect);
    picture.setId(panel.id());
    picture.getStyleClass().add("panel");
  }

  @Override
  public RelationQuery question(Frame frame) {
    return panel.relationsFor(frame);
  }

  @Override
  void paint(Relations newest, Labels names) {
    picture.show(newest.withLabels(names));
  }

  @Override
  Optional<Numbers> numbers(Relations shown, Labels names) {
    Relations named = shown.withLabels(names);
    Relations seen = charts.otherHidden() ? named.withoutOther() : named;
    return Optional.of(new Numbers(seen.query(), Sheets.of(seen), RowGroups.of(seen)));
  }

  @Override
  Function<ChartGroup, Held<Relations, RelationChart>> another() {
    return group -> new RelationView(panel, group, _ -> {});
  }
}
