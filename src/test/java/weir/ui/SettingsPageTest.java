package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.Fx.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.application.ColorScheme;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import weir.query.Unit;
import weir.query.Views;
import weir.settings.Settings;
import weir.settings.SettingsFile;

@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class SettingsPageTest {
  @TempDir private static Path folder;
  private static int files;

  private SettingsFile settings;
  private Desktop desktop;
  private Stage stage;

  @Start
  void start(Stage begun) {
    settings = SettingsFile.open(folder.resolve("settings" + files++ + ".json"));
    desktop = new Desktop(new TestWorkspace(), Views.builtIn(), settings, begun);
    stage = begun;
    stage.setWidth(1200);
    stage.setHeight(800);
    stage.setX(0);
    stage.setY(0);
    stage.show();
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(desktop::close);
    settings.close();
  }

  private static void open(FxRobot robot) throws Exception {
    robot.press(KeyCode.CONTROL).type(KeyCode.COMMA).release(KeyCode.CONTROL);
    await(() -> robot.lookup("#settings-search").tryQuery().isPresent());
  }

  private static void type(FxRobot robot, String id, String text) {
    TextField field = robot.lookup(id).queryAs(TextField.class);
    robot.interact(
        () -> {
          field.requestFocus();
          field.setText(text);
        });
  }

  private boolean has(String styleClass) {
    return stage.getScene().getRoot().getStyleClass().contains(styleClass);
  }

  @SuppressWarnings("unchecked")
  private static <T> void choose(FxRobot robot, String id, T value) {
    robot.interact(() -> robot.lookup(id).queryAs(ComboBox.class).setValue(value));
  }

  @Test
  void whatIsChosenHoldsAtOnceAndIsSetBack(FxRobot robot) throws Exception {
    open(robot);
    assertTrue(has("weir-dark"), "a system that says nothing");
    choose(robot, "#setting-theme", Settings.Mode.LIGHT);
    choose(robot, "#setting-colours", Settings.Colours.DISTINCT);
    await(() -> has("weir-light") && has("weir-distinct"));
    choose(robot, "#setting-unit", "packets");
    assertEquals(Unit.PACKETS, desktop.model().unit());
    type(robot, "#setting-zone", "Europe/Berlin");
    robot.type(KeyCode.ENTER);
    assertEquals("Europe/Berlin", desktop.model().zone().getId());
    type(robot, "#setting-datagrams", "9995, 127.0.0.1:6343");
    robot.type(KeyCode.ENTER);
    assertEquals(
        List.of("9995", "127.0.0.1:6343"), settings.now().listening().orElseThrow().datagrams());
    type(robot, "#setting-name-server", "192.0.2.53");
    robot.type(KeyCode.ENTER);
    assertEquals("192.0.2.53", settings.now().nameServer());
    assertFalse(desktop.shell().hostNames().isOn(), "nobody is asked who was not before");
    Node reset = robot.lookup("#reset-datagrams").query();
    assertTrue(reset.isVisible());
    robot.interact(() -> ((javafx.scene.control.Button) reset).fire());
    assertEquals(Optional.empty(), settings.now().listening());
    assertFalse(reset.isVisible());
    robot.type(KeyCode.ESCAPE);
    await(() -> robot.lookup("#settings-search").tryQuery().isEmpty());
  }

  @Test
  void whatIsWrongIsSaidAndNotSet(FxRobot robot) throws Exception {
    open(robot);
    type(robot, "#setting-zone", "berlin");
    await(
        () ->
            robot
                .lookup("#setting-zone-problem")
                .queryLabeled()
                .getText()
                .contains("Europe/Berlin is"));
    assertTrue(
        robot
            .lookup("#setting-zone")
            .query()
            .getPseudoClassStates()
            .contains(PseudoClass.getPseudoClass("danger")));
    type(robot, "#setting-keep-age", "soon");
    robot.type(KeyCode.ENTER);
    assertEquals(Settings.DEFAULT, settings.now());
    type(robot, "#setting-keep-age", "30d");
    robot.type(KeyCode.ENTER);
    assertEquals("30d", settings.now().keep().age());
  }

  @Test
  void theSearchLeavesWhatIsAboutIt(FxRobot robot) throws Exception {
    open(robot);
    type(robot, "#settings-search", "time zone");
    assertTrue(robot.lookup("#setting-zone").query().getParent().isVisible());
    assertFalse(robot.lookup("#setting-theme").query().getParent().isVisible());
  }

  @Test
  void theSystemIsFollowedUntilAThemeIsChosen(FxRobot robot) throws Exception {
    ObjectProperty<ColorScheme> system = new SimpleObjectProperty<>(ColorScheme.LIGHT);
    robot.interact(() -> desktop.follow(run -> new SystemTheme(system, () -> true, run)));
    await(() -> has("weir-light"));
    robot.interact(() -> system.set(ColorScheme.DARK));
    await(() -> has("weir-dark"));
    robot.interact(desktop::switchTheme);
    await(() -> has("weir-light"));
    assertEquals(Settings.Mode.LIGHT, settings.now().theme());
    robot.interact(() -> system.set(ColorScheme.LIGHT));
    robot.interact(() -> system.set(ColorScheme.DARK));
    assertTrue(has("weir-light"));
  }
}
