package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.Fx.await;
import static weir.ui.Fx.texts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.event.ActionEvent;
import javafx.scene.control.Button;
import javafx.scene.control.DialogPane;
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
import weir.ingest.CaptureStatus;
import weir.ingest.Capturing;
import weir.ingest.IngestStatus;
import weir.query.Views;
import weir.store.StoreException;

/// A capture that runs, is stopped, and is closed, saved or discarded.
@ExtendWith(ApplicationExtension.class)
class UnsavedTest {
  private final TestWorkspace workspace = new TestWorkspace();
  private @Nullable Desktop desktop;
  private @Nullable Stage stage;

  @Start
  void start(Stage shown) {
    stage = shown;
    workspace.capture = UnsavedTest::capture;
    desktop = new Desktop(workspace, Views.builtIn(), shown);
    shown.setWidth(1280);
    shown.setHeight(800);
    shown.setX(0); // a window that reaches out of the headless screen cannot be painted
    shown.setY(0);
    shown.show();
  }

  @AfterEach
  void close() {
    Objects.requireNonNull(desktop).close();
  }

  /// One that has taken 120 packets.
  private static TestWorkspace.Plain capture(Capturing what) {
    TestWorkspace.Plain source =
        new TestWorkspace.Plain(
            what.name(), TestWorkspace.status(IngestStatus.State.LISTENING, "listening", -1));
    source.store = new SlowStore(10, System.currentTimeMillis() * 1_000_000, SlowStore.STEPS);
    source.live = true;
    source.capture =
        Optional.of(new CaptureStatus(what, true, 120, false, what.folder().isEmpty()));
    source.onStop =
        () -> {
          source.live = false;
          source.status = TestWorkspace.status(IngestStatus.State.READY, "stopped", -1);
          source.capture =
              Optional.of(new CaptureStatus(what, false, 120, false, what.folder().isEmpty()));
        };
    return source;
  }

  private SourceDesk desk() {
    return Objects.requireNonNull(desktop).shell().desk();
  }

  private void begin(FxRobot robot, String... adapters) throws Exception {
    for (String adapter : adapters) {
      robot.interact(() -> desk().captures().captureAtFirst(List.of(adapter)));
      await(() -> workspace.named(adapter).isPresent());
    }
    await(() -> texts(robot, ".source-state").contains("Capturing"));
  }

  private static boolean asked(FxRobot robot) {
    return robot.lookup("#unsaved").tryQuery().isPresent();
  }

  private static void answer(FxRobot robot, javafx.scene.control.ButtonType answer)
      throws Exception {
    await(() -> asked(robot));
    DialogPane pane = robot.lookup("#unsaved").queryAs(DialogPane.class);
    robot.interact(() -> ((Button) pane.lookupButton(answer)).fire());
  }

  private void closeFirst(FxRobot robot) {
    robot.interact(() -> desk().close(workspace.sources().getFirst()));
  }

  @Test
  void theSameWishSelectsWhatIsOpen(FxRobot robot) throws Exception {
    begin(robot, "eth0", "wlan0");
    robot.interact(() -> desk().captures().captureAtFirst(List.of("eth0")));
    assertEquals(List.of("capture eth0", "capture wlan0"), workspace.asked);
    await(() -> texts(robot, "#status-source").startsWith("eth0 · "));
  }

  @Test
  void aCaptureIsStoppedAndStartedAgainByItsKey(FxRobot robot) throws Exception {
    begin(robot, "eth0");
    robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.I);
    robot.release(KeyCode.I, KeyCode.SHIFT, KeyCode.CONTROL);
    await(() -> texts(robot, ".source-state").matches("Stopped · [\\d,]+ flows, not saved"));
    assertFalse(
        Objects.requireNonNull(desktop).model().dataSet().orElseThrow().live(),
        "the picture stands");
    robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.I);
    robot.release(KeyCode.I, KeyCode.SHIFT, KeyCode.CONTROL);
    answer(robot, Unsaved.DISCARD);
    await(() -> workspace.asked.equals(List.of("capture eth0", "capture eth0")));
    await(() -> texts(robot, ".source-state").contains("Capturing"));
    assertEquals(1, workspace.closed.size());
  }

  @Test
  void pausingTheDisplayStopsNothingAndIsSaid(FxRobot robot) throws Exception {
    begin(robot, "eth0");
    await(() -> Objects.requireNonNull(desktop).shell().picture().canPause());
    robot.type(KeyCode.SPACE);
    await(() -> texts(robot, "#status-source").equals("eth0 · paused, still capturing"));
    assertTrue(workspace.named("eth0").orElseThrow().live());
    robot.type(KeyCode.SPACE);
    await(() -> texts(robot, "#status-source").equals("eth0 · capturing"));
  }

  @Test
  void closingOneAsksAndCancellingLeavesIt(FxRobot robot) throws Exception {
    begin(robot, "eth0");
    closeFirst(robot);
    answer(robot, Unsaved.CANCEL);
    await(() -> !asked(robot));
    assertEquals(List.of("eth0"), workspace.names());
    closeFirst(robot);
    answer(robot, Unsaved.DISCARD);
    await(() -> workspace.names().isEmpty());
  }

  @Test
  void savingItHasADataSetInItsPlace(FxRobot robot) throws Exception {
    begin(robot, "eth0");
    robot.interact(() -> desk().save(workspace.sources().getFirst()));
    await(() -> asked(robot));
    TextField folder = robot.lookup("#unsaved-folder").queryAs(TextField.class);
    assertTrue(folder.getText().matches(".*weir.capture-eth0-\\d{8}-\\d{6}"), folder.getText());
    robot.interact(() -> folder.setText("captures"));
    DialogPane pane = robot.lookup("#unsaved").queryAs(DialogPane.class);
    assertTrue(pane.lookupButton(Unsaved.SAVE).isDisabled());
    robot.interact(() -> folder.setText("/captures/one"));
    robot.interact(() -> folder.fireEvent(new ActionEvent())); // as Enter in it does
    await(() -> workspace.names().equals(List.of("one")));
    assertEquals("save eth0 in /captures/one", workspace.asked.getLast());
    await(() -> texts(robot, "#status-source").startsWith("one · "));
    robot.interact(() -> desk().open(List.of(Path.of("/captures/one"))));
    assertEquals("save eth0 in /captures/one", workspace.asked.getLast(), "it is open already");
  }

  @Test
  void oneThatIsSavedBeforeItStartsAgainDoesSo(FxRobot robot) throws Exception {
    begin(robot, "eth0");
    robot.interact(() -> desk().tryAgain(workspace.sources().getFirst()));
    await(() -> asked(robot));
    robot.interact(
        () -> robot.lookup("#unsaved-folder").queryAs(TextField.class).setText("/captures/one"));
    answer(robot, Unsaved.SAVE);
    await(() -> workspace.names().equals(List.of("one", "eth0")));
    await(() -> texts(robot, "#status-source").startsWith("eth0 · "));
  }

  @Test
  void oneThatCannotBeSavedStays(FxRobot robot) throws Exception {
    workspace.save =
        _ -> {
          throw new StoreException("/captures/one is a data set already", null);
        };
    begin(robot, "eth0");
    closeFirst(robot);
    await(() -> asked(robot));
    robot.interact(
        () -> robot.lookup("#unsaved-folder").queryAs(TextField.class).setText("/captures/one"));
    answer(robot, Unsaved.SAVE);
    await(() -> texts(robot, "#status-source").startsWith("eth0 · "));
    assertEquals(List.of("eth0"), workspace.names());
    assertEquals(List.of(), workspace.closed);
  }

  @Test
  void atTheEndEachIsAskedAbout(FxRobot robot) throws Exception {
    begin(robot, "eth0", "wlan0");
    robot.press(KeyCode.CONTROL, KeyCode.Q).release(KeyCode.Q, KeyCode.CONTROL);
    answer(robot, Unsaved.CANCEL);
    await(() -> !asked(robot));
    assertTrue(Objects.requireNonNull(stage).isShowing());
    robot.press(KeyCode.CONTROL, KeyCode.Q).release(KeyCode.Q, KeyCode.CONTROL);
    answer(robot, Unsaved.DISCARD);
    await(() -> asked(robot) && texts(robot, "#unsaved .label").contains("capture of wlan0"));
    answer(robot, Unsaved.DISCARD);
    await(() -> !Objects.requireNonNull(stage).isShowing());
  }

  @Test
  void whatIsInAFolderNeedsNoQuestion(FxRobot robot) throws Exception {
    workspace.capture =
        what ->
            capture(
                new Capturing(
                    what.adapters(), what.options(), 1, true, 0, Optional.of(Path.of("/data"))));
    begin(robot, "eth0");
    closeFirst(robot);
    await(() -> workspace.names().isEmpty());
    robot.press(KeyCode.CONTROL, KeyCode.Q).release(KeyCode.Q, KeyCode.CONTROL);
    await(() -> !Objects.requireNonNull(stage).isShowing());
  }

  @Test
  void itIsSavedInAFolderOfItsOwn(@TempDir Path folder) throws IOException {
    LocalDateTime now = LocalDateTime.of(2026, 11, 29, 12, 1, 2);
    assertEquals(folder, Unsaved.within(folder, "eth0", now));
    Files.writeString(folder.resolve("letter.txt"), "dear");
    assertEquals(
        folder.resolve("capture-eth0-wlan0-20261129-120102"),
        Unsaved.within(folder, "eth0, wlan0", now));
    Path missing = folder.resolve("none");
    assertEquals(
        missing.resolve("capture-any-20261129-120102"), Unsaved.within(missing, "any", now));
  }
}
