package weir.store;

import java.util.ArrayDeque;
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

  private final ArrayDeque<Change> latest = new ArrayDeque<>();
  private long count;
  private long newest;

  /// Flows came or went; to be told once they can be asked for, or no more.
  ///
  /// @param oldestNanos time received of the oldest of them, or before it
  /// @param newestNanos of the newest, or after it
  public synchronized void changed(long oldestNanos, long newestNanos) {
    count++;
    newest = Math.max(newest, newestNanos);
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
    if (count - before > latest.size()) {
      return false;
    }
    long skipped = latest.size() - (count - before);
    return latest.stream()
        .skip(skipped)
        .noneMatch(
            change ->
                change.oldestNanos < range.untilNanos() && change.newestNanos >= range.fromNanos());
  }

  /// Whether flows still come in about where a range ends.
  public synchronized boolean moves(TimeRange range) {
    return !latest.isEmpty()
        && range.untilNanos() > newest - MOVING_NANOS
        && range.fromNanos() <= newest;
  }
}
