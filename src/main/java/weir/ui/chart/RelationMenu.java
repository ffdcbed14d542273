package weir.ui.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.kordamp.ikonli.feather.Feather;
import weir.query.Selection;
import weir.ui.control.Menus;

/// What can be done with relations, and with what is pointed at in them.
final class RelationMenu {
  private RelationMenu() {}

  /// @param nodes that are pointed at; may be none
  static List<MenuItem> of(
      RelationChart chart, RelationGraph graph, List<RelationGraph.Node> nodes) {
    List<MenuItem> items = new ArrayList<>();
    Optional<Selection> only = RelationGraph.selection(nodes, false);
    if (!nodes.isEmpty()) {
      MenuItem name = new MenuItem(RelationText.names(nodes));
      name.setMnemonicParsing(false);
      name.setDisable(true);
      name.getStyleClass().add("menu-caption");
      items.add(name);
      only.ifPresent(
          one -> items.add(Menus.item("Filter for this", Feather.FILTER, () -> chart.select(one))));
      RelationGraph.selection(nodes, true)
          .ifPresent(
              one -> items.add(Menus.item("Filter out", Feather.SLASH, () -> chart.select(one))));
      items.add(Menus.copy("Copy name", () -> RelationText.names(nodes)));
      items.add(new SeparatorMenuItem());
    }
    ChartGroup group = chart.group();
    boolean any = graph.layers().stream().flatMap(List::stream).anyMatch(RelationGraph.Node::other);
    if (group.otherHidden()) {
      items.add(Menus.item("Show Other", Feather.EYE, () -> group.hideOther(false)));
    } else if (any) {
      items.add(Menus.item("Hide Other", Feather.EYE_OFF, () -> group.hideOther(true)));
    }
    if (!graph.isEmpty()) {
      items.add(Menus.copy("Copy numbers", () -> new RelationText(graph).csv()));
    }
    items.addAll(group.offered(chart, only));
    return items;
  }
}
