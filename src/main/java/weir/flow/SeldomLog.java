package weir.flow;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;

/// Warns of what senders can make happen as often as they like: one line every ten seconds, which
/// says how many were left out before it. From any thread.
public final class SeldomLog {
  private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Logger log;
  private boolean warned;
  private long warnedNanos;
  private long leftOut;

  public SeldomLog(Logger log) {
    this.log = log;
  }

  /// @param sentence asked for only if it is logged
  public synchronized void warn(Supplier<String> sentence) {
    long now = System.nanoTime();
    if (warned && now - warnedNanos < EVERY_NANOS) {
      leftOut++;
      return;
    }
    log.warn(
        "{}{}",
        sentence.get(),
        leftOut == 0 ? "" : "; " + leftOut + " such lines before it were left out");
    warned = true;
    warnedNanos = now;
    leftOut = 0;
  }
}
