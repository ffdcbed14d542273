package weir.ui;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Fails a test of the desktop during which something is thrown that nobody catches, on whatever
/// thread: listeners, painting and what runs in the background throw past the test. JUnit finds it
/// as a service.
public final class NothingUncaught implements BeforeEachCallback, AfterEachCallback {
  private static final ExtensionContext.Namespace OURS =
      ExtensionContext.Namespace.create(NothingUncaught.class);

  /// What nobody catches while it is there.
  static final class Watch {
    private final Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
    private final Thread.@Nullable UncaughtExceptionHandler before =
        Thread.getDefaultUncaughtExceptionHandler();

    Watch() {
      Thread.setDefaultUncaughtExceptionHandler((_, failure) -> thrown.add(failure));
    }

    /// @throws AssertionError if there was any
    void end() throws InterruptedException {
      settle();
      Thread.setDefaultUncaughtExceptionHandler(before);
      if (!thrown.isEmpty()) {
        AssertionError error =
            new AssertionError(
                thrown.size() + " thrown and not caught, first: " + thrown.peek(), thrown.peek());
        thrown.stream().skip(1).forEach(error::addSuppressed);
        throw error;
      }
    }

    /// What the JavaFX thread has been told to do is done.
    private static void settle() throws InterruptedException {
      CountDownLatch done = new CountDownLatch(1);
      try {
        Platform.runLater(done::countDown);
      } catch (IllegalStateException e) {
        return; // no JavaFX here
      }
      var _ = done.await(10, TimeUnit.SECONDS);
    }
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    if (test.getRequiredTestClass().getPackageName().startsWith("weir.ui")) {
      test.getStore(OURS).put(Watch.class, new Watch());
    }
  }

  @Override
  public void afterEach(ExtensionContext test) throws InterruptedException {
    Watch watch = test.getStore(OURS).remove(Watch.class, Watch.class);
    if (watch != null) {
      watch.end();
    }
  }
}
