package weir.ui.explore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import weir.exporter.Labels;
import weir.exporter.Overrides;
import weir.flow.Bursting;
import weir.flow.IpAddress;
import weir.query.Against;
import weir.query.Ask;
import weir.query.DrillDown;
import weir.query.Frame;
import weir.query.Panel;
import weir.query.Scope;
import weir.query.Selection;
import weir.query.View;
import weir.store.Cost;
import weir.store.FlowReader;
import weir.store.QueryRunner;
import weir.ui.chart.ChartGroup;
import weir.ui.chart.StretchAction;
import weir.ui.control.CopyMenu;
import weir.ui.control.Menus;
import weir.ui.picture.Caption;
import weir.ui.records.ColumnMemory;

/// The view of a model: bars above, panels below; of a second data set the same panels beside them,
/// or its numbers over them. Asks through [QueryRunner]s and paints what comes back; nothing here
/// waits.
public final class ExploreView extends BorderPane implements AutoCloseable {
  /// Of a heatmap, however low the window is.
  private static final int LEAST_ROWS = 64;

  /// What costs are of that comparing has.
  private static final String COMPARED = "comparing";

  private final ExploreModel model;
  private final Executor delivery;
  private final QueryBar bar;
  private final AskBar questions;
  private final BoardPane boards;
  private final CostBar costs = new CostBar();

  /// Shorter questions are not worth a word, nor a button.
  private final PauseTransition longer = new PauseTransition(Duration.millis(300));

  /// Panels take a while to make: what was chosen is seen to be chosen before.
  private final PauseTransition turning = new PauseTransition(Duration.millis(20));

  /// Of the data set that is explored; null while there is none.
  private @Nullable PanelBoard board;

  /// Of the one that is looked at together with it.
  private @Nullable PanelBoard other;

  /// Null where packets are nobody's business.
  private @Nullable PacketActions packets;

  /// Null where no report can be made.
  private @Nullable Runnable onReport;

  /// Null where nothing is exported.
  private @Nullable ExportActions exports;

  private @Nullable Consumer<String> onSql;

  /// Null where no question can be changed.
  private @Nullable View asking;

  /// Null while there is no data set.
  private @Nullable Screen screen;

  /// What panels are compared with.
  private final Layers layers;

  private final StepAdviser steps;

  private ColumnMemory columns = ColumnMemory.NONE;

  private final PanelLooks looks;

  private Runnable onSeen = () -> {};
  private Runnable onSettled = () -> {};

  /// @param delivery runs tasks on the JavaFX thread
  public ExploreView(ExploreModel model, Executor delivery) {
    this.model = model;
    this.delivery = delivery;
    getStyleClass().add("explore");
    bar = new QueryBar(model, this::stop, delivery);
    steps = new StepAdviser(model, delivery);
    bar.onRanges(steps::look);
    layers = new Layers(model, delivery, (of, cost) -> warn(of, cost, COMPARED));
    questions = new AskBar(model);
    boards = new BoardPane(() -> model.beside(Optional.empty()));
    longer.setOnFinished(_ -> showLonger());
    turning.setOnFinished(
        _ -> {
          build();
          ask();
        });
    VBox head = new VBox(bar, questions, new TrailBar(model));
    head.getStyleClass().add("explore-head");
    setTop(new VBox(head, costs));
    setCenter(boards);
    looks = new PanelLooks(model, boards, this::ask);
    model.viewProperty().addListener((_, _, _) -> turn());
    model.dataSetProperty().addListener((_, _, _) -> open());
    model.besideProperty().addListener((_, _, _) -> openOther());
    model.againstProperty().addListener((_, _, _) -> turnLayers());
    model.labelsProperty().addListener((_, _, now) -> label(now));
    model.revisionProperty().addListener((_, _, _) -> ask());
    model.zoneProperty().addListener((_, _, now) -> boards.zone(now));
    model
        .chartsProperty()
        .addListener(
            (_, before, now) -> {
              if (!before.columns().equals(now.columns())) {
                askSteps();
              }
            });
    open();
  }

  private void label(Labels labels) {
    if (board != null) {
      board.label(labels);
    }
  }

  /// Leaves the view before: its panels stay for the moment that the new ones take.
  private void turn() {
    leave();
    turning.playFromStart();
  }

  private void turnLayers() {
    costs.clear(COMPARED);
    if (board != null && !isTurning()) {
      layers.turn(frame());
    }
  }

  private void leave() {
    longer.stop();
    costs.clear();
    layers.leave();
    for (PanelBoard one : new PanelBoard[] {board, other}) {
      if (one != null) {
        one.leave(); // nobody sees the panels of the view before
      }
    }
  }

  private void build() {
    turning.stop();
    leave();
    ChartGroup charts = new ChartGroup(model.charts(), model::setCharts);
    model.dataSet().ifPresent(set -> charts.bursts(set.bursts()));
    charts.offer(this::offered);
    charts.stretches(stretches());
    Map<Panel, PanelView<?>> panels = panels(charts);
    PanelBoard second = other;
    Optional<Beside> beside = model.beside();
    PanelBoard first = board;
    screen = null;
    if (first == null) {
      boards.show(model.view(), panels);
      return;
    }
    first.show(panels);
    layers.show(panels);
    Map<Panel, PanelView<?>> others = Map.of();
    if (second != null && beside.isPresent() && !beside.get().over()) {
      others = panels(charts);
      charts.bursts(Bursting.NONE); // they are of one of the two
      second.show(others);
    } else if (second != null) {
      second.show(LaidOver.on(panels, second.set().name()));
    }
    boards.show(
        model.view(), first.set(), panels, second == null ? Optional.empty() : beside, others);
    screen = new Screen(model, first.set(), panels, others, boards);
    looks.show(List.of(panels, others));
  }

  /// Which panel is large, and which are tables.
  public PanelLooks looks() {
    return looks;
  }

  /// What charts offer beside what is marked in them.
  private List<StretchAction> stretches() {
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
    model.compare(Optional.of(new Against.Before()));
  }

  /// What is on the screen now: the whole view, then each of its panels; nothing before there is
  /// anything to look at.
  public List<Shown> shown() {
    Screen now = screen;
    return now == null ? List.of() : now.shown();
  }

  /// The panel that has the keyboard.
  public Optional<Region> focused() {
    Node at = getScene() == null ? null : getScene().getFocusOwner();
    List<Shown> all = shown();
    while (at != null) {
      Node node = at;
      Optional<Region> panel =
          all.stream().skip(1).map(Shown::node).filter(one -> one == node).findFirst();
      if (panel.isPresent()) {
        return panel;
      }
      at = at.getParent();
    }
    return Optional.empty();
  }

  private Map<Panel, PanelView<?>> panels(ChartGroup charts) {
    Map<Panel, PanelView<?>> panels = new LinkedHashMap<>();
    for (Panel panel : model.view().panels()) {
      PanelView<?> view = PanelView.of(panel, charts, model::select, model::zoomOut, records());
      view.zone(model.zone());
      view.onSelect(model::select);
      panels.put(panel, view);
    }
    return panels;
  }

  private RecordDoors records() {
    return new RecordDoors(
        model.view(),
        columns,
        delivery,
        () -> model.dataSet().map(set -> set.store().overrides()).orElse(Overrides.NONE),
        model::dimensions,
        model.dataSet().map(set -> set.store().capabilities().pagesRecords()).orElse(true),
        model::again,
        model::look);
  }

  /// Has tables of records remember their columns.
  public void setColumns(ColumnMemory memory) {
    columns = memory;
  }

  /// What menus offer of a panel, of the whole view, and of what is pointed at.
  private List<MenuItem> offered(Region panel, Optional<Selection> selection) {
    List<MenuItem> items = new ArrayList<>();
    if (selection.isPresent()
        && selection.get() instanceof Selection.Group group
        && model.hosts().isPresent()) {
      for (IpAddress address : Selection.Host.of(group)) {
        items.add(
            Menus.item(
                "Open host page of " + address,
                Feather.HOME,
                () -> model.select(new Selection.Host(address))));
      }
    }
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
    model.view().panels().stream()
        .filter(one -> one.id().equals(panel.getId()))
        .findFirst()
        .filter(_ -> asking != null && !model.view().asks())
        .ifPresent(
            one -> items.add(Menus.item("Explore from here", Feather.COMPASS, () -> explore(one))));
    items.addAll(sqlItems(panel));
    Runnable report = onReport;
    if (report != null) {
      items.add(Menus.item("Report…", Feather.FILE_TEXT, report));
    }
    items.addAll(packetItems(selection));
    return items;
  }

  /// The numbers of a panel in the form that they are wanted in, and the statement for them.
  private List<MenuItem> copies(Region panel) {
    return shown().stream()
        .skip(1)
        .filter(one -> one.node() == panel)
        .flatMap(one -> one.numbers().stream().limit(1))
        .<MenuItem>map(
            one -> {
              Menu menu = CopyMenu.of("Copy as", one::sheet, model.zone());
              model
                  .dataSet()
                  .map(DataSet::store)
                  .filter(FlowReader::takesStatements)
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
    Optional<FlowReader> store =
        model.dataSet().map(DataSet::store).filter(FlowReader::takesStatements);
    if (show == null || store.isEmpty()) {
      return List.of();
    }
    return shown().stream()
        .skip(1)
        .filter(one -> one.node() == panel)
        .flatMap(one -> one.numbers().stream().limit(1))
        .map(one -> store.get().overFlows(one.query()))
        .map(sql -> Menus.item("Show SQL", Feather.TERMINAL, () -> show.accept(sql)))
        .toList();
  }

  /// Has menus offer what a panel asks as a statement.
  public void setOnSql(Consumer<String> show) {
    onSql = show;
  }

  /// Takes a panel's question to where it can be changed.
  private void explore(Panel panel) {
    View to = asking;
    if (to != null) {
      model.ask(Ask.of(panel).in(to), panel.sums().filter());
    }
  }

  /// Offers to keep a question as a view.
  public void setKeeping(Runnable keep) {
    questions.setKeeping(keep);
  }

  /// Has menus offer to change what a panel asks.
  ///
  /// @param view one that [View#asks]
  public void setAsking(View view) {
    asking = view;
  }

  /// Offers what can be done with the view as a whole.
  ///
  /// @param items made when they are asked for
  public void setMenu(Supplier<List<MenuItem>> items) {
    bar.menu(items);
  }

  /// Has menus offer to export what is shown.
  public void setExports(ExportActions actions) {
    exports = actions;
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

  /// Called with two panels' ids where each is to be in the other's place.
  public void setOnSwap(BiConsumer<String, String> swap) {
    boards.onSwap(swap);
  }

  /// Has menus offer a report of the view.
  public void setReport(Runnable report) {
    onReport = report;
  }

  /// Has menus offer what can be done with packets.
  public void setPackets(PacketActions actions) {
    packets = actions;
  }

  private void open() {
    close();
    longer.stop();
    bar.asking(false);
    board = model.dataSet().map(set -> board(set, new Main())).orElse(null);
    build();
    ask();
  }

  private PanelBoard board(DataSet set, PanelBoard.Owner owner) {
    return new PanelBoard(model, set, delivery, owner);
  }

  private void openOther() {
    closeOther();
    other = model.beside().map(beside -> board(beside.set(), new Other())).orElse(null);
    if (board != null) {
      build();
      ask();
    }
  }

  /// The pulse, once a second: asks again if the picture moves and someone can see it.
  public void tick() {
    boolean seen = getScene() != null && getScene().getWindow() != null;
    PanelBoard asked = board;
    if (asked == null || !seen || !getScene().getWindow().isShowing() || isTurning()) {
      return;
    }
    if (model.moves()) {
      Frame frame = frame();
      boolean before = asked.progress().asking();
      if (asked.tick(frame) && asked.progress().asking() && !before) {
        longer.playFromStart();
      }
      if (other != null) {
        var _ = other.tick(frame);
      }
      layers.tick(frame);
    }
  }

  private boolean isTurning() {
    return turning.getStatus() == Animation.Status.RUNNING;
  }

  /// Two panels above each other have each half of the height.
  private Frame frame() {
    boolean alone = looks.large().isPresent();
    double height = alone ? getHeight() : getHeight() / Math.max(1, model.view().rows());
    double width = alone ? getWidth() : getWidth() / 2;
    return model.frame((int) Math.max(400, width), (int) Math.max(LEAST_ROWS, height));
  }

  private void ask() {
    if (board == null || isTurning()) {
      return;
    }
    Frame frame = frame();
    board.ask(frame);
    if (other != null) {
      other.ask(frame);
    }
    layers.ask(frame);
  }

  /// Columns of tables came or went.
  private void askSteps() {
    if (board != null && !isTurning()) {
      board.askSteps(frame());
    }
    if (other != null && !isTurning()) {
      other.askSteps(frame());
    }
  }

  /// Something has come of what the data set was asked that is explored.
  private final class Main implements PanelBoard.Owner {
    @Override
    public void asked() {
      if (board != null && board.progress().asking()) {
        longer.playFromStart();
      } else {
        told(); // no panel can be answered, or none is asked yet
      }
    }

    @Override
    public void told() {
      PanelBoard asked = board;
      if (asked == null) {
        return;
      }
      if (!asked.progress().awaited()) {
        onSeen.run();
      }
      if (!asked.progress().asking()) {
        settle();
        onSettled.run();
      } else if (longer.getStatus() != Animation.Status.RUNNING) {
        showProgress();
      }
    }

    @Override
    public void warn(Optional<Cost> cost) {
      ExploreView.this.warn(board, cost, "");
    }
  }

  /// The same of the other one.
  private final class Other implements PanelBoard.Owner {
    @Override
    public void asked() {
      told();
    }

    @Override
    public void told() {
      if (other != null) {
        boards.say(other.progress().text(other.set().store().status().rows()));
      }
    }

    @Override
    public void warn(Optional<Cost> cost) {
      ExploreView.this.warn(other, cost, "");
    }
  }

  /// @param what is asked of the data set beside what its panels ask; empty for that
  private void warn(@Nullable PanelBoard asked, Optional<Cost> cost, String what) {
    if (asked == null) {
      return;
    }
    if (cost.isEmpty()) {
      costs.clear(what.isEmpty() ? asked.set().name() : what);
      return;
    }
    costs.show(
        asked.set().name(),
        what,
        cost.get(),
        () -> asked.askAnyway(frame()),
        () -> model.range(Narrower.range(model.scope().range(), model.rangeNow(), cost.get())));
  }

  private void showLonger() {
    bar.asking(true);
    showProgress();
  }

  private void settle() {
    longer.stop();
    bar.asking(false);
    showProgress();
  }

  private void showProgress() {
    if (board != null) {
      model.matched(board.progress().text(model.flowsInRange()));
    }
  }

  /// Takes back what is being asked; panels keep what they show. A picture that moves goes on with
  /// the next pulse.
  ///
  /// @return whether anything was
  public boolean stop() {
    boolean ofLayers = layers.stop();
    boolean ofOther = (other != null && other.stop()) || ofLayers;
    if (board == null || !board.stop()) {
      return ofOther;
    }
    settle();
    return true;
  }

  /// Goes back to one data set.
  ///
  /// @return whether there were two
  public boolean endBeside() {
    boolean two = model.beside().isPresent();
    model.beside(Optional.empty());
    return two;
  }

  /// What a picture of what is shown now says of itself.
  ///
  /// @param panel the only one that it is of; empty for all
  public Caption caption(Optional<Panel> panel) {
    return Captions.of(model, panel);
  }

  /// For who measures: called whenever something was told and every panel shows an answer to what
  /// it was asked last, complete or not, or has failed.
  public void setOnSeen(Runnable action) {
    onSeen = action;
  }

  /// Called whenever every panel has answered completely, or failed.
  public void setOnSettled(Runnable action) {
    onSettled = action;
  }

  /// Offers what can be compared with.
  public void compare() {
    if (model.dataSet().isPresent()) {
      bar.compare();
    }
  }

  /// Opens the saved and recent filters.
  public void openShelf() {
    bar.openShelf();
  }

  /// Moves the keyboard to the filter.
  public void focusFilter() {
    bar.focusFilter();
  }

  private void closeOther() {
    if (other != null) {
      other.close();
      other = null;
    }
  }

  /// Takes back what is being asked.
  @Override
  public void close() {
    turning.stop();
    layers.close();
    steps.close();
    closeOther();
    if (board != null) {
      board.close();
      board = null;
    }
  }
}
