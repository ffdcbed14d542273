package weir.ui;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import weir.ui.control.Background;

/// The one way onto the JavaFX thread: answers and readings from other threads take it, in order,
/// only so many in a frame. And the way off it, for what may block.
final class FxTasks implements Executor, Background {
  private static final ExecutorService BACKGROUND =
      Executors.newCachedThreadPool(Thread.ofPlatform().name("background-", 0).daemon().factory());

  /// What came meanwhile waits for the next frame once a frame's tasks have taken so long: what
  /// they have changed must be laid out and painted in it, too.
  private static final long A_FRAMES_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

  /// Whether somebody will look for tasks.
  private final AtomicBoolean awaited = new AtomicBoolean();

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

  /// Runs the task on the JavaFX thread: at once when already there, otherwise soon, in this frame
  /// or one of the next.
  @Override
  public void execute(Runnable task) {
    if (Platform.isFxApplicationThread()) {
      task.run();
      return;
    }
    tasks.add(task);
    if (awaited.compareAndSet(false, true)) {
      Platform.runLater(this::work);
    }
  }

  private void work() {
    long began = System.nanoTime();
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      run(task);
      if (System.nanoTime() - began >= A_FRAMES_NANOS) {
        workInNextFrame();
        return;
      }
    }
    awaited.set(false);
    if (!tasks.isEmpty() && awaited.compareAndSet(false, true)) { // one came just now
      workInNextFrame();
    }
  }

  private void workInNextFrame() {
    new AnimationTimer() {
      @Override
      public void handle(long now) {
        stop();
        work();
      }
    }.start();
  }

  /// One that fails keeps nobody waiting.
  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      Thread self = Thread.currentThread();
      self.getUncaughtExceptionHandler().uncaughtException(self, e);
    }
  }
}
