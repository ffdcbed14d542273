package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.Fx.await;
import static weir.ui.Fx.texts;

import javafx.geometry.VerticalDirection;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Views;
import weir.store.FlowArchive;
import weir.store.FlowWriter;
import weir.store.duckdb.DuckDbStore;

/// What people open Weir for, each from the first window in at most three steps: a click, a key, or
/// something that is typed.
@ExtendWith(ApplicationExtension.class)
class JobsTest {
  private static final int MOST_STEPS = 3;
  private static final long SECOND = 1_000_000_000L;
  private static final long START = 1_700_000_000L * SECOND;
  private static final int SECONDS = 120;

  /// While a flood of SYN comes in.
  private static final int FLOOD_FROM = 60;

  private static final int FLOOD_UNTIL = 80;

  private static FlowArchive store;

  private final TestWorkspace workspace = new TestWorkspace();
  private @Nullable Desktop desktop;
  private int steps;

  @BeforeAll
  static void fill() {
    FlowBatch batch = new FlowBatch();
    for (int second = 0; second < SECONDS; second++) {
      for (int host = 1; host <= 20; host++) {
        int source = (192 << 24) + (host % 5 << 8) + host; // 192.0.0-4.n
        flow(batch, second, source, 0x0a000001, 0x18, 1000L * host, 64500 + host % 3);
      }
      if (second >= FLOOD_FROM && second < FLOOD_UNTIL) {
        for (int bot = 0; bot < 200; bot++) {
          flow(batch, second, (203 << 24) + bot * 257 + second, 0x0a0000aa, 2, 4_000, 64999);
        }
      }
    }
    store = DuckDbStore.temporary();
    try (FlowWriter writer = store.writer()) {
      writer.append(batch);
    }
  }

  private static void flow(
      FlowBatch batch, int second, int source, int destination, int flags, long bytes, int as) {
    batch.set(FlowField.TIME_RECEIVED, START + second * SECOND);
    batch.setAddress(FlowField.SRC_ADDRESS, 0, IpAddress.mapped(source));
    batch.setAddress(FlowField.DST_ADDRESS, 0, IpAddress.mapped(destination));
    batch.set(FlowField.PROTOCOL, 6);
    batch.set(FlowField.DST_PORT, 443);
    batch.set(FlowField.TCP_FLAGS, flags);
    batch.set(FlowField.BYTES, bytes);
    batch.set(FlowField.PACKETS, flags == 2 ? 100 : 10);
    batch.set(FlowField.SRC_AS, as);
    batch.set(FlowField.DST_AS, 64510);
    batch.set(FlowField.DIRECTION, 1);
    batch.endRow();
  }

  @AfterAll
  static void empty() {
    store.close();
  }

  @Start
  void start(Stage stage) {
    workspace.demo =
        () -> {
          TestWorkspace.Plain made = new TestWorkspace.Plain("Network");
          made.store = store;
          return made;
        };
    desktop = new Desktop(workspace, Views.builtIn(), stage);
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
    assertTrue(steps <= MOST_STEPS, steps + " steps");
  }

  private void open(FxRobot robot) throws Exception {
    step(() -> robot.clickOn("#start-demo"));
    await(() -> rows(robot, "#sources") > 0);
  }

  private void step(Runnable step) {
    step.run();
    steps++;
  }

  private void key(FxRobot robot, KeyCode code) {
    step(() -> robot.press(KeyCode.CONTROL).type(code).release(KeyCode.CONTROL));
  }

  private static int rows(FxRobot robot, String panel) {
    return robot
        .lookup(panel + " .table-view")
        .tryQueryAs(TableView.class)
        .map(table -> table.getItems().size())
        .orElse(0);
  }

  private static String first(FxRobot robot, String panel) {
    TableView<?> table = robot.lookup(panel + " .table-view").queryAs(TableView.class);
    return table.getItems().isEmpty() ? "" : String.valueOf(table.getItems().getFirst());
  }

  @Test
  void whoTalksMost(FxRobot robot) throws Exception {
    open(robot);
    assertTrue(first(robot, "#sources").contains("192.0.0.20"), first(robot, "#sources"));
  }

  @Test
  void isItASynFlood(FxRobot robot) throws Exception {
    open(robot);
    key(robot, KeyCode.DIGIT3);
    await(() -> rows(robot, "#flags") == 2);
    step(() -> robot.clickOn("#unit-packets"));
    await(() -> first(robot, "#flags").contains("SYN (2)"));
    await(() -> first(robot, "#tried").contains("10.0.0.170"));
  }

  @Test
  void askedByNetworksOf24(FxRobot robot) throws Exception {
    open(robot);
    key(robot, KeyCode.DIGIT7);
    await(() -> rows(robot, "#groups") > 0);
    step(
        () -> {
          robot.clickOn(".ask-group");
          robot.write("src_addr/24");
          robot.type(KeyCode.ENTER);
        });
    await(() -> first(robot, "#groups").contains("192.0.0.0/24"));
    assertEquals("Source /24", texts(robot, ".ask-group"));
  }

  @Test
  void whichAsSendsToWhich(FxRobot robot) throws Exception {
    open(robot);
    step(() -> robot.moveTo("#view-talkers").scroll(20, VerticalDirection.DOWN));
    step(() -> robot.clickOn("#view-relations"));
    await(
        () ->
            robot.lookup("#in").tryQuery().stream()
                .anyMatch(one -> String.valueOf(one.getAccessibleText()).contains("64510")));
  }

  @Test
  void askedInSqlAndSeenAsAChart(FxRobot robot) throws Exception {
    open(robot);
    key(robot, KeyCode.J);
    step(
        () -> {
          robot.press(KeyCode.CONTROL).type(KeyCode.A).release(KeyCode.CONTROL);
          robot.write("select time_received, sum(bytes) from flows group by all order by 1", 0);
          robot.press(KeyCode.CONTROL).type(KeyCode.ENTER).release(KeyCode.CONTROL);
        });
    await(() -> robot.lookup("#sql-chart").tryQuery().isPresent());
    assertTrue(texts(robot, "#sql-status").startsWith("120 rows"), texts(robot, "#sql-status"));
  }
}
