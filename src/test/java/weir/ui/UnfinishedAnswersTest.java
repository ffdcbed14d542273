package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.Fx.await;

import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import weir.query.Views;

/// On a store that never gets further than the newest 11 % of a billion flows.
@ExtendWith(ApplicationExtension.class)
class UnfinishedAnswersTest {
  private static final long NEWEST = 1_700_000_000_000_000_000L;

  private static final Set<String> UNFINISHED =
      Set.of(
          "newest 11 % so far", "from top lists, at most 1.4 % too low; exact answer on its way");
  private static final Set<String> STOPPED =
      Set.of("stopped at 11 %; F5 asks again", "stopped at the top lists; F5 asks again");

  private @Nullable Desktop desktop;

  @Start
  void start(Stage stage) {
    desktop =
        new Desktop(
            new SlowSource.Alone(new SlowSource(new SlowStore(5, NEWEST, 3))),
            Views.builtIn(),
            stage);
    stage.setWidth(1400);
    stage.setHeight(900);
    stage.setX(0); // a window that reaches out of the headless screen cannot be painted
    stage.setY(0);
    stage.show();
  }

  @AfterEach
  void close() {
    if (desktop != null) {
      desktop.close();
    }
  }

  @Test
  void everyPanelSaysHowFarItHasCome(FxRobot robot) throws Exception {
    await(() -> notes(robot).equals(UNFINISHED));
    Label matched = robot.lookup("#status-matched").queryAs(Label.class);
    await(() -> matched.getText().startsWith("looking at about 1,000,000,000 flows · "));
    assertEquals(
        "Stop asking (Esc)", robot.lookup("#ask").queryAs(Button.class).getAccessibleText());
    String heard = String.valueOf(robot.lookup("#throughput").query().getAccessibleText());
    assertTrue(heard.endsWith("; newest 11 % so far"), heard);
  }

  @Test
  void ratesThatCannotBeKnownYetAreSumsSoFar(FxRobot robot) throws Exception {
    await(() -> notes(robot).contains("newest 11 % so far"));
    await(() -> column(robot, "#services").equals("Bytes so far"));
    await(() -> column(robot, "#sources").equals("Bits/s"));
  }

  @Test
  void escapeStopsAndEveryPanelKeepsWhatItShows(FxRobot robot) throws Exception {
    await(() -> notes(robot).equals(UNFINISHED));
    robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
    await(() -> notes(robot).equals(STOPPED));
    Label matched = robot.lookup("#status-matched").queryAs(Label.class);
    assertTrue(matched.getText().startsWith("stopped at "), matched.getText());
    TableView<?> table = robot.lookup("#services .table-view").queryAs(TableView.class);
    assertEquals(12, table.getItems().size());
    robot.press(KeyCode.F5).release(KeyCode.F5);
    await(() -> notes(robot).contains("newest 11 % so far"));
  }

  @Test
  void theButtonThatAsksAgainStopsWhatTakesLong(FxRobot robot) throws Exception {
    Button ask = robot.lookup("#ask").queryAs(Button.class);
    await(() -> "Stop asking (Esc)".equals(ask.getAccessibleText()));
    robot.clickOn(ask);
    await(() -> "Ask again (F5)".equals(ask.getAccessibleText()));
    await(() -> notes(robot).stream().allMatch(note -> note.startsWith("stopped")));
  }

  /// In full; how much of it is seen depends on the room.
  private static Set<String> notes(FxRobot robot) {
    return robot.lookup(".panel-note").queryAll().stream()
        .filter(Node::isVisible)
        .map(Node::getAccessibleText)
        .collect(Collectors.toSet());
  }

  private static String column(FxRobot robot, String panel) {
    return robot.lookup(panel + " .table-view").queryAs(TableView.class).getColumns().get(1)
            instanceof javafx.scene.control.TableColumn<?, ?> column
        ? column.getText()
        : "";
  }
}
