package weir.ui;

import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import weir.export.Drawing;
import weir.query.Answer;
import weir.query.Panel;
import weir.ui.chart.ChartChoice;
import weir.ui.chart.ChartGroup;
import weir.ui.chart.TimeSeriesChart;
import weir.ui.control.Zoom;
import weir.ui.picture.SceneDrawing;
import weir.ui.report.Charts;

/// Charts of a report: those of the screen, where nobody sees them, in the theme for paper and at
/// one size, so that it is the same whoever has it made.
final class ReportCharts implements Charts {
  static final double WIDTH = 800;
  static final double HEIGHT = 300;

  /// Legends and axes settle over a few of them.
  private static final int LAYOUTS = 3;

  /// After the range, so that nothing of it is still to come, and its day is not today's.
  private static final long LATER_NANOS = Duration.ofDays(2).toNanos();

  @Override
  public Drawing draw(Panel panel, Answer answer, ZoneId zone) {
    CompletableFuture<Drawing> drawing = new CompletableFuture<>();
    Snapshot.onToolkit(
        () -> {
          try {
            drawing.complete(drawn(panel, answer, zone));
          } catch (RuntimeException | Error e) {
            drawing.completeExceptionally(e);
          }
        });
    try {
      return drawing.join();
    } catch (CompletionException e) {
      throw new IllegalStateException("the chart '" + panel.title() + "' cannot be drawn: " + e, e);
    }
  }

  /// On the JavaFX thread.
  private static Drawing drawn(Panel panel, Answer answer, ZoneId zone) {
    long now = answer.query().range().untilNanos() + LATER_NANOS;
    TimeSeriesChart chart =
        new TimeSeriesChart(new ChartGroup(ChartChoice.FIRST, _ -> {}), () -> now);
    chart.setSeriesStyle(TimeSeriesChart.Style.valueOf(panel.visual().name()));
    chart.setZone(zone);
    chart.getStyleClass().add("panel");
    StackPane root = new StackPane(chart);
    root.getStyleClass().add("explore");
    Scene scene = new Scene(root, WIDTH, HEIGHT);
    Zoom.style(scene, Shell.sheet());
    Theme.PRINT.applyAlone(scene);
    lay(root);
    chart.show(answer, 0);
    for (int i = 0; i < LAYOUTS; i++) {
      lay(root);
    }
    return SceneDrawing.of(root);
  }

  private static void lay(StackPane root) {
    root.applyCss();
    root.layout();
  }
}
