package weir.ui.chart;

import static weir.ui.chart.ChartEvents.onFx;

import io.fair_acc.chartfx.axes.Axis;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuItem;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.robot.Robot;
import javafx.scene.shape.Line;
import javafx.stage.Stage;
import javafx.stage.Window;
import weir.ui.Theme;

/// Charts side by side in a window, and what is read off them. All of it may be called from tests'
/// own threads.
final class ChartStage implements AutoCloseable {
  private final Stage stage = onFx(Stage::new);
  private final HBox box = onFx(HBox::new);

  ChartStage(Region... charts) {
    onFx(
        () -> {
          box.getChildren().addAll(charts);
          Arrays.stream(charts).forEach(chart -> HBox.setHgrow(chart, Priority.ALWAYS));
          Scene scene = new Scene(box, 620 * charts.length, 320);
          Theme.DARK.apply(scene);
          stage.setScene(scene);
          stage.setX(0);
          stage.setY(0);
          new Robot().mouseMove(1270, 990); // not where a test before has left it
          stage.show();
          return scene.snapshot(null);
        });
    pulse();
  }

  /// Waits until some pulses are over, for axes are made for the room there is, and canvases are
  /// painted by a later pulse than the one that lays out.
  void pulse() {
    onFx(() -> box.getScene().snapshot(null));
    ChartEvents.awaitPulses();
    onFx(() -> box.getScene().snapshot(null));
  }

  WritableImage picture() {
    pulse();
    return onFx(() -> box.getScene().snapshot(null));
  }

  /// The colour at a place of the plot.
  static Color at(WritableImage picture, TimeSeriesChart chart, double x, double y) {
    Point2D place = onFx(() -> chart.overlay().localToScene(x, y));
    return picture.getPixelReader().getColor((int) place.getX(), (int) place.getY());
  }

  static ChartLayout layout(TimeSeriesChart chart) {
    return Objects.requireNonNull(onFx(chart::layoutOfPlot));
  }

  /// The labels that are to be seen, in order.
  static List<String> labels(Region chart, String axis) {
    return onFx(
        () ->
            ((Axis) chart.lookup(axis))
                .getTickMarks().stream()
                    .filter(mark -> mark.isVisible())
                    .map(mark -> mark.getText())
                    .toList());
  }

  /// What the reading box says, a row a text; empty where it is not shown.
  static List<String> reading(TimeSeriesChart chart) {
    return reading(chart.reading());
  }

  static List<String> reading(ReadingBox box) {
    return onFx(
        () ->
            box.isVisible()
                ? box.getChildrenUnmodifiable().stream()
                    .filter(Node::isVisible)
                    .map(ChartStage::text)
                    .toList()
                : List.of());
  }

  private static String text(Node node) {
    return node instanceof Labeled label
        ? label.getText()
        : node.lookupAll(".label").stream()
            .map(label -> ((Labeled) label).getText())
            .collect(Collectors.joining(" "));
  }

  /// Where the crosshair stands, or NaN.
  static double crosshair(Region chart) {
    Line line = (Line) chart.lookup(".crosshair");
    return onFx(() -> line.isVisible() ? line.getStartX() : Double.NaN);
  }

  /// "TCP (6) 60 pkt", an entry a text.
  static List<String> legend(TimeSeriesChart chart) {
    return onFx(
        () ->
            chart.legend().entries().stream()
                .map(entry -> entry.label() + " " + entry.value())
                .toList());
  }

  /// The menu that is open.
  static List<MenuItem> menu() {
    return onFx(
        () ->
            Window.getWindows().stream()
                .filter(ContextMenu.class::isInstance)
                .flatMap(window -> ((ContextMenu) window).getItems().stream())
                .toList());
  }

  static List<String> texts(List<MenuItem> items) {
    return items.stream().map(MenuItem::getText).filter(Objects::nonNull).toList();
  }

  static void choose(List<MenuItem> items, String text) {
    onFx(
        () -> {
          items.stream()
              .filter(item -> text.equals(item.getText()))
              .findFirst()
              .orElseThrow()
              .fire();
          return true;
        });
  }

  @Override
  public void close() {
    onFx(
        () -> {
          List.copyOf(Window.getWindows()).stream()
              .filter(ContextMenu.class::isInstance)
              .forEach(Window::hide);
          stage.hide();
          return true;
        });
  }
}
