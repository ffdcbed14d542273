package weir.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class UncaughtTest {
  private final BlockingQueue<Integer> ends = new LinkedBlockingQueue<>();
  private final BlockingQueue<Integer> halts = new LinkedBlockingQueue<>();
  private final Uncaught uncaught = new Uncaught(() -> ends.add(1), halts::add);

  private void fail(Runnable work) throws InterruptedException {
    Thread thread = new Thread(work, "weir-test");
    thread.setUncaughtExceptionHandler(uncaught);
    thread.start();
    thread.join();
  }

  @Test
  void anErrorEndsTheProcessWithStatusOne() throws InterruptedException {
    fail(
        () -> {
          throw new OutOfMemoryError("of a test");
        });
    assertEquals(1, ends.take());
    assertEquals(1, halts.take(), "also where exiting hangs");
  }

  @Test
  void anExceptionDoesNot() throws InterruptedException {
    fail(
        () -> {
          throw new IllegalStateException("of a test");
        });
    assertTrue(ends.isEmpty());
  }
}
