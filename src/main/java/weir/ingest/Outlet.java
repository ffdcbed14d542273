package weir.ingest;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.flow.FlowBatch;
import weir.store.FlowArchive;
import weir.store.FlowWriter;
import weir.store.StoreException;

/// One thread's way into one store: appends, commits when it is time, and counts what became
/// durable and what was lost. The store's writer is opened for the first row. Counts can be read
/// from any thread.
final class Outlet implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outlet.class);

  private final Supplier<FlowArchive> store;
  private final String tally;
  private @Nullable FlowWriter writer;
  private long appended;
  private long pendingSinceNanos;
  private long patienceNanos;
  private long toSkip;
  private volatile long stored;
  private final AtomicLong lost = new AtomicLong();
  private final Stopwatch commits = new Stopwatch();
  private volatile @Nullable String problem;

  /// @param tally under which the store counts the rows; empty for none
  /// @param toSkip how many of the first rows are stored already
  Outlet(Supplier<FlowArchive> store, String tally, long toSkip) {
    this.store = store;
    this.tally = tally;
    this.toSkip = toSkip;
  }

  /// Adds a batch's rows. A failure loses all that is not durable; where there is a tally, what
  /// comes behind is refused, for it counts the first rows.
  void append(FlowBatch batch) {
    if (toSkip > 0) {
      skip(batch);
    } else if (problem != null && !tally.isEmpty()) {
      lost.addAndGet(batch.rows());
    } else {
      put(batch);
    }
  }

  private void skip(FlowBatch batch) {
    int skipped = (int) Math.min(toSkip, batch.rows());
    toSkip -= skipped;
    if (skipped < batch.rows()) {
      FlowBatch rest = new FlowBatch();
      for (int row = skipped; row < batch.rows(); row++) {
        rest.addRow(batch, row);
      }
      append(rest);
    }
  }

  private void put(FlowBatch batch) {
    boolean first = pending() == 0;
    long before = stored;
    appended += batch.rows();
    try {
      FlowWriter into = writer();
      into.append(batch);
      stored = into.committed();
      if (stored != before) {
        problem = null;
      }
    } catch (RuntimeException | Error e) {
      failed(e);
    }
    if (first || stored != before) {
      pendingSinceNanos = System.nanoTime();
    }
  }

  private FlowWriter writer() {
    FlowWriter open = writer;
    if (open == null) {
      open = store.get().writer();
      if (!tally.isEmpty()) {
        open.tally(tally);
      }
      patienceNanos = open.patienceNanos();
      writer = open;
    }
    return open;
  }

  /// Counts rows that could not be handed in.
  void lose(int rows, Throwable why) {
    say(why);
    lost.addAndGet(rows);
    appended += rows;
  }

  /// Makes durable what was appended.
  void commit() {
    FlowWriter open = writer;
    if (open == null || pending() == 0) {
      return;
    }
    long since = System.nanoTime();
    try {
      open.commit();
      stored = open.committed();
      problem = null;
    } catch (RuntimeException | Error e) {
      failed(e);
    } finally {
      commits.stop(since);
    }
  }

  /// The commits, those that failed as well.
  Work commits() {
    return commits.spent();
  }

  private void failed(Throwable e) {
    say(e);
    FlowWriter open = writer;
    stored = open == null ? stored : open.committed();
    lost.addAndGet(pending());
  }

  /// An error is told to whoever ends the process; until then what comes is still stored.
  private void say(Throwable e) {
    if (e instanceof Error) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
    String message = e.getMessage();
    boolean known = e instanceof StoreException && message != null;
    String sentence = known ? message : "storing failed inside Weir; the log has more";
    if (problem == null && known) {
      LOG.error("{}", sentence);
    } else if (problem == null && e instanceof RuntimeException) {
      LOG.error("{}", sentence, e);
    }
    problem = sentence;
  }

  /// Rows that are neither durable nor lost yet.
  long pending() {
    return appended - stored - lost.get();
  }

  /// Until when a commit can wait; never negative.
  long patienceNanos() {
    return Math.max(0, pendingSinceNanos + patienceNanos - System.nanoTime());
  }

  /// Rows made durable.
  long stored() {
    return stored;
  }

  /// Rows that could not be.
  long lost() {
    return lost.get();
  }

  /// What keeps rows from being stored, in a sentence; null while all is well.
  @Nullable String problem() {
    return problem;
  }

  /// Commits and gives the writer back.
  @Override
  public void close() {
    commit();
    FlowWriter open = writer;
    if (open != null) {
      try {
        open.close();
      } catch (RuntimeException | Error e) {
        failed(e);
      }
    }
  }
}
