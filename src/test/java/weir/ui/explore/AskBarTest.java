package weir.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import weir.query.Ask;
import weir.query.Dimension;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.Rank;
import weir.query.Views;
import weir.query.Visual;

/// What is asked, put together by mouse and by keys.
@ExtendWith(ApplicationExtension.class)
class AskBarTest {
  private final Views views = Views.builtIn();
  private final ExploreModel model = new ExploreModel(() -> 0, views.named("explore"));

  @Start
  void start(Stage stage) {
    stage.setScene(new Scene(new AskBar(model), 1000, 700));
    stage.setX(0);
    stage.setY(0);
    stage.show();
  }

  private Ask ask() {
    return Ask.of(model.view());
  }

  private List<String> by() {
    return ask().by().stream().map(Dimension::name).toList();
  }

  private static void pick(FxRobot robot, String name) {
    robot.write(name);
    robot.type(KeyCode.ENTER);
  }

  private static List<Node> chips(FxRobot robot) {
    return robot.lookup(".ask-group").queryAll().stream().toList();
  }

  private static void choose(FxRobot robot, String menu, String item) {
    MenuItem chosen =
        robot.lookup(menu).queryAs(MenuButton.class).getItems().stream()
            .filter(one -> one.getText().equals(item))
            .findFirst()
            .orElseThrow();
    robot.interact(chosen::fire);
  }

  @Test
  void fieldsAreAddedReplacedMovedAndRemoved(FxRobot robot) {
    robot.clickOn("#ask-add");
    pick(robot, "dst_port");
    assertEquals(List.of("src_addr", "dst_port"), by());
    robot.clickOn("#ask-add");
    pick(robot, "src_addr/24");
    assertEquals(List.of("src_addr", "dst_port", "src_addr/24"), by());
    robot.interact(() -> chips(robot).get(2).requestFocus());
    robot.press(KeyCode.CONTROL).type(KeyCode.LEFT).release(KeyCode.CONTROL);
    assertEquals(List.of("src_addr", "src_addr/24", "dst_port"), by());
    assertTrue(chips(robot).get(1).isFocused(), "it is moved on from there");
    robot.interact(() -> chips(robot).getFirst().requestFocus());
    robot.type(KeyCode.DELETE);
    assertEquals(List.of("src_addr/24", "dst_port"), by());
    robot.clickOn(chips(robot).getFirst());
    pick(robot, "service");
    assertEquals(List.of("service", "dst_port"), by());
  }

  @Test
  void fourFieldsAreTheMost(FxRobot robot) {
    for (String name : List.of("dst_port", "proto", "direction")) {
      robot.clickOn("#ask-add");
      pick(robot, name);
    }
    assertEquals(4, by().size());
    assertTrue(robot.lookup("#ask-add").queryAs(Button.class).isDisabled());
  }

  @Test
  void eachChangeIsAStepBack(FxRobot robot) {
    robot.clickOn("#ask-visual-lines");
    choose(robot, "#ask-top", "Top 20");
    choose(robot, "#ask-measure", "Packets");
    choose(robot, "#ask-steps", "1 min");
    choose(robot, "#ask-rank", "Last: the newest step");
    assertEquals(
        new Ask(
            ask().by(),
            Optional.of(Measure.PACKETS),
            Visual.LINES,
            20,
            60 * FlowQuery.SECOND,
            Rank.By.LAST),
        ask());
    assertEquals("Steps: 1 min", robot.lookup("#ask-steps").queryAs(MenuButton.class).getText());
    for (int i = 0; i < 5; i++) {
      robot.interact(model.travel()::back);
    }
    assertEquals(views.named("explore"), model.view());
    assertTrue(robot.lookup("#ask-visual-stacked").queryAs(ToggleButton.class).isSelected());
    assertEquals("Top 10", robot.lookup("#ask-top").queryAs(MenuButton.class).getText());
  }

  @Test
  void otherViewsHaveNone(FxRobot robot) {
    robot.interact(() -> model.setView(views.named("talkers")));
    assertFalse(robot.lookup("#ask-bar").query().isVisible());
    robot.interact(model.travel()::back);
    assertTrue(robot.lookup("#ask-bar").query().isVisible());
  }

  @Test
  void aPictureHasNoGroupsWhereNothingIsGroupedBy(FxRobot robot) {
    robot.interact(() -> chips(robot).getFirst().requestFocus());
    robot.type(KeyCode.BACK_SPACE);
    assertEquals(List.of(), by());
    assertTrue(robot.lookup("#ask-top").query().isDisabled());
    assertEquals("Group by…", robot.lookup("#ask-add").queryAs(Button.class).getText());
  }
}
