package weir.ui.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import weir.export.Drawing;
import weir.export.Ink;
import weir.export.Pictures;

/// What of a node is drawn, and where.
final class SceneDrawingTest {
  private static final Pattern TEXT =
      Pattern.compile("<text x=\"([^\"]*)\" y=\"([^\"]*)\"[^>]*>([^<]*)</text>");

  @BeforeAll
  static void startToolkit() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
  }

  /// 100 × 100, on white.
  private static Drawing drawing(Supplier<Region> made) {
    return WaitForAsyncUtils.waitForAsyncFx(
        20_000,
        () -> {
          Pane root = new Pane(made.get());
          root.setStyle("-fx-background-color: white");
          root.setPrefSize(100, 100);
          var _ = new Scene(root, 100, 100);
          root.resize(100, 100);
          root.applyCss();
          root.layout();
          return SceneDrawing.of(root);
        });
  }

  private static Region box(String style, javafx.scene.Node... children) {
    Pane box = new Pane(children);
    box.setPrefSize(40, 40);
    box.setStyle(style);
    return box;
  }

  private static int pixel(Drawing drawing, int x, int y) {
    BufferedImage image = Pictures.image(drawing, 1);
    return image.getRGB(x, y) & 0xffffff;
  }

  @Test
  void textThatIsWrappedIsALineEach() {
    Drawing drawing =
        drawing(
            () -> {
              Label label = new Label("one two three four five six seven");
              label.setWrapText(true);
              label.setPrefWidth(80);
              label.setStyle("-fx-font-size: 12px");
              return label;
            });
    List<MatchResult> lines = TEXT.matcher(Pictures.svg(drawing)).results().toList();
    assertTrue(lines.size() > 1, Pictures.svg(drawing));
    assertEquals(
        "one two three four five six seven",
        String.join(" ", lines.stream().map(line -> line.group(3)).toList()));
    double before = Double.NEGATIVE_INFINITY;
    for (MatchResult line : lines) {
      assertEquals(0, Double.parseDouble(line.group(1)), 0.5, "each begins on the left");
      double y = Double.parseDouble(line.group(2));
      assertTrue(y > before + 8, "below the one before");
      before = y;
    }
  }

  @Test
  void whatIsNotSeenIsNotDrawn() {
    Drawing drawing =
        drawing(
            () -> {
              Label hidden = new Label("hidden");
              hidden.setVisible(false);
              Label faint = new Label("faint");
              faint.setOpacity(0);
              return box("", hidden, faint, new Label("seen"));
            });
    String svg = Pictures.svg(drawing);
    assertTrue(svg.contains(">seen<"), svg);
    assertFalse(svg.contains("hidden") || svg.contains("faint"), svg);
  }

  @Test
  void opacityIsThatOfAllAroundIt() {
    Drawing drawing =
        drawing(
            () -> {
              Region inner = box("-fx-background-color: black");
              inner.setOpacity(0.5);
              Region outer = box("", inner);
              outer.setOpacity(0.5);
              return outer;
            });
    assertEquals(0xbf, pixel(drawing, 20, 20) & 0xff, 1);
  }

  @Test
  void clipsHoldForWhatIsInside() {
    Drawing drawing =
        drawing(
            () -> {
              Region box = box("-fx-background-color: black");
              Rectangle clip = new Rectangle(10, 10);
              clip.setLayoutX(20);
              box.setClip(clip);
              return box;
            });
    assertEquals(0xffffff, pixel(drawing, 15, 5));
    assertEquals(0, pixel(drawing, 25, 5));
    assertEquals(0xffffff, pixel(drawing, 25, 15));
  }

  @Test
  void backgroundsHaveTheirInsetsAndBordersTheirSides() {
    Drawing drawing =
        drawing(
            () ->
                box(
                    "-fx-background-color: red, blue; -fx-background-insets: 0, 10;"
                        + " -fx-border-color: transparent transparent lime transparent;"
                        + " -fx-border-width: 4px"));
    assertEquals(0xff0000, pixel(drawing, 5, 5));
    assertEquals(0x0000ff, pixel(drawing, 20, 20));
    assertEquals(0x00ff00, pixel(drawing, 20, 38));
    assertEquals(0xff0000, pixel(drawing, 38, 20));
  }

  @Test
  void cornersAreRound() {
    Drawing drawing =
        drawing(() -> box("-fx-background-color: black; -fx-background-radius: 20px"));
    assertEquals(0xffffff, pixel(drawing, 2, 2));
    assertEquals(0, pixel(drawing, 20, 2));
    assertEquals(0, pixel(drawing, 20, 20));
  }

  /// Arrows of controls are such.
  @Test
  void aRegionsShapeFillsItsPlace() {
    Drawing drawing =
        drawing(() -> box("-fx-background-color: black; -fx-shape: \"M 0 0 L 1 0 L 0 1 Z\""));
    assertEquals(0, pixel(drawing, 8, 8));
    assertEquals(0xffffff, pixel(drawing, 32, 32));
  }

  @Test
  void shapesAndTurnsAreDrawn() {
    Drawing drawing =
        drawing(
            () -> {
              SVGPath path = new SVGPath();
              path.setContent("M 0 0 H 20 V 10 H 0 Z");
              path.setFill(Color.RED);
              path.setRotate(90); // around its middle, 10, 5
              return box("", path);
            });
    assertEquals(0xff0000, pixel(drawing, 7, 12));
    assertEquals(0xffffff, pixel(drawing, 17, 5));
  }

  /// Its owner says how it is drawn again.
  @Test
  void aCanvasIsPaintedAnew() {
    Drawing drawing =
        drawing(
            () -> {
              Canvas canvas = new Canvas(40, 40);
              canvas.setLayoutX(20);
              Painted.by(
                  canvas, pen -> pen.fillRectangle(0, 0, 10, 10, new Ink.Colour(0, 0, 255, 1)));
              return box("", canvas, new Canvas(10, 10));
            });
    assertEquals(0x0000ff, pixel(drawing, 25, 5));
    assertEquals(0xffffff, pixel(drawing, 15, 5));
  }

  @Test
  void whatIsNoPartOfPicturesIsLeftOut() {
    Drawing drawing =
        drawing(
            () -> {
              Region menu = box("-fx-background-color: red", new Label("menu"));
              Painted.never(menu);
              return menu;
            });
    assertEquals(0xffffff, pixel(drawing, 30, 30));
    assertFalse(Pictures.svg(drawing).contains("menu"));
  }

  @Test
  void inksComeBackFromPaints() {
    Ink hatching = new Ink.Hatching(Ink.Colour.BLACK, Ink.Colour.WHITE.withAlpha(0.5), 4, 0.4);
    assertEquals(hatching, Inks.of(Inks.paint(hatching)));
    Ink.Colour colour = new Ink.Colour(1, 2, 3, 0.25);
    assertEquals(colour, Inks.of(Inks.paint(colour)));
    assertEquals(Ink.Colour.NONE, Inks.of(null));
  }
}
