package weir.ui;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javafx.stage.StageStyle;
import javafx.util.Duration;
import javax.imageio.ImageIO;
import weir.ingest.Source;
import weir.query.TimeRange;
import weir.query.View;
import weir.ui.control.Zoom;
import weir.ui.explore.DataSet;
import weir.ui.explore.ExploreModel;
import weir.ui.explore.ExploreView;

/// A view as a picture, drawn by the same classes as on the screen.
public final class Snapshot {
  private static final long ANSWER_SECONDS = 120;

  /// Charts draw over a few frames; they are in the picture after this.
  private static final Duration SETTLE = Duration.millis(400);

  private Snapshot() {}

  /// Renders a view of a finished source into a PNG file. Starts the JavaFX toolkit when that has
  /// not been; with no display, set `glass.platform=Headless` and `prism.order=sw` before (no more
  /// than 1000 pixels high then). Not to be called on the JavaFX thread.
  ///
  /// @throws IOException if the panels did not answer, or the file cannot be written
  public static void render(Source source, View view, Theme theme, int width, int height, Path png)
      throws IOException, InterruptedException {
    CompletableFuture<WritableImage> picture = new CompletableFuture<>();
    onToolkit(
        () -> {
          try {
            show(source, view, theme, width, height, picture);
          } catch (RuntimeException | Error e) {
            picture.completeExceptionally(e);
          }
        });
    try {
      write(picture.get(ANSWER_SECONDS, TimeUnit.SECONDS), png);
    } catch (ExecutionException e) {
      throw new IOException("could not draw the view: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new IOException("the view was not answered within " + ANSWER_SECONDS + " s", e);
    }
  }

  private static void onToolkit(Runnable task) {
    Platform.setImplicitExit(false);
    try {
      Platform.startup(task);
    } catch (IllegalStateException e) {
      new FxTasks().execute(task); // it runs already
    }
  }

  private static void show(
      Source source,
      View view,
      Theme theme,
      int width,
      int height,
      CompletableFuture<WritableImage> picture) {
    DataSet data = new DataSet(source.name(), source.store(), false);
    ExploreModel model = new ExploreModel(() -> TimeRange.nanos(Instant.now()), view);
    model.unattended();
    ExploreView page = new ExploreView(model, new FxTasks());
    Scene scene = new Scene(page, width, height);
    Zoom.style(scene, Shell.sheet());
    theme.apply(scene);
    Stage stage = new Stage();
    stage.initStyle(StageStyle.UNDECORATED);
    stage.setX(0); // the headless screen is no larger than the picture may be
    stage.setY(0);
    stage.setScene(scene);
    stage.show();
    page.requestFocus(); // no control is in use in a picture
    page.setOnSettled(
        () -> {
          page.setOnSettled(() -> {});
          PauseTransition settle = new PauseTransition(SETTLE);
          settle.setOnFinished(
              _ -> {
                picture.complete(scene.snapshot(null));
                stage.hide();
                page.close();
              });
          settle.play();
        });
    model.open(Optional.of(data));
    model.said(SourceReading.labels(source), source.store().overrides());
  }

  private static void write(WritableImage image, Path png) throws IOException {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] pixels = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    copy.setRGB(0, 0, width, height, pixels, 0, width);
    ImageIO.write(copy, "png", png.toFile());
  }
}
