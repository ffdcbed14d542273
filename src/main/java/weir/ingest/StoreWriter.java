package weir.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowBatch;
import weir.store.Closing;

/// A thread that stores what waits in a queue: believable flows in the data set, others in its
/// quarantine. The first one takes whatever comes; others help while the queue is long, and when it
/// is short again commit and rest.
final class StoreWriter {
  private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final BatchQueue queue;
  private final Receipts receipts;
  private final List<FlowSink.Receipt> owed = new ArrayList<>();
  private long lostBefore;
  private final Supplier<ReceivedTimes> believed;
  private final Outlet kept;
  private final Outlet setApart;
  private final boolean helper;
  private final Thread thread;
  private boolean helping;

  /// @param kept where believable flows go
  /// @param setApart where the others go
  StoreWriter(
      String name,
      BatchQueue queue,
      Receipts receipts,
      Supplier<ReceivedTimes> believed,
      Outlet kept,
      Outlet setApart,
      boolean helper) {
    this.queue = queue;
    this.receipts = receipts;
    this.believed = believed;
    this.kept = kept;
    this.setApart = setApart;
    this.helper = helper;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (!queue.isDrained() && !(helper && queue.isClosed() && !helping)) {
      FlowBatch next = next();
      if (next != null) {
        store(next);
      }
      boolean rests = helper && next == null;
      commit(kept, rests);
      commit(setApart, rests);
      settle();
      helping = next != null;
    }
    kept.close();
    setApart.close();
    settle();
  }

  /// Tells those who want to know that what they brought is durable, or that it is not.
  private void settle() {
    if (owed.isEmpty()) {
      return;
    }
    if (kept.pending() == 0 && setApart.pending() > 0) {
      setApart.commit();
    }
    if (kept.pending() == 0 && setApart.pending() == 0) {
      boolean stored = kept.lost() + setApart.lost() == lostBefore;
      owed.forEach(receipt -> receipt.settled(stored));
      owed.clear();
    }
  }

  private @Nullable FlowBatch next() {
    long patience = Math.min(patience(kept), patience(setApart));
    return helper ? queue.nextToHelp(helping, helping ? 0 : patience) : queue.next(patience);
  }

  private static long patience(Outlet outlet) {
    return outlet.pending() == 0 ? REST_NANOS : outlet.patienceNanos();
  }

  private static void commit(Outlet outlet, boolean atOnce) {
    if (outlet.pending() > 0 && (atOnce || outlet.patienceNanos() == 0)) {
      outlet.commit();
    }
  }

  private void store(FlowBatch batch) {
    FlowSink.Receipt receipt = receipts.take(batch);
    if (receipt != null) {
      lostBefore = owed.isEmpty() ? kept.lost() + setApart.lost() : lostBefore;
      owed.add(receipt);
    }
    try {
      sort(batch);
    } catch (RuntimeException | Error e) {
      kept.lose(batch.rows(), e);
    } finally {
      queue.giveBack(batch);
    }
  }

  /// An outlet takes rows or counts them as lost; nothing fails behind the first one's.
  private void sort(FlowBatch batch) {
    ReceivedTimes times = believed.get();
    int believable = times.count(batch);
    if (believable == batch.rows()) {
      kept.append(batch);
    } else if (believable == 0) {
      setApart.append(batch);
    } else {
      FlowBatch held = times.select(batch, true);
      FlowBatch others = times.select(batch, false);
      kept.append(held);
      setApart.append(others);
    }
  }

  Outlet kept() {
    return kept;
  }

  Outlet setApart() {
    return setApart;
  }

  /// Waits for the thread to end, which it does when the queue is closed and empty.
  ///
  /// @return whether it has ended
  boolean join(Duration most) {
    return Closing.join(thread, most);
  }
}
