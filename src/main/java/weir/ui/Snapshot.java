package weir.ui;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import weir.export.Drawing;
import weir.ingest.Source;
import weir.query.Panel;
import weir.query.Scope;
import weir.query.TimeRange;
import weir.query.View;
import weir.ui.control.Zoom;
import weir.ui.explore.DataSet;
import weir.ui.explore.ExploreModel;
import weir.ui.explore.ExploreView;
import weir.ui.picture.Framed;

/// A view or a panel as a picture, laid out and drawn by the same classes as on the screen, in no
/// window.
public final class Snapshot {
  private static final long ANSWER_SECONDS = 120;

  /// Tables make their rows in the pass after the one that sizes them, and axes their labels.
  private static final int PASSES = 4;

  private Snapshot() {}

  /// What a picture is to be like.
  ///
  /// @param panel id of the only panel that is wanted; empty for the whole view
  /// @param scope which flows of which time; empty for what a data set shows first
  /// @param width in CSS pixels, as `height`: of all of it, the caption, too
  public record Wanted(
      View view,
      Optional<String> panel,
      Optional<Scope> scope,
      Theme theme,
      double width,
      double height) {
    /// A whole view of a whole data set.
    public Wanted(View view, Theme theme, double width, double height) {
      this(view, Optional.empty(), Optional.empty(), theme, width, height);
    }
  }

  /// Draws what a finished source has to say. Starts the JavaFX toolkit when that has not been;
  /// with no display, set `glass.platform=Headless` and `prism.order=sw` before. Not to be called
  /// on the JavaFX thread.
  ///
  /// @throws IOException if the panels did not answer
  /// @throws IllegalArgumentException if there is no such panel, with a sentence
  public static Drawing draw(Source source, Wanted wanted)
      throws IOException, InterruptedException {
    Optional<Panel> panel = wanted.panel().map(wanted.view()::panel);
    View view = panel.map(only -> alone(wanted.view(), only)).orElse(wanted.view());
    CompletableFuture<Drawing> drawing = new CompletableFuture<>();
    onToolkit(
        () -> {
          try {
            new Sitting(source, wanted, view, panel, drawing).begin();
          } catch (RuntimeException | Error e) {
            drawing.completeExceptionally(e);
          }
        });
    try {
      return drawing.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException("could not draw the view: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new IOException("the view was not answered within " + ANSWER_SECONDS + " s", e);
    }
  }

  /// The view with nothing but one panel in it.
  private static View alone(View view, Panel panel) {
    Panel only =
        new Panel(
            panel.id(),
            panel.title(),
            panel.visual(),
            new Panel.Place(0, 0, View.COLUMNS),
            panel.sums(),
            panel.nothing());
    return view.with(List.of(only));
  }

  /// Runs a task on the JavaFX thread, and starts the toolkit when that has not been.
  static void onToolkit(Runnable task) {
    Platform.setImplicitExit(false);
    try {
      Platform.startup(task);
    } catch (IllegalStateException e) {
      new FxTasks().execute(task); // it runs already
    }
  }

  /// From the first question until all is drawn; on the JavaFX thread.
  private static final class Sitting {
    private final Source source;
    private final Wanted wanted;
    private final Optional<Panel> panel;
    private final CompletableFuture<Drawing> drawing;
    private final FxTasks later = new FxTasks();
    private final ExploreModel model;
    private final ExploreView page;
    private final Scene scene;
    private boolean settled;

    Sitting(
        Source source,
        Wanted wanted,
        View view,
        Optional<Panel> panel,
        CompletableFuture<Drawing> drawing) {
      this.source = source;
      this.wanted = wanted;
      this.panel = panel;
      this.drawing = drawing;
      model = new ExploreModel(() -> TimeRange.nanos(Instant.now()), view);
      model.unattended();
      page = new ExploreView(model, later);
      scene = new Scene(page, wanted.width, wanted.height);
      Zoom.style(scene, Shell.sheet());
      wanted.theme.applyAlone(scene);
    }

    void begin() {
      DataSet data = new DataSet(source.name(), source.store(), false);
      lay(wanted.width, wanted.height);
      page.setOnSettled(
          () -> {
            if (!settled) {
              settled = true;
              pass(0);
            }
          });
      model.open(Optional.of(data));
      model.said(
          SourceReading.labels(source),
          source.store().overrides(),
          source.store().dimensions(),
          source.store().directions());
      source
          .saved()
          .ifPresent(
              saved -> {
                settled = false;
                model.screens().show(saved.screen().with(model.view()), model.words().dimensions());
              });
      wanted.scope.ifPresent(
          scope -> {
            settled = false;
            model.range(scope.range());
            model.filter(scope.filter());
          });
    }

    private void lay(double width, double height) {
      page.resize(width, height);
      page.applyCss();
      page.layout();
    }

    private Region node() {
      return panel.map(only -> (Region) page.lookup("#" + only.id())).orElse(page);
    }

    private void pass(int number) {
      try {
        Framed framed = new Framed(page.caption(panel), page, wanted.width);
        Region node = node();
        double beside = page.getWidth() - node.getWidth();
        double above = page.getHeight() - node.getHeight();
        lay(wanted.width + beside, wanted.height - framed.footHeight() + above);
        if (number < PASSES) {
          later.execute(() -> pass(number + 1));
          return;
        }
        drawing.complete(framed.drawing(node));
      } catch (RuntimeException | Error e) {
        drawing.completeExceptionally(e);
      }
      page.close();
    }
  }
}
