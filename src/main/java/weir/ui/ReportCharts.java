package weir.ui;

import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import weir.export.Drawing;
import weir.exporter.Labels;
import weir.query.Panel;
import weir.query.Result;
import weir.query.TimeRange;
import weir.ui.control.Zoom;
import weir.ui.explore.PanelPicture;
import weir.ui.picture.SceneDrawing;
import weir.ui.report.Charts;

/// Charts of a report: those of the screen, where nobody sees them, in the theme for paper and at
/// one size, so that it is the same whoever has it made.
final class ReportCharts implements Charts {
  static final double WIDTH = 800;
  static final double HEIGHT = 300;

  /// Legends and axes settle over a few of them.
  private static final int LAYOUTS = 3;

  private final Theme theme;

  /// @param distinct whether any two colours are to be told apart by everybody
  ReportCharts(boolean distinct) {
    theme = Theme.PRINT.with(distinct);
  }

  @Override
  public Drawing draw(
      Panel panel,
      TimeRange range,
      Result answer,
      Optional<Laid> laid,
      Labels labels,
      ZoneId zone) {
    CompletableFuture<Drawing> drawing = new CompletableFuture<>();
    Snapshot.onToolkit(
        () -> {
          try {
            drawing.complete(drawn(new PanelPicture(panel, range, zone), answer, laid, labels));
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
  private Drawing drawn(PanelPicture picture, Result answer, Optional<Laid> laid, Labels labels) {
    StackPane root = new StackPane(picture.node());
    root.getStyleClass().add("explore");
    Scene scene = new Scene(root, WIDTH, HEIGHT);
    Zoom.style(scene, Shell.sheet());
    theme.applyAlone(scene);
    lay(root);
    picture.show(answer, labels);
    laid.ifPresent(other -> picture.lay(other.name(), other.answer(), other.laterNanos()));
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
