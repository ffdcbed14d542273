package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.Fx.await;
import static weir.ui.Fx.texts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import javafx.scene.control.TableColumn;
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
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Against;
import weir.query.RangeChoice;
import weir.query.TimeRange;
import weir.query.Views;
import weir.screen.Link;
import weir.store.FlowArchive;
import weir.store.FlowWriter;
import weir.store.duckdb.DuckDbStore;
import weir.ui.explore.ExploreModel;
import weir.ui.explore.Shown;

/// What is shown beside what was there a day before: of two days whose flows are known.
@ExtendWith(ApplicationExtension.class)
class ComparedTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long TODAY = TimeRange.nanos(Instant.parse("2026-11-21T10:00:00Z"));
  private static final long YESTERDAY = TODAY - 86_400 * SECOND;
  private static final TimeRange SHOWN = new TimeRange(TODAY, TODAY + 100 * SECOND);

  private final TestWorkspace workspace = new TestWorkspace();
  private final TestWorkspace.Plain source = new TestWorkspace.Plain("Two days");
  private @Nullable Desktop desktop;

  @Start
  void start(Stage stage) {
    FlowBatch batch = new FlowBatch();
    for (int second = 0; second < 100; second++) {
      flow(batch, YESTERDAY + second * SECOND, 1, 1_000);
      flow(batch, YESTERDAY + second * SECOND, 2, 50);
      flow(batch, YESTERDAY + second * SECOND, 4, 100);
      flow(batch, TODAY + second * SECOND, 1, 1_000);
      flow(batch, TODAY + second * SECOND, 3, 70);
      flow(batch, TODAY + second * SECOND, 4, 300);
    }
    FlowArchive store = DuckDbStore.temporary();
    try (FlowWriter writer = store.writer()) {
      writer.append(batch);
    }
    source.store = store;
    workspace.add(source);
    desktop = new Desktop(workspace, Views.builtIn(), stage);
    stage.setWidth(1280);
    stage.setHeight(800);
    stage.setX(0); // a window that reaches out of the headless screen cannot be painted
    stage.setY(0);
    stage.show();
  }

  private static void flow(FlowBatch batch, long nanos, int host, int bytes) {
    batch.set(FlowField.TIME_RECEIVED, nanos);
    batch.setAddress(FlowField.SRC_ADDRESS, 0, IpAddress.mapped(0x0a000000 + host));
    batch.setAddress(FlowField.DST_ADDRESS, 0, IpAddress.mapped(0x0a0000ff));
    batch.set(FlowField.PROTOCOL, host == 1 ? 6 : 17);
    batch.set(FlowField.BYTES, bytes);
    batch.set(FlowField.PACKETS, 1);
    batch.endRow();
  }

  @AfterEach
  void close() {
    Objects.requireNonNull(desktop).close();
    source.store.close();
  }

  private ExploreModel model() {
    return Objects.requireNonNull(desktop).model();
  }

  private void showToday(FxRobot robot) throws Exception {
    await(() -> robot.lookup("#sources").tryQuery().isPresent());
    robot.interact(() -> model().range(new RangeChoice.Between(SHOWN)));
    await(() -> rows(robot).size() == 3);
  }

  private static TableView<?> table(FxRobot robot) {
    return robot.lookup("#sources .table-view").queryAs(TableView.class);
  }

  /// The texts of visible columns, row by row, by the names of the rows.
  private static Map<String, List<String>> rows(FxRobot robot) {
    Map<String, List<String>> rows = new TreeMap<>();
    robot
        .lookup("#sources .table-row-cell")
        .queryAll()
        .forEach(
            row -> {
              List<String> cells =
                  row.lookupAll(".table-cell").stream()
                      .map(cell -> ((javafx.scene.control.Labeled) cell).getText())
                      .filter(text -> text != null && !text.isEmpty())
                      .toList();
              if (!cells.isEmpty()) {
                rows.put(cells.getFirst(), cells.subList(1, cells.size()));
              }
            });
    return rows;
  }

  private static List<String> columns(FxRobot robot) {
    return table(robot).getVisibleLeafColumns().stream().map(TableColumn::getText).toList();
  }

  private static String chart(FxRobot robot) {
    return String.valueOf(robot.lookup("#throughput").query().getAccessibleText());
  }

  /// Two steps: the button, and what to compare with.
  @Test
  void whatWasThereYesterdayIsTwoStepsAway(FxRobot robot) throws Exception {
    showToday(robot);
    robot.clickOn("#compare");
    robot.clickOn("#compare-day");
    await(() -> columns(robot).contains("Difference"));
    await(() -> rows(robot).size() == 4);
    assertEquals("a day earlier", texts(robot, "#compare"));

    // 8 bits a byte, a flow a second
    var rows = rows(robot);
    boolean then = columns(robot).contains("a day earlier");
    assertEquals(
        then
            ? List.of("8.00 kbit/s", "8.00 kbit/s", "0 bit/s", "0 %")
            : List.of("8.00 kbit/s", "0 bit/s", "0 %"),
        rows.get("10.0.0.1"));
    assertEquals(List.of("−400 bit/s", "gone"), last(rows.get("10.0.0.2")));
    assertEquals(List.of("+560 bit/s", "new"), last(rows.get("10.0.0.3")));
    assertEquals(List.of("+1.60 kbit/s", "+200.0 %"), last(rows.get("10.0.0.4")));
    await(() -> chart(robot).contains("a day earlier"));

    robot.type(KeyCode.ESCAPE);
    assertTrue(model().others().against().isPresent(), "it is a choice, like the range");
    robot.push(KeyCode.CONTROL, KeyCode.D);
    robot.clickOn("#compare-off");
    await(() -> rows(robot).size() == 3);
    assertFalse(columns(robot).contains("Difference"));
    assertFalse(chart(robot).contains("a day earlier"));
  }

  private static List<String> last(@Nullable List<String> cells) {
    List<String> all = Objects.requireNonNull(cells);
    return all.subList(all.size() - 2, all.size());
  }

  @Test
  void itIsSortedByDifferenceAndByItsPart(FxRobot robot) throws Exception {
    showToday(robot);
    robot.interact(
        () -> model().others().compare(Optional.of(new Against.Earlier(Against.Step.DAY))));
    await(() -> rows(robot).size() == 4);
    assertEquals("10.0.0.4", name(robot, 0), "what differs most");
    sort(robot, "In %");
    assertEquals("10.0.0.3", name(robot, 0), "new");
    assertEquals("10.0.0.2", name(robot, 3), "gone");
    sort(robot, "Difference");
    assertEquals("10.0.0.4", name(robot, 0));
    assertEquals("10.0.0.2", name(robot, 3));
  }

  private static String name(FxRobot robot, int row) {
    return String.valueOf(table(robot).getColumns().getFirst().getCellData(row))
        .replaceAll(".*parts=\\[([^]]*)].*", "$1");
  }

  private static void sort(FxRobot robot, String column) {
    robot.interact(
        () -> {
          TableColumn<?, ?> by =
              table(robot).getColumns().stream()
                  .filter(one -> one.getText().equals(column))
                  .findFirst()
                  .orElseThrow();
          by.setSortType(TableColumn.SortType.DESCENDING);
          sortBy(table(robot), by);
        });
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // of the same table
  private static void sortBy(TableView table, TableColumn by) {
    table.getSortOrder().setAll(by);
  }

  @Test
  void otherFlowsOfTheSameTimeAreTyped(FxRobot robot) throws Exception {
    showToday(robot);
    robot.push(KeyCode.CONTROL, KeyCode.D);
    robot.clickOn("#compare-filter");
    robot.write("udp").type(KeyCode.ENTER);
    await(() -> columns(robot).contains("Difference"));
    await(() -> last(rows(robot).get("10.0.0.1")).equals(List.of("+8.00 kbit/s", "new")));
    assertEquals("flows of proto udp", texts(robot, "#compare"));
  }

  /// Yesterday from the eleventh second on: bucket lies on bucket, from where the shown time
  /// starts.
  @Test
  void anotherRangeIsTyped(FxRobot robot) throws Exception {
    showToday(robot);
    robot.clickOn("#compare");
    robot.interact(
        () -> {
          robot.lookup("#compare-from").queryTextInputControl().setText("2026-11-20 10:01:40");
          robot.lookup("#compare-until").queryTextInputControl().setText("2026-11-20 10:01:30");
        });
    robot.clickOn("#compare-apply");
    assertEquals("This is not after the beginning", texts(robot, "#compare-problem"));
    robot.interact(
        () -> robot.lookup("#compare-from").queryTextInputControl().setText("2026-11-20 10:00:00"));
    robot.clickOn("#compare-apply");
    // nine tenths of the time: rates are over it
    await(() -> rows(robot).size() == 4);
    assertEquals(List.of("+1.60 kbit/s", "+200.0 %"), last(rows(robot).get("10.0.0.4")));
    assertEquals(
        Optional.of(new Against.During(new TimeRange(YESTERDAY, YESTERDAY + 90 * SECOND))),
        model().others().against());
  }

  @Test
  void linksPicturesAndFilesHaveIt(FxRobot robot) throws Exception {
    showToday(robot);
    robot.interact(
        () -> model().others().compare(Optional.of(new Against.Earlier(Against.Step.DAY))));
    await(() -> rows(robot).size() == 4);
    Link link = Link.of(model().screens().now());
    assertTrue(link.text().endsWith("&compare=day"), link.text());
    assertEquals(link, Link.parse(link.text()));
    Shown whole = Objects.requireNonNull(desktop).shell().view().shown().getFirst();
    assertTrue(
        whole.numbers().stream().anyMatch(of -> of.name().equals("throughput-a-day-earlier")),
        whole.numbers()::toString);
    assertTrue(
        whole.numbers().stream()
            .filter(of -> of.name().equals("sources"))
            .anyMatch(of -> of.query() instanceof weir.query.ComparisonQuery));
    robot.interact(() -> model().others().compare(Optional.empty()));
    robot.interact(
        () -> model().screens().show(model().screens().now(), model().words().dimensions()));
    assertTrue(model().others().against().isEmpty());
  }

  @Test
  void itEndsWithTheDataSet(FxRobot robot) throws Exception {
    showToday(robot);
    robot.interact(
        () -> {
          model().others().compare(Optional.of(new Against.Before()));
          model().open(Optional.empty());
        });
    assertTrue(model().others().against().isEmpty());
    robot.interact(() -> model().others().compare(Optional.of(new Against.Before())));
    assertTrue(model().others().against().isEmpty(), "there is nothing to compare");
  }
}
