package weir.capture;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Calls ten times a second whoever hands on what has waited long enough, on a thread of its own,
/// for a reading that waits for more. What it throws is thrown where the reading goes on.
final class Pulse implements AutoCloseable {
  private static final long MILLIS = 100;

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("weir-pulse").factory());
  private final Runnable idle;
  private @Nullable RuntimeException failure;

  private Pulse(Runnable idle) {
    this.idle = idle;
  }

  static Pulse start(Runnable idle) {
    Pulse pulse = new Pulse(idle);
    var _ = pulse.thread.scheduleWithFixedDelay(pulse::beat, MILLIS, MILLIS, TimeUnit.MILLISECONDS);
    return pulse;
  }

  private synchronized void beat() {
    if (failure == null) {
      try {
        idle.run();
      } catch (RuntimeException e) {
        failure = e;
      }
    }
  }

  /// Does something between two beats.
  synchronized void between(Runnable work) {
    RuntimeException before = failure;
    if (before != null) {
      throw before;
    }
    work.run();
  }

  /// No beat comes, nor is one under way, when it returns.
  @Override
  public void close() {
    thread.shutdownNow();
    synchronized (this) {
      failure = failure == null ? new IllegalStateException("it is closed") : failure;
    }
  }
}
