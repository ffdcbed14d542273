package weir;

import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What nobody caught: said in a sentence. Behind an `Error`, such as no memory, nothing can be
/// relied on: the process ends with exit status 1, after what it does on ending.
final class Uncaught implements Thread.UncaughtExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Uncaught.class);

  private final IntConsumer exit;

  /// @param exit ends the process with a status
  Uncaught(IntConsumer exit) {
    this.exit = exit;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable failure) {
    boolean ends = failure instanceof Error;
    try {
      LOG.error(
          "the thread {} failed inside Weir ({}){}",
          thread.getName(),
          failure,
          ends ? ", which ends with what has arrived stored where that can be done" : "");
      LOG.debug("its stack", failure);
    } finally {
      if (ends) {
        end();
      }
    }
  }

  /// On a thread of its own: what is done on ending may wait for the one that failed.
  private void end() {
    try {
      new Thread(() -> exit.accept(1), "weir-exit").start();
    } catch (OutOfMemoryError e) {
      exit.accept(1);
    }
  }
}
