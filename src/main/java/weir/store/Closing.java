package weir.store;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closes the parts of a thing one after another, whatever becomes of each: a part that fails does
/// not hold those behind it, and where the time is bounded, neither does one that hangs. Used by
/// one thread.
public final class Closing {
  /// For who waits as long as it takes.
  public static final Duration FOREVER = Duration.ofDays(10_000);

  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private final long startNanos = System.nanoTime();
  private final Duration within;
  private @Nullable RuntimeException first;

  private Closing(Duration within) {
    this.within = within;
  }

  /// @param within all parts together; each then runs on a thread of its own
  public static Closing within(Duration within) {
    return new Closing(within);
  }

  /// On the caller's thread, for as long as it takes.
  public static Closing unhurried() {
    return new Closing(FOREVER);
  }

  /// How long it is until a share of the time has passed; never negative.
  ///
  /// @param share 0 to 1
  public Duration left(double share) {
    long until = (long) (within.toNanos() * share);
    return Duration.ofNanos(Math.max(0, until - (System.nanoTime() - startNanos)));
  }

  /// Closes a part. One that takes longer than until `share` of the time has passed is left behind.
  ///
  /// @param what it is, for the log
  /// @return whether it has come to its end, by failing too
  public boolean part(String what, double share, Runnable close) {
    AtomicReference<RuntimeException> failure = new AtomicReference<>();
    Runnable guarded = () -> failure.set(failureOf(close));
    boolean ended = true;
    if (within.equals(FOREVER)) {
      guarded.run();
    } else {
      Thread thread = new Thread(guarded, "weir-close-" + what.replace(' ', '-'));
      thread.setDaemon(true);
      thread.start();
      ended = join(thread, left(share));
    }
    RuntimeException known = ended ? failure.get() : null;
    if (known != null) {
      LOG.error("closing {}: {}", what, known.getMessage(), known);
      first = first == null ? known : first;
    }
    return ended;
  }

  private static @Nullable RuntimeException failureOf(Runnable close) {
    try {
      close.run();
      return null;
    } catch (RuntimeException e) {
      return e;
    } catch (Error e) {
      return new IllegalStateException("failed inside Weir: " + e, e);
    }
  }

  /// Waits for a thread's end, for some time at most; an interruption is kept for later.
  ///
  /// @return whether it has ended
  public static boolean join(Thread thread, Duration most) {
    long until = System.nanoTime() + most.toNanos();
    boolean interrupted = false;
    for (long left = most.toNanos(); thread.isAlive() && left > 0; ) {
      try {
        TimeUnit.NANOSECONDS.timedJoin(thread, left);
      } catch (InterruptedException e) {
        interrupted = true;
      }
      left = until - System.nanoTime();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }

  /// What the first part that failed failed of.
  public Optional<RuntimeException> failure() {
    return Optional.ofNullable(first);
  }

  /// To be called when all parts are closed.
  ///
  /// @throws RuntimeException that the first part that failed has thrown
  public void rethrow() {
    if (first != null) {
      throw first;
    }
  }
}
