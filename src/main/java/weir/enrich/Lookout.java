package weir.enrich;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks after files again and again on a thread of its own, and at once when it is told to.
final class Lookout implements AutoCloseable {
  /// How often files are looked at.
  static final Duration USUAL = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);

  private final Semaphore wanted = new Semaphore(0);
  private final Thread thread;

  private Lookout(String name, Duration every, Runnable look) {
    thread = Thread.ofPlatform().name(name).daemon().unstarted(() -> watch(every, look));
  }

  /// The first look is at once, on the thread.
  static Lookout start(String name, Duration every, Runnable look) {
    Lookout made = new Lookout(name, every, look);
    made.thread.start();
    return made;
  }

  private void watch(Duration every, Runnable look) {
    try {
      while (true) {
        try {
          look.run();
        } catch (RuntimeException e) {
          LOG.error("{} failed; this is a defect", thread.getName(), e);
        }
        var _ = wanted.tryAcquire(every.toNanos(), TimeUnit.NANOSECONDS);
        var _ = wanted.drainPermits();
      }
    } catch (InterruptedException e) {
      // It is closed.
    }
  }

  /// Cheap; from any thread.
  void look() {
    if (Thread.currentThread() != thread) { // which looks already
      wanted.release();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
