package weir.ui.explore;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import weir.query.Answer;
import weir.query.FlowQuery;
import weir.query.Frame;
import weir.query.Panel;
import weir.store.Capabilities;
import weir.store.QueryRunner;
import weir.ui.chart.ChartGroup;
import weir.ui.chart.PlainScroll;

/// The view of a model: bars above, panels below. Asks through a [QueryRunner] and paints what
/// comes back; nothing here waits.
public final class ExploreView extends BorderPane implements AutoCloseable {
  private final ExploreModel model;
  private final Executor delivery;
  private final PanelGrid grid = new PanelGrid();
  private final QueryBar bar;
  private final Map<Panel, PanelView> panels = new LinkedHashMap<>();
  private final Map<Panel, Answer> answers = new LinkedHashMap<>();
  private final Progress progress = new Progress();

  /// What each panel's picture answers.
  private final Map<Panel, Asked> shown = new HashMap<>();

  /// Shorter questions are not worth a word, nor a button.
  private final PauseTransition longer = new PauseTransition(Duration.millis(300));

  /// Panels take a while to make: what was chosen is seen to be chosen before.
  private final PauseTransition turning = new PauseTransition(Duration.millis(20));

  private @Nullable QueryRunner runner;
  private Capabilities capabilities = Capabilities.ALL;
  private Runnable onSeen = () -> {};
  private Runnable onSettled = () -> {};

  /// @param delivery runs tasks on the JavaFX thread
  public ExploreView(ExploreModel model, Executor delivery) {
    this.model = model;
    this.delivery = delivery;
    getStyleClass().add("explore");
    bar = new QueryBar(model, this::stop);
    longer.setOnFinished(_ -> showLonger());
    turning.setOnFinished(
        _ -> {
          build();
          ask(true);
        });
    PlainScroll scroll = new PlainScroll();
    scroll.setContent(grid);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.getStyleClass().addAll("edge-to-edge", "panel-scroll");
    VBox head = new VBox(bar, new TrailBar(model));
    head.getStyleClass().add("explore-head");
    setTop(head);
    setCenter(scroll);
    model.viewProperty().addListener((_, _, _) -> turn());
    model.dataSetProperty().addListener((_, _, _) -> open());
    model.labelsProperty().addListener((_, _, _) -> showAgain());
    model.revisionProperty().addListener((_, _, _) -> ask(true));
    model.zoneProperty().addListener((_, _, now) -> panels.values().forEach(p -> p.zone(now)));
    open();
  }

  /// With other names.
  private void showAgain() {
    answers.forEach(
        (panel, answer) -> {
          PanelView view = panels.get(panel);
          if (view != null) {
            view.show(answer.withLabels(model.labels()));
          }
        });
  }

  /// Leaves the view before: its panels stay for the moment that the new ones take.
  private void turn() {
    leave();
    turning.playFromStart();
  }

  private void leave() {
    if (runner != null) {
      runner.stop(); // nobody sees the panels of the view before
    }
    longer.stop();
    panels.clear();
    answers.clear();
    shown.clear();
    progress.clear();
  }

  private void build() {
    turning.stop();
    leave();
    ChartGroup charts = new ChartGroup(model.charts(), model::setCharts);
    for (Panel panel : model.view().panels()) {
      PanelView view = PanelView.of(panel, charts, model::select, model::zoomOut);
      view.zone(model.zone());
      panels.put(panel, view);
    }
    grid.show(model.view(), panels);
  }

  private void open() {
    close();
    longer.stop();
    bar.asking(false);
    runner = model.dataSet().map(set -> new QueryRunner(set.store(), delivery)).orElse(null);
    capabilities = model.dataSet().map(set -> set.store().capabilities()).orElse(Capabilities.ALL);
    build();
    ask(true);
  }

  /// The pulse, once a second: asks again if the picture moves and someone can see it.
  public void tick() {
    boolean seen = getScene() != null && getScene().getWindow() != null;
    if (seen && getScene().getWindow().isShowing() && model.moves()) {
      ask(false);
    }
  }

  /// @param all also those panels that still answer the question before
  private void ask(boolean all) {
    QueryRunner asked = runner;
    if (asked == null || turning.getStatus() == Animation.Status.RUNNING) {
      return;
    }
    boolean before = progress.asking();
    Frame frame = model.frame((int) Math.max(400, getWidth() / 2));
    panels.forEach(
        (panel, view) -> {
          if (all || !progress.rests(panel)) {
            ask(asked, panel, view, frame, !all);
          }
        });
    if (progress.asking() && (all || !before)) {
      longer.playFromStart();
    } else if (all && !progress.asking()) {
      told(); // no panel can be answered
    }
  }

  private void ask(QueryRunner asked, Panel panel, PanelView view, Frame frame, boolean refresh) {
    FlowQuery query = panel.queryFor(frame);
    Optional<String> lack = capabilities.lacks(query);
    if (lack.isPresent()) {
      asked.stop(panel.id());
      fail(panel, view, lack.get());
      return;
    }
    progress.asked(panel, refresh);
    Asked now = Asked.of(model);
    RangeText words = new RangeText(model.zone(), model.nowNanos());
    view.await(
        Optional.ofNullable(shown.get(panel))
            .filter(before -> !before.equals(now))
            .map(before -> now.since(before, words, model.labels())));
    asked.submit(
        panel.id(),
        query,
        answer -> {
          try {
            show(panel, view, answer, now);
          } finally {
            told(); // whatever a panel makes of it
          }
        },
        failure -> {
          fail(panel, view, failure.getMessage() + "\nF5 asks again.");
          told();
        });
  }

  private void fail(Panel panel, PanelView view, String message) {
    view.fail(message);
    progress.failed(panel);
    answers.remove(panel);
    shown.remove(panel);
  }

  private void show(Panel panel, PanelView view, Answer answer, Asked asked) {
    if (progress.answered(panel, answer)) {
      view.show(answer.withLabels(model.labels()));
      answers.put(panel, answer);
      shown.put(panel, asked);
    } else {
      view.again(answer.coverage());
    }
  }

  /// Something has come of what was asked.
  private void told() {
    if (!progress.awaited()) {
      onSeen.run();
    }
    if (!progress.asking()) {
      settle();
      onSettled.run();
    } else if (longer.getStatus() != Animation.Status.RUNNING) {
      showProgress();
    }
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
    model.matched(progress.text(model.flowsInRange()));
  }

  /// Takes back what is being asked; panels keep what they show. A picture that moves goes on with
  /// the next pulse.
  ///
  /// @return whether anything was
  public boolean stop() {
    QueryRunner asked = runner;
    if (asked == null || !progress.asking()) {
      return false;
    }
    asked.stop();
    progress
        .stop()
        .forEach(
            panel -> {
              PanelView view = panels.get(panel);
              if (view != null) {
                view.stopped();
              }
            });
    settle();
    return true;
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

  /// Moves the keyboard to the filter.
  public void focusFilter() {
    bar.focusFilter();
  }

  /// Takes back what is being asked.
  @Override
  public void close() {
    turning.stop();
    if (runner != null) {
      runner.close();
      runner = null;
    }
  }
}
