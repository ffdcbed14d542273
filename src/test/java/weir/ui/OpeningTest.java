package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.Fx.await;
import static weir.ui.Fx.texts;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.matcher.control.LabeledMatchers;
import org.testfx.util.WaitForAsyncUtils;
import weir.ingest.IngestStatus;
import weir.ingest.Source;
import weir.query.Views;

/// From a wish for a source to the page that shows it, and back.
@ExtendWith(ApplicationExtension.class)
class OpeningTest {
  private static final Path ROUTER = Path.of("/captures/router.pcap");

  private final TestWorkspace workspace = new TestWorkspace();
  private @Nullable Desktop desktop;

  @Start
  void start(Stage stage) {
    desktop = new Desktop(workspace, Views.builtIn(), stage);
    stage.setWidth(1280);
    stage.setHeight(800);
    stage.setX(0); // a window that reaches out of the headless screen cannot be painted
    stage.setY(0);
    stage.show();
  }

  @AfterEach
  void close() {
    workspace.opens.countDown();
    if (desktop != null) {
      desktop.close();
    }
  }

  private void open(FxRobot robot, Path... files) {
    robot.interact(() -> Objects.requireNonNull(desktop).shell().desk().open(List.of(files)));
  }

  private static TestWorkspace.Plain failed(String message) {
    return new TestWorkspace.Plain(
        "router.pcap", TestWorkspace.status(IngestStatus.State.FAILED, message, 0));
  }

  private static String chosen(FxRobot robot) {
    SourceReading reading =
        (SourceReading)
            robot
                .lookup(".source-list > .list-view")
                .queryAs(ListView.class)
                .getSelectionModel()
                .getSelectedItem();
    return reading == null ? "" : reading.source().name();
  }

  /// Fires an item of the menu that adds sources.
  private static void add(FxRobot robot, String item) {
    MenuButton menu = robot.lookup("#add-source").queryAs(MenuButton.class);
    robot.interact(
        () ->
            menu.getItems().stream()
                .filter(offered -> item.equals(offered.getText()))
                .findFirst()
                .orElseThrow()
                .fire());
  }

  private static boolean there(FxRobot robot, String query) {
    return robot.lookup(query).tryQuery().isPresent();
  }

  @Test
  void aDemoThatRunsIsNotStartedTwice(FxRobot robot) throws Exception {
    robot.clickOn("#start-demo");
    await(() -> chosen(robot).equals("Demo network"));
    open(robot, ROUTER);
    await(() -> chosen(robot).equals("router.pcap"));
    add(robot, "Start the demo network");
    await(() -> chosen(robot).equals("Demo network"));
    assertEquals(List.of("demo", "file router.pcap"), workspace.asked);
  }

  @Test
  void aFileThatIsOpenIsNotOpenedTwiceHoweverItIsWritten(FxRobot robot) throws Exception {
    open(robot, ROUTER, Path.of("/captures/other.pcap"));
    await(() -> workspace.names().size() == 2);
    open(robot, Path.of("/captures/../captures/router.pcap"));
    await(() -> chosen(robot).equals("router.pcap"));
    assertEquals(2, workspace.asked.size());
  }

  @Test
  void aListenerOnTheSamePortsIsNotStartedTwice(FxRobot robot) throws Exception {
    robot.clickOn("#start-listen");
    await(() -> chosen(robot).equals("Live"));
    add(robot, "Listen for flows");
    await(() -> chosen(robot).equals("Live"));
    assertEquals(1, workspace.asked.size());
  }

  @Test
  void whatIsOnItsWayIsNotStartedTwice(FxRobot robot) throws Exception {
    workspace.opens = new CountDownLatch(1);
    robot.clickOn("#start-demo");
    assertEquals("Starting the demo network", texts(robot, ".opening-title"));
    assertTrue(texts(robot, ".opening-card > .label").contains("a day of its past"));
    assertEquals("Starting the demo network…", texts(robot, "#status-source"));
    assertTrue(
        robot.lookup(".opening-card .progress-bar").queryAs(ProgressBar.class).isIndeterminate());
    add(robot, "Start the demo network");
    workspace.opens.countDown();
    await(() -> chosen(robot).equals("Demo network"));
    await(() -> !there(robot, "#opening"));
    assertEquals(List.of("demo"), workspace.asked);
  }

  @Test
  void whatIsCancelledIsClosedWhenItComes(FxRobot robot) throws Exception {
    workspace.opens = new CountDownLatch(1);
    robot.clickOn("#start-demo");
    robot.clickOn("#opening-end");
    assertTrue(there(robot, "#start-demo"));
    assertEquals("No source", texts(robot, "#status-source"));
    assertFalse(there(robot, ".opening"));
    workspace.opens.countDown();
    await(() -> workspace.closed.size() == 1);
    assertTrue(there(robot, "#start-demo"));
    robot.clickOn("#start-demo");
    await(() -> chosen(robot).equals("Demo network"));
  }

  @Test
  void manyThatAreOpenedTakeAFewRows(FxRobot robot) throws Exception {
    workspace.opens = new CountDownLatch(1);
    open(robot, Path.of("a"), Path.of("b"), Path.of("c"), Path.of("d"), Path.of("e"));
    assertEquals("Opening a…, Opening b…, Opening c…, and 2 more", texts(robot, ".opening"));
    workspace.opens.countDown();
    await(() -> workspace.names().size() == 5);
    await(() -> !there(robot, ".opening"));
  }

  @Test
  void aFileThatIsReadSaysHowFarItIsAndCanBeStopped(FxRobot robot) throws Exception {
    TestWorkspace.Plain reading =
        new TestWorkspace.Plain(
            "router.pcap", TestWorkspace.status(IngestStatus.State.READING, "reading", 0.408));
    workspace.file = _ -> reading;
    open(robot, ROUTER);
    await(() -> texts(robot, ".opening-title").equals("Reading router.pcap, 40 %"));
    ProgressBar bar = robot.lookup(".opening-card .progress-bar").queryAs(ProgressBar.class);
    assertEquals(0.408, bar.getProgress());
    assertEquals("router.pcap · reading, 40 %", texts(robot, "#status-source"));
    assertEquals("Reading · 40 %", texts(robot, ".source-state"));
    robot.clickOn("Stop reading");
    await(() -> reading.stops.get() == 1);
    reading.status = TestWorkspace.status(IngestStatus.State.READY, "interrupted", 0.408);
    await(() -> texts(robot, ".start-title").equals("No flows in router.pcap"));
    assertEquals("router.pcap · stopped at 40 %", texts(robot, "#status-source"));
    assertEquals(List.of("router.pcap"), workspace.names());
  }

  @Test
  void whatFailedIsTriedAgainFromItsPage(FxRobot robot) throws Exception {
    workspace.file = _ -> failed("router.pcap is empty");
    open(robot, ROUTER);
    await(() -> texts(robot, ".start-title").equals("Trouble with router.pcap"));
    assertTrue(texts(robot, ".start-subtitle").contains("router.pcap is empty"));
    Source before = workspace.named("router.pcap").orElseThrow();
    workspace.file = _ -> new TestWorkspace.Plain("router.pcap");
    robot.clickOn("#waiting-again");
    await(() -> texts(robot, ".source-state").equals("Ready · 0 flows"));
    assertEquals(List.of(before), workspace.closed);
    assertEquals(List.of("router.pcap"), workspace.names());
    assertFalse(robot.lookup("#waiting-again").query().isVisible());
    robot.clickOn("#waiting-close");
    await(() -> there(robot, "#start-demo"));
  }

  @Test
  void whatFailedIsTriedAgainByTheSameWish(FxRobot robot) throws Exception {
    workspace.file = _ -> failed("router.pcap is empty");
    open(robot, ROUTER);
    await(() -> texts(robot, ".source-state").equals("Failed"));
    open(robot, ROUTER);
    await(() -> workspace.closed.size() == 1);
    await(() -> texts(robot, ".source-state").equals("Failed"));
    assertEquals(List.of("router.pcap"), workspace.names());
    assertEquals(2, workspace.asked.size());
  }

  /// Two that failed alike are equal, and still two.
  @Test
  void ofTwoThatFailedAlikeEachIsItsOwn(FxRobot robot) throws Exception {
    workspace.file = path -> workspace.failing("x", "no");
    open(robot, Path.of("/a/x"), Path.of("/b/x"));
    await(() -> robot.lookup(".source-name").queryAll().size() == 2);
    robot.clickOn("#waiting-close");
    await(() -> workspace.names().size() == 1);
    await(() -> robot.lookup(".source-head").queryAll().size() == 1);
    assertEquals("Trouble with x", texts(robot, ".start-title"));
  }

  @Test
  void theExportersOfWhatFailedAreNoEmptyPage(FxRobot robot) throws Exception {
    workspace.file = _ -> failed("router.pcap is empty");
    open(robot, ROUTER);
    await(() -> there(robot, "#waiting-again"));
    robot.clickOn("#view-exporters");
    assertTrue(there(robot, "#waiting-again"));
  }

  @Test
  void aSourceThatIsClosedIsGoneAtOnceAndTheNextIsShown(FxRobot robot) throws Exception {
    open(robot, ROUTER, Path.of("/captures/other.pcap"));
    await(() -> workspace.names().size() == 2);
    await(() -> robot.lookup(".source-name").queryAll().size() == 2);
    String shown = chosen(robot);
    robot.interact(
        () ->
            Objects.requireNonNull(desktop)
                .shell()
                .desk()
                .close(workspace.named(shown).orElseThrow()));
    assertEquals(
        1, robot.lookup(".source-list > .list-view").queryAs(ListView.class).getItems().size());
    assertFalse(chosen(robot).equals(shown));
    assertFalse(chosen(robot).isEmpty());
  }

  @Test
  void theMenuOfASourceDoesNotShowIt(FxRobot robot) throws Exception {
    open(robot, ROUTER);
    await(() -> chosen(robot).equals("router.pcap"));
    add(robot, "Start the demo network");
    await(() -> chosen(robot).equals("Demo network"));
    robot.clickOn("router.pcap", MouseButton.SECONDARY);
    assertEquals("Demo network", chosen(robot));
    robot.clickOn("Copy path");
    assertEquals(
        ROUTER.toString(),
        WaitForAsyncUtils.asyncFx(() -> Clipboard.getSystemClipboard().getString()).get());
    robot.clickOn("router.pcap", MouseButton.SECONDARY);
    robot.clickOn(
        robot
            .lookup(".context-menu .label")
            .match(LabeledMatchers.hasText("Close"))
            .queryLabeled());
    await(() -> workspace.names().equals(List.of("Demo network")));
  }

  @Test
  void aReadingFromBeforeDoesNotTakeAwayWhatHasJustCome(FxRobot robot) throws Exception {
    robot.clickOn("#start-demo");
    await(() -> chosen(robot).equals("Demo network"));
    Shell shell = Objects.requireNonNull(desktop).shell();
    robot.interact(
        () -> {
          Source demo = workspace.named("Demo network").orElseThrow();
          shell.select(workspace.add(new TestWorkspace.Plain("fresh")));
          shell.show(List.of(SourceReading.trouble(demo, "as it was")));
        });
    await(() -> chosen(robot).equals("fresh"));
    assertEquals("fresh · complete", texts(robot, "#status-source"));
  }

  private List<String> menu(TestWorkspace.Plain source) {
    SourceReading reading =
        new SourceReading(
            source,
            source.status,
            source.store.status(),
            0,
            0,
            0,
            0,
            weir.exporter.Labels.NONE,
            weir.exporter.Overrides.NONE,
            Optional.empty(),
            List.of(),
            List.of(),
            source.capture(),
            0);
    return SourceMenu.items(reading, Objects.requireNonNull(desktop).shell().desk()).stream()
        .map(MenuItem::getText)
        .map(text -> text == null ? "-" : text)
        .toList();
  }

  @Test
  void theMenuOffersWhatTheStateAllows(FxRobot robot) throws Exception {
    TestWorkspace.Plain failing = failed("no");
    workspace.file = _ -> failing;
    open(robot, ROUTER);
    await(() -> there(robot, "#waiting-again"));
    List<String> of = WaitForAsyncUtils.asyncFx(() -> menu(failing)).get();
    assertEquals(List.of("Try again", "Copy name", "Copy path", "Copy message", "-", "Close"), of);
    TestWorkspace.Plain reading =
        new TestWorkspace.Plain(
            "x", TestWorkspace.status(IngestStatus.State.READING, "reading", 0.4));
    assertEquals(
        List.of("Stop reading", "Exporters", "Copy name", "-", "Close"),
        WaitForAsyncUtils.asyncFx(() -> menu(reading)).get());
    robot.clickOn(".source-cell").type(KeyCode.DELETE);
    await(() -> there(robot, "#start-demo"));
  }
}
