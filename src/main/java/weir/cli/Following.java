package weir.cli;

import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import weir.app.EventLog;
import weir.app.Stop;
import weir.ingest.IngestStatus;
import weir.ingest.LiveSource;
import weir.store.Delivery;
import weir.store.StoreStatus;

/// Says in the log how a source is that stores what comes, until the process is told to end.
final class Following {
  /// What could be better is said soon; it costs nothing to ask.
  private static final long ADVICE_MILLIS = 1_000;

  private static final long PROBLEM_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final LiveSource source;
  private final EventLog log;
  private final KeptText kept;
  private final Set<String> advised = new HashSet<>();

  Following(LiveSource source, EventLog log) {
    this.source = source;
    this.log = log;
    this.kept = new KeptText(log::warn);
  }

  /// @param where what comes goes: the beginning of a sentence
  /// @param everyMillis between two lines; one is printed where something has changed
  /// @return the exit status
  int until(Stop stop, String where, long everyMillis) throws InterruptedException {
    kept.problems(source.store().status());
    log.info(where + ", " + source.status().message());
    advise(source.status());
    IngestStatus before = source.status();
    String said = line();
    long dueNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(everyMillis);
    long problemsNanos = System.nanoTime() + PROBLEM_NANOS;
    while (!stop.await(Math.min(ADVICE_MILLIS, everyMillis))) {
      IngestStatus status = source.status();
      advise(status);
      if (System.nanoTime() >= problemsNanos) {
        problemsNanos += PROBLEM_NANOS;
        kept.problems(source.store().status());
      }
      if (System.nanoTime() < dueNanos) {
        continue;
      }
      dueNanos += TimeUnit.MILLISECONDS.toNanos(everyMillis);
      String now = line();
      if (!status.equals(before) || !now.equals(said)) {
        log.info(now + KeptText.of(source.store().status(), Instant.now()));
        source.delay().ifPresent(log::warn);
        before = status;
        said = now;
      }
    }
    int exitStatus = stop.awaitEnd();
    advise(source.status());
    log.info("stopped; " + line());
    return exitStatus;
  }

  /// Says once what could be better.
  private void advise(IngestStatus status) {
    status.advice().stream()
        .filter(sentence -> source.delay().filter(sentence::equals).isEmpty())
        .filter(advised::add)
        .forEach(log::warn);
  }

  private String line() {
    return line(source.status())
        + source.store().delivery().map(Following::words).orElse("")
        + ForwardOption.line(source);
  }

  /// "; 1,234 sent, 56 waiting (1.2 MiB); ch2.example:8123: …".
  static String words(Delivery delivery) {
    StringBuilder words = new StringBuilder();
    words.append(String.format(Locale.ROOT, "; %,d sent", delivery.sent()));
    if (delivery.waiting() > 0) {
      words.append(
          String.format(
              Locale.ROOT,
              ", %,d waiting (%s)",
              delivery.waiting(),
              StoreStatus.inWords(delivery.waitingBytes())));
    }
    if (delivery.setAside() > 0) {
      words.append(String.format(Locale.ROOT, ", %,d set aside", delivery.setAside()));
    }
    delivery.problems().forEach(problem -> words.append("; ").append(problem));
    return words.toString();
  }

  /// What has come in and what became of it.
  static String line(IngestStatus status) {
    String lost = counts(status, false);
    String refused = counts(status, true);
    String setApart =
        status.setApart() == 0
            ? ""
            : String.format(
                Locale.ROOT, "%,d set apart (weir query --quarantine), ", status.setApart());
    return String.format(
        Locale.ROOT,
        "%,d datagrams, %,d flows, %,d stored, %s%s%s",
        status.datagrams(),
        status.flows(),
        status.storedFlows(),
        setApart,
        lost.isEmpty() ? "nothing lost" : "lost " + lost,
        refused.isEmpty() ? "" : ", refused " + refused);
  }

  /// "{queue full=3, socket 2055=8}" of what was lost, or of what was refused; empty where nothing
  /// was.
  private static String counts(IngestStatus status, boolean refusals) {
    Map<String, Long> counts = new TreeMap<>(status.drops());
    counts.keySet().removeIf(cause -> IngestStatus.isRefusal(cause) != refusals);
    return counts.isEmpty() ? "" : counts.toString();
  }
}
