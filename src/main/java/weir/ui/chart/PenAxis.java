package weir.ui.chart;

import io.fair_acc.chartfx.axes.spi.DefaultNumericAxis;
import io.fair_acc.chartfx.axes.spi.TickMark;
import io.fair_acc.chartfx.ui.css.LineStyle;
import io.fair_acc.chartfx.ui.geometry.Side;
import javafx.collections.ObservableList;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import weir.export.Ink;
import weir.export.Pen;
import weir.export.Stroke;
import weir.ui.picture.CanvasPen;
import weir.ui.picture.FxWords;
import weir.ui.picture.Inks;
import weir.ui.picture.Painted;

/// An axis without a name, below or left of a plot. ChartFX lays it out and says which ticks fit;
/// they are drawn here, by any pen.
abstract class PenAxis extends DefaultNumericAxis {
  /// Of letters that nobody shows: JavaFX measures a text once for all who show it, some of whom
  /// have its height rounded.
  private final Text metrics = new Text("ÁgjMy0");

  private @Nullable CanvasPen screen;

  PenAxis(String styleClass) {
    super("", 0, 1, 1);
    setAutoRanging(false);
    setAnimated(false);
    getAxisLabel().setVisible(false);
    getStyleClass().add(styleClass);
    Painted.by(
        getCanvas(),
        pen -> {
          pen.save();
          pen.translate(-getCanvas().getLayoutX(), -getCanvas().getLayoutY());
          paint(pen);
          pen.restore();
        });
  }

  /// Instead of what ChartFX would draw.
  @Override
  protected void drawAxisPost() {
    if (screen == null) {
      screen = new CanvasPen(getCanvas().getGraphicsContext2D());
    }
    screen.save();
    paint(screen);
    screen.restore();
  }

  @Override
  protected void drawAxisLine(GraphicsContext gc, double length, double width, double height) {
    // see drawAxisPost
  }

  @Override
  protected void drawTickMarks(
      GraphicsContext gc,
      double length,
      double width,
      double height,
      ObservableList<TickMark> ticks,
      double tickLength,
      LineStyle style) {
    // see drawAxisPost
  }

  @Override
  protected void drawTickLabels(
      GraphicsContext gc,
      double width,
      double height,
      ObservableList<TickMark> ticks,
      double tickLength) {
    // see drawAxisPost
  }

  private void paint(Pen pen) {
    boolean below = getSide() == Side.BOTTOM;
    Ink.Colour line = Inks.colour(getMajorTickStyle().getStroke());
    double from = snap(getTickMarkGap());
    double until = snap(getTickMarkGap() + getTickLength());
    if (line.alpha() > 0) {
      Stroke stroke = new Stroke(line, getMajorTickStyle().getStrokeWidth());
      line(pen, below, snap(0), snap(getLength()), from, from, stroke);
      for (TickMark tick : getTickMarks()) {
        double at = snap(tick.getPosition());
        if (getTickLength() > 0 && at >= 0 && at <= getLength()) {
          line(pen, below, at, at, from, until, stroke);
        }
      }
    }
    Font font = getTickLabelStyle().getFont();
    Ink ink = Inks.of(getTickLabelStyle().getFill());
    metrics.setFont(font);
    double ascent = metrics.getBaselineOffset();
    double middle = metrics.getLayoutBounds().getHeight() / 2;
    double gap = getTickMarkGap() + getTickLength() + getTickLabelGap();
    for (TickMark tick : getTickMarks()) {
      if (tick.isVisible()) {
        FxWords words = new FxWords(tick.getText(), font);
        double along = tick.getPosition();
        if (below) {
          pen.text(words, inside(along - tick.getWidth() / 2, words.width()), gap + ascent, ink);
        } else {
          double right = getWidth() - gap;
          pen.text(words, right - tick.getWidth(), along - middle + ascent, ink);
        }
      }
    }
  }

  /// Where a label begins that is whole: the first and the last are not in the middle of their
  /// ticks where the canvas ends before.
  private double inside(double from, double width) {
    double beyond = -getCanvas().getLayoutX();
    return Math.max(-beyond, Math.min(from, getLength() + beyond - width));
  }

  /// @param start along the axis, as `end`
  /// @param near away from the plot, as `far`
  private void line(
      Pen pen, boolean below, double start, double end, double near, double far, Stroke stroke) {
    if (below) {
      pen.strokeLine(start, near, end, far, stroke);
    } else {
      pen.strokeLine(getWidth() - near, start, getWidth() - far, end, stroke);
    }
  }
}
