package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.Fx.await;
import static weir.ui.Fx.texts;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import weir.exporter.Labels;
import weir.flow.IpAddress;
import weir.naming.NamesFile;
import weir.naming.NamesReaders;
import weir.query.Query;
import weir.query.Result;
import weir.query.TimeRange;
import weir.query.Views;
import weir.store.Cancel;
import weir.store.FlowReader;
import weir.store.Question;
import weir.store.StoreStatus;
import weir.ui.help.HelpPage;

/// A name that is edited is on the screen at once, and nothing is asked again for it.
@ExtendWith(ApplicationExtension.class)
class NamesAtOnceTest {
  private static final IpAddress EDGE = IpAddress.parse("192.0.2.1");

  @TempDir private static Path folder;

  private final NamesFile names = NamesFile.of(folder.resolve("names.json"), NamesReaders.PLAIN);
  private final AtomicInteger asked = new AtomicInteger();
  private final TestWorkspace workspace = new TestWorkspace();
  private @Nullable Desktop desktop;

  /// Flows whose exporters have the names of the file.
  private final class Named implements FlowReader {
    private final SlowStore store =
        new SlowStore(1, TimeRange.nanos(Instant.now()), SlowStore.STEPS);

    @Override
    public <A extends Result> Question<A> ask(Query<A> query, Cancel cancel) {
      asked.incrementAndGet();
      return store.ask(query, cancel);
    }

    @Override
    public Labels labels() {
      return Labels.of(names.layers());
    }

    @Override
    public String sql(Query<?> query) {
      return "";
    }

    @Override
    public StoreStatus status() {
      return store.status();
    }

    @Override
    public void close() {}
  }

  @Start
  void start(Stage stage) {
    TestWorkspace.Plain source = new TestWorkspace.Plain("flows");
    source.store = new Named();
    workspace.naming = names;
    workspace.add(source);
    desktop = new Desktop(workspace, Views.builtIn(), stage);
    stage.setWidth(1200);
    stage.setHeight(800);
    stage.show();
  }

  @AfterEach
  void close() {
    Objects.requireNonNull(desktop).close();
  }

  private String seen(String name) throws Exception {
    CompletableFuture<Labels> seen = new CompletableFuture<>();
    ReadOnlyObjectProperty<Labels> labels =
        Objects.requireNonNull(desktop).model().words().labelsProperty();
    ChangeListener<Labels> listener = (_, _, now) -> seen.complete(now);
    Platform.runLater(() -> labels.addListener(listener));
    WaitForAsyncUtils.waitForFxEvents();
    names.change(said -> said.with(EDGE, one -> one.withName(name)));
    Labels now = seen.get(10, TimeUnit.SECONDS);
    Platform.runLater(() -> labels.removeListener(listener));
    return now.exporter(EDGE).orElse("");
  }

  @Test
  void editedNameIsSeenAndNothingIsAskedAgain(FxRobot robot) throws Exception {
    await(() -> texts(robot, "#status-matched").contains("flows match"));
    int before = asked.get();
    assertEquals("edge-1", seen("edge-1"));
    assertEquals("edge-2", seen("edge-2"));
    assertEquals(before, asked.get(), "only words have changed");
    robot.press(KeyCode.CONTROL, KeyCode.N).release(KeyCode.N, KeyCode.CONTROL);
    await(() -> robot.lookup("#names-table").tryQuery().isPresent());
    assertTrue(robot.lookup("#view-names").queryAs(ToggleButton.class).isSelected());
    key(robot, KeyCode.F1);
    await(() -> address().equals("names.md"));
    key(robot, KeyCode.CONTROL, KeyCode.N);
    await(() -> robot.lookup("#names-table").tryQuery().isPresent());
    key(robot, KeyCode.CONTROL, KeyCode.L);
    await(() -> robot.lookup("#listen-allowed").tryQuery().isPresent());
    assertFalse(robot.lookup("#view-names").queryAs(ToggleButton.class).isSelected());
    key(robot, KeyCode.CONTROL, KeyCode.COMMA);
    await(() -> robot.lookup("#listen-allowed").tryQuery().isEmpty());
    key(robot, KeyCode.CONTROL, KeyCode.N);
    await(() -> robot.lookup("#names-table").tryQuery().isPresent());
    key(robot, KeyCode.CONTROL, KeyCode.N);
    await(() -> robot.lookup("#names-table").tryQuery().isEmpty());
  }

  private String address() {
    return Objects.requireNonNull(desktop).shell().helpShown().map(HelpPage::address).orElse("");
  }

  private static void key(FxRobot robot, KeyCode... keys) {
    robot.press(keys);
    for (KeyCode key : List.of(keys).reversed()) {
      robot.release(key);
    }
  }
}
