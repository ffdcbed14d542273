package weir.ui.picture;

import javafx.scene.shape.ArcTo;
import javafx.scene.shape.Circle;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.CubicCurveTo;
import javafx.scene.shape.Ellipse;
import javafx.scene.shape.HLineTo;
import javafx.scene.shape.Line;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.QuadCurveTo;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.Shape;
import javafx.scene.shape.VLineTo;
import javafx.scene.transform.Transform;
import weir.export.Outline;

/// JavaFX's shapes as outlines, in their own coordinates.
final class Outlines {
  private Outlines() {}

  static Outline of(Shape shape) {
    return switch (shape) {
      case Rectangle r -> rectangle(r);
      case Line l ->
          new Outline.Builder()
              .move(l.getStartX(), l.getStartY())
              .line(l.getEndX(), l.getEndY())
              .build();
      case Circle c ->
          Outline.ellipse(c.getCenterX(), c.getCenterY(), c.getRadius(), c.getRadius());
      case Ellipse e ->
          Outline.ellipse(e.getCenterX(), e.getCenterY(), e.getRadiusX(), e.getRadiusY());
      case Polygon p -> points(p.getPoints(), true);
      case Polyline p -> points(p.getPoints(), false);
      case Path p -> path(p);
      case SVGPath p -> {
        SVGPath alone = new SVGPath();
        alone.setContent(p.getContent());
        alone.setFillRule(p.getFillRule());
        yield path((Path) Shape.subtract(alone, new Rectangle()));
      }
      default -> Outline.EMPTY;
    };
  }

  static Outline transformed(Outline outline, Transform by) {
    return outline.transformed(
        by.getMxx(), by.getMyx(), by.getMxy(), by.getMyy(), by.getTx(), by.getTy());
  }

  private static Outline rectangle(Rectangle r) {
    double across = r.getArcWidth() / 2;
    double down = r.getArcHeight() / 2;
    return Outline.rounded(
        r.getX(),
        r.getY(),
        r.getWidth(),
        r.getHeight(),
        across,
        down,
        across,
        down,
        across,
        down,
        across,
        down);
  }

  private static Outline points(java.util.List<Double> points, boolean closed) {
    int count = points.size() / 2;
    double[] xs = new double[count];
    double[] ys = new double[count];
    for (int i = 0; i < count; i++) {
      xs[i] = points.get(2 * i);
      ys[i] = points.get(2 * i + 1);
    }
    return closed ? Outline.polygon(xs, ys, count) : Outline.polyline(xs, ys, count);
  }

  private static Outline path(Path path) {
    Steps steps = new Steps();
    path.getElements().forEach(steps::add);
    return steps.to.build();
  }

  /// Where a path has come to.
  private static final class Steps {
    private final Outline.Builder to = new Outline.Builder();
    private double x;
    private double y;

    void add(PathElement element) {
      double fromX = element.isAbsolute() ? 0 : x;
      double fromY = element.isAbsolute() ? 0 : y;
      switch (element) {
        case MoveTo e -> to.move(at(fromX + e.getX(), fromY + e.getY()), y);
        case LineTo e -> to.line(at(fromX + e.getX(), fromY + e.getY()), y);
        case HLineTo e -> to.line(at(fromX + e.getX(), y), y);
        case VLineTo e -> to.line(at(x, fromY + e.getY()), y);
        case QuadCurveTo e ->
            to.bend(
                fromX + e.getControlX(),
                fromY + e.getControlY(),
                at(fromX + e.getX(), fromY + e.getY()),
                y);
        case CubicCurveTo e ->
            to.curve(
                fromX + e.getControlX1(),
                fromY + e.getControlY1(),
                fromX + e.getControlX2(),
                fromY + e.getControlY2(),
                at(fromX + e.getX(), fromY + e.getY()),
                y);
        case ArcTo e -> to.line(at(fromX + e.getX(), fromY + e.getY()), y); // nothing here has one
        case ClosePath _ -> to.close();
        default -> throw new IllegalArgumentException("no such step: " + element);
      }
    }

    private double at(double newX, double newY) {
      x = newX;
      y = newY;
      return x;
    }
  }
}
