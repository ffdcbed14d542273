package weir.ui.explore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import weir.query.Panel;
import weir.query.View;
import weir.ui.chart.PanelEvent;
import weir.ui.control.Menus;

/// Which panel is as large as there is room, and which ones are tables of their numbers. Whoever
/// comes back to a view finds it as it was left.
public final class PanelLooks {
  private final ExploreModel model;
  private final BoardPane boards;
  private final Runnable ask;
  private final Map<String, String> large = new HashMap<>();
  private final Map<String, Set<String>> tables = new HashMap<>();
  private List<Map<Panel, PanelView<?>>> shown = List.of();

  /// @param ask asks the panels again, for there is more or less room
  PanelLooks(ExploreModel model, BoardPane boards, Runnable ask) {
    this.model = model;
    this.boards = boards;
    this.ask = ask;
    boards.on(PanelEvent.LARGE, this::enlarge);
    boards.on(PanelEvent.TABLE, this::table);
  }

  /// Panels are shown, of one data set or of two.
  void show(List<Map<Panel, PanelView<?>>> panels) {
    shown = List.copyOf(panels);
    boards.enlarge(large());
    shown.forEach(one -> one.forEach((panel, view) -> view.table(isTable(panel))));
  }

  private View view() {
    return model.view();
  }

  /// The panel that is shown alone.
  Optional<Panel> large() {
    String id = large.get(view().id());
    return view().panels().stream().filter(panel -> panel.id().equals(id)).findFirst();
  }

  /// Shows the panel that has the keyboard, else the first, alone and as large as there is room, or
  /// all panels again.
  public void enlarge() {
    large().or(this::pointed).ifPresent(this::enlarge);
  }

  private Optional<Panel> pointed() {
    return boards.focused().or(() -> view().panels().stream().findFirst());
  }

  private void enlarge(Panel panel) {
    if (large().filter(panel::equals).isPresent()) {
      large.remove(view().id());
    } else {
      large.put(view().id(), panel.id());
    }
    boards.enlarge(large());
    ask.run();
  }

  /// Shows all panels again.
  ///
  /// @return whether one was shown alone
  public boolean shrink() {
    Optional<Panel> alone = large();
    alone.ifPresent(this::enlarge);
    return alone.isPresent();
  }

  private boolean isTable(Panel panel) {
    return tables.getOrDefault(view().id(), Set.of()).contains(panel.id());
  }

  /// Shows the panel that has the keyboard, else the large one or the first, as a table of its
  /// numbers, or as a picture again.
  public void table() {
    boards.focused().or(this::large).or(this::pointed).ifPresent(this::table);
  }

  private void table(Panel panel) {
    Set<String> those = tables.computeIfAbsent(view().id(), _ -> new HashSet<>());
    boolean now = those.add(panel.id());
    if (!now) {
      those.remove(panel.id());
    }
    views(panel).forEach(view -> view.table(now));
  }

  private Stream<PanelView<?>> views(Panel panel) {
    return shown.stream().flatMap(one -> Stream.ofNullable(one.get(panel)));
  }

  /// What menus offer of that.
  List<MenuItem> items(Region node) {
    List<MenuItem> items = new ArrayList<>();
    view().panels().stream()
        .filter(one -> one.id().equals(node.getId()))
        .findFirst()
        .ifPresent(panel -> items(panel, items));
    return items;
  }

  private void items(Panel panel, List<MenuItem> items) {
    boolean alone = large().filter(panel::equals).isPresent();
    items.add(
        Menus.item(
            alone ? "All panels" : "As large as there is room",
            alone ? Feather.MINIMIZE_2 : Feather.MAXIMIZE_2,
            () -> enlarge(panel)));
    if (views(panel).anyMatch(PanelView::hasTwin)) {
      items.add(
          Menus.item(
              isTable(panel) ? "As a picture" : "As a table",
              isTable(panel) ? Feather.BAR_CHART_2 : Feather.GRID,
              () -> table(panel)));
    }
  }
}
