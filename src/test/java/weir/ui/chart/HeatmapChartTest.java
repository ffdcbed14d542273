package weir.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.chart.ChartEvents.onFx;
import static weir.ui.chart.HeatmapAnswers.SECOND;
import static weir.ui.chart.HeatmapAnswers.START;

import io.fair_acc.chartfx.axes.Axis;
import io.fair_acc.chartfx.axes.spi.TickMark;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import weir.export.Pictures;
import weir.flow.FlowField;
import weir.query.Coverage;
import weir.query.Dimension;
import weir.query.Selection;
import weir.query.TimeRange;
import weir.query.ValueSpan;
import weir.ui.Theme;
import weir.ui.picture.SceneDrawing;

/// Events are fired at the plot, so that no window manager and no real pointer takes part.
final class HeatmapChartTest {
  private final List<Selection> selected = new ArrayList<>();
  private final AtomicInteger zoomedOut = new AtomicInteger();
  private final ChartGroup group =
      new ChartGroup(ChartChoice.FIRST, _ -> {}, () -> START + 1000 * SECOND);
  private final HeatmapChart chart = onFx(() -> new HeatmapChart(group));
  private final TimeSeriesChart beside = onFx(() -> new TimeSeriesChart(group));
  private final ChartEvents events = new ChartEvents(chart, chart.overlay());
  private ChartStage stage = onFx(() -> null);

  @BeforeAll
  static void startToolkit() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
  }

  /// 100 seconds; TTL 64 has 1000 packets/s, 128 has 10, and 200 has 1 in the first ten.
  private static HeatmapAnswers sample() {
    HeatmapAnswers sample = new HeatmapAnswers(FlowField.TTL, 100, 8);
    for (int i = 0; i < 100; i++) {
      sample.cell(i, 64, 1000).cell(i, 128, 10);
      if (i < 10) {
        sample.cell(i, 200, 1);
      }
    }
    return sample;
  }

  @BeforeEach
  void show() {
    onFx(
        () -> {
          chart.setTitle("IP TTL");
          chart.setOnSelect(selected::add);
          chart.show(sample().answer());
          SampleAnswers other =
              new SampleAnswers(
                  new TimeRange(START, START + 100 * SECOND),
                  SECOND,
                  weir.query.Measure.BITS_PER_SECOND,
                  FlowField.PROTOCOL);
          for (int i = 0; i < 100; i++) {
            other.row(i, 1000, 6);
          }
          beside.show(other.answer(), 0);
          return true;
        });
    stage = new ChartStage(chart, beside);
    events.fire(MouseEvent.MOUSE_EXITED, new Point2D(0, 0), false);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private HeatmapLayout layout() {
    return Objects.requireNonNull(onFx(chart::layoutOfPlot));
  }

  /// The middle of a cell.
  private Point2D at(int second, long value) {
    HeatmapLayout layout = layout();
    HeatmapLayout.Stretch row = layout.row(layout.cells().rowOf(value));
    return new Point2D(layout.middle(second), (row.from() + row.until()) / 2);
  }

  private Color colour(WritableImage picture, int second, long value) {
    Point2D cell = at(second, value);
    Point2D place = onFx(() -> chart.overlay().localToScene(cell));
    return picture.getPixelReader().getColor((int) place.getX(), (int) place.getY());
  }

  private static Color of(ColourMap map, double share) {
    int argb = map.argb(share);
    return Color.rgb(argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff);
  }

  private static Selection values(long least, long most, boolean exclude) {
    return new Selection.Area(
        Optional.empty(), Dimension.field(FlowField.TTL), new ValueSpan(least, most), exclude);
  }

  @Test
  void cellsHaveTheirColours() {
    WritableImage picture = stage.picture();
    assertEquals(of(ColourMap.ON_DARK, 1), colour(picture, 50, 64));
    assertEquals(of(ColourMap.ON_DARK, 1 / 3.0), colour(picture, 50, 128));
    assertEquals(of(ColourMap.ON_DARK, 0), colour(picture, 5, 200));
    Color ground = colour(picture, 47, 230);
    assertEquals(ground, colour(picture, 50, 200), "nothing is not painted");
    onFx(
        () -> {
          chart.setScale(HeatmapScale.LINEAR);
          return true;
        });
    assertEquals(of(ColourMap.ON_DARK, 0.01), colour(stage.picture(), 50, 128));
  }

  /// The same in a file.
  @Test
  void filesHaveTheSameCells() {
    java.awt.image.BufferedImage image = Pictures.image(onFx(() -> SceneDrawing.of(chart)), 1);
    Point2D cell = at(50, 64);
    Point2D place = onFx(() -> chart.sceneToLocal(chart.overlay().localToScene(cell)));
    assertEquals(ColourMap.ON_DARK.argb(1), image.getRGB((int) place.getX(), (int) place.getY()));
    String svg = Pictures.svg(onFx(() -> SceneDrawing.of(chart)));
    for (String text : List.of("IP TTL", "64", "192", "1 pkt/s", "1.00 kpkt/s", "logarithmic")) {
      assertTrue(svg.contains(">" + text + "<"), text);
    }
  }

  @Test
  void axesAreThoseOfItsTimeAndValues() {
    assertEquals(List.of("0", "64", "128", "192", "256"), ChartStage.labels(chart, ".value-axis"));
    assertEquals(ChartStage.labels(beside, ".time-axis"), ChartStage.labels(chart, ".time-axis"));
    assertEquals(
        onFx(() -> beside.overlay().getWidth()), layout().width(), "crosshairs stand together");
    assertEquals(
        "rows of 8  ·  per 1 s  ·  UTC",
        onFx(() -> ((Label) chart.lookup(".panel-detail")).getText()));
  }

  @Test
  void aClickKeepsOrLeavesOutTheValuesOfARow() {
    events.click(at(5, 64), false);
    events.click(at(5, 128), true);
    events.click(at(50, 200), false); // where there is nothing
    assertEquals(List.of(values(64, 71, false), values(128, 135, true)), selected);
  }

  @Test
  void aBrushIsAStretchOfTime() {
    events.brush(at(20, 64), at(29, 66));
    assertEquals(List.of(), selected, "it is only marked");
    events.key(KeyCode.ENTER);
    assertEquals(
        List.of(new Selection.Span(new TimeRange(START + 20 * SECOND, START + 30 * SECOND))),
        selected);
  }

  @Test
  void aBrushUpOrDownIsValuesToo() {
    events.brush(at(29, 200), at(20, 64));
    events.key(KeyCode.ENTER);
    events.brush(at(20, 64), at(20, 128));
    events.key(KeyCode.ENTER);
    assertEquals(
        List.of(
            new Selection.Area(
                Optional.of(new TimeRange(START + 20 * SECOND, START + 30 * SECOND)),
                Dimension.field(FlowField.TTL),
                new ValueSpan(64, 207),
                false),
            values(64, 135, false)),
        selected);
  }

  private void press(String text) {
    onFx(
        () -> {
          chart.mark().bar().lookupAll(".button").stream()
              .map(Button.class::cast)
              .filter(button -> button.getText().equals(text))
              .forEach(Button::fire);
          return true;
        });
  }

  @Test
  void whatIsMarkedCanBeFilteredForAtAnyTime() {
    events.brush(at(29, 128), at(20, 64));
    press("Filter");
    assertEquals(List.of(values(64, 135, false)), selected);
    assertFalse(onFx(() -> chart.mark().isThere()));
  }

  @Test
  void arrowsStepWhatIsMarkedThroughTimeAndValues() {
    events.brush(at(29, 128), at(20, 64));
    events.key(KeyCode.RIGHT);
    events.key(KeyCode.UP);
    events.key(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.DOWN, true, false, false, false));
    events.key(KeyCode.ENTER);
    assertEquals(
        List.of(
            new Selection.Area(
                Optional.of(new TimeRange(START + 21 * SECOND, START + 31 * SECOND)),
                Dimension.field(FlowField.TTL),
                new ValueSpan(64, 143),
                false)),
        selected);
  }

  @Test
  void escapeAndAClickDropWhatIsMarked() {
    events.brush(at(29, 128), at(20, 64));
    events.key(KeyCode.ESCAPE);
    assertFalse(onFx(() -> chart.mark().isThere()));
    events.brush(at(29, 128), at(20, 64));
    events.click(at(5, 64), false);
    assertEquals(List.of(), selected, "it is no click on a cell");
  }

  @Test
  void whatIsMarkedIsCopiedAlone() {
    HeatmapCells cells = layout().cells();
    Stretch.Values of =
        new Stretch.Values(cells.number(), new ValueSpan(64, 71), cells.span(), cells.width());
    TimeRange two = new TimeRange(START + 20 * SECOND, START + 22 * SECOND);
    Stretch stretch = new Stretch(two, cells.time().range(), SECOND, Optional.of(of));
    assertEquals(3, cells.csv(stretch).lines().count());
    assertTrue(cells.csv().lines().count() > 200);
  }

  @Test
  void aBrushSaysWhatItCovers() {
    events.fire(MouseEvent.MOUSE_PRESSED, at(20, 64), false);
    events.fire(MouseEvent.MOUSE_DRAGGED, at(29, 128), false);
    assertEquals(
        List.of("22:13:40 – 22:13:50  (10 s)", "TTL 64–135"), ChartStage.reading(chart.reading()));
    events.key(KeyCode.ESCAPE);
    events.fire(MouseEvent.MOUSE_RELEASED, at(29, 128), false);
    assertEquals(List.of(), selected);
    assertFalse(onFx(() -> chart.reading().isVisible()));
  }

  @Test
  void pointingReadsACell() {
    events.fire(MouseEvent.MOUSE_MOVED, at(50, 128), false);
    assertEquals(
        List.of(
            "Tue 14 Nov 2023 22:14:10  UTC", "TTL 128–135 10 pkt/s", "share of this time 1.0 %"),
        ChartStage.reading(chart.reading()));
    Rectangle cell = (Rectangle) chart.lookup(".cell-cursor");
    Point2D middle = at(50, 128);
    assertTrue(onFx(() -> cell.isVisible() && cell.contains(middle)));
    assertEquals(ChartStage.crosshair(chart), ChartStage.crosshair(beside), 1);
    events.fire(MouseEvent.MOUSE_MOVED, at(50, 200), false);
    assertEquals("TTL 200–207 nothing", ChartStage.reading(chart.reading()).get(1));
    events.fire(MouseEvent.MOUSE_EXITED, new Point2D(0, 0), false);
    assertEquals(List.of(), ChartStage.reading(chart.reading()));
    assertTrue(Double.isNaN(ChartStage.crosshair(beside)));
  }

  /// With what has the most at that time.
  @Test
  void followsTheOthersCrosshair() {
    onFx(
        () -> {
          group.point(beside, START + 5 * SECOND);
          return true;
        });
    assertEquals(
        List.of("22:13:25", "64–71 1.00 kpkt/s", "128–135 10 pkt/s", "200–207 1 pkt/s"),
        ChartStage.reading(chart.reading()));
    assertEquals(Math.floor(layout().middle(5)) + 0.5, ChartStage.crosshair(chart));
    onFx(
        () -> {
          group.point(beside, ChartGroup.NOWHERE);
          return true;
        });
    assertTrue(Double.isNaN(ChartStage.crosshair(chart)));
  }

  private static KeyEvent shift(KeyCode code) {
    return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, true, false, false, false);
  }

  @Test
  void keysGoFromCellToCell() {
    events.key(KeyCode.LEFT); // where most is, at the end
    assertEquals(
        "Tue 14 Nov 2023 22:14:59  UTC: TTL 64–71 1.00 kpkt/s", onFx(chart::getAccessibleText));
    events.key(KeyCode.UP);
    assertTrue(onFx(chart::getAccessibleText).endsWith("TTL 72–79 nothing"));
    events.key(KeyCode.DOWN);
    events.key(shift(KeyCode.LEFT));
    events.key(KeyCode.RIGHT);
    assertTrue(onFx(chart::getAccessibleText).startsWith("Tue 14 Nov 2023 22:14:50"));
    events.key(KeyCode.ENTER);
    events.key(KeyCode.HOME);
    assertTrue(onFx(chart::getAccessibleText).startsWith("Tue 14 Nov 2023 22:13:20"));
    events.key(KeyCode.PAGE_DOWN);
    assertTrue(onFx(chart::getAccessibleText).endsWith("TTL 0–7 nothing"));
    events.key(KeyCode.ESCAPE);
    assertTrue(Double.isNaN(ChartStage.crosshair(chart)));
    events.key(KeyCode.ENTER);
    assertEquals(List.of(values(64, 71, false)), selected);
  }

  @Test
  void aMouseThatRestsTakesNothingFromKeys() {
    events.fire(MouseEvent.MOUSE_MOVED, at(50, 128), false);
    events.key(KeyCode.LEFT);
    events.fire(MouseEvent.MOUSE_MOVED, at(50, 128), false);
    assertEquals("Tue 14 Nov 2023 22:14:09  UTC", ChartStage.reading(chart.reading()).getFirst());
    events.fire(MouseEvent.MOUSE_MOVED, at(10, 128), false);
    assertEquals("Tue 14 Nov 2023 22:13:30  UTC", ChartStage.reading(chart.reading()).getFirst());
  }

  @Test
  void aDoubleClickZoomsOut() {
    Point2D cell = at(5, 64);
    onFx(
        () -> {
          chart.setOnZoomOut(zoomedOut::incrementAndGet);
          events.fireNow(MouseEvent.MOUSE_PRESSED, cell, false, 2);
          events.fireNow(MouseEvent.MOUSE_RELEASED, cell, false, 2);
          return true;
        });
    assertEquals(1, zoomedOut.get());
    assertEquals(List.of(), selected);
  }

  private List<MenuItem> menu() {
    HeatmapCells cells = layout().cells();
    return onFx(() -> HeatmapMenu.of(chart, cells, cells.rowOf(128)));
  }

  @Test
  void theMenuIsForTheRowThatIsPointedAt() {
    List<MenuItem> items = menu();
    assertEquals(
        List.of(
            "TTL 128–135",
            "Filter for this",
            "Filter out",
            "Copy name",
            "Colours: logarithmic",
            "Colours: linear",
            "Colours: share of each column's largest",
            "Copy numbers"),
        ChartStage.texts(items));
    ChartStage.choose(items, "Filter for this");
    ChartStage.choose(items, "Filter out");
    assertEquals(List.of(values(128, 135, false), values(128, 135, true)), selected);
    ChartStage.choose(items, "Copy numbers");
    String copied = onFx(() -> Clipboard.getSystemClipboard().getString());
    assertTrue(copied.startsWith("time,from,to,packets/s\n2023-11-14T22:13:20Z,64,71,1000\n"));
    ChartStage.choose(items, "Colours: linear");
    assertEquals(HeatmapScale.LINEAR, onFx(chart::scale));
  }

  @Test
  void saysWhatIsHottest() {
    assertEquals(
        "IP TTL, 22:13:20 – 22:15:00  (1 min 40 s): most at TTL 64–71 99 %, 128–135 1.0 %,"
            + " 200–207 under 0.1 %",
        onFx(chart::getAccessibleText));
  }

  @Test
  void anotherScaleIsAClickInTheLegend() {
    onFx(
        () -> {
          ((javafx.scene.control.Button) chart.lookup(".colour-legend .legend-number")).fire();
          return true;
        });
    assertEquals(HeatmapScale.LINEAR, onFx(chart::scale));
    onFx(
        () -> {
          chart.show(sample().answer());
          return true;
        });
    assertEquals(HeatmapScale.LINEAR, onFx(chart::scale), "new data change nothing of it");
  }

  @Test
  void saysWhyThereIsNothing() {
    onFx(
        () -> {
          chart.show(new HeatmapAnswers(FlowField.TTL, 100, 8).answer());
          return true;
        });
    Label message = (Label) chart.lookup(".chart-message");
    assertEquals("No flows in this range", onFx(message::getText));
    assertNull(onFx(chart::layoutOfPlot));
    onFx(
        () -> {
          chart.setNothing("No TTLs");
          chart.show(
              new HeatmapAnswers(FlowField.TTL, 100, 8).answer(new Coverage(1, 2, false, 0, 0)));
          return true;
        });
    assertEquals("No flows in what was looked at so far", onFx(message::getText));
    onFx(
        () -> {
          chart.show(new HeatmapAnswers(FlowField.TTL, 100, 8).answer());
          return true;
        });
    assertEquals("No TTLs", onFx(message::getText));
    onFx(
        () -> {
          chart.showMessage("The store is gone");
          return true;
        });
    assertEquals("IP TTL: The store is gone", onFx(chart::getAccessibleText));
    events.key(KeyCode.LEFT);
    events.click(new Point2D(50, 50), false);
    assertEquals(List.of(), selected);
  }

  /// As reports do it, where no pulse comes.
  @Test
  void axesAreRightWhereNobodySeesThem() {
    List<String> labels =
        onFx(
            () -> {
              HeatmapChart alone = new HeatmapChart(group);
              StackPane root = new StackPane(alone);
              Theme.PRINT.apply(new Scene(root, 800, 300));
              root.applyCss();
              root.layout();
              alone.show(sample().answer());
              for (int i = 0; i < 3; i++) {
                root.applyCss();
                root.layout();
              }
              return Stream.of(".value-axis", ".time-axis")
                  .map(axis -> (Axis) alone.lookup(axis))
                  .flatMap(axis -> axis.getTickMarks().stream())
                  .map(TickMark::getText)
                  .toList();
            });
    assertEquals(List.of("0", "64", "128", "192", "256", "22:13:30"), labels.subList(0, 6));
  }

  /// A chart that is lower has fewer rows, each of them seen.
  @Test
  void rowsFollowTheHeight() {
    assertEquals(32, layout().cells().rows());
    onFx(
        () -> {
          chart.setMaxHeight(100);
          chart.show(new HeatmapAnswers(FlowField.DST_PORT, 100, 100).cell(1, 443, 5).answer());
          return true;
        });
    stage.pulse();
    assertTrue(layout().cells().rows() <= layout().height());
    assertTrue(layout().cells().rows() > layout().height() / 2.1);
  }
}
