package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.Fx.await;
import static weir.ui.Fx.texts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
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
import weir.export.Sheet;
import weir.ingest.Source;
import weir.query.Filter;
import weir.query.FilterParser;
import weir.query.FilterText;
import weir.query.TimeRange;
import weir.query.Views;
import weir.settings.Secrets;
import weir.settings.SettingsFile;
import weir.store.Cancel;
import weir.store.StoreException;
import weir.ui.export.FlowKind;

/// Flows of the filter and range that are shown, from the menu to a file.
@ExtendWith(ApplicationExtension.class)
class FlowDeskTest {
  @TempDir Path folder;

  private final TestWorkspace workspace = new TestWorkspace();
  private final TestWorkspace.Plain live = new TestWorkspace.Plain("Live");
  private final SettingsFile settings = SettingsFile.none();
  private final Written written = new Written();
  private @Nullable Desktop desktop;

  /// Writes what it was asked for.
  private static final class Written implements Exports {
    volatile String failure = "";
    final CountDownLatch begun = new CountDownLatch(1);
    volatile CountDownLatch goOn = new CountDownLatch(0);

    @Override
    public void write(Sheet sheet, Map<String, String> about, boolean marked, Path file) {}

    @Override
    public List<FlowKind> flowKinds() {
      return List.of(
          new FlowKind("csv", "CSV", true, true, false),
          new FlowKind("pb", "Protobuf", false, false, false));
    }

    @Override
    public FlowsWritten flows(
        Source source,
        TimeRange range,
        Filter filter,
        ZoneId zone,
        boolean told,
        boolean named,
        Path file,
        Cancel cancel,
        FlowProgress progress)
        throws IOException {
      begun.countDown();
      cancel.onCancel(goOn::countDown);
      try {
        goOn.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      if (cancel.isCancelled()) {
        throw StoreException.cancelled();
      }
      if (!failure.isEmpty()) {
        throw new IOException(failure);
      }
      progress.at(1_204, 0.5);
      Files.writeString(
          file, source.name() + " " + FilterText.of(filter) + " " + told + " " + named);
      return new FlowsWritten(1_204, List.of());
    }
  }

  @Start
  void start(Stage stage) {
    live.store = new SlowStore(1, TimeRange.nanos(Instant.now()), SlowStore.STEPS);
    workspace.add(live);
    settings.change(before -> before.withExportFolder(folder.toString()));
    desktop = new Desktop(workspace, Views.builtIn(), settings, Secrets.inMemory(), written, stage);
    stage.setWidth(1280);
    stage.setHeight(800);
    stage.setX(0); // a window that reaches out of the headless screen cannot be painted
    stage.setY(0);
    stage.show();
  }

  @AfterEach
  void close() {
    Objects.requireNonNull(desktop).close();
    settings.close();
  }

  private void ask(FxRobot robot) throws Exception {
    await(() -> texts(robot, "#status-matched").contains("flows match"));
    Filter tcp = FilterParser.parse("tcp");
    robot.interact(
        () ->
            Objects.requireNonNull(desktop)
                .shell()
                .exports()
                .exportFlows(tcp, Objects.requireNonNull(desktop).model().rangeNow()));
    await(() -> isAsking(robot));
  }

  private static boolean isAsking(FxRobot robot) {
    return robot.lookup("#flows").tryQuery().isPresent();
  }

  private static void type(FxRobot robot, String text) {
    robot.interact(() -> robot.lookup("#flows-file").queryAs(TextField.class).setText(text));
  }

  private static String text(FxRobot robot, String label) {
    return robot.lookup(label).queryAs(Label.class).getText();
  }

  @Test
  void theFlowsOfTheFilterAreWritten(FxRobot robot) throws Exception {
    await(() -> texts(robot, "#status-matched").contains("flows match"));
    robot.interact(() -> robot.lookup("#throughput .panel-menu").queryAs(Button.class).fire());
    assertTrue(texts(robot, ".context-menu .menu-item .label").contains("Export flows…"));
    robot.type(KeyCode.ESCAPE);
    ask(robot);
    String what = text(robot, "#flows-what");
    assertTrue(what.startsWith("Live: flows with proto tcp. From "), what);
    robot.interact(() -> robot.lookup("#flows-told").queryAs(CheckBox.class).setSelected(true));
    Path file = folder.resolve("x.csv");
    type(robot, file.toString());
    robot.interact(() -> robot.lookup("#flows-do").queryAs(Button.class).fire());
    await(() -> !isAsking(robot));
    assertEquals("Live proto tcp true false", Files.readString(file));
    assertEquals(
        "x.csv with 1,204 flows was written to " + folder, texts(robot, "#exported > .label"));
  }

  @Test
  void whatGoesWrongIsSaidAndNothingIsLost(FxRobot robot) throws Exception {
    written.failure = "No space left on device";
    ask(robot);
    type(robot, folder.resolve("gone/x.csv").toString());
    robot.interact(() -> robot.lookup("#flows-do").queryAs(Button.class).fire());
    assertEquals(
        "There is no folder " + folder.resolve("gone") + "; choose another one.",
        text(robot, "#flows-problem"));
    Path file = folder.resolve("x.pb");
    type(robot, file.toString());
    assertFalse(robot.lookup("#flows-told").query().isVisible(), "protobuf has no such lines");
    robot.interact(() -> robot.lookup("#flows-do").queryAs(Button.class).fire());
    await(() -> text(robot, "#flows-problem").contains("No space left on device; free some"));
    assertEquals(file.toString(), robot.lookup("#flows-file").queryAs(TextField.class).getText());
    written.failure = "";
    Files.writeString(file, "before");
    robot.interact(() -> robot.lookup("#flows-do").queryAs(Button.class).fire());
    assertEquals(
        "x.pb is there already; Export once more to replace it.", text(robot, "#flows-problem"));
    robot.interact(() -> robot.lookup("#flows-do").queryAs(Button.class).fire());
    await(() -> !isAsking(robot));
    assertEquals("Live proto tcp false false", Files.readString(file));
  }

  @Test
  void leavingItCancelsWhatIsBeingWritten(FxRobot robot) throws Exception {
    written.goOn = new CountDownLatch(1);
    ask(robot);
    Path file = folder.resolve("x.csv");
    type(robot, file.toString());
    robot.interact(() -> robot.lookup("#flows-do").queryAs(Button.class).fire());
    written.begun.await();
    assertEquals("0 flows written, 0 %", text(robot, "#flows-said"));
    assertTrue(robot.lookup("#flows-do").queryAs(Button.class).isDisabled());
    robot.type(KeyCode.ESCAPE);
    await(() -> !isAsking(robot));
    written.goOn.await();
    assertFalse(Files.exists(file));
    assertFalse(robot.lookup("#exported").query().isVisible(), "nobody is told of a file");
  }
}
