package weir.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ends a command that runs until it is interrupted: the signal opens one latch, and the process
/// lives on until the command has opened the other.
final class Stop {
  /// Enough to store what waits at a million flows a second; less than what init systems grant.
  private static final long GRACE_SECONDS = 60;

  private Stop() {}

  static void onSignal(CountDownLatch stop, CountDownLatch stopped) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stop.countDown();
                  try {
                    if (!stopped.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
                      System.err.println("weir: gave up waiting for the store");
                    }
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                },
                "weir-stop"));
  }
}
