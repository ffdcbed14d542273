package weir.ui.picture;

import java.util.List;
import javafx.geometry.Insets;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Border;
import javafx.scene.layout.BorderStroke;
import javafx.scene.layout.BorderStrokeStyle;
import javafx.scene.layout.BorderWidths;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.Region;
import javafx.scene.paint.Paint;
import javafx.scene.shape.Shape;
import weir.export.Ink;
import weir.export.Outline;
import weir.export.Pen;
import weir.export.Stroke;

/// Backgrounds and borders of a region.
final class RegionLook {
  private RegionLook() {}

  static void paint(Region region, Pen pen) {
    Background background = region.getBackground();
    if (background != null) {
      background.getFills().forEach(fill -> fill(region, fill, pen));
    }
    Border border = region.getBorder();
    if (border != null && region.getShape() == null) {
      border.getStrokes().forEach(stroke -> border(region, stroke, pen));
    }
  }

  private static void fill(Region region, BackgroundFill fill, Pen pen) {
    Ink ink = Inks.of(fill.getFill());
    Insets insets = fill.getInsets();
    double width = region.getWidth() - insets.getLeft() - insets.getRight();
    double height = region.getHeight() - insets.getTop() - insets.getBottom();
    if (isNothing(ink) || width <= 0 || height <= 0) {
      return;
    }
    Shape shape = region.getShape();
    pen.fill(
        shape == null
            ? box(insets.getLeft(), insets.getTop(), width, height, fill.getRadii())
            : fitted(region, Outlines.of(shape), insets.getLeft(), insets.getTop(), width, height),
        ink);
  }

  private static boolean isNothing(Ink ink) {
    return ink instanceof Ink.Colour colour && colour.alpha() == 0;
  }

  private static Outline box(double x, double y, double width, double height, CornerRadii radii) {
    double across = radii.isTopLeftHorizontalRadiusAsPercentage() ? width : 1;
    double down = radii.isTopLeftVerticalRadiusAsPercentage() ? height : 1;
    return Outline.rounded(
        x,
        y,
        width,
        height,
        across * radii.getTopLeftHorizontalRadius(),
        down * radii.getTopLeftVerticalRadius(),
        across * radii.getTopRightHorizontalRadius(),
        down * radii.getTopRightVerticalRadius(),
        across * radii.getBottomRightHorizontalRadius(),
        down * radii.getBottomRightVerticalRadius(),
        across * radii.getBottomLeftHorizontalRadius(),
        down * radii.getBottomLeftVerticalRadius());
  }

  /// A region's own shape in its place.
  private static Outline fitted(
      Region region, Outline shape, double x, double y, double width, double height) {
    double[] box = shape.bounds();
    double across = box[2] - box[0];
    double down = box[3] - box[1];
    if (region.isScaleShape() && across > 0 && down > 0) {
      double sx = width / across;
      double sy = height / down;
      return shape.transformed(sx, 0, 0, sy, x - sx * box[0], y - sy * box[1]);
    }
    return region.isCenterShape()
        ? shape.moved(x + (width - across) / 2 - box[0], y + (height - down) / 2 - box[1])
        : shape;
  }

  private static void border(Region region, BorderStroke stroke, Pen pen) {
    Insets insets = stroke.getInsets();
    BorderWidths widths = stroke.getWidths();
    double left = insets.getLeft();
    double top = insets.getTop();
    double right = region.getWidth() - insets.getRight();
    double bottom = region.getHeight() - insets.getBottom();
    if (isEven(stroke)) {
      double thick = widths.getTop();
      if (thick > 0 && isDrawn(stroke.getTopStyle(), stroke.getTopStroke())) {
        pen.stroke(
            box(
                left + thick / 2,
                top + thick / 2,
                right - left - thick,
                bottom - top - thick,
                stroke.getRadii()),
            line(stroke.getTopStroke(), thick, stroke.getTopStyle()));
      }
      return;
    }
    side(stroke.getTopStyle(), stroke.getTopStroke(), pen, left, top, right, top + widths.getTop());
    side(
        stroke.getBottomStyle(),
        stroke.getBottomStroke(),
        pen,
        left,
        bottom - widths.getBottom(),
        right,
        bottom);
    side(
        stroke.getLeftStyle(),
        stroke.getLeftStroke(),
        pen,
        left,
        top,
        left + widths.getLeft(),
        bottom);
    side(
        stroke.getRightStyle(),
        stroke.getRightStroke(),
        pen,
        right - widths.getRight(),
        top,
        right,
        bottom);
  }

  private static boolean isEven(BorderStroke stroke) {
    BorderWidths widths = stroke.getWidths();
    return stroke.isStrokeUniform()
        && widths.getTop() == widths.getRight()
        && widths.getTop() == widths.getBottom()
        && widths.getTop() == widths.getLeft();
  }

  private static boolean isDrawn(BorderStrokeStyle style, Paint paint) {
    return !style.equals(BorderStrokeStyle.NONE) && !isNothing(Inks.of(paint));
  }

  private static Stroke line(Paint paint, double width, BorderStrokeStyle style) {
    return new Stroke(
        Inks.colour(paint), width, List.copyOf(style.getDashArray()), Stroke.Ends.BUTT);
  }

  private static void side(
      BorderStrokeStyle style,
      Paint paint,
      Pen pen,
      double left,
      double top,
      double right,
      double bottom) {
    if (right > left && bottom > top && isDrawn(style, paint)) {
      pen.fillRectangle(left, top, right - left, bottom - top, Inks.of(paint));
    }
  }
}
