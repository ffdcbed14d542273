package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.Fx.await;
import static weir.ui.Fx.texts;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.geometry.VerticalDirection;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Views;
import weir.store.FlowArchive;
import weir.store.FlowWriter;
import weir.store.duckdb.DuckDbStore;
import weir.ui.records.Row;
import weir.ui.records.RowWindow;

/// All flows in a table that scrolls.
@ExtendWith(ApplicationExtension.class)
class RecordsTest {
  private static final long START = 1_700_000_000_000_000_000L;
  private static final int FLOWS = 60_000;

  private static FlowArchive store;

  private final TestWorkspace workspace = new TestWorkspace();
  private @Nullable Desktop desktop;

  /// One a millisecond; the newest has the number 0.
  @BeforeAll
  static void fill() {
    store = DuckDbStore.temporary();
    try (FlowWriter writer = store.writer()) {
      FlowBatch batch = new FlowBatch();
      for (int i = 0; i < FLOWS; i++) {
        batch.set(FlowField.TIME_RECEIVED, START + i * 1_000_000L);
        batch.setAddress(FlowField.SRC_ADDRESS, 0, IpAddress.mapped(0x0a000000 + i % 250));
        batch.setAddress(FlowField.DST_ADDRESS, 0, IpAddress.mapped(0xc0000201));
        batch.setAddress(FlowField.EXPORTER, 0, IpAddress.mapped(0xc0000264));
        batch.set(FlowField.PROTOCOL, i % 3 == 0 ? 17 : 6);
        batch.set(FlowField.DST_PORT, 443);
        batch.set(FlowField.TCP_FLAGS, i % 3 == 0 ? 0 : 18);
        batch.set(FlowField.BYTES, FLOWS - i);
        batch.set(FlowField.PACKETS, 1);
        batch.set(FlowField.SRC_AS, i % 4 == 0 ? 64500 : 0);
        batch.endRow();
        if (batch.isFull() || i == FLOWS - 1) {
          writer.append(batch);
          batch = new FlowBatch();
        }
      }
    }
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
    stage.setX(0);
    stage.setY(0);
    stage.show();
  }

  @AfterEach
  void close() {
    if (desktop != null) {
      desktop.close();
    }
  }

  private static RowWindow window(FxRobot robot) {
    return robot.lookup("#records .row-window").queryAs(RowWindow.class);
  }

  private static boolean isRead(FxRobot robot) {
    List<Row> seen = window(robot).seen();
    return seen.size() > 10 && seen.stream().noneMatch(row -> row.flows() == null);
  }

  private static long value(Row row, FlowField field) {
    return Objects.requireNonNull(row.flows()).get(field, row.at());
  }

  private void open(FxRobot robot) throws Exception {
    robot.clickOn("#start-demo");
    await(() -> robot.lookup("#sources .table-row-cell").tryQuery().isPresent());
    robot.press(KeyCode.CONTROL).type(KeyCode.R).release(KeyCode.CONTROL);
    await(() -> robot.lookup("#records .row-window").tryQuery().isPresent());
    await(() -> window(robot).records().rows() == FLOWS && isRead(robot));
  }

  /// For who wants to see it: with -Dpictures=DIR.
  private static void picture(FxRobot robot, String name) throws IOException {
    String folder = System.getProperty("pictures", "");
    if (!folder.isEmpty()) {
      var scene = window(robot).getScene();
      var shot = WaitForAsyncUtils.waitForAsyncFx(5000, () -> scene.snapshot(null));
      int width = (int) shot.getWidth();
      int height = (int) shot.getHeight();
      BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          image.setRGB(x, y, shot.getPixelReader().getArgb(x, y));
        }
      }
      ImageIO.write(image, "png", Path.of(folder, name + ".png").toFile());
    }
  }

  @Test
  void anyRowIsReachedByKeysWheelAndBar(FxRobot robot) throws Exception {
    open(robot);
    picture(robot, "first");
    RowWindow window = window(robot);
    robot.clickOn("#records .table-row-cell");
    robot.type(KeyCode.END);
    await(() -> isRead(robot) && window.seen().getLast().number() == FLOWS - 1);
    assertEquals(START, value(window.seen().getLast(), FlowField.TIME_RECEIVED));
    assertEquals(FLOWS - 1, window.selected().orElseThrow().number());
    picture(robot, "end");
    robot.type(KeyCode.PAGE_UP);
    await(() -> window.selected().orElseThrow().number() < FLOWS - 10);
    ScrollBar bar = robot.lookup(".record-bar").queryAs(ScrollBar.class);
    robot.interact(() -> bar.setValue(bar.getMax() / 2));
    await(() -> isRead(robot) && Math.abs(window.top() - FLOWS / 2) < 40);
    Row middle = window.seen().getFirst();
    assertEquals(middle.number() + 1, value(middle, FlowField.BYTES));
    long before = window.top();
    robot.moveTo("#records .table-row-cell").scroll(3, VerticalDirection.DOWN);
    await(() -> window.top() > before && isRead(robot));
    int rows = robot.lookup("#records .table-view").queryAs(TableView.class).getItems().size();
    assertTrue(rows < 60, rows + " rows");
  }

  @Test
  void aHeaderSortsAndWordsSayHowFar(FxRobot robot) throws Exception {
    open(robot);
    robot.clickOn("Bytes");
    await(() -> texts(robot, "#records .panel-detail").contains("by Bytes, largest first"));
    await(() -> isRead(robot) && value(window(robot).seen().getFirst(), FlowField.BYTES) == FLOWS);
    robot.clickOn("Bytes ↓");
    await(() -> texts(robot, "#records .panel-detail").contains("by Bytes, smallest first"));
    await(() -> isRead(robot) && value(window(robot).seen().getFirst(), FlowField.BYTES) == 1);
  }

  @Test
  void columnsAreFoundByNameAndCounted(FxRobot robot) throws Exception {
    open(robot);
    robot.clickOn("#record-columns");
    await(() -> texts(robot, ".column-line .label").contains("all"));
    picture(robot, "columns");
    robot.write("source as");
    await(() -> texts(robot, ".column-line .label").contains("15,000"));
    robot.type(KeyCode.ENTER, KeyCode.ESCAPE);
    TableView<?> table = robot.lookup("#records .table-view").queryAs(TableView.class);
    await(() -> table.getColumns().stream().noneMatch(c -> c.getText().equals("Source AS")));
    robot.clickOn("#record-columns").write("dst_service");
    robot.type(KeyCode.ENTER, KeyCode.ESCAPE);
    await(
        () -> table.getColumns().stream().anyMatch(c -> c.getText().equals("Destination service")));
    await(() -> texts(robot, "#records .table-row-cell .name-cell").contains("https"));
  }

  @Test
  void aRecordIsToldInFullAndFilteredBy(FxRobot robot) throws Exception {
    open(robot);
    robot.clickOn("#records .table-row-cell");
    await(() -> texts(robot, "#record-detail .record-name").contains("Source"));
    assertTrue(texts(robot, "#record-detail .record-meaning").contains("begun"));
    picture(robot, "detail");
    robot.type(KeyCode.D);
    await(() -> robot.lookup("#record-detail").tryQuery().isEmpty());
    robot.type(KeyCode.ENTER);
    await(() -> robot.lookup("#record-detail").tryQuery().isPresent());
    robot.clickOn(
        robot
            .lookup("#record-detail .record-line .button")
            .queryAllAs(javafx.scene.control.Button.class)
            .stream()
            .filter(one -> one.getAccessibleText().startsWith("Keep only Source "))
            .findFirst()
            .orElseThrow());
    await(() -> window(robot).records().rows() == FLOWS / 250);
    robot.press(KeyCode.ALT).type(KeyCode.LEFT).release(KeyCode.ALT);
    await(() -> window(robot).records().rows() == FLOWS);
    robot.press(KeyCode.ALT).type(KeyCode.LEFT).release(KeyCode.ALT);
    await(() -> robot.lookup("#sources .table-row-cell").tryQuery().isPresent());
  }
}
