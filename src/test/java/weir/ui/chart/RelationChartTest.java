package weir.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.chart.ChartEvents.onFx;
import static weir.ui.chart.SampleRelations.REST;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.image.WritableImage;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import weir.export.Drawing;
import weir.export.Ink;
import weir.export.Outline;
import weir.export.Pen;
import weir.export.Raster;
import weir.export.Stroke;
import weir.export.Words;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Coverage;
import weir.query.Dimension;
import weir.query.Measure;
import weir.query.Relations;
import weir.query.Selection;
import weir.ui.Theme;
import weir.ui.picture.SceneDrawing;

/// Events are fired at the picture, so that no window manager and no real pointer takes part.
final class RelationChartTest {
  private final List<Selection> selected = new ArrayList<>();
  private final ChartGroup group = new ChartGroup(ChartChoice.FIRST, _ -> {});
  private final RelationChart chart = onFx(() -> new RelationChart(group));
  private final Stage stage = onFx(Stage::new);

  @BeforeAll
  static void startToolkit() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
  }

  @BeforeEach
  void showChart() {
    onFx(
        () -> {
          chart.setTitle("Relations");
          chart.setOnSelect(selected::add);
          chart.show(three());
          Scene scene = new Scene(chart, 900, 400);
          Theme.DARK.apply(scene);
          stage.setScene(scene);
          stage.setX(0);
          stage.setY(0);
          new Robot().mouseMove(1270, 990); // not where a test before has left it
          stage.show();
          return scene.snapshot(null);
        });
    ChartEvents.awaitPulses();
  }

  @AfterEach
  void hideChart() {
    onFx(
        () -> {
          stage.hide();
          return true;
        });
  }

  /// 1.25 GB in 100 s: 100 Mbit/s.
  private static Relations three() {
    return sample().relations();
  }

  private static SampleRelations sample() {
    return new SampleRelations(
            Measure.BITS_PER_SECOND, FlowField.SRC_AS, FlowField.PROTOCOL, FlowField.DST_AS)
        .row(600_000_000, 1, 6, 9)
        .row(300_000_000, 2, 6, 8)
        .row(250_000_000, 1, 17, 8)
        .row(100_000_000, REST, 6, REST);
  }

  private RelationLayout layout() {
    return Objects.requireNonNull(onFx(chart::layoutOfPicture));
  }

  private Point2D bar(int layer, int node) {
    RelationLayout.Bar bar = layout().bars()[layer][node];
    return new Point2D(bar.x() + bar.width() / 2, bar.middle());
  }

  private Point2D ribbon(int gap, int ribbon) {
    RelationLayout.Band band = layout().bands()[gap][ribbon];
    double x = band.x1() + 0.8 * (band.x2() - band.x1());
    return new Point2D(x, RelationLayout.top(band, x) + band.height() / 2);
  }

  private void fire(EventType<MouseEvent> type, Point2D at, boolean alt) {
    onFx(
        () -> {
          Point2D scene = chart.picture().localToScene(at);
          chart
              .picture()
              .fireEvent(
                  new MouseEvent(
                      type,
                      scene.getX(),
                      scene.getY(),
                      0,
                      0,
                      MouseButton.PRIMARY,
                      1,
                      false,
                      false,
                      alt,
                      false,
                      true,
                      false,
                      false,
                      true,
                      false,
                      true,
                      null));
          return chart.getScene().snapshot(null);
        });
  }

  private void key(KeyCode code, boolean alt) {
    onFx(
        () -> {
          chart.fireEvent(
              new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, alt, false));
          return chart.getScene().snapshot(null);
        });
  }

  private static Selection group(boolean exclude, Dimension by, long value) {
    return new Selection.Group(List.of(by), List.of(new IpAddress(0, value)), exclude);
  }

  private List<String> reading() {
    return ChartStage.reading(chart.reading());
  }

  @Test
  void aClickOnABarSelectsItsValue() {
    fire(MouseEvent.MOUSE_CLICKED, bar(1, 0), false);
    fire(MouseEvent.MOUSE_CLICKED, bar(0, 1), true);
    fire(MouseEvent.MOUSE_CLICKED, bar(0, 2), false);
    assertEquals(
        List.of(
            group(false, Dimension.field(FlowField.PROTOCOL), 6),
            group(true, Dimension.field(FlowField.SRC_AS), 2)),
        selected);
  }

  @Test
  void aClickOnARibbonSelectsBothOfItsEnds() {
    fire(MouseEvent.MOUSE_CLICKED, ribbon(0, 1), false);
    assertEquals(
        List.of(
            new Selection.Group(
                Dimension.of(FlowField.SRC_AS, FlowField.PROTOCOL),
                List.of(new IpAddress(0, 2), new IpAddress(0, 6)),
                false)),
        selected);
  }

  @Test
  void pointingSaysValueSumShareAndNeighbours() {
    fire(MouseEvent.MOUSE_MOVED, bar(1, 0), false);
    assertEquals(
        List.of(
            "Protocol",
            "TCP (6) 80 %",
            "Average 80.0 Mbit/s",
            "Bytes 1.00 GB",
            "from AS1 48.0 Mbit/s",
            "from AS2 24.0 Mbit/s",
            "from Other 8.00 Mbit/s",
            "to AS9 48.0 Mbit/s",
            "to AS8 24.0 Mbit/s",
            "to Other 8.00 Mbit/s"),
        reading());
    fire(MouseEvent.MOUSE_MOVED, ribbon(1, 2), false);
    assertEquals(
        List.of(
            "Source AS → Protocol → Destination AS",
            "AS1 → UDP (17) → AS8 20 %",
            "Average 20.0 Mbit/s",
            "Bytes 250 MB"),
        reading());
    fire(MouseEvent.MOUSE_EXITED, bar(1, 0), false);
    assertEquals(List.of(), reading());
  }

  @Test
  void whatIsPointedAtStaysWhileAnswersCome() {
    fire(MouseEvent.MOUSE_MOVED, bar(0, 1), false);
    assertEquals("AS2 24 %", reading().get(1));
    onFx(
        () -> {
          chart.show(sample().row(2_500_000, 2, 17, 9).relations());
          return chart.getScene().snapshot(null);
        });
    assertEquals("Average 24.2 Mbit/s", reading().get(2));
  }

  @Test
  void barsKeepTheirOrderUntilSomethingElseIsAsked() {
    Relations newest = sample().row(900_000_000, 2, 6, 8).relations();
    onFx(
        () -> {
          chart.show(newest);
          return true;
        });
    assertEquals(List.of("AS1", "AS2", "Other"), firstLayer());
    Relations other =
        new SampleRelations(Measure.BITS_PER_SECOND, FlowField.SRC_AS, FlowField.DST_AS)
            .row(2, 1, 9)
            .row(3, 2, 9)
            .relations();
    onFx(
        () -> {
          chart.show(other);
          return true;
        });
    assertEquals(List.of("AS2", "AS1"), firstLayer());
    assertEquals(List.of("Source AS", "Destination AS"), titles());
  }

  private List<String> firstLayer() {
    RelationOrder order = layout().order();
    return Arrays.stream(order.order()[0])
        .mapToObj(node -> order.graph().node(0, node).text())
        .toList();
  }

  private List<String> titles() {
    return onFx(
        () -> chart.titles().stream().filter(Label::isVisible).map(Label::getText).toList());
  }

  @Test
  void keysGoFromBarToBarAndEnterSelects() {
    key(KeyCode.DOWN, false);
    assertEquals("AS1 68 %", reading().get(1));
    key(KeyCode.DOWN, false);
    assertEquals("AS2 24 %", reading().get(1));
    key(KeyCode.RIGHT, false);
    assertEquals("TCP (6) 80 %", reading().get(1));
    key(KeyCode.RIGHT, false);
    assertEquals("AS9 48 %", reading().get(1));
    key(KeyCode.RIGHT, false);
    assertEquals("AS9 48 %", reading().get(1));
    key(KeyCode.END, false);
    assertEquals("Other 8.0 %", reading().get(1));
    key(KeyCode.UP, false);
    assertEquals("AS9 48 %", reading().get(1));
    key(KeyCode.HOME, false);
    assertEquals("AS8 44 %", reading().get(1));
    assertEquals("Destination AS: AS8 44.0 Mbit/s, 44 %", onFx(chart::getAccessibleText));
    key(KeyCode.ENTER, false);
    key(KeyCode.LEFT, false);
    key(KeyCode.ENTER, true);
    assertEquals(
        List.of(
            group(false, Dimension.field(FlowField.DST_AS), 8),
            group(true, Dimension.field(FlowField.PROTOCOL), 6)),
        selected);
    key(KeyCode.ESCAPE, false);
    assertEquals(List.of(), reading());
  }

  @Test
  void aMouseThatNobodyMovesTakesNothingAwayFromKeys() {
    fire(MouseEvent.MOUSE_MOVED, bar(0, 0), false);
    key(KeyCode.DOWN, false);
    fire(MouseEvent.MOUSE_MOVED, bar(0, 0), false);
    assertEquals("AS2 24 %", reading().get(1));
    fire(MouseEvent.MOUSE_MOVED, bar(1, 0), false);
    assertEquals("TCP (6) 80 %", reading().get(1));
  }

  @Test
  void theMenuIsOfWhatIsPointedAt() {
    key(KeyCode.DOWN, false);
    onFx(
        () -> {
          chart.fireEvent(
              new ContextMenuEvent(
                  ContextMenuEvent.CONTEXT_MENU_REQUESTED, 10, 10, 10, 10, true, null));
          return true;
        });
    List<MenuItem> items = ChartStage.menu();
    assertEquals(
        List.of("AS1", "Filter for this", "Filter out", "Copy name", "Hide Other", "Copy numbers"),
        ChartStage.texts(items));
    ChartStage.choose(items, "Filter out");
    assertEquals(List.of(group(true, Dimension.field(FlowField.SRC_AS), 1)), selected);
    ChartStage.choose(items, "Hide Other");
    assertEquals(2, layout().bars()[0].length);
    assertEquals(
        "Source AS,Protocol,Destination AS,bit/s\nAS1,TCP (6),AS9,48000000\n",
        onFx(() -> new RelationText(layoutNow().order().graph()).csv().lines().limit(2))
            .collect(Collectors.joining("\n", "", "\n")));
  }

  private RelationLayout layoutNow() {
    return Objects.requireNonNull(chart.layoutOfPicture());
  }

  @Test
  void itIsToldInWords() {
    assertEquals(
        "Relations: Source AS (3) to Protocol (2) to Destination AS (3); 100 Mbit/s in all; "
            + "AS1 to TCP (6) 48.0 Mbit/s, 48 %, AS1 to TCP (6) to AS9 48.0 Mbit/s, 48 %, "
            + "AS2 to TCP (6) 24.0 Mbit/s, 24 %, AS2 to TCP (6) to AS8 24.0 Mbit/s, 24 %, "
            + "AS1 to UDP (17) 20.0 Mbit/s, 20 %",
        onFx(chart::getAccessibleText));
    assertEquals(List.of("Source AS", "Protocol", "Destination AS"), titles());
    assertEquals(
        "100 Mbit/s in all", onFx(() -> ((Label) chart.lookup(".panel-detail")).getText()));
  }

  @Test
  void ribbonsHaveTheColourOfWhereTheyBeganAndStandOutWhereTheyArePointedAt() {
    WritableImage before = onFx(() -> chart.getScene().snapshot(null));
    Color first = at(before, bar(0, 0));
    Color ground = at(before, new Point2D(2, 2));
    Color faint = at(before, ribbon(1, 0));
    assertTrue(distance(faint, ground.interpolate(first, 0.42)) < 0.03, "translucent");
    fire(MouseEvent.MOUSE_MOVED, bar(2, 0), false);
    WritableImage after = onFx(() -> chart.getScene().snapshot(null));
    assertTrue(distance(at(after, ribbon(1, 0)), first) < distance(faint, first), "lit");
    assertTrue(distance(at(after, ribbon(0, 1)), ground) < 0.25, "dimmed");
  }

  private Color at(WritableImage picture, Point2D place) {
    double y = Math.min(place.getY(), chart.picture().getHeight() - 1);
    Point2D point = onFx(() -> chart.picture().localToScene(place.getX(), y));
    return picture.getPixelReader().getColor((int) point.getX(), (int) point.getY());
  }

  private static double distance(Color a, Color b) {
    return Math.abs(a.getRed() - b.getRed())
        + Math.abs(a.getGreen() - b.getGreen())
        + Math.abs(a.getBlue() - b.getBlue());
  }

  @Test
  void itIsTheSameInFiles() {
    Drawing drawing = onFx(() -> SceneDrawing.of(chart));
    List<String> texts = new ArrayList<>();
    int[] shapes = {0};
    drawing.play(new Counting(texts, shapes));
    assertTrue(
        texts.containsAll(
            List.of("Relations", "Source AS", "AS1", "68.0 Mbit/s", "TCP (6)", "Other")),
        texts::toString);
    assertTrue(shapes[0] > 8 + 8, "bars and ribbons");
  }

  /// Counts shapes and keeps texts.
  private record Counting(List<String> texts, int[] shapes) implements Pen {
    @Override
    public void save() {}

    @Override
    public void restore() {}

    @Override
    public void transform(double xx, double yx, double xy, double yy, double tx, double ty) {}

    @Override
    public void opacity(double factor) {}

    @Override
    public void clip(Outline shape) {}

    @Override
    public void fill(Outline shape, Ink ink) {
      shapes[0]++;
    }

    @Override
    public void stroke(Outline shape, Stroke stroke) {}

    @Override
    public void text(Words words, double x, double baseline, Ink ink) {
      texts.add(words.text());
    }

    @Override
    public void cells(Raster cells, double x, double y, double width, double height) {}
  }

  @Test
  void whereThereIsNothingItSaysSo() {
    Relations nothing = Relations.nothing(three().query());
    onFx(
        () -> {
          chart.show(nothing);
          return true;
        });
    assertEquals("No flows in this range", message());
    onFx(
        () -> {
          chart.setNothing("No AS is known");
          chart.show(nothing);
          return true;
        });
    assertEquals("No AS is known", message());
    onFx(
        () -> {
          chart.show(nothing.withCoverage(new Coverage(1, 9, false, 0), 1));
          return true;
        });
    assertEquals("No flows in what was looked at so far", message());
    assertFalse(onFx(() -> chart.titles().getFirst().isVisible()));
    onFx(
        () -> {
          chart.showMessage("The server did not answer.");
          return true;
        });
    assertEquals("The server did not answer.", message());
    assertEquals("Relations: The server did not answer.", onFx(chart::getAccessibleText));
    fire(MouseEvent.MOUSE_MOVED, new Point2D(100, 100), false);
    key(KeyCode.DOWN, false);
    assertEquals(List.of(), reading());
    onFx(
        () -> {
          chart.show(three());
          return true;
        });
    assertEquals("", message());
    assertTrue(onFx(() -> chart.titles().getFirst().isVisible()));
  }

  private String message() {
    return onFx(() -> ((Label) chart.lookup(".chart-message")).getText());
  }

  @Test
  void itDimsWhileAnotherQuestionIsAsked() {
    onFx(
        () -> {
          chart.await(Optional.of("Asking for the last hour…"));
          chart.again(Coverage.awaited(1, 2));
          chart.stopped();
          return true;
        });
    assertTrue(onFx(() -> chart.getStyleClass().contains("stale")));
    assertNotEquals("", onFx(() -> ((Label) chart.lookup(".panel-note")).getText()));
  }
}
