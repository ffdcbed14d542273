package weir.ui;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import javafx.animation.PauseTransition;
import javafx.stage.Stage;
import javafx.util.Duration;
import weir.ingest.Listening;
import weir.ingest.Workspace;
import weir.query.View;
import weir.query.Views;
import weir.settings.Secrets;
import weir.settings.SettingsFile;

/// The desktop used once with nobody at it: a file is opened, and every page and both themes are
/// seen. What a start loads and compiles can be learnt from it.
public final class Tour {
  /// Panels answer and are drawn meanwhile.
  private static final Duration STEP = Duration.millis(500);

  private final Queue<Runnable> steps = new ArrayDeque<>();
  private final PauseTransition pause = new PauseTransition(STEP);

  private Tour(Views views, Desktop desktop, Stage stage) {
    Shell shell = desktop.shell();
    for (int theme = 0; theme < 2; theme++) {
      for (View view : views.all()) {
        steps.add(() -> shell.showView(view));
      }
      steps.add(desktop::switchTheme);
    }
    steps.add(shell::showExporters);
    steps.add(shell.desk()::chooseListening);
    steps.add(shell.desk()::chooseCapturing);
    steps.add(stage::hide);
    pause.setOnFinished(_ -> next());
    shell
        .view()
        .setOnSettled(
            () -> {
              shell.view().setOnSettled(() -> {});
              pause.playFromStart();
            });
  }

  /// As [Desktop#run]; returns when all was seen.
  ///
  /// @param files the first of which has flows
  public static void run(Workspace workspace, Views views, List<Path> files, Listening listening)
      throws InterruptedException {
    Desktop.run(
        workspace,
        views,
        new Desktop.First(files, listening, List.of(), false),
        SettingsFile.none(),
        Secrets.inMemory(),
        Exports.NONE,
        (desktop, stage) -> new Tour(views, desktop, stage));
  }

  private void next() {
    steps.remove().run();
    if (!steps.isEmpty()) {
      pause.playFromStart();
    }
  }
}
