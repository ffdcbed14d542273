package weir.ui.explore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import weir.query.Answer;
import weir.store.QueryRunner;
import weir.store.StoreException;

/// The view of a model: bars above, panels below. Asks through a [QueryRunner] and paints what
/// comes back; nothing here waits.
public final class ExploreView extends BorderPane implements AutoCloseable {
  private final ExploreModel model;
  private final Executor delivery;
  private final PanelGrid grid = new PanelGrid();
  private final QueryBar bar;
  private final Map<Panel, PanelView> panels = new LinkedHashMap<>();
  private final Map<Panel, Answer> answers = new LinkedHashMap<>();
  private final List<Panel> pending = new ArrayList<>();
  private @Nullable QueryRunner runner;
  private Runnable onSettled = () -> {};

  /// @param delivery runs tasks on the JavaFX thread
  public ExploreView(ExploreModel model, Executor delivery) {
    this.model = model;
    this.delivery = delivery;
    getStyleClass().add("explore");
    bar = new QueryBar(model);
    ScrollPane scroll = new ScrollPane(grid);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.getStyleClass().addAll("edge-to-edge", "panel-scroll");
    VBox head = new VBox(bar, new TrailBar(model));
    head.getStyleClass().add("explore-head");
    setTop(head);
    setCenter(scroll);
    model.viewProperty().addListener((_, _, _) -> build());
    model.dataSetProperty().addListener((_, _, _) -> open());
    model.labelsProperty().addListener((_, _, _) -> showAgain());
    model.revisionProperty().addListener((_, _, _) -> ask(true));
    model.zoneProperty().addListener((_, _, now) -> panels.values().forEach(p -> p.zone(now)));
    build();
    open();
  }

  /// With other names.
  private void showAgain() {
    answers.forEach(
        (panel, answer) -> {
          PanelView shown = panels.get(panel);
          if (shown != null) {
            shown.show(answer.withLabels(model.labels()));
          }
        });
  }

  private void build() {
    panels.clear();
    answers.clear();
    pending.clear();
    for (Panel panel : model.view().panels()) {
      PanelView shown = PanelView.of(panel, model::select, model::zoomOut);
      shown.zone(model.zone());
      panels.put(panel, shown);
    }
    grid.show(model.view(), panels);
  }

  private void open() {
    close();
    runner = model.dataSet().map(set -> new QueryRunner(set.store(), delivery)).orElse(null);
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

  /// @param all also those panels that have not answered the question before
  private void ask(boolean all) {
    QueryRunner asked = runner;
    if (asked == null) {
      return;
    }
    Frame frame = model.frame((int) Math.max(400, getWidth() / 2));
    panels.forEach(
        (panel, shown) -> {
          if (all || !pending.contains(panel)) {
            ask(asked, panel, shown, frame);
          }
        });
  }

  private void ask(QueryRunner asked, Panel panel, PanelView shown, Frame frame) {
    pending.remove(panel);
    pending.add(panel);
    shown.await();
    asked.submit(
        panel.id(),
        panel.queryFor(frame),
        answer -> {
          shown.show(answer.withLabels(model.labels()));
          answers.put(panel, answer);
          answered(panel);
        },
        failure -> {
          fail(shown, failure);
          answered(panel);
        });
  }

  private static void fail(PanelView shown, StoreException failure) {
    shown.fail(String.valueOf(failure.getMessage()));
  }

  private void answered(Panel panel) {
    pending.remove(panel);
    model.matched(matchedText());
    if (pending.isEmpty()) {
      onSettled.run();
    }
  }

  private String matchedText() {
    long flows = answers.values().stream().mapToLong(Answer::matchedFlows).max().orElse(0);
    long nanos = answers.values().stream().mapToLong(Answer::elapsedNanos).max().orElse(0);
    return String.format(
        Locale.ROOT, "%,d flows match · %d ms", flows, (nanos + 999_999) / 1_000_000);
  }

  /// Called whenever every panel has answered.
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
    if (runner != null) {
      runner.close();
      runner = null;
    }
  }
}
