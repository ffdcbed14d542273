package weir.ui.chart;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

/// Mouse and keys at a chart, and a look at its nodes.
final class ChartEvents {
  private final Region chart;
  private final PlotOverlay overlay;

  ChartEvents(TimeSeriesChart chart) {
    this(chart, chart.overlay());
  }

  ChartEvents(Region chart, PlotOverlay overlay) {
    this.chart = chart;
    this.overlay = overlay;
  }

  void click(Point2D at, boolean alt) {
    fire(MouseEvent.MOUSE_PRESSED, at, alt);
    fire(MouseEvent.MOUSE_RELEASED, at, alt);
  }

  void fire(EventType<MouseEvent> type, Point2D at, boolean alt) {
    onFx(
        () -> {
          fireNow(type, at, alt, 1);
          return pulse();
        });
  }

  void fireNow(EventType<MouseEvent> type, Point2D at, boolean alt, int clicks) {
    Node plot = overlay;
    Point2D scene = plot.localToScene(at);
    plot.fireEvent(
        new MouseEvent(
            type,
            scene.getX(),
            scene.getY(),
            0,
            0,
            MouseButton.PRIMARY,
            clicks,
            false,
            false,
            alt,
            false,
            true,
            false,
            false,
            true,
            false,
            true,
            null));
  }

  void key(KeyCode code) {
    key(keyPressed(code));
  }

  void key(KeyEvent event) {
    onFx(
        () -> {
          chart.fireEvent(event);
          return pulse();
        });
  }

  void brush(Point2D from, Point2D until) {
    fire(MouseEvent.MOUSE_PRESSED, from, false);
    fire(MouseEvent.MOUSE_DRAGGED, until, false);
    fire(MouseEvent.MOUSE_RELEASED, until, false);
  }

  static KeyEvent keyPressed(KeyCode code) {
    return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false);
  }

  /// Lays out and paints, as a pulse would.
  boolean pulse() {
    chart.getScene().snapshot(null);
    return true;
  }

  /// Waits until some pulses are over: a window that has just come is told then where the mouse is,
  /// and what was laid out is painted.
  static void awaitPulses() {
    CountDownLatch pulses = new CountDownLatch(5);
    AnimationTimer timer =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            pulses.countDown();
          }
        };
    onFx(
        () -> {
          timer.start();
          return true;
        });
    try {
      assertTrue(pulses.await(20, TimeUnit.SECONDS), "pulses");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    onFx(
        () -> {
          timer.stop();
          return true;
        });
  }

  static int count(Node node) {
    int nodes = 1;
    if (node instanceof Parent parent) {
      for (Node child : parent.getChildrenUnmodifiable()) {
        nodes += count(child);
      }
    }
    return nodes;
  }

  static <T> T onFx(Callable<T> action) {
    FutureTask<T> task = new FutureTask<>(action);
    Platform.runLater(task);
    try {
      return task.get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
