package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.Fx.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kordamp.ikonli.javafx.FontIcon;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import weir.query.Views;
import weir.settings.SettingsFile;

@ExtendWith(ApplicationExtension.class)
class ZoomedDesktopTest {
  @TempDir private static Path folder;

  private final SlowSource source =
      new SlowSource(new SlowStore(1, 1_700_000_000_000_000_000L, SlowStore.STEPS));
  private final SettingsFile settings = SettingsFile.open(folder.resolve("settings.json"));
  private @Nullable Desktop desktop;
  private @Nullable Stage window;

  @Start
  void start(Stage stage) {
    settings.change(before -> before.withZoom(100));
    desktop = new Desktop(new SlowSource.Alone(source), Views.builtIn(), settings, stage);
    window = stage;
    stage.setWidth(WindowPlace.LEAST_WIDTH);
    stage.setHeight(WindowPlace.LEAST_HEIGHT);
    stage.setX(0); // a window that reaches out of the headless screen cannot be painted
    stage.setY(0);
    stage.show();
  }

  @AfterEach
  void close() {
    Objects.requireNonNull(desktop).close();
    settings.close();
  }

  private static double font(FxRobot robot, String query) {
    return robot.lookup(query).queryAllAs(Labeled.class).iterator().next().getFont().getSize();
  }

  private void zoom(FxRobot robot, int percent) throws Exception {
    double before = font(robot, ".app-name") / settings.now().zoomPercent();
    robot.interact(() -> Objects.requireNonNull(desktop).zoom(percent));
    await(() -> Math.abs(font(robot, ".app-name") / percent - before) < 0.001);
  }

  private static void shown(FxRobot robot) throws Exception {
    await(() -> robot.lookup("#throughput .panel-title").tryQuery().isPresent());
    await(() -> robot.lookup(".ranking-table").tryQuery().isPresent());
  }

  private static double size(FxRobot robot, String query) {
    return ((Region) robot.lookup(query).query()).getHeight();
  }

  @Test
  void everythingGrowsWithTheZoom(FxRobot robot) throws Exception {
    shown(robot);
    double name = font(robot, ".app-name");
    double axis = font(robot, "#throughput .panel-title");
    double icon = robot.lookup("#theme .ikonli-font-icon").queryAs(FontIcon.class).getIconSize();
    double button = size(robot, "#view-talkers");
    double row = robot.lookup(".ranking-table").queryAs(TableView.class).getFixedCellSize();
    double field = size(robot, "#filter");
    zoom(robot, 200);
    await(() -> size(robot, "#filter") > 1.9 * field);
    assertEquals(2 * name, font(robot, ".app-name"), 0.01);
    assertEquals(2 * axis, font(robot, "#throughput .panel-title"), 0.01);
    assertEquals(
        2 * icon,
        robot.lookup("#theme .ikonli-font-icon").queryAs(FontIcon.class).getIconSize(),
        1);
    assertEquals(2 * button, size(robot, "#view-talkers"), 3);
    assertEquals(
        2 * row, robot.lookup(".ranking-table").queryAs(TableView.class).getFixedCellSize(), 0.01);
    zoom(robot, 100);
    await(() -> size(robot, "#filter") == field);
    assertEquals(button, size(robot, "#view-talkers"), 0.01);
  }

  @Test
  void keysAndTheMenuZoom(FxRobot robot) throws Exception {
    robot.press(KeyCode.CONTROL, KeyCode.PLUS).release(KeyCode.PLUS, KeyCode.CONTROL);
    await(() -> settings.now().zoomPercent() == 110);
    robot.press(KeyCode.CONTROL, KeyCode.EQUALS).release(KeyCode.EQUALS, KeyCode.CONTROL);
    await(() -> settings.now().zoomPercent() == 125);
    robot.press(KeyCode.CONTROL, KeyCode.MINUS).release(KeyCode.MINUS, KeyCode.CONTROL);
    await(() -> settings.now().zoomPercent() == 110);
    robot.press(KeyCode.CONTROL, KeyCode.DIGIT0).release(KeyCode.DIGIT0, KeyCode.CONTROL);
    await(() -> settings.now().zoomPercent() == 100);
    MenuButton menu = robot.lookup("#zoom").queryAs(MenuButton.class);
    assertEquals(
        List.of("80 %", "90 %", "100 %", "110 %", "125 %", "150 %", "175 %", "200 %"),
        menu.getItems().stream().map(item -> item.getText()).toList());
    assertTrue(((RadioMenuItem) menu.getItems().get(2)).isSelected());
    robot.interact(() -> menu.getItems().get(5).fire());
    await(() -> settings.now().zoomPercent() == 150);
    assertTrue(((RadioMenuItem) menu.getItems().get(5)).isSelected());
    assertFalse(((RadioMenuItem) menu.getItems().get(2)).isSelected());
  }

  @Test
  void stepsEndWhereThereAreNoMore() {
    assertEquals(110, ZoomMenu.next(100, 1));
    assertEquals(90, ZoomMenu.next(100, -1));
    assertEquals(200, ZoomMenu.next(200, 1));
    assertEquals(80, ZoomMenu.next(80, -1));
    assertEquals(125, ZoomMenu.next(117, 1));
  }

  /// What is on the left, on top and below stays inside the smallest window, side by side.
  @ParameterizedTest
  @ValueSource(ints = {80, 100, 150, 200})
  void theSmallestWindowHasRoomForAll(int percent) throws Exception {
    FxRobot robot = new FxRobot();
    shown(robot);
    zoom(robot, percent);
    Stage stage = Objects.requireNonNull(window);
    await(() -> Math.abs(bounds(robot, ".explore").getMaxX() - stage.getScene().getWidth()) < 1.5);
    Bounds side = bounds(robot, ".side");
    Bounds explore = bounds(robot, ".explore");
    Bounds bar = bounds(robot, ".query-bar");
    Bounds panel = bounds(robot, "#throughput");
    Bounds status = bounds(robot, ".status-bar");
    double width = stage.getScene().getWidth();
    assertTrue(side.getMaxX() <= explore.getMinX() + 1, side + " over " + explore);
    assertTrue(explore.getMaxX() <= width + 1, explore + " leaves the window");
    assertTrue(bar.getMaxX() <= width + 1, bar + " leaves the window");
    assertTrue(panel.getMaxX() <= width + 1, panel + " leaves the window");
    assertTrue(panel.getWidth() > 250 * percent / 100.0, panel + " is too narrow");
    assertTrue(status.getMaxX() <= width + 1, status + " leaves the window");
    for (String number : List.of("#status-matched", "#status-zone", "#status-rate")) {
      Labeled shownNumber = robot.lookup(number).queryAs(Labeled.class);
      assertFalse(shownNumber.isTextTruncated(), number + " is cut");
      assertTrue(bounds(robot, number).getMaxX() <= width + 1, number + " leaves the window");
    }
    Label title = robot.lookup("#throughput .panel-title").queryAs(Label.class);
    assertFalse(title.isTextTruncated(), "the title is cut");
  }

  private static Bounds bounds(FxRobot robot, String query) {
    Node node = robot.lookup(query).query();
    return node.localToScene(node.getLayoutBounds());
  }

  @Test
  void theNextDesktopIsAsLarge(FxRobot robot) throws Exception {
    zoom(robot, 150);
    double name = font(robot, ".app-name");
    robot.interact(
        () -> {
          Objects.requireNonNull(window).hide();
          Stage next = new Stage();
          Desktop again =
              new Desktop(new SlowSource.Alone(source), Views.builtIn(), settings, next);
          next.show();
          Label label = (Label) next.getScene().lookup(".app-name");
          label.applyCss();
          assertEquals(name, label.getFont().getSize(), 0.01);
          next.hide();
          again.close();
        });
  }
}
