package weir.ui.chart;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.stage.Stage;
import javafx.util.Duration;
import javax.imageio.ImageIO;
import weir.flow.FlowField;
import weir.query.Answer;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;
import weir.ui.Theme;

/// Draws charts of made-up traffic in both themes, to look at: `java -cp …
/// weir.ui.chart.TimeSeriesChartDemo DIR` writes `dark.png` and `light.png`.
public final class TimeSeriesChartDemo {
  private static final long NOW = TimeRange.nanos(Instant.parse("2026-03-28T23:10:00Z"));
  private static final ChartGroup GROUP = new ChartGroup(ChartChoice.FIRST, _ -> {}, () -> NOW);
  private static final long MINUTE = 60 * FlowQuery.SECOND;

  private TimeSeriesChartDemo() {}

  public static void main(String[] args) throws InterruptedException {
    Path directory = Path.of(args.length > 0 ? args[0] : ".");
    CountDownLatch done = new CountDownLatch(1);
    Platform.startup(() -> show(directory, done));
    done.await();
    Platform.exit();
  }

  private static void show(Path directory, CountDownLatch done) {
    Stage stage = new Stage();
    List<TimeSeriesChart> charts =
        List.of(tcpFlags(), directions(), mirror(), lines(), days(), failed());
    GridPane grid = new GridPane();
    grid.setHgap(8);
    grid.setVgap(8);
    grid.setStyle("-fx-padding: 8px; -fx-background-color: -color-bg-inset;");
    for (int i = 0; i < charts.size(); i++) {
      grid.add(charts.get(i), i % 2, i / 2);
    }
    ColumnConstraints half = new ColumnConstraints();
    half.setPercentWidth(50);
    half.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().addAll(half, half);
    RowConstraints third = new RowConstraints();
    third.setVgrow(Priority.ALWAYS);
    grid.getRowConstraints().addAll(third, third, third);
    Scene scene = new Scene(grid, 1500, 980);
    stage.setScene(scene);
    Theme.DARK.apply(scene);
    stage.show();
    after(
        () -> {
          point(charts.get(0));
          brush(charts.get(1));
          after(
              () -> {
                write(scene, directory.resolve("dark.png"));
                Theme.LIGHT.apply(scene);
                after(
                    () -> {
                      write(scene, directory.resolve("light.png"));
                      done.countDown();
                    });
              });
        });
  }

  private static void point(TimeSeriesChart chart) {
    chart.requestFocus();
    for (int i = 0; i < 7; i++) {
      chart.fireEvent(
          new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.LEFT, true, false, false, false));
    }
  }

  private static void brush(TimeSeriesChart chart) {
    PlotOverlay plot = chart.overlay();
    double width = plot.getWidth();
    mouse(plot, MouseEvent.MOUSE_PRESSED, width * 0.55);
    mouse(plot, MouseEvent.MOUSE_DRAGGED, width * 0.72);
  }

  private static void mouse(PlotOverlay plot, EventType<MouseEvent> type, double x) {
    Point2D at = plot.localToScene(x, plot.getHeight() * 0.45);
    plot.fireEvent(
        new MouseEvent(
            type,
            at.getX(),
            at.getY(),
            0,
            0,
            MouseButton.PRIMARY,
            1,
            false,
            false,
            false,
            false,
            true,
            false,
            false,
            true,
            false,
            true,
            null));
  }

  private static TimeSeriesChart tcpFlags() {
    TimeRange range = new TimeRange(NOW - 15 * MINUTE, NOW);
    SampleAnswers flags =
        new SampleAnswers(
            range, 5 * FlowQuery.SECOND, Measure.PACKETS_PER_SECOND, FlowField.TCP_FLAGS);
    flags.wander(1, 160_000, false, 16).wander(2, 90_000, false, 24);
    flags.wander(3, 30_000, false, 2).wander(4, 26_000, false, 18).wander(5, 21_000, false, 17);
    flags.wander(6, 12_000, false, 4).wander(7, 9_000, false, 20).wander(8, 4_000, false, 25);
    flags.wander(9, 14_000, true);
    return chart("TCP flags", TimeSeriesChart.Style.STACKED, flags.answer());
  }

  private static TimeSeriesChart directions() {
    TimeRange range = new TimeRange(NOW - 10 * MINUTE, NOW + 20 * FlowQuery.SECOND);
    SampleAnswers answer =
        new SampleAnswers(
            range, 2 * FlowQuery.SECOND, Measure.BITS_PER_SECOND, FlowField.DIRECTION);
    answer.wander(1, 2.4e9, false, 1).wander(2, 0.9e9, false, 2);
    return chart("Throughput", TimeSeriesChart.Style.MIRROR, answer.answer());
  }

  private static TimeSeriesChart mirror() {
    TimeRange range = new TimeRange(NOW - 6 * 60 * MINUTE, NOW);
    SampleAnswers answer =
        new SampleAnswers(
            range, MINUTE, Measure.BITS_PER_SECOND, FlowField.DIRECTION, FlowField.SRC_AS);
    long[] as = {15169, 32934, 2906, 16509, 13335};
    for (int i = 0; i < as.length; i++) {
      answer.wander(i, 4e9 / (i + 1), false, 1, as[i]);
      answer.wander(i + 9, 1e9 / (i + 1), false, 2, as[i]);
    }
    answer.wander(44, 1.2e9, true);
    TimeSeriesChart chart = chart("Source AS", TimeSeriesChart.Style.MIRROR, answer.answer());
    return chart;
  }

  private static TimeSeriesChart lines() {
    TimeRange range = new TimeRange(NOW - 12 * 60 * MINUTE, NOW);
    SampleAnswers answer =
        new SampleAnswers(range, 2 * MINUTE, Measure.FLOWS_PER_SECOND, FlowField.DST_PORT);
    long[] ports = {443, 53, 80, 22, 123, 8080};
    for (int i = 0; i < ports.length; i++) {
      answer.wander(i, 60_000 * (8 - i), false, ports[i]);
    }
    TimeSeriesChart chart =
        chart("Destination ports", TimeSeriesChart.Style.LINES, answer.answer());
    chart.setZone(ZoneId.of("Europe/Berlin"));
    return chart;
  }

  private static TimeSeriesChart days() {
    TimeRange range = new TimeRange(NOW - 7 * 24 * 60 * MINUTE, NOW);
    SampleAnswers answer = new SampleAnswers(range, 30 * MINUTE, Measure.BYTES, FlowField.PROTOCOL);
    long[] protocols = {6, 17, 1, 47, 50};
    for (int i = 0; i < protocols.length; i++) {
      answer.wander(i + 3, 5e11 / (1 << i), false, protocols[i]);
    }
    TimeSeriesChart chart = chart("Protocols", TimeSeriesChart.Style.STACKED, answer.answer());
    chart.setZone(ZoneId.of("Europe/Berlin"));
    chart.await(Optional.of("Asking for the last hour…"));
    return chart;
  }

  private static TimeSeriesChart failed() {
    TimeSeriesChart chart =
        chart(
            "Exporters",
            TimeSeriesChart.Style.LINES,
            new SampleAnswers(
                    new TimeRange(NOW - MINUTE, NOW),
                    FlowQuery.SECOND,
                    Measure.PACKETS_PER_SECOND,
                    FlowField.EXPORTER)
                .answer());
    chart.showMessage("The server did not answer within 30 s. Try a shorter time range.");
    return chart;
  }

  private static TimeSeriesChart chart(String title, TimeSeriesChart.Style style, Answer answer) {
    TimeSeriesChart chart = new TimeSeriesChart(GROUP);
    chart.setTitle(title);
    chart.setSeriesStyle(style);
    chart.show(answer, 0);
    return chart;
  }

  private static void after(Runnable action) {
    PauseTransition pause = new PauseTransition(Duration.seconds(1));
    pause.setOnFinished(_ -> action.run());
    pause.play();
  }

  private static void write(Scene scene, Path file) {
    WritableImage shot = scene.snapshot(null);
    int width = (int) shot.getWidth();
    int height = (int) shot.getHeight();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, shot.getPixelReader().getArgb(x, y));
      }
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      ImageIO.write(image, "png", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
