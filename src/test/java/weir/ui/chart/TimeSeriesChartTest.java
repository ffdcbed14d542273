package weir.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.chart.ChartEvents.onFx;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kordamp.ikonli.feather.Feather;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.Selection;
import weir.query.TimeRange;
import weir.ui.Theme;

/// Events are fired at the plot, so that no window manager and no real pointer takes part.
final class TimeSeriesChartTest {
  private static final long SECOND = FlowQuery.SECOND;
  private static final long START = 1_700_000_000L * SECOND;
  private static final Selection TCP = protocol(6, false);

  private final List<Selection> selected = new ArrayList<>();
  private final ChartGroup group =
      new ChartGroup(ChartChoice.FIRST, _ -> {}, () -> START + 1000 * SECOND);
  private final TimeSeriesChart chart = onFx(() -> new TimeSeriesChart(group));
  private final Stage stage = onFx(Stage::new);
  private final ChartEvents events = new ChartEvents(chart);

  @BeforeAll
  static void startToolkit() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
  }

  @BeforeEach
  void showChart() {
    onFx(
        () -> {
          chart.setTitle("Protocols");
          chart.setOnSelect(selected::add);
          chart.show(protocols(0, 2), 0);
          Scene scene = new Scene(chart, 800, 400);
          Theme.DARK.apply(scene);
          stage.setScene(scene);
          stage.setX(0);
          stage.setY(0);
          new Robot().mouseMove(1000, 700); // not where a test before has left it
          stage.show();
          return events.pulse();
        });
    ChartEvents.awaitPulses();
    events.fire(MouseEvent.MOUSE_EXITED, new Point2D(0, 0), false);
  }

  @AfterEach
  void hideChart() {
    onFx(
        () -> {
          stage.hide();
          return true;
        });
  }

  /// Nothing in it is painted twice: no node keeps a picture of itself.
  @Test
  void keepsNoPictures() {
    assertEquals(List.of(), onFx(() -> pictured(chart)));
  }

  private static List<Node> pictured(Node node) {
    List<Node> found = new ArrayList<>();
    if (node.isCache()) {
      found.add(node);
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> found.addAll(pictured(child)));
    }
    return found;
  }

  @Test
  void clickOnAnAreaSelectsItsGroup() {
    events.click(at(0.5, 30), false);
    events.click(at(0.5, 75), true);
    assertEquals(List.of(TCP, protocol(17, true)), selected);
  }

  @Test
  void clickOnNothingOrOnOtherSelectsNothing() {
    onFx(
        () -> {
          SampleAnswers sample = sample(0);
          for (int i = 0; i < 100; i++) {
            sample.other(i, 50);
          }
          chart.show(sample.answer(), 0);
          return events.pulse();
        });
    events.click(at(0.5, 25), false);
    events.click(at(0.5, 55), false);
    assertEquals(List.of(), selected);
  }

  @Test
  void pointerReachesThePlot() {
    Point2D point = at(0.3, 75);
    onFx(
        () -> {
          Point2D screen = chart.overlay().localToScreen(point);
          Robot robot = new Robot();
          robot.mouseMove(screen);
          robot.mouseClick(MouseButton.PRIMARY);
          return true;
        });
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(List.of(protocol(17, false)), selected);
  }

  @Test
  void doubleClickZoomsOutAndSelectsNothing() {
    AtomicInteger zoomed = new AtomicInteger();
    onFx(
        () -> {
          chart.setOnZoomOut(zoomed::incrementAndGet);
          for (int clicks = 1; clicks <= 2; clicks++) {
            events.fireNow(MouseEvent.MOUSE_PRESSED, new Point2D(100, 100), false, clicks);
            events.fireNow(MouseEvent.MOUSE_RELEASED, new Point2D(100, 100), false, clicks);
          }
          return true;
        });
    assertEquals(1, zoomed.get());
    assertEquals(List.of(), selected);
  }

  private static TimeRange seconds(int from, int until) {
    return new TimeRange(START + from * SECOND, START + until * SECOND);
  }

  private void drag() {
    double width = layout().width();
    events.brush(new Point2D(width * 0.205, 50), new Point2D(width * 0.405, 60));
  }

  private boolean marked() {
    return onFx(() -> chart.mark().bar().isVisible());
  }

  private static KeyEvent shifted(KeyCode code) {
    return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, true, false, false, false);
  }

  @Test
  void draggingMarksWholeBucketsAndEnterZooms() {
    drag();
    assertEquals(List.of(), selected, "nothing is asked yet");
    assertTrue(marked());
    events.key(KeyCode.ENTER);
    assertEquals(List.of(new Selection.Span(seconds(20, 41))), selected);
    assertFalse(marked());
  }

  @Test
  void arrowsStepAndWidenWhatIsMarked() {
    drag();
    events.key(KeyCode.LEFT);
    events.key(shifted(KeyCode.RIGHT));
    events.key(shifted(KeyCode.RIGHT));
    events.key(shifted(KeyCode.LEFT));
    events.key(KeyCode.ENTER);
    assertEquals(List.of(new Selection.Span(seconds(18, 42))), selected);
  }

  @Test
  void escapeOrAClickEndsWhatIsMarked() {
    drag();
    events.key(KeyCode.ESCAPE);
    assertFalse(marked());
    drag();
    events.click(new Point2D(5, layout().height() - 5), false);
    assertFalse(marked());
    assertEquals(List.of(), selected, "it is no click on a band");
  }

  @Test
  void keysMarkToo() {
    events.key(KeyCode.LEFT);
    events.key(shifted(KeyCode.ENTER));
    assertTrue(marked());
    events.key(shifted(KeyCode.LEFT));
    events.key(KeyCode.ENTER);
    Selection.Span span = (Selection.Span) selected.getFirst();
    assertEquals(2 * SECOND, span.range().lengthNanos());
  }

  @Test
  void whatIsOfferedGetsTheStretch() {
    List<Selection> asked = new ArrayList<>();
    onFx(
        () -> {
          chart.group().stretches(List.of(new StretchAction("Look", Feather.EYE, asked::add)));
          return true;
        });
    drag();
    onFx(
        () -> {
          chart.mark().bar().lookupAll(".button").stream()
              .map(Button.class::cast)
              .filter(button -> button.getText().equals("Look"))
              .forEach(Button::fire);
          return true;
        });
    assertEquals(List.of(new Selection.Span(seconds(20, 41))), asked);
  }

  @Test
  void escapeCancelsTheBrush() {
    double width = layout().width();
    events.fire(MouseEvent.MOUSE_PRESSED, new Point2D(width * 0.2, 50), false);
    events.fire(MouseEvent.MOUSE_DRAGGED, new Point2D(width * 0.4, 50), false);
    events.key(KeyCode.ESCAPE);
    events.fire(MouseEvent.MOUSE_RELEASED, new Point2D(width * 0.4, 50), false);
    assertEquals(List.of(), selected);
  }

  @Test
  void keysMoveTheCrosshairAndSelect() {
    events.key(KeyCode.LEFT);
    assertTrue(onFx(() -> chart.reading().isVisible()));
    events.key(KeyCode.ENTER);
    events.key(KeyCode.UP);
    events.key(KeyCode.ENTER);
    assertEquals(List.of(TCP, protocol(17, false)), selected);
    events.key(KeyCode.ESCAPE);
    assertFalse(onFx(() -> chart.reading().isVisible()));
  }

  @Test
  void legendEntrySelectsItsGroup() {
    onFx(
        () -> {
          LegendEntry entry = chart.legend().entries().getFirst();
          entry.fireEvent(ChartEvents.keyPressed(KeyCode.ENTER));
          return true;
        });
    assertEquals(List.of(TCP), selected);
  }

  @Test
  void refreshAddsNoNodes() {
    events.fire(MouseEvent.MOUSE_MOVED, at(0.5, 30), false);
    int before = onFx(() -> ChartEvents.count(chart));
    onFx(
        () -> {
          for (int i = 1; i <= 50; i++) {
            chart.show(protocols(i, 2), 0);
            events.pulse();
          }
          return true;
        });
    assertEquals(before, onFx(() -> ChartEvents.count(chart)));
    assertTrue(onFx(() -> chart.reading().isVisible()), "the reading stays under the pointer");
  }

  @Test
  void readingDoesNotCoverThePointer() {
    for (double x : new double[] {0.01, 0.5, 0.99}) {
      Point2D point = at(x, 30);
      events.fire(MouseEvent.MOUSE_MOVED, point, false);
      assertFalse(
          onFx(
              () -> {
                Point2D inScene = chart.overlay().localToScene(point);
                return chart.reading().getBoundsInParent().contains(chart.sceneToLocal(inScene));
              }));
    }
  }

  @Test
  void chartTellsItsNewestValues() {
    String text = onFx(() -> chart.getAccessibleText());
    assertTrue(text.startsWith("Protocols at "), text);
    assertTrue(text.endsWith("TCP (6) 60 pkt, UDP (17) 30 pkt"), text);
  }

  @Test
  void dataReplaceAMessage() {
    onFx(
        () -> {
          chart.showMessage("The server is away.");
          chart.show(protocols(0, 1), 0);
          return events.pulse();
        });
    events.click(at(0.5, 30), false);
    assertEquals(List.of(TCP), selected);
  }

  private static Answer protocols(long shift, int groups) {
    SampleAnswers sample = sample(shift);
    for (int i = 0; i < 100; i++) {
      sample.row(i, 60, 6);
    }
    for (int i = 0; i < 100 && groups > 1; i++) {
      sample.row(i, 30, 17);
    }
    return sample.answer();
  }

  private static SampleAnswers sample(long shift) {
    TimeRange range = new TimeRange(START + shift * SECOND, START + (100 + shift) * SECOND);
    return new SampleAnswers(range, SECOND, Measure.PACKETS, FlowField.PROTOCOL);
  }

  private static Selection protocol(int number, boolean exclude) {
    return new Selection.Group(
        Dimension.of(FlowField.PROTOCOL), List.of(new IpAddress(0, number)), exclude);
  }

  private ChartLayout layout() {
    return onFx(
        () -> {
          ChartLayout layout = chart.layoutOfPlot();
          assertNotNull(layout);
          return layout;
        });
  }

  private Point2D at(double share, double value) {
    ChartLayout layout = layout();
    return new Point2D(share * layout.width(), layout.y(value));
  }
}
