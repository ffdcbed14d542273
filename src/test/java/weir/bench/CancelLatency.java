package weir.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import weir.query.Answer;
import weir.query.FlowQuery;
import weir.store.Cancel;
import weir.store.FlowArchive;
import weir.store.Question;
import weir.store.StoreException;

/// How long a question goes on after it was taken back, in milliseconds.
///
/// @param median of those that were still being answered
/// @param worst of those
/// @param measured how many there were; the others were answered before
record CancelLatency(double median, double worst, int measured) {
  static final int TIMES = 20;
  private static final long AFTER_MILLIS = 100;

  static CancelLatency of(FlowArchive store, FlowQuery query) {
    List<Double> latencies = new ArrayList<>();
    try (ScheduledExecutorService other = Executors.newSingleThreadScheduledExecutor()) {
      for (int i = 0; i < TIMES; i++) {
        once(store, query, other).ifPresent(latencies::add);
      }
    }
    return latencies.isEmpty()
        ? new CancelLatency(0, 0, 0)
        : new CancelLatency(Timing.median(latencies), Collections.max(latencies), latencies.size());
  }

  private static Optional<Double> once(
      FlowArchive store, FlowQuery query, ScheduledExecutorService other) {
    Cancel cancel = new Cancel();
    AtomicLong cancelled = new AtomicLong();
    var due =
        other.schedule(
            () -> {
              cancelled.set(System.nanoTime());
              cancel.cancel();
            },
            AFTER_MILLIS,
            TimeUnit.MILLISECONDS);
    try (Question<Answer> question = store.ask(query, cancel)) {
      while (!question.next().coverage().complete()) {
        // goes on until it is taken back
      }
      due.cancel(false);
      return Optional.empty();
    } catch (StoreException e) {
      if (!e.isCancelled()) {
        throw e;
      }
      return Optional.of(Timing.since(cancelled.get()));
    }
  }
}
