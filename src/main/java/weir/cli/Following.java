package weir.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import weir.app.EventLog;
import weir.app.Stop;
import weir.ingest.IngestStatus;
import weir.ingest.LiveSource;
import weir.store.Delivery;
import weir.store.StoreStatus;

/// Says in the log how sources are that store what comes, until the process is told to end.
final class Following {
  /// What could be better is said soon; it costs nothing to ask.
  private static final long ADVICE_MILLIS = 1_000;

  private static final long PROBLEM_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final List<Followed> all = new ArrayList<>();
  private final EventLog log;

  /// One source: where its flows go, what was said of it.
  private final class Followed {
    private final LiveSource source;
    private final String prefix;
    private final KeptText kept;
    private final Set<String> advised = new HashSet<>();
    private IngestStatus before;
    private String said;

    Followed(LiveSource source, String prefix) {
      this.source = source;
      this.prefix = prefix;
      this.kept = new KeptText(sentence -> log.warn(prefix + sentence));
      this.before = source.status();
      this.said = line();
    }

    private void begin(String where) {
      kept.problems(source.store().status());
      log.info(where + ", " + source.status().message());
      advise();
    }

    private void say() {
      IngestStatus status = source.status();
      String now = line();
      if (!status.equals(before) || !now.equals(said)) {
        log.info(prefix + now + KeptText.of(source.store().status(), Instant.now()));
        source.delay().ifPresent(delay -> log.warn(prefix + delay));
        before = status;
        said = now;
      }
    }

    /// Says once what could be better.
    private void advise() {
      source.status().advice().stream()
          .filter(sentence -> source.delay().filter(sentence::equals).isEmpty())
          .filter(advised::add)
          .forEach(sentence -> log.warn(prefix + sentence));
    }

    private String line() {
      return Following.line(source.status())
          + source.store().delivery().map(Following::words).orElse("")
          + ForwardOption.line(source);
    }
  }

  /// Of a source that has no other beside it.
  Following(LiveSource source, EventLog log) {
    this(List.of(source), log);
  }

  /// @param sources the main one, and others, whose lines begin with their names
  Following(List<LiveSource> sources, EventLog log) {
    this.log = log;
    for (LiveSource source : sources) {
      all.add(new Followed(source, all.isEmpty() ? "" : source.name() + ": "));
    }
  }

  int until(Stop stop, String where, long everyMillis) throws InterruptedException {
    return until(stop, List.of(where), everyMillis);
  }

  /// @param where what comes goes, of each source: the beginning of a sentence
  /// @param everyMillis between two lines; one is printed where something has changed
  /// @return the exit status
  int until(Stop stop, List<String> where, long everyMillis) throws InterruptedException {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).begin(where.get(i));
    }
    long dueNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(everyMillis);
    long problemsNanos = System.nanoTime() + PROBLEM_NANOS;
    while (!stop.await(Math.min(ADVICE_MILLIS, everyMillis))) {
      all.forEach(Followed::advise);
      if (System.nanoTime() >= problemsNanos) {
        problemsNanos += PROBLEM_NANOS;
        all.forEach(one -> one.kept.problems(one.source.store().status()));
      }
      if (System.nanoTime() < dueNanos) {
        continue;
      }
      dueNanos += TimeUnit.MILLISECONDS.toNanos(everyMillis);
      all.forEach(Followed::say);
    }
    int exitStatus = stop.awaitEnd();
    all.forEach(Followed::advise);
    all.forEach(one -> log.info(one.prefix + "stopped; " + one.line()));
    return exitStatus;
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
        "%,d datagrams, %,d flows, %,d stored, %s%s%s%s",
        status.datagrams(),
        status.flows(),
        status.storedFlows(),
        setApart,
        lost.isEmpty() ? "nothing lost" : "lost " + lost,
        refused.isEmpty() ? "" : ", refused " + refused,
        status.leftOutWords().stream().map(words -> ", " + words).collect(Collectors.joining()));
  }

  /// "{queue full=3, socket 2055=8}" of what was lost, or of what was refused; empty where nothing
  /// was.
  private static String counts(IngestStatus status, boolean refusals) {
    Map<String, Long> counts = new TreeMap<>(status.drops());
    counts.keySet().removeIf(cause -> IngestStatus.isRefusal(cause) != refusals);
    return counts.isEmpty() ? "" : counts.toString();
  }
}
