package weir.ui.explore;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import weir.exporter.Overrides;
import weir.flow.Bursting;
import weir.query.Frame;
import weir.query.Panel;
import weir.ui.chart.ChartGroup;
import weir.ui.picture.Caption;
import weir.ui.records.ColumnMemory;

/// The view of a model: bars above, panels below; of a second data set the same panels beside them,
/// or its numbers over them. What is asked for them is [AskedSets]'; nothing here waits.
public final class ExploreView extends BorderPane implements AutoCloseable {
  /// Of a heatmap, however low the window is.
  private static final int LEAST_ROWS = 64;

  private final ExploreModel model;
  private final Executor delivery;
  private final QueryBar bar;
  private final AskBar questions;
  private final BoardPane boards;
  private final AskedSets asked;

  /// Panels take a while to make: what was chosen is seen to be chosen before.
  private final PauseTransition turning = new PauseTransition(Duration.millis(20));

  /// Null while there is no data set.
  private @Nullable Screen screen;

  private final StepAdviser steps;
  private ColumnMemory columns = ColumnMemory.NONE;
  private final PanelLooks looks;
  private final PanelOffers offers;

  /// @param delivery runs tasks on the JavaFX thread
  public ExploreView(ExploreModel model, Executor delivery) {
    this.model = model;
    this.delivery = delivery;
    getStyleClass().add("explore");
    bar = new QueryBar(model, this::stop, delivery);
    steps = new StepAdviser(model, delivery);
    bar.onRanges(steps::look);
    asked = new AskedSets(model, delivery, new Bars());
    questions = new AskBar(model);
    boards = new BoardPane(() -> model.others().beside(Optional.empty()));
    turning.setOnFinished(
        _ -> {
          build();
          ask();
        });
    VBox head = new VBox(bar, questions, new TrailBar(model));
    head.getStyleClass().add("explore-head");
    setTop(new VBox(head, asked.costs()));
    setCenter(boards);
    looks = new PanelLooks(model, boards, this::ask);
    offers = new PanelOffers(model, this::shown, looks);
    follow();
    open();
  }

  private void follow() {
    model.viewProperty().addListener((_, _, _) -> turn());
    model.dataSetProperty().addListener((_, _, _) -> open());
    model.others().besideProperty().addListener((_, _, _) -> openOther());
    model.others().againstProperty().addListener((_, _, _) -> turnLayers());
    model.words().labelsProperty().addListener((_, _, now) -> asked.label(now));
    model.revisionProperty().addListener((_, _, _) -> ask());
    model.zoneProperty().addListener((_, _, now) -> boards.zone(now));
    model
        .chartsProperty()
        .addListener(
            (_, before, now) -> {
              if (!before.columns().equals(now.columns()) && !isTurning()) {
                asked.askSteps();
              }
            });
  }

  /// Where what is asked is told of.
  private final class Bars implements AskedSets.Screen {
    @Override
    public Frame frame() {
      return ExploreView.this.frame();
    }

    @Override
    public void asking(boolean longer) {
      bar.asking(longer);
    }

    @Override
    public void sayOfOther(String text) {
      boards.say(text);
    }
  }

  /// Leaves the view before: its panels stay for the moment that the new ones take.
  private void turn() {
    asked.leave();
    turning.playFromStart();
  }

  private void turnLayers() {
    asked.forgetCompared();
    if (!isTurning()) {
      asked.turnLayers();
    }
  }

  private void build() {
    turning.stop();
    asked.leave();
    ChartGroup charts = new ChartGroup(model.charts(), model::setCharts);
    model.dataSet().ifPresent(set -> charts.bursts(set.bursts()));
    charts.offer(offers::items);
    charts.stretches(offers.stretches());
    Map<Panel, PanelView<?>> panels = panels(charts);
    DataSet first = asked.first().orElse(null);
    screen = null;
    if (first == null) {
      boards.show(model.view(), panels);
      return;
    }
    asked.show(panels);
    Map<Panel, PanelView<?>> others = other(charts, panels);
    boards.show(
        model.view(),
        first,
        panels,
        asked.second().isEmpty() ? Optional.empty() : model.others().beside(),
        others);
    screen = new Screen(model, first, panels, others, boards);
    looks.show(List.of(panels, others));
  }

  /// The panels of the other data set; none where its numbers are laid over those of the first.
  private Map<Panel, PanelView<?>> other(ChartGroup charts, Map<Panel, PanelView<?>> panels) {
    DataSet second = asked.second().orElse(null);
    if (second == null) {
      return Map.of();
    }
    if (model.others().beside().filter(beside -> !beside.over()).isEmpty()) {
      asked.showOther(LaidOver.on(panels, second.name()));
      return Map.of();
    }
    Map<Panel, PanelView<?>> others = panels(charts);
    charts.bursts(Bursting.NONE); // they are of one of the two
    asked.showOther(others);
    return others;
  }

  /// Which panel is large, and which are tables.
  public PanelLooks looks() {
    return looks;
  }

  /// What menus offer.
  public PanelOffers offers() {
    return offers;
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
        model.words()::dimensions,
        model.dataSet().map(set -> set.store().capabilities().pagesRecords()).orElse(true),
        model::again,
        model.words()::look);
  }

  /// Has tables of records remember their columns.
  public void setColumns(ColumnMemory memory) {
    columns = memory;
  }

  /// Offers to keep a question as a view.
  public void setKeeping(Runnable keep) {
    questions.setKeeping(keep);
  }

  /// Offers what can be done with the view as a whole.
  ///
  /// @param items made when they are asked for
  public void setMenu(Supplier<List<MenuItem>> items) {
    bar.menu(items);
  }

  /// Called with two panels' ids where each is to be in the other's place.
  public void setOnSwap(BiConsumer<String, String> swap) {
    boards.onSwap(swap);
  }

  private void open() {
    turning.stop();
    steps.close();
    asked.open();
    build();
    ask();
  }

  private void openOther() {
    asked.openOther();
    if (asked.first().isPresent()) {
      build();
      ask();
    }
  }

  /// The pulse, once a second: asks again if the picture moves and someone can see it.
  public void tick() {
    boolean seen =
        getScene() != null && getScene().getWindow() != null && getScene().getWindow().isShowing();
    if (seen && !isTurning() && model.moves()) {
      asked.tick();
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
    if (!isTurning()) {
      asked.ask();
    }
  }

  /// Takes back what is being asked; panels keep what they show. A picture that moves goes on with
  /// the next pulse.
  ///
  /// @return whether anything was
  public boolean stop() {
    return asked.stop();
  }

  /// Goes back to one data set.
  ///
  /// @return whether there were two
  public boolean endBeside() {
    boolean two = model.others().beside().isPresent();
    model.others().beside(Optional.empty());
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
    asked.setOnSeen(action);
  }

  /// Called whenever every panel has answered completely, or failed.
  public void setOnSettled(Runnable action) {
    asked.setOnSettled(action);
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

  /// Takes back what is being asked.
  @Override
  public void close() {
    turning.stop();
    steps.close();
    asked.close();
  }
}
