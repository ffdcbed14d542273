package weir.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import weir.query.FlowQuery;
import weir.query.Query;
import weir.query.Result;
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

  @Test
  void aTableSaysWhatWentWrongAndTheNextStep() throws Exception {
    ExploreModel model =
        new ExploreModel(() -> 1_700_000_000L * FlowQuery.SECOND, Views.builtIn().first());
    try (Broken store = new Broken()) {
      ExploreView view =
          onFx(
              () -> {
                model.open(Optional.of(new DataSet("broken", store, false)));
                ExploreView made = new ExploreView(model, Platform::runLater);
                Theme.DARK.apply(new Scene(made, 1000, 700));
                return made;
              });
      String said = "";
      for (int i = 0; i < 400 && !said.contains("slice"); i++) {
        said =
            onFx(
                () -> {
                  view.getScene().snapshot(null);
                  Node message = view.lookup("#sources .panel-message");
                  return message instanceof Labeled text ? text.getText() : "";
                });
      }
      assertEquals("slice 7: it cannot be read\nF5 asks again.", said);
      onFx(
          () -> {
            view.close();
            return true;
          });
    }
  }
}
