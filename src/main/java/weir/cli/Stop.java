package weir.cli;

import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends a command that runs until it is interrupted: the signal opens one latch, and the process
/// lives on until the command has opened the other.
final class Stop {
  /// Enough to store what waits at a million flows a second; less than what init systems grant.
  private static final long GRACE_SECONDS = 60;

  private static final Logger LOG = LoggerFactory.getLogger(Stop.class);

  private Stop() {}

  /// Has `action` run when the user interrupts the process or it is told to end; what the command
  /// then does is its own business, its exit code too. Where the runtime has no such thing the
  /// process ends at once, as it would have.
  static void onInterrupt(Runnable action) {
    try {
      // By reflection, because the compiler warns of these classes whatever one says, and a
      // shutdown
      // hook cannot give an exit code.
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object run =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (_, _, _) -> {
                action.run();
                return null;
              });
      for (String name : new String[] {"INT", "TERM"}) {
        signal
            .getMethod("handle", signal, handler)
            .invoke(null, signal.getConstructor(String.class).newInstance(name), run);
      }
    } catch (ReflectiveOperationException e) {
      LOG.debug("no signals: {}", e.toString());
    }
  }

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
