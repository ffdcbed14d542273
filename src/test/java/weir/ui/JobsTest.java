package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.Fx.await;
import static weir.ui.Fx.texts;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.geometry.VerticalDirection;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import weir.doctor.Known;
import weir.exporter.CounterCheck;
import weir.exporter.ExporterStatus;
import weir.exporter.InterfaceStatus;
import weir.exporter.Labels;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Views;
import weir.screen.OwnViewFiles;
import weir.store.FlowArchive;
import weir.store.FlowWriter;
import weir.store.duckdb.DuckDbStore;
import weir.ui.records.Row;
import weir.ui.records.RowWindow;

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

  private static final IpAddress EXPORTER = IpAddress.parse("192.0.2.1");

  private static FlowArchive store;

  @TempDir private static Path views;

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
    store.told(
        new Labels(
            Map.of(
                EXPORTER,
                new Labels.Exporter(
                    "edge",
                    Map.of(1L, "transit", 2L, "customer"),
                    Map.of(),
                    Map.of(1L, 1_000_000_000L, 2L, 1_000_000L))),
            Set.of(EXPORTER)));
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
    batch.setAddress(FlowField.EXPORTER, EXPORTER.high(), EXPORTER.low());
    batch.set(FlowField.IN_INTERFACE, flags == 2 || source % 2 == 0 ? 1 : 2);
    batch.endRow();
  }

  @AfterAll
  static void empty() {
    store.close();
  }

  @Start
  void start(Stage stage) {
    begin(stage);
  }

  /// Weir is opened, with the views that are kept.
  private void begin(Stage stage) {
    TestWorkspace workspace = new TestWorkspace();
    workspace.demo =
        () -> {
          TestWorkspace.Plain made = new TestWorkspace.Plain("Network");
          made.store = store;
          made.exporters = exporters();
          return made;
        };
    desktop = new Desktop(workspace, Views.with(new OwnViewFiles(views)), stage);
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
    return robot
        .lookup(panel + " .table-view")
        .tryQueryAs(TableView.class)
        .filter(table -> !table.getItems().isEmpty())
        .map(table -> String.valueOf(table.getItems().getFirst()))
        .orElse("");
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
  void aCommandIsFoundByItsName(FxRobot robot) throws Exception {
    key(robot, KeyCode.K);
    step(() -> robot.write("time zone"));
    step(() -> robot.type(KeyCode.ENTER));
    await(() -> robot.lookup("#setting-zone").tryQuery().isPresent());
  }

  @Test
  void theExactNumbersOfAChart(FxRobot robot) throws Exception {
    open(robot);
    key(robot, KeyCode.T);
    await(() -> robot.lookup(".twin-table .table-row-cell").tryQuery().isPresent());
    TableView<?> table = robot.lookup(".twin-table").queryAs(TableView.class);
    assertTrue(table.getItems().size() > SECONDS / 2, "a row a second and more");
    assertEquals("time", table.getColumns().getFirst().getText());
    key(robot, KeyCode.M);
    await(() -> table.getHeight() > 600);
    assertFalse(robot.lookup("#sources").query().isVisible());
    robot.type(KeyCode.ESCAPE);
    await(() -> robot.lookup("#sources").query().isVisible());
    robot.interact(
        () -> {
          table.requestFocus();
          table.getSelectionModel().clearAndSelect(3);
        });
    robot.press(KeyCode.CONTROL).type(KeyCode.C).release(KeyCode.CONTROL);
    String copied =
        WaitForAsyncUtils.asyncFx(() -> Clipboard.getSystemClipboard().getString()).get();
    assertEquals(2, copied.lines().count(), copied);
    robot.press(KeyCode.CONTROL).type(KeyCode.T).release(KeyCode.CONTROL);
    await(() -> robot.lookup(".twin-table").tryQuery().isEmpty());
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

  private static List<Row> records(FxRobot robot) {
    return robot.lookup("#records .row-window").tryQueryAs(RowWindow.class).stream()
        .flatMap(window -> window.seen().stream())
        .filter(row -> row.flows() != null)
        .toList();
  }

  private static long value(Row row, FlowField field) {
    return Objects.requireNonNull(row.flows()).get(field, row.at());
  }

  @Test
  void showMeTheRecords(FxRobot robot) throws Exception {
    open(robot);
    key(robot, KeyCode.R);
    await(() -> records(robot).size() > 10);
    assertEquals(
        START + (SECONDS - 1) * SECOND, value(records(robot).getFirst(), FlowField.TIME_RECEIVED));
    step(() -> robot.clickOn("#records .table-row-cell"));
    await(() -> texts(robot, "#record-detail .record-element").contains("IPFIX and v9 8 source"));
    assertTrue(texts(robot, "#record-detail .record-value").contains("https"));
    assertTrue(texts(robot, "#record-detail .record-meaning").contains("tells none"));
  }

  @Test
  void whatDidAHostDoAtThatTime(FxRobot robot) throws Exception {
    open(robot);
    step(
        () -> {
          robot.clickOn("#filter");
          robot.write("host 192.0.0.20");
          robot.type(KeyCode.ENTER);
        });
    await(() -> rows(robot, "#sources") == 1);
    key(robot, KeyCode.R);
    await(() -> records(robot).size() > 10);
    records(robot).forEach(row -> assertEquals(20_000, value(row, FlowField.BYTES)));
    assertTrue(
        records(robot).stream()
            .anyMatch(row -> value(row, FlowField.TIME_RECEIVED) == START + 110 * SECOND));
  }

  @Test
  void whatIsThisSpike(FxRobot robot) throws Exception {
    open(robot);
    await(() -> rows(robot, "#destinations") == 2);
    assertFalse(first(robot, "#destinations").contains("10.0.0.170"));
    Bounds plot = robot.lookup("#packets .plot-overlay").query().localToScreen(bounds(robot));
    double second = plot.getWidth() / SECONDS;
    double y = plot.getCenterY();
    step(
        () ->
            robot
                .moveTo(plot.getMinX() + (FLOOD_FROM + 1) * second, y)
                .drag()
                .dropTo(plot.getMinX() + (FLOOD_UNTIL - 1) * second, y));
    step(() -> robot.type(KeyCode.ENTER));
    await(() -> first(robot, "#destinations").contains("10.0.0.170"));
  }

  private static Bounds bounds(FxRobot robot) {
    return robot.lookup("#packets .plot-overlay").query().getLayoutBounds();
  }

  @Test
  void whichInterfaceIsFull(FxRobot robot) throws Exception {
    open(robot);
    key(robot, KeyCode.DIGIT4);
    await(() -> rows(robot, "#in") == 2);
    assertTrue(first(robot, "#in").contains("transit"), first(robot, "#in"));
    Labeled header = robot.lookup("#in").lookup(".column-header").lookup("Of speed").queryLabeled();
    step(() -> robot.interact(() -> click(header)));
    await(() -> first(robot, "#in").contains("customer"));
    assertTrue(first(robot, "#in").contains("ofSpeed=0.8,"), first(robot, "#in"));
  }

  /// The headless platform's mouse is never still, as it must be for a header to sort.
  private static void click(Labeled header) {
    for (EventType<MouseEvent> type :
        List.of(MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED)) {
      header
          .getParent()
          .fireEvent(
              new MouseEvent(
                  type,
                  0,
                  0,
                  0,
                  0,
                  MouseButton.PRIMARY,
                  1,
                  false,
                  false,
                  false,
                  false,
                  true,
                  false,
                  false,
                  true,
                  false,
                  true,
                  null));
    }
  }

  private static List<ExporterStatus> exporters() {
    CounterCheck.Side counted = new CounterCheck.Side(1e9, 1e6, 1e4);
    return List.of(
        new Known("192.0.2.9").status(),
        new Known("192.0.2.1")
            .rate(0)
            .interfaces(port(1, "transit", 1_000_000_000), port(2, "customer", 1_000_000))
            .counters(new CounterCheck(1, 600 * SECOND, counted, CounterCheck.Side.NOTHING))
            .status());
  }

  private static InterfaceStatus port(long index, String name, long speed) {
    return new InterfaceStatus(index, name, "", speed, 0, 0, START, 0, 0, START);
  }

  @Test
  void whyIsThisRoutersNumberWrong(FxRobot robot) throws Exception {
    open(robot);
    key(robot, KeyCode.E);
    await(() -> texts(robot, "#exporter-findings .finding-seen").contains("sampling rate"));
    assertTrue(
        texts(robot, "#exporter-findings .finding-seen")
            .startsWith("In on 1 (transit): flows say 13.3 kbit/s"),
        texts(robot, "#exporter-findings .finding-seen"));
    assertTrue(
        texts(robot, "#exporter-findings .finding-more").contains("a rate near 1:1000 would fit"));
    step(() -> robot.clickOn("#finding-no-rate"));
    await(() -> robot.lookup("#exporter-rate").query().isFocused());
  }

  /// What it asks is a job of its own.
  @Test
  void aViewIsSavedAndOpenedAgain(FxRobot robot) throws Exception {
    open(robot);
    key(robot, KeyCode.DIGIT7);
    await(() -> rows(robot, "#groups") > 0);
    robot.clickOn(".ask-group").write("src_addr/24").type(KeyCode.ENTER);
    await(() -> first(robot, "#groups").contains("192.0.0.0/24"));
    step(
        () -> {
          robot.press(KeyCode.CONTROL).type(KeyCode.S).release(KeyCode.CONTROL);
          robot.interact(
              () -> robot.lookup("#view-title-text").queryAs(TextField.class).setText("Sites"));
          robot.type(KeyCode.ENTER);
        });
    await(() -> robot.lookup("#view-sites").tryQuery().isPresent());
    assertTrue(steps <= MOST_STEPS, steps + " steps");
    robot.interact(
        () -> {
          Objects.requireNonNull(desktop).close();
          Window.getWindows().getFirst().hide();
          begin(new Stage());
        });
    steps = 0;
    open(robot);
    step(() -> robot.moveTo("#view-talkers").scroll(20, VerticalDirection.DOWN));
    step(() -> robot.clickOn("#view-sites"));
    await(() -> first(robot, "#groups").contains("192.0.0.0/24"));
    assertEquals("Source /24", texts(robot, ".ask-group"));
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
