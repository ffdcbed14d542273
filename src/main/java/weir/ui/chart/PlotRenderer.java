package weir.ui.chart;

import io.fair_acc.chartfx.renderer.spi.AbstractRendererXY;
import io.fair_acc.chartfx.ui.css.DataSetNode;
import io.fair_acc.dataset.DataSet;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;
import weir.export.Ink;
import weir.export.Outline;
import weir.export.Pen;
import weir.export.Stroke;
import weir.ui.picture.CanvasPen;
import weir.ui.picture.FxWords;
import weir.ui.picture.Inks;

/// Paints what is in a plot, on ChartFX's canvas and into files.
abstract class PlotRenderer extends AbstractRendererXY<PlotRenderer> {
  private static final double HATCH = 0.16;
  private static final double HATCH_PIXELS = 9;
  private static final double CUT = 0.5;
  private static final double CUT_PIXELS = 4;
  private static final double UNKNOWN_EMS = 9.5;

  /// From the middle of small letters down to where they stand.
  private static final double MIDDLE = 0.35;

  private @Nullable CanvasPen screen;

  /// Draws what is shown, on the screen or into a file.
  abstract void paint(Pen pen);

  @Override
  public void render() {
    if (screen == null) {
      screen = new CanvasPen(getChart().getCanvas().getGraphicsContext2D());
    }
    paint(screen);
  }

  /// Of the grid.
  Ink.Colour faint() {
    return Inks.colour(getChart().getGridRenderer().getHorizontalMajorGrid().getStroke());
  }

  /// Of what is said beside data.
  Ink.Colour strong() {
    return Inks.colour(getChart().getGridRenderer().getHorizontalMinorGrid().getStroke());
  }

  /// Lines across the plot, but for its edges.
  static void paintRows(Pen pen, double[] ys, double width, double height, Ink.Colour colour) {
    Stroke stroke = new Stroke(colour, 1);
    for (double at : ys) {
      double y = pixel(at, height);
      pen.strokeLine(0, y, width, y, stroke);
    }
  }

  static void paintColumns(Pen pen, double[] xs, double width, double height, Ink.Colour colour) {
    Stroke stroke = new Stroke(colour, 1);
    for (double at : xs) {
      if (at >= 1 && at <= width - 1) { // the plot's edge is no line
        double x = pixel(at, width);
        pen.strokeLine(x, 0, x, height, stroke);
      }
    }
  }

  /// What was not looked at yet: hatched, and named where there is room.
  static void paintUnknown(Pen pen, double width, double height, Font font, Ink.Colour colour) {
    double em = font.getSize();
    double text = UNKNOWN_EMS * em;
    boolean named = width > 1.25 * text;
    Stroke stroke = new Stroke(colour.withAlpha(HATCH * colour.alpha()), 1);
    pen.save();
    pen.clip(
        named ? around(width, height, text, 1.5 * em) : Outline.rectangle(0, 0, width, height));
    for (double x = -height; x < width; x += HATCH_PIXELS) {
      pen.strokeLine(x, height, x + height, 0, stroke);
    }
    pen.restore();
    if (named) {
      FxWords words = new FxWords("not looked at yet", font);
      pen.text(words, (width - words.width()) / 2, height / 2 + MIDDLE * em, colour);
    }
  }

  /// What has flows of a part of its time only: hatched.
  static void paintCut(Pen pen, double from, double until, double height, Ink.Colour colour) {
    Stroke stroke = new Stroke(colour.withAlpha(CUT * colour.alpha()), 1);
    pen.save();
    pen.clip(Outline.rectangle(from, 0, until - from, height));
    for (double x = from - height; x < until; x += CUT_PIXELS) {
      pen.strokeLine(x, height, x + height, 0, stroke);
    }
    pen.restore();
  }

  /// A rectangle with a smaller one cut out of its middle.
  private static Outline around(double width, double height, double inner, double innerHeight) {
    double left = (width - inner) / 2;
    double top = (height - innerHeight) / 2;
    return new Outline.Builder()
        .move(0, 0)
        .line(width, 0)
        .line(width, height)
        .line(0, height)
        .close()
        .move(left, top)
        .line(left, top + innerHeight)
        .line(left + inner, top + innerHeight)
        .line(left + inner, top)
        .close()
        .build();
  }

  /// The middle of a pixel inside, for lines that are one pixel sharp.
  static double pixel(double position, double length) {
    return Math.clamp(Math.floor(position), 0, Math.max(0, Math.floor(length) - 1)) + 0.5;
  }

  @Override
  protected void render(GraphicsContext gc, DataSet dataSet, DataSetNode style) {
    throw new UnsupportedOperationException("there are no data sets");
  }

  @Override
  protected PlotRenderer getThis() {
    return this;
  }
}
