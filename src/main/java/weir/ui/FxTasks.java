package weir.ui;

import java.util.concurrent.Executor;
import javafx.application.Platform;

/// The one way onto the JavaFX thread: answers and readings from other threads take it.
final class FxTasks implements Executor {
  /// Runs the task on the JavaFX thread: at once when already there, otherwise soon.
  @Override
  public void execute(Runnable task) {
    if (Platform.isFxApplicationThread()) {
      task.run();
    } else {
      Platform.runLater(task);
    }
  }
}
