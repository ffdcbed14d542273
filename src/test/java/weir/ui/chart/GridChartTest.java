package weir.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.chart.ChartEvents.onFx;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import weir.export.Pictures;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.Selection;
import weir.query.TimeRange;
import weir.ui.picture.SceneDrawing;

final class GridChartTest {
  private static final long SECOND = FlowQuery.SECOND;
  private static final long START = 1_700_000_000L * SECOND;

  private final List<Selection> selected = new ArrayList<>();
  private final ChartGroup group =
      new ChartGroup(ChartChoice.FIRST, _ -> {}, () -> START + 1000 * SECOND);
  private final GridChart chart = onFx(() -> new GridChart(group));
  private final TimeSeriesChart beside = onFx(() -> new TimeSeriesChart(group));
  private ChartStage stage = onFx(() -> null);

  @BeforeAll
  static void startToolkit() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
  }

  /// TCP 60, UDP 30 and "Other" 5 packets in each of 100 seconds, UDP 90 in the last ten.
  private static Answer answer() {
    TimeRange range = new TimeRange(START, START + 100 * SECOND);
    SampleAnswers sample = new SampleAnswers(range, SECOND, Measure.PACKETS, FlowField.PROTOCOL);
    for (int i = 0; i < 100; i++) {
      sample.row(i, 60, 6);
    }
    for (int i = 0; i < 100; i++) {
      sample.row(i, i < 90 ? 30 : 90, 17);
    }
    for (int i = 0; i < 100; i++) {
      sample.other(i, 5);
    }
    return sample.answer();
  }

  @BeforeEach
  void show() {
    onFx(
        () -> {
          chart.setTitle("Protocols");
          chart.setOnSelect(selected::add);
          chart.show(answer());
          beside.show(answer(), 0);
          return true;
        });
    stage = new ChartStage(chart, beside);
    leave();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private SmallChart small(int index) {
    return onFx(() -> chart.charts().get(index));
  }

  private ChartEvents events(int index) {
    SmallChart small = small(index);
    return new ChartEvents(small, small.overlay());
  }

  private void leave() {
    events(0).fire(MouseEvent.MOUSE_EXITED, new Point2D(0, 0), false);
  }

  private ChartLayout layout(int index) {
    SmallChart small = small(index);
    return Objects.requireNonNull(onFx(small::layoutOfPlot));
  }

  private Point2D at(int index, int bucket) {
    ChartLayout layout = layout(index);
    return new Point2D(layout.middle(bucket), layout.height() / 2);
  }

  private List<String> texts() {
    return onFx(() -> SmallChart.texts(chart.charts()));
  }

  private String detail() {
    return onFx(() -> ((Label) chart.lookup(".panel-detail")).getText());
  }

  private static Selection protocol(long number, boolean exclude) {
    return new Selection.Group(
        Dimension.of(FlowField.PROTOCOL), List.of(new IpAddress(0, number)), exclude);
  }

  @Test
  void eachGroupHasAChartOnTheSameAxes() {
    assertEquals(List.of("TCP (6) 60 pkt", "UDP (17) 36 pkt", "Other 5 pkt"), texts());
    assertEquals("average  ·  per 1 s  ·  UTC", detail());
    for (int i = 0; i < 3; i++) {
      assertEquals(100, layout(i).ticks().max());
      assertEquals(layout(0).width(), layout(i).width());
      assertEquals(layout(0).height(), layout(i).height());
    }
  }

  @Test
  void areasLieWhereTheirValuesAre() {
    WritableImage picture = stage.picture();
    Color ground = colour(picture, 1, 45, 53);
    Color area = colour(picture, 1, 45, 23);
    assertTrue(!ground.equals(area));
    assertEquals(area, colour(picture, 1, 95, 83), "the last ten");
    assertEquals(ground, colour(picture, 0, 45, 83));
  }

  private Color colour(WritableImage picture, int index, int bucket, double value) {
    ChartLayout layout = layout(index);
    SmallChart small = small(index);
    Point2D at = new Point2D(Math.rint(layout.x(bucket)) + 1, layout.y(value));
    Point2D place = onFx(() -> small.overlay().localToScene(at));
    return picture.getPixelReader().getColor((int) place.getX(), (int) place.getY());
  }

  @Test
  void filesHaveTheSameTexts() {
    String svg = Pictures.svg(onFx(() -> SceneDrawing.of(chart)));
    for (String text : List.of("Protocols", "TCP (6)", "36 pkt", "100 pkt", "22:14:00")) {
      assertTrue(svg.contains(">" + text + "<"), text);
    }
  }

  @Test
  void aClickKeepsOnlyTheGroupOrLeavesItOut() {
    events(1).click(at(1, 50), false);
    events(0).click(at(0, 50), true);
    assertEquals(List.of(protocol(17, false), protocol(6, true)), selected);
  }

  @Test
  void otherIsHiddenByAClick() {
    events(2).click(at(2, 50), false);
    assertEquals(List.of("TCP (6) 60 pkt", "UDP (17) 36 pkt"), texts());
    assertEquals(List.of(), selected);
    assertTrue(onFx(group::otherHidden));
  }

  @Test
  void aBrushIsAStretchOfTime() {
    events(0).brush(at(0, 20), at(0, 29));
    assertEquals(
        List.of(new Selection.Span(new TimeRange(START + 20 * SECOND, START + 30 * SECOND))),
        selected);
  }

  @Test
  void pointingReadsAllOfThem() {
    events(0).fire(MouseEvent.MOUSE_MOVED, at(0, 95), false);
    assertEquals(List.of("TCP (6) 60 pkt", "UDP (17) 90 pkt", "Other 5 pkt"), texts());
    assertEquals("Tue 14 Nov 2023 22:14:55  UTC", detail());
    assertTrue(!Double.isNaN(ChartStage.crosshair(beside)));
    assertEquals(Math.floor(layout(1).middle(95)) + 0.5, ChartStage.crosshair(small(1)));
    leave();
    assertEquals("UDP (17) 36 pkt", texts().get(1));
    assertTrue(Double.isNaN(ChartStage.crosshair(beside)));
  }

  @Test
  void followsTheOthersCrosshair() {
    onFx(
        () -> {
          group.point(beside, START + 95 * SECOND);
          return true;
        });
    assertEquals("UDP (17) 90 pkt", texts().get(1));
    onFx(
        () -> {
          group.point(beside, ChartGroup.NOWHERE);
          return true;
        });
    assertEquals("UDP (17) 36 pkt", texts().get(1));
  }

  @Test
  void keysGoThroughTimeAndFromChartToChart() {
    SmallChart first = small(0);
    onFx(
        () -> {
          first.requestFocus();
          return true;
        });
    events(0).key(KeyCode.LEFT);
    assertTrue(
        onFx(first::getAccessibleText).endsWith("60 pkt at Tue 14 Nov 2023 22:14:59  UTC"),
        onFx(first::getAccessibleText));
    events(0)
        .key(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.LEFT, true, false, false, false));
    assertEquals("Tue 14 Nov 2023 22:14:49  UTC", detail());
    int columns =
        onFx(
            () ->
                (int)
                    chart.charts().stream()
                        .filter(c -> c.getLayoutY() == chart.charts().getFirst().getLayoutY())
                        .count());
    if (columns < 3) {
      events(0).key(KeyCode.DOWN);
      assertEquals(small(columns), onFx(() -> chart.getScene().getFocusOwner()));
    }
    events(1).key(KeyCode.ENTER);
    events(0).key(KeyCode.ESCAPE);
    assertEquals("average  ·  per 1 s  ·  UTC", detail());
    assertEquals(List.of(protocol(17, false)), selected);
  }

  @Test
  void theMenuIsForTheGroup() {
    SmallChart udp = small(1);
    List<MenuItem> items = onFx(() -> chart.items(udp.series()));
    assertEquals(
        List.of("Filter for this", "Filter out", "Copy name", "Hide Other", "Copy numbers"),
        ChartStage.texts(items));
    ChartStage.choose(items, "Filter out");
    ChartStage.choose(items, "Filter for this");
    assertEquals(List.of(protocol(17, true), protocol(17, false)), selected);
  }

  @Test
  void saysWhatIsLeftOutAndWhyThereIsNothing() {
    onFx(
        () -> {
          chart.setMaxSize(240, 140);
          return true;
        });
    stage.pulse();
    assertEquals(1, texts().size());
    assertTrue(detail().startsWith("and 2 more"), detail());
    onFx(
        () -> {
          chart.show(
              new SampleAnswers(
                      new TimeRange(START, START + SECOND),
                      SECOND,
                      Measure.PACKETS,
                      FlowField.PROTOCOL)
                  .answer());
          return true;
        });
    assertEquals(List.of(), texts());
    Label message = (Label) chart.lookup(".chart-message");
    assertEquals("No flows in this range", onFx(message::getText));
    onFx(
        () -> {
          chart.showMessage("The store is gone");
          return true;
        });
    assertEquals("Protocols: The store is gone", onFx(chart::getAccessibleText));
  }
}
