package weir.ui.chart;

import javafx.animation.PauseTransition;
import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;
import javafx.util.Duration;

/// What moves over the plot: crosshair and brush; and what the mouse does there.
final class PlotOverlay extends Pane {
  /// What the mouse means, in the plot's pixels.
  interface Listener {
    void pointed(double x, double y);

    void left();

    void clicked(double x, double y, boolean exclude);

    /// The brush covers these columns so far.
    void brushing(double x1, double x2);

    void brushed(double x1, double x2);

    /// Whether a double click means anything; if so, a click waits for a second one.
    boolean zoomsOut();

    void zoomOut();
  }

  private static final double BRUSH_PIXELS = 4;
  private static final Duration DOUBLE_CLICK = Duration.millis(250);

  private final Listener listener;
  private final Line crosshair = new Line();
  private final Rectangle brush = new Rectangle();
  private final PauseTransition click = new PauseTransition(DOUBLE_CLICK);
  private double pressed = Double.NaN;

  PlotOverlay(Listener listener) {
    this.listener = listener;
    getStyleClass().add("plot-overlay");
    crosshair.getStyleClass().add("crosshair");
    brush.getStyleClass().add("brush");
    crosshair.setManaged(false);
    brush.setManaged(false);
    crosshair.setVisible(false);
    brush.setVisible(false);
    crosshair.setMouseTransparent(true);
    brush.setMouseTransparent(true);
    getChildren().addAll(brush, crosshair);
    setPickOnBounds(true);
    setCursor(Cursor.CROSSHAIR);
    setOnMouseMoved(event -> listener.pointed(event.getX(), event.getY()));
    setOnMouseExited(
        _ -> {
          if (!brush.isVisible()) {
            listener.left();
          }
        });
    setOnMousePressed(this::press);
    setOnMouseDragged(this::drag);
    setOnMouseReleased(this::release);
  }

  void showCrosshair(double x) {
    double sharp = Math.floor(x) + 0.5;
    crosshair.setStartX(sharp);
    crosshair.setEndX(sharp);
    crosshair.setEndY(getHeight());
    crosshair.setVisible(true);
  }

  void hideCrosshair() {
    crosshair.setVisible(false);
  }

  boolean isBrushing() {
    return brush.isVisible();
  }

  /// Drops the brush, if there is one.
  boolean cancelBrush() {
    boolean brushing = brush.isVisible();
    brush.setVisible(false);
    pressed = Double.NaN;
    return brushing;
  }

  private void press(MouseEvent event) {
    cancelBrush();
    if (event.getButton() == MouseButton.PRIMARY) {
      pressed = event.getX();
    }
  }

  private void drag(MouseEvent event) {
    if (Double.isNaN(pressed)) {
      return;
    }
    double x = Math.clamp(event.getX(), 0, getWidth());
    if (brush.isVisible() || Math.abs(x - pressed) >= BRUSH_PIXELS) {
      brush.setX(Math.min(x, pressed));
      brush.setWidth(Math.abs(x - pressed));
      brush.setHeight(getHeight());
      brush.setVisible(true);
      listener.brushing(pressed, x);
    }
  }

  private void release(MouseEvent event) {
    if (Double.isNaN(pressed)) {
      return;
    }
    double from = pressed;
    boolean brushed = cancelBrush();
    if (brushed) {
      listener.brushed(from, Math.clamp(event.getX(), 0, getWidth()));
    } else if (event.getClickCount() == 2 && listener.zoomsOut()) {
      click.stop();
      listener.zoomOut();
    } else {
      click(new Point2D(event.getX(), event.getY()), event.isAltDown());
    }
  }

  private void click(Point2D at, boolean exclude) {
    if (!listener.zoomsOut()) {
      listener.clicked(at.getX(), at.getY(), exclude);
      return;
    }
    click.setOnFinished(_ -> listener.clicked(at.getX(), at.getY(), exclude));
    click.playFromStart();
  }
}
