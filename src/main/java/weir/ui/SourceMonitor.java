package weir.ui;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.ingest.CaptureStatus;
import weir.ingest.IngestStatus;
import weir.ingest.Source;
import weir.ingest.Workspace;
import weir.query.Dimensions;
import weir.store.StoreException;
import weir.store.StoreStatus;

/// Reads every source once a second, off the JavaFX thread: the desktop's pulse.
final class SourceMonitor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SourceMonitor.class);

  private record Before(IngestStatus status, long packets, long nanos) {}

  private final Workspace workspace;
  private final Executor delivery;
  private final Consumer<List<SourceReading>> consumer;
  private final LongSupplier clock;
  private final Map<Source, Before> before = new HashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("source-monitor").daemon().factory());

  /// @param delivery where `consumer` is called
  /// @param clock in nanoseconds; only differences matter
  SourceMonitor(
      Workspace workspace,
      Executor delivery,
      LongSupplier clock,
      Consumer<List<SourceReading>> consumer) {
    this.workspace = workspace;
    this.delivery = delivery;
    this.clock = clock;
    this.consumer = consumer;
  }

  void start() {
    var _ = timer.scheduleAtFixedRate(this::pulse, 0, 1, TimeUnit.SECONDS);
  }

  /// Reads once more, now.
  void readSoon() {
    if (!timer.isShutdown()) {
      timer.execute(this::pulse);
    }
  }

  private void pulse() {
    try {
      List<SourceReading> readings = readings();
      delivery.execute(() -> consumer.accept(readings));
    } catch (RuntimeException | Error e) {
      tell(e); // the next pulse tries again
    }
  }

  List<SourceReading> readings() {
    List<Source> sources = workspace.sources();
    before.keySet().retainAll(sources);
    List<SourceReading> readings = new ArrayList<>();
    for (Source source : sources) {
      readings.add(readingOrTrouble(source));
    }
    return readings;
  }

  /// One that cannot be read keeps nobody from reading the others.
  private SourceReading readingOrTrouble(Source source) {
    try {
      return reading(source);
    } catch (RuntimeException e) {
      tell(e);
      return SourceReading.trouble(source, SourceTrouble.reading(e));
    }
  }

  /// Else the timer keeps it, and gives up.
  private static void tell(Throwable failure) {
    Thread self = Thread.currentThread();
    self.getUncaughtExceptionHandler().uncaughtException(self, failure);
  }

  private SourceReading reading(Source source) {
    IngestStatus status = source.status();
    Optional<CaptureStatus> capture = source.capture();
    long packets = capture.map(CaptureStatus::packets).orElse(0L);
    long now = clock.getAsLong();
    Before last = before.put(source, new Before(status, packets, now));
    double seconds = last == null ? 0 : (now - last.nanos()) / 1e9;
    IngestStatus then = last == null || seconds <= 0 ? status : last.status();
    double span = seconds <= 0 ? 1 : seconds;
    Dimensions dimensions = source.store().dimensions();
    var _ = dimensions.made(); // long tables are made here, once, and not on the JavaFX thread
    return new SourceReading(
        source,
        status,
        storeStatus(source),
        (status.flows() - then.flows()) / span,
        (status.datagrams() - then.datagrams()) / span,
        (status.dropped() - then.dropped()) / span,
        lost(source),
        SourceReading.labels(source),
        source.store().overrides(),
        dimensions,
        source.store().directions(),
        source.listening(),
        source.listeners(),
        source.forwards(),
        capture,
        last == null ? 0 : (packets - last.packets()) / span);
  }

  private static long lost(Source source) {
    try {
      return source.lost();
    } catch (StoreException e) {
      LOG.debug("nothing is known of the exporters of {}", source.name(), e); // their page says so
      return 0;
    }
  }

  private static StoreStatus storeStatus(Source source) {
    try {
      return source.store().status();
    } catch (StoreException e) {
      LOG.debug("no status of {}", source.name(), e); // the source's own status says what is wrong
      return StoreStatus.EMPTY;
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
