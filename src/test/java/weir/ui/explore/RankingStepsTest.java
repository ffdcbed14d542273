package weir.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.shape.Path;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;
import weir.export.AnswerFormat;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.Views;
import weir.store.FlowWriter;
import weir.store.duckdb.DuckDbStore;
import weir.ui.Theme;
import weir.ui.chart.GroupSteps;
import weir.ui.chart.StepNumber;

/// What a ranking says of its groups' steps over time, and of all of them together.
final class RankingStepsTest extends RankingStage {
  private static final GroupSteps STEPS =
      new GroupSteps(
          "2 s",
          Map.of(
              List.of(IpAddress.parse("10.0.0.10")), new double[] {400_000, 600_000, 440_000},
              List.of(IpAddress.parse("10.0.0.9")), new double[] {0, 720_000, 0},
              List.of(), new double[] {30_000, 30_000, Double.NaN}));

  /// The line of totals, from left to right.
  private List<String> totals() {
    return onFx(
        () ->
            ranking.lookupAll(".ranking-total > .label").stream()
                .filter(Node::isVisible)
                .sorted((a, b) -> Double.compare(a.getLayoutX(), b.getLayoutX()))
                .map(label -> ((Label) label).getText())
                .toList());
  }

  @Test
  void theLastLineSumsUp() {
    show(hosts());
    assertEquals(List.of("Total", "800 kbit/s", "1.00 MB", "100 %"), totals());
    act(() -> view.hideOther(true));
    assertEquals(List.of("Total with Other", "800 kbit/s", "1.00 MB", "100 %"), totals());
    assertEquals(
        "Total with Other, 800 kbit/s, 1.00 MB, 100 %",
        onFx(() -> ranking.lookup(".ranking-total").getAccessibleText()));
    show(hosts().of(Measure.PACKETS));
    assertEquals("1.00 Mpkt", totals().get(1));
    act(() -> ranking.showMessage("The server did not answer."));
    assertFalse(onFx(() -> ranking.lookup(".ranking-total").isVisible()));
  }

  @Test
  void totalsStandBelowTheirColumns() {
    show(hosts());
    List<Double> ends =
        onFx(
            () -> {
              List<Double> found = new ArrayList<>();
              double x = 0;
              for (TableColumn<?, ?> column : table().getVisibleLeafColumns()) {
                x += column.getWidth();
                found.add(x);
              }
              return found;
            });
    List<Double> labels =
        onFx(
            () ->
                ranking.lookupAll(".ranking-total > .label").stream()
                    .filter(Node::isVisible)
                    .map(label -> label.getBoundsInParent().getMaxX())
                    .sorted()
                    .toList());
    assertEquals(ends.size(), labels.size());
    IntStream.range(0, ends.size()).forEach(i -> assertEquals(ends.get(i), labels.get(i), 1));
  }

  @Test
  void whatIsShownOfStepsIsCopiedToo() {
    show(hosts());
    act(() -> ranking.showSteps(STEPS));
    assertEquals("src_addr,bps,bytes", header(csv()));
    for (String text : List.of("Maximum", "Trend")) {
      List<MenuItem> columns = ((Menu) item(menu(nameCell(0), false), "Columns")).getItems();
      choose(
          columns,
          texts(columns).stream().filter(one -> one.startsWith(text)).findFirst().orElseThrow());
    }
    List<String> lines = csv();
    assertEquals("src_addr,bps,bytes,trend,maximum", header(lines));
    assertTrue(lines.get(1).endsWith(",400000 600000 440000,600000.000"), lines.get(1));
    assertTrue(lines.get(3).endsWith(",,"), "it is not among them: " + lines.get(3));
  }

  private List<String> csv() {
    return onFx(() -> AnswerFormat.CSV.text(ranking.sheet().orElseThrow().sheet()))
        .lines()
        .toList();
  }

  private static String header(List<String> lines) {
    return lines.getFirst();
  }

  @Test
  void columnsAreChosenInTheMenu() {
    show(hosts());
    act(() -> ranking.showSteps(STEPS));
    assertEquals(List.of("Name", "Bits/s", "Bytes", "Share"), headers());
    size(900, 1);
    for (StepNumber number :
        List.of(StepNumber.MAXIMUM, StepNumber.P95, StepNumber.LAST, StepNumber.TREND)) {
      List<MenuItem> columns = ((Menu) item(menu(nameCell(0), false), "Columns")).getItems();
      String text =
          texts(columns).stream().filter(one -> one.startsWith(number.label())).findFirst().get();
      choose(columns, text);
    }
    assertEquals(
        Set.of(StepNumber.MAXIMUM, StepNumber.P95, StepNumber.LAST, StepNumber.TREND),
        model.charts().columns());
    assertEquals(
        List.of("Name", "Bits/s", "Bytes", "Share", "Trend", "95th percentile", "Maximum", "Last"),
        headers());
    assertEquals("top 3, per 2 s", detail());
    act(() -> table().scrollToColumnIndex(9));
    assertEquals("600 kbit/s", drawn(rows().getFirst(), 6));
    assertEquals("440 kbit/s", drawn(rows().getFirst(), 7));
    assertEquals("–", drawn(rows().get(2), 6), "10.0.0.1 is not among them");
    assertEquals("30.0 kbit/s", drawn(rows().get(3), 7), "Other");
    assertEquals("1.35 Mbit/s", totals().get(6), "of sums step by step");
    act(() -> table().scrollToColumnIndex(5));
    Node line = onFx(() -> rows().getFirst().lookup(".sparkline .trend-line"));
    assertEquals(6, onFx(() -> ((Path) line).getElements().size()));

    click("Maximum");
    assertSoon("10.0.0.9", () -> names().getFirst());
    assertEquals("top 3, sorted by maximum, per 2 s", detail());

    choose(
        ((Menu) item(menu(nameCell(0), false), "Columns")).getItems(),
        "Maximum (of the highest step)");
    assertFalse(headers().contains("Maximum"));
  }

  @Test
  void theyAreAskedOfTheSameGroups() {
    FlowQuery ranking = panel(weir.query.Filter.all()).queryFor(model.frame(100));
    FlowQuery steps = RankingSteps.question(ranking);
    assertEquals(ranking.by(), steps.by());
    assertEquals(ranking.top(), steps.top());
    assertEquals(ranking.others(), steps.others());
    assertEquals(List.of(Measure.BITS_PER_SECOND), steps.measures());
    assertTrue(steps.bucketNanos() > 0);
    assertTrue(ranking.range().lengthNanos() / steps.bucketNanos() <= 100);
  }

  /// From the menu's choice through a store to the cells.
  @Test
  void theyAreAskedWhenTheyAreWanted() throws Exception {
    FlowBatch flows = new FlowBatch();
    for (int second = 0; second < 10; second++) {
      flows.set(FlowField.TIME_RECEIVED, NOW + second * FlowQuery.SECOND);
      flows.setAddress(FlowField.SRC_ADDRESS, 0, IpAddress.mapped(0x0a000001));
      flows.set(FlowField.BYTES, 1000L * (second + 1));
      flows.endRow();
    }
    try (DuckDbStore store = DuckDbStore.temporary()) {
      try (FlowWriter writer = store.writer()) {
        writer.append(flows);
      }
      ExploreModel explored = new ExploreModel(() -> NOW, Views.builtIn().first());
      ExploreView page =
          onFx(
              () -> {
                ExploreView made = new ExploreView(explored, Platform::runLater);
                Scene scene = new Scene(made, 1200, 900);
                Theme.DARK.apply(scene);
                stage.setX(0); // a window that reaches out of the headless screen cannot be painted
                stage.setY(0);
                stage.setScene(scene);
                explored.open(Optional.of(new DataSet("known", store, false)));
                return made;
              });
      awaitDrawn(page, "10.0.0.1");
      assertFalse(onFx(() -> isDrawn(page, "80.0 kbit/s")));
      Node table = onFx(() -> page.lookup("#sources .table-view"));
      choose(
          ((Menu) item(menu(table, false), "Columns")).getItems(), "Maximum (of the highest step)");
      awaitDrawn(page, "80.0 kbit/s");
      onFx(page::close);
    }
  }

  private static void awaitDrawn(ExploreView page, String text) throws TimeoutException {
    WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> onFx(() -> isDrawn(page, text)));
  }

  private static boolean isDrawn(ExploreView page, String text) {
    page.getScene().snapshot(null);
    return page.lookup("#sources .table-view") instanceof TableView<?> table
        && table.lookupAll(".table-cell").stream()
            .anyMatch(cell -> cell instanceof TableCell<?, ?> one && text.equals(one.getText()));
  }
}
