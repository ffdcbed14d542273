package weir.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.chart.ChartEvents.onFx;
import static weir.ui.chart.ChartStage.choose;
import static weir.ui.chart.ChartStage.crosshair;
import static weir.ui.chart.ChartStage.layout;
import static weir.ui.chart.ChartStage.legend;
import static weir.ui.chart.ChartStage.menu;
import static weir.ui.chart.ChartStage.reading;
import static weir.ui.chart.ChartStage.texts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.Selection;
import weir.query.TimeRange;

/// Two charts of a view: what is done in one, and what the other makes of it.
final class ChartGroupTest {
  private static final long SECOND = FlowQuery.SECOND;
  private static final long START = TimeRange.nanos(Instant.parse("2026-03-28T22:13:20Z"));

  private final List<ChartChoice> remembered = new ArrayList<>();
  private final List<Selection> selected = new ArrayList<>();
  private final ChartGroup group = new ChartGroup(ChartChoice.FIRST, remembered::add, () -> START);
  private final TimeSeriesChart left = onFx(() -> new TimeSeriesChart(group));
  private final TimeSeriesChart right = onFx(() -> new TimeSeriesChart(group));
  private final ChartEvents events = new ChartEvents(left);
  private ChartStage stage;

  @BeforeAll
  static void startToolkit() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
  }

  @BeforeEach
  void show() {
    onFx(
        () -> {
          left.setOnSelect(selected::add);
          left.show(answer(10, Measure.PACKETS_PER_SECOND), 0);
          right.show(answer(1000, Measure.BITS_PER_SECOND), 0);
          return true;
        });
    stage = new ChartStage(left, right);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  /// In second i: TCP (i + 1) times, UDP 20 times, "Other" 5 times so many.
  private static Answer answer(long times, Measure measure) {
    TimeRange range = new TimeRange(START, START + 10 * SECOND);
    SampleAnswers sample = new SampleAnswers(range, SECOND, measure, FlowField.PROTOCOL);
    for (int i = 0; i < 10; i++) {
      sample.row(i, (i + 1) * times, 6);
    }
    for (int i = 0; i < 10; i++) {
      sample.row(i, 20 * times, 17);
    }
    for (int i = 0; i < 10; i++) {
      sample.other(i, 5 * times);
    }
    return sample.answer();
  }

  private Point2D at(double bucket, double value) {
    ChartLayout layout = layout(left);
    return new Point2D(layout.x(bucket), layout.y(value));
  }

  @Test
  void theCrosshairStandsAtTheSameTimeInAllCharts() {
    events.fire(MouseEvent.MOUSE_MOVED, at(3.2, 30), false);
    assertEquals(Math.floor(layout(left).x(3.5)) + 0.5, crosshair(left));
    assertEquals(Math.floor(layout(right).x(3.5)) + 0.5, crosshair(right));
    assertEquals(
        List.of(
            "Sat 28 Mar 2026 22:13:23  UTC",
            "Other 50 pkt/s",
            "UDP (17) 200 pkt/s",
            "TCP (6) 40 pkt/s",
            "Total 290 pkt/s"),
        reading(left));
    assertEquals(
        List.of("22:13:23", "Other 40.0 kbit/s", "UDP (17) 160 kbit/s", "TCP (6) 32.0 kbit/s"),
        reading(right));
    events.fire(MouseEvent.MOUSE_MOVED, at(7.9, 30), false);
    assertEquals("22:13:27", reading(right).getFirst());
    events.fire(MouseEvent.MOUSE_EXITED, at(7.9, 30), false);
    assertEquals(List.of(), reading(right));
    assertTrue(Double.isNaN(crosshair(right)));
  }

  @Test
  void keysMoveTheCrosshairOfAllCharts() {
    onFx(
        () -> {
          left.requestFocus();
          return true;
        });
    events.key(KeyCode.END);
    events.key(KeyCode.LEFT);
    events.key(KeyCode.LEFT);
    assertEquals("22:13:27", reading(right).getFirst());
    assertEquals(Math.floor(layout(right).x(7.5)) + 0.5, crosshair(right));
    events.key(KeyCode.ESCAPE);
    assertEquals(List.of(), reading(right));
  }

  @Test
  void aMouseThatRestsTakesNothingFromKeys() {
    events.fire(MouseEvent.MOUSE_MOVED, at(3.2, 30), false);
    events.key(KeyCode.RIGHT);
    events.fire(MouseEvent.MOUSE_MOVED, at(3.2, 30), false);
    assertEquals("22:13:24", reading(right).getFirst());
    events.fire(MouseEvent.MOUSE_MOVED, at(6.2, 30), false);
    assertEquals("22:13:26", reading(right).getFirst());
  }

  @Test
  void theCrosshairStaysWhenNewDataCome() {
    events.fire(MouseEvent.MOUSE_MOVED, at(3.2, 30), false);
    onFx(
        () -> {
          right.show(answer(2000, Measure.BITS_PER_SECOND), 0);
          return true;
        });
    assertEquals("TCP (6) 64.0 kbit/s", reading(right).get(3));
  }

  @Test
  void brushingHidesTheOthersCrosshair() {
    events.fire(MouseEvent.MOUSE_MOVED, at(3.2, 30), false);
    events.fire(MouseEvent.MOUSE_PRESSED, at(3.2, 30), false);
    events.fire(MouseEvent.MOUSE_DRAGGED, at(6.2, 30), false);
    assertEquals(List.of("22:13:23 – 22:13:27  (4 s)"), reading(left));
    assertEquals(List.of(), reading(right));
  }

  @Test
  void aClickChangesTheNumberOfAllLegends() {
    assertEquals(List.of("TCP (6) 55 pkt/s", "UDP (17) 200 pkt/s", "Other 50 pkt/s"), legend(left));
    Button number = (Button) left.lookup(".legend-number");
    assertEquals("average", onFx(number::getText));
    assertEquals(
        "Average over the whole range, as the tables have it; a click changes it to maximum",
        onFx(number::getAccessibleText));
    onFx(
        () -> {
          number.fire();
          return true;
        });
    assertEquals("TCP (6) 100 pkt/s", legend(left).getFirst());
    assertEquals("TCP (6) 80.0 kbit/s", legend(right).getFirst());
    assertEquals("maximum", onFx(((Button) right.lookup(".legend-number"))::getText));
    assertEquals(List.of(ChartChoice.FIRST.withNumber(LegendNumber.MAXIMUM)), remembered);
    onFx(
        () -> {
          left.show(falling(), 0);
          return true;
        });
    assertEquals(List.of("TCP (6) 10 pkt/s"), legend(left));
    onFx(
        () -> {
          number.fire();
          return true;
        });
    assertEquals(List.of("TCP (6) 1 pkt/s"), legend(left));
    onFx(
        () -> {
          number.fire();
          return true;
        });
    assertEquals(List.of("TCP (6) 5.50 pkt/s"), legend(left));
    assertEquals("average", onFx(number::getText));
  }

  private static Answer falling() {
    TimeRange range = new TimeRange(START, START + 10 * SECOND);
    SampleAnswers sample =
        new SampleAnswers(range, SECOND, Measure.PACKETS_PER_SECOND, FlowField.PROTOCOL);
    for (int i = 0; i < 10; i++) {
      sample.row(i, 10 - i, 6);
    }
    return sample.answer();
  }

  @Test
  void aClickOnOtherInTheLegendHidesItEverywhere() {
    LegendEntry other = onFx(() -> left.legend().entries().getLast());
    press(other, MouseButton.PRIMARY);
    assertEquals("Other (hidden) 50 pkt/s", legend(left).getLast());
    assertEquals("Other (hidden) 40.0 kbit/s", legend(right).getLast());
    events.fire(MouseEvent.MOUSE_MOVED, at(3.2, 30), false);
    assertEquals(
        List.of("UDP (17) 200 pkt/s", "TCP (6) 40 pkt/s", "Total without Other 240 pkt/s"),
        reading(left).subList(1, 4));
    press(other, MouseButton.PRIMARY);
    assertEquals("Other 50 pkt/s", legend(left).getLast());
    assertEquals(List.of(), selected);
  }

  private static void press(Node node, MouseButton button) {
    onFx(
        () -> {
          node.fireEvent(
              new MouseEvent(
                  MouseEvent.MOUSE_CLICKED,
                  1,
                  1,
                  1,
                  1,
                  button,
                  1,
                  false,
                  false,
                  false,
                  false,
                  false,
                  false,
                  false,
                  true,
                  false,
                  true,
                  null));
          return true;
        });
  }

  private void ask(Node node) {
    onFx(
        () -> {
          node.fireEvent(
              new ContextMenuEvent(
                  ContextMenuEvent.CONTEXT_MENU_REQUESTED, 5, 5, 50, 50, false, null));
          return true;
        });
  }

  @Test
  void theRightButtonOffersAndNeverDrills() {
    AtomicInteger zoomedOut = new AtomicInteger();
    onFx(
        () -> {
          left.setOnZoomOut(zoomedOut::incrementAndGet);
          return true;
        });
    events.fire(MouseEvent.MOUSE_MOVED, at(3.2, 100), false);
    ask(left.overlay());
    assertEquals(
        List.of(
            "UDP (17)",
            "Filter for this",
            "Filter out",
            "Copy name",
            "Hide Other",
            "Legend: average",
            "Legend: maximum",
            "Legend: last",
            "Copy numbers",
            "Zoom out"),
        texts(menu()));
    assertEquals(List.of(), selected);
    choose(menu(), "Filter for this");
    choose(menu(), "Filter out");
    assertEquals(List.of(udp(false), udp(true)), selected);
    choose(menu(), "Copy name");
    assertEquals("UDP (17)", onFx(() -> Clipboard.getSystemClipboard().getString()));
    choose(menu(), "Copy numbers");
    assertEquals(
        List.of(
            "time,TCP (6) [packets/s],UDP (17) [packets/s],Other [packets/s]",
            "2026-03-28T22:13:20Z,10,200,50"),
        onFx(() -> Clipboard.getSystemClipboard().getString()).lines().limit(2).toList());
    choose(menu(), "Legend: last");
    assertEquals("TCP (6) 100 pkt/s", legend(left).getFirst());
    choose(menu(), "Zoom out");
    assertEquals(1, zoomedOut.get());
  }

  private static Selection udp(boolean exclude) {
    return new Selection.Group(
        Dimension.of(FlowField.PROTOCOL), List.of(new IpAddress(0, 17)), exclude);
  }

  @Test
  void anEntryHasTheMenuOfItsSeries() {
    LegendEntry entry = onFx(() -> left.legend().entries().getFirst());
    press(entry, MouseButton.SECONDARY);
    assertEquals(List.of(), selected);
    ask(entry);
    assertEquals(List.of("TCP (6)", "Filter for this"), texts(menu()).subList(0, 2));
  }

  @Test
  void otherCannotBeFilteredForAndIsHiddenFromItsMenu() {
    ask(onFx(() -> left.legend().entries().getLast()));
    assertEquals(List.of("Other", "Copy name", "Hide Other"), texts(menu()).subList(0, 3));
    choose(menu(), "Hide Other");
    assertEquals(ChartChoice.FIRST.withOtherHidden(true), remembered.getLast());
  }

  @Test
  void theMenuKeyIsForTheSeriesThatKeysHaveReached() {
    events.key(KeyCode.LEFT);
    events.key(KeyCode.UP);
    ask(left);
    assertEquals("UDP (17)", texts(menu()).getFirst());
  }
}
