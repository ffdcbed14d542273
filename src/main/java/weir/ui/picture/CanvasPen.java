package weir.ui.picture;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Paint;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.TextAlignment;
import weir.export.Ink;
import weir.export.Outline;
import weir.export.Pen;
import weir.export.Raster;
import weir.export.Stroke;
import weir.export.Words;

/// Draws on a canvas of the screen. It can be kept for the next time; between [#save] and
/// [#restore], which may be left out around everything, nobody else should draw on the canvas.
public final class CanvasPen implements Pen {
  /// Charts have that many inks at most, unless their colours fade through many.
  private static final int KEPT = 256;

  private static final int KEPT_IMAGES = 2;

  private static final double[] WHOLE = {};

  private final GraphicsContext canvas;
  private final Map<Ink, Paint> paints = new HashMap<>();
  private final IdentityHashMap<int[], Image> images = new IdentityHashMap<>();
  private final Deque<Double> kept = new ArrayDeque<>();
  private double opacity = 1;

  public CanvasPen(GraphicsContext canvas) {
    this.canvas = canvas;
  }

  @Override
  public void save() {
    canvas.save();
    kept.push(opacity);
  }

  @Override
  public void restore() {
    canvas.restore();
    opacity = kept.pop();
  }

  @Override
  public void transform(double xx, double yx, double xy, double yy, double tx, double ty) {
    canvas.transform(xx, yx, xy, yy, tx, ty);
  }

  @Override
  public void opacity(double factor) {
    opacity *= factor;
    canvas.setGlobalAlpha(opacity);
  }

  @Override
  public void clip(Outline shape) {
    path(shape);
    canvas.clip();
  }

  @Override
  public void fill(Outline shape, Ink ink) {
    path(shape);
    canvas.setFill(paint(ink));
    canvas.fill();
  }

  @Override
  public void fillRectangle(double x, double y, double width, double height, Ink ink) {
    canvas.setFill(paint(ink));
    canvas.fillRect(x, y, width, height);
  }

  @Override
  public void fillPolygon(double[] xs, double[] ys, int points, Ink ink) {
    canvas.setFill(paint(ink));
    canvas.fillPolygon(xs, ys, points);
  }

  @Override
  public void stroke(Outline shape, Stroke stroke) {
    path(shape);
    set(stroke);
    canvas.stroke();
  }

  @Override
  public void strokeLine(double x1, double y1, double x2, double y2, Stroke stroke) {
    set(stroke);
    canvas.strokeLine(x1, y1, x2, y2);
  }

  @Override
  public void strokePolyline(double[] xs, double[] ys, int points, Stroke stroke) {
    set(stroke);
    canvas.strokePolyline(xs, ys, points);
  }

  @Override
  public void cells(Raster cells, double x, double y, double width, double height) {
    canvas.setImageSmoothing(false);
    canvas.drawImage(image(cells), x, y, width, height);
    canvas.setImageSmoothing(true);
  }

  /// Kept until others are painted: crosshairs paint the same again and again.
  private Image image(Raster cells) {
    Image image = images.get(cells.colours());
    if (image == null) {
      if (images.size() >= KEPT_IMAGES) {
        images.clear();
      }
      image = image(cells.columns(), cells.rows(), cells.colours());
      images.put(cells.colours(), image);
    }
    return image;
  }

  private static Image image(int columns, int rows, int[] colours) {
    WritableImage image = new WritableImage(columns, rows);
    image
        .getPixelWriter()
        .setPixels(0, 0, columns, rows, PixelFormat.getIntArgbInstance(), colours, 0, columns);
    return image;
  }

  @Override
  public void text(Words words, double x, double baseline, Ink ink) {
    if (words instanceof FxWords ours) {
      canvas.setFont(ours.font());
      canvas.setTextAlign(TextAlignment.LEFT);
      canvas.setTextBaseline(VPos.BASELINE);
      canvas.setFill(paint(ink));
      canvas.fillText(ours.text(), x, baseline);
    } else {
      fill(words.outline().moved(x, baseline), ink);
    }
  }

  private Paint paint(Ink ink) {
    if (paints.size() > KEPT) {
      paints.clear();
    }
    return paints.computeIfAbsent(ink, Inks::paint);
  }

  private void set(Stroke stroke) {
    canvas.setStroke(paint(stroke.colour()));
    canvas.setLineWidth(stroke.width());
    canvas.setMiterLimit(Stroke.MITER);
    boolean round = stroke.ends() == Stroke.Ends.ROUND;
    canvas.setLineJoin(round ? StrokeLineJoin.ROUND : StrokeLineJoin.MITER);
    canvas.setLineCap(
        switch (stroke.ends()) {
          case BUTT -> StrokeLineCap.BUTT;
          case SQUARE -> StrokeLineCap.SQUARE;
          case ROUND -> StrokeLineCap.ROUND;
        });
    List<Double> dashes = stroke.dashes();
    double[] lengths = dashes.isEmpty() ? WHOLE : dashes.stream().mapToDouble(d -> d).toArray();
    if (!Arrays.equals(lengths, canvas.getLineDashes() == null ? WHOLE : canvas.getLineDashes())) {
      canvas.setLineDashes(lengths);
    }
  }

  private void path(Outline shape) {
    canvas.beginPath();
    shape.walk(
        new Outline.Walker() {
          @Override
          public void move(double x, double y) {
            canvas.moveTo(x, y);
          }

          @Override
          public void line(double x, double y) {
            canvas.lineTo(x, y);
          }

          @Override
          public void curve(double x1, double y1, double x2, double y2, double x, double y) {
            canvas.bezierCurveTo(x1, y1, x2, y2, x, y);
          }

          @Override
          public void close() {
            canvas.closePath();
          }
        });
  }
}
