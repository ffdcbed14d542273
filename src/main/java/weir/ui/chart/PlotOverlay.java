package weir.ui.chart;

import java.util.List;
import javafx.animation.PauseTransition;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// What moves over the plot: crosshair and brush; and what the mouse does there.
final class PlotOverlay extends Pane {
  /// What the mouse means, in the plot's pixels.
  interface Listener {
    void pointed(double x, double y);

    void left();

    void clicked(double x, double y, boolean exclude);

    /// Whether a brush can be a part of the plot's height, too.
    boolean brushesValues();

    /// The brush covers so much so far; the whole height, or the whole width, where the mouse has
    /// not said that it means less.
    void brushing(Bounds area);

    void brushed(Bounds area);

    /// Whether a double click means anything; if so, a click waits for a second one.
    boolean zoomsOut();

    void zoomOut();
  }

  private static final double BRUSH_PIXELS = 4;

  /// A hand that means a stretch of time goes up and down by less.
  private static final double MEANT_PIXELS = 14;

  private static final double LEAST_CELL = 7;
  private static final Duration DOUBLE_CLICK = Duration.millis(250);

  private final Listener listener;
  private final Line crosshair = new Line();
  private final Rectangle brush = new Rectangle();

  /// What a brush has left marked.
  private final Rectangle marked = new Rectangle();

  private final PauseTransition click = new PauseTransition(DOUBLE_CLICK);
  private final Rectangle cell = new Rectangle();
  private final Rectangle cellGround = new Rectangle();
  private @Nullable Point2D pressed;

  PlotOverlay(Listener listener) {
    this.listener = listener;
    getStyleClass().add("plot-overlay");
    crosshair.getStyleClass().add("crosshair");
    brush.getStyleClass().add("brush");
    marked.getStyleClass().addAll("brush", "marked");
    cell.getStyleClass().add("cell-cursor");
    cellGround.getStyleClass().add("cell-ground");
    getChildren().addAll(marked, brush, crosshair, cellGround, cell);
    for (Node mark : getChildren()) {
      mark.setManaged(false);
      mark.setVisible(false);
      mark.setMouseTransparent(true);
    }
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

  /// Shows which cell is pointed at: around it, and no smaller than can be seen.
  void showCell(double x, double y, double width, double height) {
    double moreX = Math.max(0, LEAST_CELL - width) / 2;
    double moreY = Math.max(0, LEAST_CELL - height) / 2;
    for (Rectangle frame : List.of(cellGround, cell)) {
      frame.setX(x - moreX);
      frame.setY(y - moreY);
      frame.setWidth(width + 2 * moreX);
      frame.setHeight(height + 2 * moreY);
      frame.setVisible(true);
    }
  }

  void hideCell() {
    cell.setVisible(false);
    cellGround.setVisible(false);
  }

  /// Marks a part of the plot, until another is or none.
  void mark(Bounds area) {
    marked.setX(area.getMinX());
    marked.setY(area.getMinY());
    marked.setWidth(Math.max(1, area.getWidth()));
    marked.setHeight(Math.max(1, area.getHeight()));
    marked.setVisible(true);
  }

  void unmark() {
    marked.setVisible(false);
  }

  boolean isBrushing() {
    return brush.isVisible();
  }

  /// Drops the brush, if there is one.
  boolean cancelBrush() {
    boolean brushing = brush.isVisible();
    brush.setVisible(false);
    pressed = null;
    return brushing;
  }

  private void press(MouseEvent event) {
    cancelBrush();
    if (event.getButton() == MouseButton.PRIMARY) {
      pressed = new Point2D(event.getX(), event.getY());
    }
  }

  private void drag(MouseEvent event) {
    Point2D from = pressed;
    if (from == null) {
      return;
    }
    Bounds area = area(from, event);
    boolean far = Math.abs(event.getX() - from.getX()) >= BRUSH_PIXELS;
    if (brush.isVisible() || far || area.getHeight() < getHeight()) {
      brush.setX(area.getMinX());
      brush.setY(area.getMinY());
      brush.setWidth(area.getWidth());
      brush.setHeight(area.getHeight());
      brush.setVisible(true);
      listener.brushing(area);
    }
  }

  private Bounds area(Point2D from, MouseEvent event) {
    double x = Math.clamp(event.getX(), 0, getWidth());
    double y = Math.clamp(event.getY(), 0, getHeight());
    boolean values = listener.brushesValues() && Math.abs(y - from.getY()) >= MEANT_PIXELS;
    boolean time = !values || Math.abs(x - from.getX()) >= MEANT_PIXELS;
    double left = time ? Math.min(x, from.getX()) : 0;
    double top = values ? Math.min(y, from.getY()) : 0;
    return new BoundingBox(
        left,
        top,
        time ? Math.abs(x - from.getX()) : getWidth(),
        values ? Math.abs(y - from.getY()) : getHeight());
  }

  private void release(MouseEvent event) {
    Point2D from = pressed;
    if (from == null) {
      return;
    }
    boolean brushed = cancelBrush();
    if (brushed) {
      listener.brushed(area(from, event));
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
