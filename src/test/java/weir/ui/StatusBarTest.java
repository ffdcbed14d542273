package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.Fx.await;
import static weir.ui.Fx.texts;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import weir.ingest.IngestStatus;
import weir.ingest.IngestStatus.State;
import weir.query.Views;

/// What the status bar and the rows say, in windows of the least size.
@ExtendWith(ApplicationExtension.class)
class StatusBarTest {
  private static final PseudoClass LOSSY = PseudoClass.getPseudoClass("lossy");
  private static final String LONG =
      "a-very-long-name-of-a-capture-".repeat(6) + "router-east.pcap";

  private final TestWorkspace workspace = new TestWorkspace();
  private @Nullable Desktop desktop;

  @Start
  void start(Stage stage) {
    desktop = new Desktop(workspace, Views.builtIn(), stage);
    stage.setWidth(960);
    stage.setHeight(600);
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

  /// Live, with flows, and so much dropped and lost.
  private TestWorkspace.Plain open(String name, long dropped, long lost) {
    IngestStatus status =
        new IngestStatus(
            State.LISTENING,
            "",
            9,
            9,
            9,
            0,
            -1,
            dropped == 0 ? Map.of() : Map.of("queue full", dropped),
            List.of());
    TestWorkspace.Plain source = new TestWorkspace.Plain(name, status);
    source.live = true;
    source.lost = lost;
    source.store = new SlowStore(1, System.currentTimeMillis() * 1_000_000, SlowStore.STEPS);
    workspace.add(source);
    return source;
  }

  private static boolean isLossy(FxRobot robot, String query) {
    return robot.lookup(query).query().getPseudoClassStates().contains(LOSSY);
  }

  @Test
  void nothingIsSaidToBeDroppedAndNothingLost(FxRobot robot) throws Exception {
    open("Live", 0, 0);
    await(() -> texts(robot, "#status-drops").equals("nothing dropped"));
    assertEquals("nothing lost", texts(robot, "#status-lost"));
    assertFalse(isLossy(robot, "#status-drops"));
    assertFalse(isLossy(robot, "#status-lost"));
    robot.clickOn("#status-lost");
    await(() -> texts(robot, ".callout .label").contains("Nothing: no sequence number"));
    robot.type(KeyCode.ESCAPE);
  }

  @Test
  void whatWasDroppedAndWhatNeverCameAreSaidAndExplainedApart(FxRobot robot) throws Exception {
    open("Live", 12, 312);
    await(() -> texts(robot, "#status-drops").equals("12 dropped"));
    assertEquals("312 lost", texts(robot, "#status-lost"));
    assertEquals("12 dropped · 312 lost", texts(robot, ".source-drops"));
    assertTrue(isLossy(robot, "#status-drops"));
    assertTrue(isLossy(robot, "#status-lost"));
    robot.clickOn("#status-drops");
    await(() -> texts(robot, ".callout .label").contains("Dropped by Weir since"));
    assertTrue(texts(robot, ".callout .label").contains("queue full, 12"));
    robot.type(KeyCode.ESCAPE);
    robot.clickOn("#status-lost");
    await(() -> texts(robot, ".callout .label").contains("312 never came"));
    robot.clickOn("#status-lost-exporters");
    await(() -> robot.lookup(".exporters-page").tryQuery().isPresent());
  }

  /// Texts that do not fit end in dots.
  private static List<String> cut(FxRobot robot, String query) {
    return robot.lookup(query).queryAllAs(Labeled.class).stream()
        .filter(Node::isVisible)
        .filter(labeled -> !labeled.getText().isEmpty())
        .filter(
            labeled -> {
              Text drawn = robot.from(labeled).lookup(".text").queryAs(Text.class);
              return !drawn.getText().equals(labeled.getText());
            })
        .map(Labeled::getText)
        .collect(Collectors.toList());
  }

  @Test
  void aLongNameGivesWayToNumbersAndPushesNothingOff(FxRobot robot) throws Exception {
    open(LONG, 1_234_567, 7_654_321);
    await(() -> texts(robot, "#status-lost").equals("7,654,321 lost"));
    await(() -> texts(robot, "#status-matched").contains("flows match"));
    assertEquals(List.of(), cut(robot, "#status-rate"));
    for (String id :
        List.of(
            "#status-drops", "#status-lost", "#status-matched", "#status-stored", "#status-zone")) {
      assertEquals(List.of(), cut(robot, id), id);
    }
    assertEquals(List.of(LONG + " · receiving"), cut(robot, "#status-source"));
    assertEquals(List.of(LONG), cut(robot, ".source-name"));
    Labeled name = robot.lookup(".source-name").queryAs(Labeled.class);
    assertEquals(LONG, name.getTooltip().getText());
    Text drawn = robot.from(name).lookup(".text").queryAs(Text.class);
    assertTrue(drawn.getText().endsWith("pcap"), drawn.getText());
    for (String id : List.of("#status-zone", ".source-remove", "#add-source", "#pause")) {
      Node node = robot.lookup(id).query();
      Bounds place = node.localToScene(node.getLayoutBounds());
      assertTrue(place.getMaxX() <= 960 && place.getWidth() > 10, id + " " + place);
    }
  }

  @Test
  void thirtySourcesHaveAListThatScrollsAndViewsThatStay(FxRobot robot) throws Exception {
    for (int i = 0; i < 30; i++) {
      workspace.add(
          new TestWorkspace.Plain(
              "source " + i, TestWorkspace.status(State.FAILED, "it is empty. ".repeat(30), 0)));
    }
    ListView<?> list = robot.lookup(".source-list > .list-view").queryAs(ListView.class);
    await(() -> list.getItems().size() == 30);
    await(() -> texts(robot, ".source-name").contains("source 29"));
    for (String id :
        List.of("#view-overview", "#view-exporters", "#status-zone", "#waiting-close")) {
      Node node = robot.lookup(id).query();
      Bounds place = node.localToScene(node.getLayoutBounds());
      assertTrue(place.getMaxY() <= 600 && place.getHeight() > 10, id + " " + place);
    }
    assertTrue(list.getHeight() > 100, "height " + list.getHeight());
    double detail = robot.lookup(".source-detail").queryAs(Labeled.class).getHeight();
    assertTrue(detail > 30 && detail < 60, "height " + detail);
  }
}
