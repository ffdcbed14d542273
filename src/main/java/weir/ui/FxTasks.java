package weir.ui;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import weir.ui.control.Background;

/// The one way onto the JavaFX thread: answers and readings from other threads take it. And the way
/// off it, for what may block.
final class FxTasks implements Executor, Background {
  private static final ExecutorService BACKGROUND =
      Executors.newCachedThreadPool(Thread.ofPlatform().name("background-", 0).daemon().factory());

  /// Does work on a thread of its own and hands its result over on the JavaFX thread.
  ///
  /// @param failed gets what the work threw
  @Override
  public <T> void run(Supplier<T> work, Consumer<T> done, Consumer<RuntimeException> failed) {
    BACKGROUND.execute(
        () -> {
          try {
            T result = work.get();
            execute(() -> done.accept(result));
          } catch (RuntimeException e) {
            execute(() -> failed.accept(e));
          } catch (Error e) {
            execute(() -> failed.accept(new IllegalStateException(e.toString(), e)));
            throw e;
          }
        });
  }

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
