package weir.ui.chart;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.geometry.VPos;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.stage.Stage;
import javafx.util.Duration;
import javax.imageio.ImageIO;
import weir.flow.FlowField;
import weir.query.Measure;
import weir.query.Relations;
import weir.ui.Theme;

/// Draws relations of made-up traffic in both themes, to look at: `java -cp …
/// weir.ui.chart.RelationChartDemo DIR` writes `dark.png` and `light.png`.
public final class RelationChartDemo {
  private static final ChartGroup GROUP = new ChartGroup(ChartChoice.FIRST, _ -> {});

  private RelationChartDemo() {}

  public static void main(String[] args) throws InterruptedException {
    Path directory = Path.of(args.length > 0 ? args[0] : ".");
    CountDownLatch done = new CountDownLatch(1);
    Platform.startup(() -> show(directory, done));
    done.await();
    Platform.exit();
  }

  private static void show(Path directory, CountDownLatch done) {
    Stage stage = new Stage();
    Relations two =
        new SampleRelations(Measure.BITS_PER_SECOND, FlowField.SRC_AS, FlowField.DST_AS)
            .random(1, 20, 9, 6)
            .relations();
    Relations three =
        new SampleRelations(
                Measure.BITS_PER_SECOND,
                FlowField.SRC_AS,
                FlowField.OUT_INTERFACE,
                FlowField.DST_ADDRESS)
            .random(2, 30, 12, 4, 14)
            .relations();
    Relations four =
        new SampleRelations(
                Measure.BYTES,
                FlowField.SRC_ADDRESS,
                FlowField.SRC_PORT,
                FlowField.DST_PORT,
                FlowField.DST_ADDRESS)
            .random(3, 100, 60, 60, 20, 60)
            .relations();
    List<RelationChart> charts =
        List.of(
            chart("Two layers", two, 700, 330),
            chart("Three layers, 30 combinations", three, 1150, 460),
            chart("Small", two, 300, 180),
            chart("Four layers, 100 combinations", four, 1100, 520),
            chart("Small, three layers", three, 380, 240),
            chart("Small, four layers", four, 300, 180));
    FlowPane pane = new FlowPane(8, 8);
    pane.setRowValignment(VPos.TOP);
    pane.setStyle("-fx-padding: 8px; -fx-background-color: -color-bg-inset;");
    pane.getChildren().addAll(charts);
    Scene scene = new Scene(pane, 1920, 1190);
    stage.setScene(scene);
    Theme.DARK.apply(scene);
    stage.show();
    after(
        () -> {
          charts.get(1).requestFocus();
          for (KeyCode key : List.of(KeyCode.DOWN, KeyCode.RIGHT, KeyCode.DOWN)) {
            charts.get(1).fireEvent(ChartEvents.keyPressed(key));
          }
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

  private static RelationChart chart(String title, Relations shown, double width, double height) {
    RelationChart chart = new RelationChart(GROUP);
    chart.setTitle(title);
    chart.setPrefSize(width, height);
    chart.show(shown);
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
