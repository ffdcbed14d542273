package weir.ui.picture;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.PathElement;
import javafx.scene.shape.Shape;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.Text;
import javafx.scene.transform.Transform;
import org.jspecify.annotations.Nullable;
import weir.export.Drawing;
import weir.export.Ink;
import weir.export.Outline;
import weir.export.Pen;
import weir.export.Stroke;

/// What a node of the desktop looks like, as shapes and text: backgrounds, borders, text, shapes,
/// what is clipped off, and canvases that say how they are [Painted]. Shadows and images are left
/// out; a gradient that does not repeat is the colour in its middle. Windows that hang over the
/// node (menus, hints) are no part of it.
public final class SceneDrawing {
  private static final double UNDERLINE = 0.1;
  private static final double UNDERLINE_WIDTH = 0.06;

  private SceneDrawing() {}

  /// The node as it was laid out last. On the JavaFX thread.
  ///
  /// @param node in a scene, for it takes its looks from there
  public static Drawing of(Region node) {
    return Drawing.of(node.getWidth(), node.getHeight(), pen -> paint(node, pen));
  }

  /// Draws the node as it was laid out last, with its upper left corner at 0, 0.
  public static void paint(Region node, Pen pen) {
    pen.save();
    pen.opacity(node.getOpacity());
    content(node, pen);
    pen.restore();
  }

  private static void node(Node node, Pen pen) {
    if (!node.isVisible() || node.getOpacity() == 0) {
      return;
    }
    pen.save();
    Transform to = node.getLocalToParentTransform();
    if (!to.isIdentity()) {
      pen.transform(to.getMxx(), to.getMyx(), to.getMxy(), to.getMyy(), to.getTx(), to.getTy());
    }
    if (node.getOpacity() < 1) {
      pen.opacity(node.getOpacity());
    }
    content(node, pen);
    pen.restore();
  }

  private static void content(Node node, Pen pen) {
    Node clip = node.getClip();
    if (clip != null) {
      pen.clip(Outlines.transformed(clip(clip), clip.getLocalToParentTransform()));
    }
    Optional<Painted> painter = Painted.of(node);
    if (painter.isPresent()) {
      painter.get().paint(pen);
      return;
    }
    switch (node) {
      case Region region -> {
        RegionLook.paint(region, pen);
        children(region, pen);
      }
      case Parent parent -> children(parent, pen);
      case Text text -> text(text, pen);
      case Shape shape -> shape(shape, Outlines.of(shape), pen);
      default -> {} // see the class
    }
  }

  private static Outline clip(Node clip) {
    if (clip instanceof Shape shape) {
      return Outlines.of(shape);
    }
    Bounds bounds = clip.getLayoutBounds();
    return Outline.rectangle(
        bounds.getMinX(), bounds.getMinY(), bounds.getWidth(), bounds.getHeight());
  }

  private static void children(Parent parent, Pen pen) {
    List<Node> children = parent.getChildrenUnmodifiable();
    if (children.stream().anyMatch(child -> child.getViewOrder() != 0)) {
      children =
          children.stream()
              .sorted(Comparator.comparingDouble(Node::getViewOrder).reversed())
              .toList();
    }
    children.forEach(child -> node(child, pen));
  }

  private static void shape(Shape shape, Outline outline, Pen pen) {
    if (isSeen(shape.getFill())) {
      pen.fill(outline, Inks.of(shape.getFill()));
    }
    if (isSeen(shape.getStroke()) && shape.getStrokeWidth() > 0) {
      pen.stroke(outline, stroke(shape));
    }
  }

  private static boolean isSeen(@Nullable Paint paint) {
    return paint != null && !Color.TRANSPARENT.equals(paint);
  }

  private static Stroke stroke(Shape shape) {
    Stroke.Ends ends =
        switch (shape.getStrokeLineCap()) {
          case StrokeLineCap.BUTT -> Stroke.Ends.BUTT;
          case StrokeLineCap.ROUND -> Stroke.Ends.ROUND;
          case StrokeLineCap.SQUARE -> Stroke.Ends.SQUARE;
        };
    return new Stroke(
        Inks.colour(shape.getStroke()),
        shape.getStrokeWidth(),
        List.copyOf(shape.getStrokeDashArray()),
        ends);
  }

  private static void text(Text node, Pen pen) {
    String text = node.getText();
    if (text.isEmpty() || !isSeen(node.getFill())) {
      return;
    }
    Ink ink = Inks.of(node.getFill());
    double baseline = node.getLayoutBounds().getMinY() + node.getBaselineOffset();
    if (node.getWrappingWidth() == 0 && text.indexOf('\n') < 0) {
      line(node, text, node.getX(), baseline, ink, pen);
      return;
    }
    double[] first = caret(node, 0);
    int begin = 0;
    double[] lineStart = first;
    for (int i = 1; i <= text.length(); i++) {
      double[] at = i < text.length() ? caret(node, i) : new double[] {0, Double.NaN};
      if (at[1] != lineStart[1]) {
        String line = text.substring(begin, i).strip();
        line(node, line, lineStart[0], baseline + lineStart[1] - first[1], ink, pen);
        begin = i;
        lineStart = at;
      }
    }
  }

  /// Where a letter's line begins on the left and above.
  private static double[] caret(Text node, int index) {
    PathElement start = node.caretShape(index, true)[0];
    return start instanceof MoveTo to
        ? new double[] {to.getX(), to.getY()}
        : new double[] {node.getX(), 0};
  }

  private static void line(Text node, String text, double x, double baseline, Ink ink, Pen pen) {
    if (text.isBlank()) {
      return;
    }
    FxWords words = new FxWords(text, node.getFont());
    pen.text(words, x, baseline, ink);
    if (node.isUnderline()) {
      double size = words.size();
      pen.fillRectangle(x, baseline + UNDERLINE * size, words.width(), UNDERLINE_WIDTH * size, ink);
    }
  }
}
