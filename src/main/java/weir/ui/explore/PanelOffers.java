package weir.ui.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import weir.flow.IpAddress;
import weir.query.Against;
import weir.query.Ask;
import weir.query.DrillDown;
import weir.query.Panel;
import weir.query.Scope;
import weir.query.Selection;
import weir.query.View;
import weir.store.FlowReader;
import weir.ui.chart.StretchAction;
import weir.ui.control.CopyMenu;
import weir.ui.control.Menus;

/// What menus offer of a panel, of the whole view, and of what is pointed at. What others do for it
/// is set once: what is not set is not offered.
public final class PanelOffers {
  private final ExploreModel model;
  private final Supplier<List<Shown>> shown;
  private final PanelLooks looks;

  /// Null where packets are nobody's business.
  private @Nullable PacketActions packets;

  /// Null where no report can be made.
  private @Nullable Runnable onReport;

  /// Null where nothing is exported.
  private @Nullable ExportActions exports;

  private @Nullable Consumer<String> onSql;

  /// Null where no question can be changed.
  private @Nullable View asking;

  /// @param shown the whole view, then each of its panels
  PanelOffers(ExploreModel model, Supplier<List<Shown>> shown, PanelLooks looks) {
    this.model = model;
    this.shown = shown;
    this.looks = looks;
  }

  /// What can be done with the packets behind what is shown.
  public void setPackets(PacketActions actions) {
    packets = actions;
  }

  /// A report of the view.
  public void setReport(Runnable report) {
    onReport = report;
  }

  /// To export what is shown.
  public void setExports(ExportActions actions) {
    exports = actions;
  }

  /// What a panel asks, as a statement.
  public void setOnSql(Consumer<String> show) {
    onSql = show;
  }

  /// To change what a panel asks.
  ///
  /// @param view one that [View#asks]
  public void setAsking(View view) {
    asking = view;
  }

  List<MenuItem> items(Region panel, Optional<Selection> selection) {
    List<MenuItem> items = new ArrayList<>(hostItems(selection));
    model
        .records()
        .filter(page -> !page.id().equals(model.view().id()))
        .ifPresent(
            _ ->
                items.add(Menus.item("Records", Feather.LIST, () -> model.showRecords(selection))));
    items.addAll(copies(panel));
    items.addAll(looks.items(panel));
    if (exports != null) {
      items.addAll(exports.items(Optional.of(panel), scope(selection).filter(), model.rangeNow()));
    }
    items.addAll(askItems(panel));
    items.addAll(sqlItems(panel));
    Runnable report = onReport;
    if (report != null) {
      items.add(Menus.item("Report…", Feather.FILE_TEXT, report));
    }
    items.addAll(packetItems(selection));
    return items;
  }

  /// What charts offer beside what is marked in them.
  List<StretchAction> stretches() {
    List<StretchAction> actions = new ArrayList<>();
    if (model.records().filter(page -> !page.equals(model.view())).isPresent()) {
      actions.add(
          new StretchAction(
              "Records", Feather.LIST, where -> model.showRecords(Optional.of(where))));
    }
    actions.add(new StretchAction("Compare with before", Feather.COPY, this::compareWithBefore));
    return actions;
  }

  private void compareWithBefore(Selection marked) {
    model.select(marked);
    model.others().compare(Optional.of(new Against.Before()));
  }

  private List<MenuItem> hostItems(Optional<Selection> selection) {
    if (model.hosts().isEmpty() || !(selection.orElse(null) instanceof Selection.Group group)) {
      return List.of();
    }
    return Selection.Host.of(group).stream().map(this::hostItem).toList();
  }

  private MenuItem hostItem(IpAddress address) {
    return Menus.item(
        "Open host page of " + address,
        Feather.HOME,
        () -> model.select(new Selection.Host(address)));
  }

  /// The numbers of a panel in the form that they are wanted in, and the statement for them.
  private List<MenuItem> copies(Region panel) {
    return numbers(panel)
        .<MenuItem>map(
            one -> {
              Menu menu = CopyMenu.of("Copy as", one::sheet, model.zone());
              statements()
                  .ifPresent(
                      store ->
                          menu.getItems()
                              .add(Menus.copy("SQL", () -> store.overFlows(one.query()))));
              return menu;
            })
        .toList();
  }

  /// What a panel asks, as a statement to be run and changed.
  private List<MenuItem> sqlItems(Region panel) {
    Consumer<String> show = onSql;
    Optional<FlowReader> store = statements();
    if (show == null || store.isEmpty()) {
      return List.of();
    }
    return numbers(panel)
        .map(one -> store.get().overFlows(one.query()))
        .map(sql -> Menus.item("Show SQL", Feather.TERMINAL, () -> show.accept(sql)))
        .toList();
  }

  private Stream<Shown.Numbers> numbers(Region panel) {
    return shown.get().stream()
        .skip(1)
        .filter(one -> one.node() == panel)
        .flatMap(one -> one.numbers().stream().limit(1));
  }

  private Optional<FlowReader> statements() {
    return model.dataSet().map(DataSet::store).filter(FlowReader::takesStatements);
  }

  /// Takes a panel's question to where it can be changed.
  private List<MenuItem> askItems(Region panel) {
    View to = asking;
    if (to == null || model.view().asks()) {
      return List.of();
    }
    return model.view().panels().stream()
        .filter(one -> one.id().equals(panel.getId()))
        .limit(1)
        .map(one -> Menus.item("Explore from here", Feather.COMPASS, () -> explore(one, to)))
        .toList();
  }

  private void explore(Panel panel, View to) {
    model.ask(Ask.of(panel).in(to), panel.sums().filter());
  }

  /// What can be done with the packets behind what is pointed at; behind all that is shown where
  /// nothing is.
  private List<MenuItem> packetItems(Optional<Selection> selection) {
    PacketActions known = packets;
    if (known == null || model.dataSet().filter(DataSet::ofOthers).isPresent()) {
      return List.of();
    }
    return known.items(scope(selection).filter(), model.rangeNow());
  }

  private Scope scope(Optional<Selection> selection) {
    return selection.map(one -> DrillDown.apply(model.scope(), one)).orElseGet(model::scope);
  }
}
