package weir.store;

import java.util.ArrayDeque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import weir.query.TimeRange;

/// When the flows of a store were received that came or went lately: what was asked before is still
/// true where nothing has changed in its range since. For any thread.
///
/// Of changes longer ago than the last few thousand it only knows that there were some.
public final class Changes {
  private static final int MOST = 4096;

  /// One whose end moves with the flows that come in is never the same again.
  private static final long MOVING_NANOS = 10_000_000_000L;

  private record Change(long oldestNanos, long newestNanos) {}

  /// Until when flows are taken to stay as they are; none where all changes are told.
  private final @Nullable LongSupplier settledNanos;

  private final ArrayDeque<Change> latest = new ArrayDeque<>();
  private final LongSupplier clock;
  private long count;
  private boolean comes;
  private long cameNanos;
  private long newest;

  public Changes() {
    this(System::nanoTime);
  }

  /// @param clock in nanoseconds; only differences matter
  Changes(LongSupplier clock) {
    this(clock, null);
  }

  private Changes(LongSupplier clock, @Nullable LongSupplier settledNanos) {
    this.clock = clock;
    this.settledNanos = settledNanos;
  }

  /// Of a store that others fill, who tell of nothing: what was received long enough ago is taken
  /// to stay as it is, the rest for moving.
  ///
  /// @param settledNanos until when that is, exclusive
  public static Changes ofOthers(LongSupplier settledNanos) {
    return new Changes(System::nanoTime, settledNanos);
  }

  /// Flows have come in, as [#changed].
  public synchronized void came(long oldestNanos, long newestNanos) {
    changed(oldestNanos, newestNanos);
    comes = true;
    cameNanos = clock.getAsLong();
    newest = Math.max(newest, newestNanos);
  }

  /// Flows came or went; to be told once they can be asked for, or no more.
  ///
  /// @param oldestNanos time received of the oldest of them, or before it
  /// @param newestNanos of the newest, or after it
  public synchronized void changed(long oldestNanos, long newestNanos) {
    count++;
    latest.addLast(new Change(oldestNanos, newestNanos));
    if (latest.size() > MOST) {
      latest.removeFirst();
    }
  }

  /// All changes so far, to be taken before a question is asked.
  public synchronized long count() {
    return count;
  }

  /// Whether no flow of a range has come or gone since there were `before` changes.
  public synchronized boolean none(TimeRange range, long before) {
    if (!isSettled(range) || count - before > latest.size()) {
      return false;
    }
    long skipped = latest.size() - (count - before);
    return latest.stream()
        .skip(skipped)
        .noneMatch(
            change ->
                change.oldestNanos < range.untilNanos() && change.newestNanos >= range.fromNanos());
  }

  /// Whether flows come in, these ten seconds, about where a range ends.
  public synchronized boolean moves(TimeRange range) {
    if (!isSettled(range)) {
      return true;
    }
    return comes
        && clock.getAsLong() - cameNanos < MOVING_NANOS
        && range.untilNanos() > newest - MOVING_NANOS
        && range.fromNanos() <= newest;
  }

  private boolean isSettled(TimeRange range) {
    return settledNanos == null || range.untilNanos() <= settledNanos.getAsLong();
  }
}
