package weir.export;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.MultipleGradientPaint;
import java.awt.Paint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayDeque;
import java.util.Deque;

/// Draws into an image.
final class ImagePen implements Pen {
  private static final float JUST_AFTER = 1e-4f;

  static {
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true"); // no display is asked for an image
    }
  }

  private final Graphics2D graphics;
  private final Deque<State> kept = new ArrayDeque<>();
  private double opacity = 1;

  private record State(AffineTransform transform, Shape clip, double opacity) {}

  private ImagePen(Graphics2D graphics) {
    this.graphics = graphics;
  }

  /// @param scale how many pixels a CSS pixel is
  static BufferedImage image(Drawing drawing, double scale) {
    BufferedImage image =
        new BufferedImage(
            Math.max(1, (int) Math.ceil(drawing.width() * scale)),
            Math.max(1, (int) Math.ceil(drawing.height() * scale)),
            BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setClip(0, 0, image.getWidth(), image.getHeight());
    graphics.scale(scale, scale);
    try {
      drawing.play(new ImagePen(graphics));
    } finally {
      graphics.dispose();
    }
    return image;
  }

  @Override
  public void save() {
    kept.push(new State(graphics.getTransform(), deviceClip(), opacity));
  }

  private Shape deviceClip() {
    AffineTransform transform = graphics.getTransform();
    graphics.setTransform(new AffineTransform());
    Shape clip = graphics.getClip();
    graphics.setTransform(transform);
    return clip;
  }

  @Override
  public void restore() {
    State before = kept.pop();
    graphics.setTransform(new AffineTransform());
    graphics.setClip(before.clip);
    graphics.setTransform(before.transform);
    opacity = before.opacity;
  }

  @Override
  public void transform(double xx, double yx, double xy, double yy, double tx, double ty) {
    graphics.transform(new AffineTransform(xx, yx, xy, yy, tx, ty));
  }

  @Override
  public void opacity(double factor) {
    opacity *= factor;
  }

  @Override
  public void clip(Outline shape) {
    graphics.clip(path(shape));
  }

  @Override
  public void fill(Outline shape, Ink ink) {
    graphics.setPaint(paint(ink));
    graphics.fill(path(shape));
  }

  @Override
  public void stroke(Outline shape, Stroke stroke) {
    graphics.setPaint(colour(stroke.colour()));
    graphics.setStroke(basic(stroke));
    graphics.draw(path(shape));
  }

  private static BasicStroke basic(Stroke stroke) {
    int cap =
        switch (stroke.ends()) {
          case BUTT -> BasicStroke.CAP_BUTT;
          case SQUARE -> BasicStroke.CAP_SQUARE;
          case ROUND -> BasicStroke.CAP_ROUND;
        };
    int join = stroke.ends() == Stroke.Ends.ROUND ? BasicStroke.JOIN_ROUND : BasicStroke.JOIN_MITER;
    float width = (float) stroke.width();
    float miter = (float) Stroke.MITER;
    if (stroke.dashes().isEmpty()) {
      return new BasicStroke(width, cap, join, miter);
    }
    float[] dashes = new float[stroke.dashes().size()];
    for (int i = 0; i < dashes.length; i++) {
      dashes[i] = stroke.dashes().get(i).floatValue();
    }
    return new BasicStroke(width, cap, join, miter, dashes, 0);
  }

  @Override
  public void cells(Raster cells, double x, double y, double width, double height) {
    if (width > 0 && height > 0) {
      Composite before = graphics.getComposite();
      graphics.setComposite(AlphaComposite.SrcOver.derive((float) Math.clamp(opacity, 0, 1)));
      AffineTransform to =
          new AffineTransform(width / cells.columns(), 0, 0, height / cells.rows(), x, y);
      graphics.drawImage(cells.image(), to, null);
      graphics.setComposite(before);
    }
  }

  @Override
  public void text(Words words, double x, double baseline, Ink ink) {
    AffineTransform before = graphics.getTransform();
    graphics.translate(x, baseline);
    fill(words.outline(), ink);
    graphics.setTransform(before);
  }

  private Paint paint(Ink ink) {
    return switch (ink) {
      case Ink.Colour colour -> colour(colour);
      case Ink.Hatching hatching -> {
        float share = (float) Math.clamp(hatching.share(), JUST_AFTER, 1 - 2 * JUST_AFTER);
        Color stripe = colour(hatching.stripe());
        Color gap = colour(hatching.gap());
        float period = (float) hatching.period();
        yield new LinearGradientPaint(
            0,
            0,
            period,
            period,
            new float[] {0, share, share + JUST_AFTER, 1},
            new Color[] {stripe, stripe, gap, gap},
            MultipleGradientPaint.CycleMethod.REPEAT);
      }
    };
  }

  private Color colour(Ink.Colour colour) {
    int alpha = (int) Math.round(Math.clamp(colour.alpha() * opacity, 0, 1) * 255);
    return new Color(colour.red(), colour.green(), colour.blue(), alpha);
  }

  private static Path2D path(Outline shape) {
    Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
    shape.walk(
        new Outline.Walker() {
          @Override
          public void move(double x, double y) {
            path.moveTo(x, y);
          }

          @Override
          public void line(double x, double y) {
            path.lineTo(x, y);
          }

          @Override
          public void curve(double x1, double y1, double x2, double y2, double x, double y) {
            path.curveTo(x1, y1, x2, y2, x, y);
          }

          @Override
          public void close() {
            path.closePath();
          }
        });
    return path;
  }
}
