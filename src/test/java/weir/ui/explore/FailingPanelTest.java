package weir.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import weir.exporter.Labels;
import weir.exporter.Overrides;
import weir.query.FlowQuery;
import weir.query.Panel;
import weir.query.Query;
import weir.query.Result;
import weir.query.View;
import weir.query.ViewFile;
import weir.query.Views;
import weir.store.Cancel;
import weir.store.FlowReader;
import weir.store.Question;
import weir.store.StoreException;
import weir.store.StoreStatus;
import weir.ui.Theme;

/// A store that fails whatever it is asked.
class FailingPanelTest {
  private static final class Broken implements FlowReader {
    @Override
    public <A extends Result> Question<A> ask(Query<A> query, Cancel cancel) {
      throw new StoreException("slice 7: it cannot be read", null);
    }

    @Override
    public String sql(Query<?> query) {
      return "";
    }

    @Override
    public StoreStatus status() {
      return StoreStatus.EMPTY;
    }

    @Override
    public void close() {}
  }

  @BeforeAll
  static void startToolkit() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  private static <T> T onFx(Callable<T> task) throws Exception {
    FutureTask<T> done = new FutureTask<>(task);
    Platform.runLater(done);
    return done.get(20, TimeUnit.SECONDS);
  }

  /// What a panel says while the store fails.
  ///
  /// @param wanted what is waited for
  private static String said(View first, String panel, String wanted) throws Exception {
    ExploreModel model = new ExploreModel(() -> 1_700_000_000L * FlowQuery.SECOND, first);
    try (Broken store = new Broken()) {
      ExploreView view =
          onFx(
              () -> {
                model.open(Optional.of(new DataSet("broken", store, false)));
                ExploreView made = new ExploreView(model, Platform::runLater);
                Theme.DARK.apply(new Scene(made, 1000, 700));
                model.said(Labels.NONE, Overrides.NONE);
                return made;
              });
      String said = "";
      for (int i = 0; i < 400 && !said.contains(wanted); i++) {
        said =
            onFx(
                () -> {
                  view.getScene().snapshot(null);
                  Node message = view.lookup("#" + panel + " .panel-message");
                  return message instanceof Labeled text ? text.getText() : "";
                });
      }
      onFx(
          () -> {
            view.close();
            return true;
          });
      return said;
    }
  }

  @Test
  void aTableSaysWhatWentWrongAndTheNextStep() throws Exception {
    assertEquals(
        "slice 7: it cannot be read\nF5 asks again.",
        said(Views.builtIn().first(), "sources", "slice"));
  }

  @Test
  void aPanelWhoseSetIsNotThereIsNotAsked() throws Exception {
    Panel panel =
        ViewFile.panel(
            Map.of(
                "id", "own",
                "title", "Own",
                "visual", "ranking",
                "place", Map.of("column", 0, "row", 0, "columns", 12),
                "question",
                    Map.of("by", List.of("proto"), "filter", "not src @costumers", "top", 5)));
    View view = new View("own", "Own", 1, Optional.empty(), "table", List.of(panel), false);
    assertEquals(
        "there is no set 'costumers'; the names file has its list \"sets\" for them",
        said(view, "own", "set"));
  }
}
