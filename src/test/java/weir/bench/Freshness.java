package weir.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import weir.query.TimeRange;
import weir.store.FlowArchive;

/// How old the newest flow is that can be asked for, looked at a hundred times a second.
final class Freshness implements AutoCloseable {
  private static final long EVERY_MILLIS = 10;

  private final FlowArchive store;
  private final List<Double> ages = Collections.synchronizedList(new ArrayList<>());
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

  Freshness(FlowArchive store) {
    this.store = store;
    var _ =
        thread.scheduleAtFixedRate(this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    ages.add((TimeRange.nanos(Instant.now()) - store.status().newestNanos()) / 1e6);
  }

  /// Milliseconds.
  double median() {
    return Timing.median(ages);
  }

  /// Milliseconds that it was not above in 99 of 100 looks: what the generator's pauses between its
  /// rounds cost is left out.
  double usual() {
    List<Double> sorted = new ArrayList<>(ages);
    Collections.sort(sorted);
    return sorted.get(sorted.size() * 99 / 100);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
