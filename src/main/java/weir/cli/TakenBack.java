package weir.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import weir.store.Cancel;

/// Has Ctrl+C and SIGTERM take back what runs until this is closed, and waits a moment for what it
/// took to be given back: the process ends after that.
final class TakenBack implements AutoCloseable {
  private static final long GRACE_SECONDS = 3;

  private final Cancel cancel = new Cancel();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook = new Thread(this::takeBack, "weir-cancel");

  TakenBack() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  Cancel cancel() {
    return cancel;
  }

  private void takeBack() {
    cancel.cancel();
    try {
      var _ = over.await(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    over.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // it runs
    }
  }
}
