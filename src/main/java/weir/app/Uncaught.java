package weir.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.store.duckdb.ProcessEnd;

/// What nobody caught: said in a sentence. Behind an `Error`, such as no memory, nothing can be
/// relied on: the process ends with exit status 1, after what it does on ending, within five
/// seconds. All that this takes is there beforehand, for then there may be nothing to be had.
public final class Uncaught implements Thread.UncaughtExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Uncaught.class);
  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int RESERVE_BYTES = 4 << 20;

  private static final byte[] NO_MEMORY =
      "weir: no memory is left, and Weir ends; what has arrived is stored where that can be done\n"
          .getBytes(StandardCharsets.UTF_8);

  private final OutputStream console = new FileOutputStream(FileDescriptor.err);
  private final Runnable end;
  private final IntConsumer halt;
  private final Thread endingThread = new Thread(this::end, "weir-end");
  private final Thread halting = new Thread(this::halt, "weir-halt");
  private volatile boolean ending;

  /// Given up for what ending needs.
  @SuppressWarnings("UnusedVariable") // it only takes room
  private byte @Nullable [] reserve = new byte[RESERVE_BYTES];

  /// Has it take what nobody catches from here on.
  public static void handle() {
    Thread.setDefaultUncaughtExceptionHandler(new Uncaught(Stop::failed, ProcessEnd::now));
  }

  /// @param end ends the process with status 1, after what it does on ending
  /// @param halt ends it at once
  Uncaught(Runnable end, IntConsumer halt) {
    this.end = end;
    this.halt = halt;
    for (Thread thread : new Thread[] {endingThread, halting}) {
      thread.setDaemon(true);
      thread.start();
    }
  }

  @Override
  public void uncaughtException(Thread thread, Throwable failure) {
    boolean isError = failure instanceof Error;
    if (isError) {
      reserve = null;
      ending = true;
      LockSupport.unpark(endingThread);
      LockSupport.unpark(halting);
    }
    try {
      LOG.error(
          "the thread {} failed inside Weir ({}){}",
          thread.getName(),
          failure,
          isError ? ", which ends; what has arrived is stored where that can be done" : "");
      LOG.debug("its stack", failure);
    } catch (OutOfMemoryError e) {
      sayThatThereIsNoMemory();
    }
  }

  private void sayThatThereIsNoMemory() {
    try {
      console.write(NO_MEMORY);
    } catch (IOException e) {
      // nobody listens
    }
  }

  private void end() {
    awaitEnd();
    end.run();
  }

  private void halt() {
    awaitEnd();
    long until = System.nanoTime() + GRACE_NANOS;
    for (long left = GRACE_NANOS; left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    halt.accept(1);
  }

  private void awaitEnd() {
    while (!ending) {
      LockSupport.park(this);
    }
  }
}
