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
import java.util.OptionalLong;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
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
import weir.capture.live.Adapter;
import weir.capture.live.AdapterKind;
import weir.capture.live.AdapterState;
import weir.capture.live.CaptureOptions;
import weir.ingest.Capturing;
import weir.query.Views;
import weir.settings.SettingsFile;

/// From this machine's adapters to a capture on some of them.
@ExtendWith(ApplicationExtension.class)
class CapturePageTest {
  @TempDir private static Path folder;
  private final TestWorkspace workspace = new TestWorkspace();
  private final FakeMachine machine = workspace.machine;
  private final SettingsFile settings = SettingsFile.open(folder.resolve("settings.json"));
  private @Nullable Desktop desktop;

  @Start
  void start(Stage stage) {
    machine.adapters =
        List.of(
            FakeMachine.adapter("lo", AdapterKind.LOOPBACK, 90_000),
            FakeMachine.adapter("any", AdapterKind.EVERY, 95_000),
            FakeMachine.adapter("eth0", AdapterKind.ETHERNET, 5_000),
            FakeMachine.adapter("wlan0", AdapterKind.WIFI, 10));
    settings.change(_ -> weir.settings.Settings.DEFAULT);
    desktop = new Desktop(workspace, Views.builtIn(), settings, stage);
    stage.setWidth(1280);
    stage.setHeight(900);
    stage.setX(0); // a window that reaches out of the headless screen cannot be painted
    stage.setY(0);
    stage.show();
  }

  @AfterEach
  void close() {
    Objects.requireNonNull(desktop).close();
    settings.close();
  }

  private static void open(FxRobot robot) throws Exception {
    robot.press(KeyCode.CONTROL, KeyCode.I).release(KeyCode.I, KeyCode.CONTROL);
    await(() -> robot.lookup(".adapter-row").tryQuery().isPresent());
  }

  private static List<String> rows(FxRobot robot) {
    return robot.lookup("#adapters").queryParent().getChildrenUnmodifiable().stream()
        .map(Node::getId)
        .toList();
  }

  private static ToggleButton row(FxRobot robot, String adapter) {
    return robot.lookup("#adapter-" + adapter).queryAs(ToggleButton.class);
  }

  private static Button startButton(FxRobot robot) {
    return robot.lookup("#capture-start").queryButton();
  }

  private static TextField field(FxRobot robot, String id) {
    return robot.lookup("#" + id).queryAs(TextField.class);
  }

  private static void unfold(FxRobot robot) {
    TitledPane options = robot.lookup("#capture-options").queryAs(TitledPane.class);
    robot.interact(() -> options.setExpanded(true));
  }

  @Test
  void theLikelyAdapterIsTickedAndEnterStarts(FxRobot robot) throws Exception {
    open(robot);
    assertEquals(
        List.of("adapter-lo", "adapter-eth0", "adapter-wlan0", "adapter-any"), rows(robot));
    assertTrue(row(robot, "eth0").isSelected());
    assertFalse(row(robot, "lo").isSelected());
    assertEquals("Start on eth0", startButton(robot).getText());
    robot.type(KeyCode.ENTER);
    await(() -> !workspace.captured.isEmpty());
    assertEquals(List.of(Capturing.on(List.of("eth0"))), workspace.captured);
    await(() -> robot.lookup(".adapter-row").tryQuery().isEmpty());
  }

  @Test
  void severalAreTickedOrAllOfThemAtOnce(FxRobot robot) throws Exception {
    open(robot);
    robot.clickOn("#adapter-wlan0");
    assertEquals("Start on eth0, wlan0", startButton(robot).getText());
    robot.clickOn("#adapter-any");
    assertEquals("Start on any", startButton(robot).getText(), "it has theirs already");
    robot.interact(() -> row(robot, "any").fire());
    assertTrue(startButton(robot).isDisabled());
    assertEquals("Choose an adapter", startButton(robot).getText());
    robot.interact(() -> row(robot, "lo").requestFocus());
    robot.type(KeyCode.SPACE);
    assertEquals("Start on lo", startButton(robot).getText());
    robot.type(KeyCode.ENTER);
    await(() -> workspace.captured.size() == 1);
    assertEquals(List.of("lo"), workspace.captured.getFirst().adapters());
  }

  @Test
  void theStartPageLeadsThere(FxRobot robot) throws Exception {
    robot.clickOn("#start-capture");
    await(() -> robot.lookup(".adapter-row").tryQuery().isPresent());
    await(() -> startButton(robot).isFocused());
  }

  @Test
  void aDoubleClickStarts(FxRobot robot) throws Exception {
    open(robot);
    robot.doubleClickOn("#adapter-wlan0");
    await(() -> workspace.captured.size() == 1);
    assertTrue(workspace.captured.getFirst().adapters().contains("wlan0"));
  }

  @Test
  void adaptersComeAndGoWhileOneLooks(FxRobot robot) throws Exception {
    open(robot);
    robot.interact(() -> row(robot, "wlan0").requestFocus());
    machine.adapters =
        List.of(
            FakeMachine.adapter("usb0", AdapterKind.ETHERNET, 0),
            FakeMachine.adapter("wlan0", AdapterKind.WIFI, 500_000_000));
    await(() -> rows(robot).equals(List.of("adapter-wlan0", "adapter-usb0")));
    assertTrue(row(robot, "wlan0").isFocused(), "the keyboard stays where it was");
    await(() -> texts(robot, "#adapter-wlan0 .adapter-rate").contains("bit/s"));
    assertTrue(
        String.valueOf(row(robot, "wlan0").getAccessibleText())
            .startsWith("wlan0, Wi-Fi, 192.0.2.7, in "));
    machine.adapters = List.of();
    await(() -> texts(robot, "#adapters-none").startsWith("No adapter is found."));
    assertTrue(startButton(robot).isDisabled());
  }

  @Test
  void nobodyLooksWhenThePageIsNotSeen(FxRobot robot) throws Exception {
    open(robot);
    robot.type(KeyCode.ESCAPE);
    await(() -> robot.lookup(".adapter-row").tryQuery().isEmpty());
    int looks = machine.looks.get();
    WaitForAsyncUtils.sleep(2_500, java.util.concurrent.TimeUnit.MILLISECONDS);
    assertTrue(machine.looks.get() <= looks + 1, "one may have been under way");
  }

  @Test
  void whereNothingIsCountedThatIsSaid(FxRobot robot) throws Exception {
    machine.adapters =
        List.of(
            new AdapterState(
                new Adapter("en0", "", List.of(), 1, true, false),
                AdapterKind.UNKNOWN,
                true,
                OptionalLong.empty(),
                Optional.empty()));
    open(robot);
    assertTrue(texts(robot, "#adapters-none").startsWith("How much they carry is not told"));
    assertEquals("Start on en0", startButton(robot).getText());
  }

  @Test
  void aWrongFilterIsSaidInLibpcapsWordsAndKeepsFromStarting(FxRobot robot) throws Exception {
    machine.filter =
        (text, adapter) ->
            text.equals("tcp prot 80") && adapter.equals("eth0")
                ? Optional.of("can't parse filter expression: syntax error")
                : Optional.empty();
    open(robot);
    unfold(robot);
    robot.interact(() -> field(robot, "capture-filter").setText("tcp prot 80"));
    await(() -> texts(robot, "#capture-filter-problem").contains("syntax error"));
    assertTrue(startButton(robot).isDisabled());
    robot.interact(() -> field(robot, "capture-filter").setText("tcp port 80"));
    await(() -> !startButton(robot).isDisabled());
    assertEquals(
        "Options: tcp port 80",
        robot.lookup("#capture-options").queryAs(TitledPane.class).getText());
    int checks = machine.checks.get();
    robot.interact(() -> field(robot, "capture-filter").setText("host example.com"));
    robot.interact(() -> row(robot, "lo").fire());
    WaitForAsyncUtils.sleep(600, java.util.concurrent.TimeUnit.MILLISECONDS);
    assertTrue(machine.checks.get() <= checks + 1, "a name is not looked up while one types");
    assertFalse(startButton(robot).isDisabled());
  }

  @Test
  void whatWasChosenIsThereTheNextTime(FxRobot robot) throws Exception {
    open(robot);
    unfold(robot);
    robot.interact(
        () -> {
          row(robot, "eth0").setSelected(false);
          row(robot, "wlan0").setSelected(true);
          robot.lookup("#capture-own").queryAs(CheckBox.class).setSelected(true);
          robot.lookup("#capture-programs").queryAs(CheckBox.class).setSelected(false);
          field(robot, "capture-octets").setText("1500");
          field(robot, "capture-buffer").setText("8");
          field(robot, "capture-one-in").setText("10");
          field(robot, "capture-packets").setText("512");
          field(robot, "capture-folder").setText("/data/lab");
        });
    robot.interact(() -> startButton(robot).fire());
    await(() -> workspace.captured.size() == 1);
    Capturing first =
        new Capturing(
            List.of("wlan0"),
            new CaptureOptions(false, "", 1_500, 8),
            10,
            false,
            512,
            Optional.of(Path.of("/data/lab")));
    assertEquals(first, workspace.captured.getFirst());
    open(robot);
    assertTrue(row(robot, "wlan0").isSelected());
    assertFalse(row(robot, "eth0").isSelected());
    robot.interact(() -> startButton(robot).fire());
    await(() -> workspace.captured.size() == 2);
    assertEquals(
        new Capturing(first.adapters(), first.options(), 10, false, 512, Optional.empty()),
        workspace.captured.getLast(),
        "the folder is chosen anew");
  }

  @Test
  void numbersThatCannotBeAreSaid(FxRobot robot) throws Exception {
    open(robot);
    unfold(robot);
    robot.interact(() -> field(robot, "capture-one-in").setText("0"));
    assertTrue(startButton(robot).isDisabled());
    assertEquals(
        "write a number of packets from 1 to 1,000,000", texts(robot, "#capture-one-in-problem"));
  }

  @Test
  void whatIsMissingIsShownByItselfWithItsCommands(FxRobot robot) throws Exception {
    machine.findings = FakeMachine.ILL;
    open(robot);
    await(
        () -> texts(robot, "#doctor-title").startsWith("This account cannot capture packets yet"));
    TextField command = robot.lookup(".doctor-command").queryAs(TextField.class);
    assertEquals("sudo usermod -aG wireshark me", command.getText());
    assertFalse(command.isEditable());
    robot.interact(() -> robot.lookup(".doctor-copy").queryButton().fire());
    robot.interact(
        () ->
            assertEquals(
                "sudo usermod -aG wireshark me", Clipboard.getSystemClipboard().getString()));
    machine.findings = FakeMachine.WELL;
    robot.interact(() -> robot.lookup("#doctor-again").queryButton().fire());
    await(() -> texts(robot, "#doctor-title").startsWith("Packets can be captured here"));
  }

  @Test
  void oneThatCannotBeginLeadsBackToTheAdapters(FxRobot robot) throws Exception {
    workspace.capture =
        what -> workspace.failing(what.name(), "this account may not capture on eth0");
    open(robot);
    robot.interact(() -> startButton(robot).fire());
    await(() -> robot.lookup("#waiting-adapters").tryQuery().isPresent());
    assertTrue(robot.lookup("#waiting-adapters").query().isVisible());
    assertFalse(robot.lookup("#waiting-open").query().isVisible());
    robot.interact(() -> robot.lookup("#waiting-adapters").queryButton().fire());
    await(() -> robot.lookup(".adapter-row").tryQuery().isPresent());
  }

  @Test
  void whereAllIsWellTheDoctorIsAsked(FxRobot robot) throws Exception {
    open(robot);
    await(() -> machine.examinations.get() == 1);
    assertFalse(robot.lookup("#doctor").query().isVisible());
    robot.clickOn("#capture-doctor");
    await(() -> robot.lookup("#doctor").query().isVisible());
    await(() -> texts(robot, "#doctor-title").contains("Weir captures by itself"));
    robot.clickOn("#capture-doctor");
    assertFalse(robot.lookup("#doctor").query().isVisible());
  }
}
