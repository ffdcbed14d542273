package weir.ui;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import weir.ingest.IngestStatus;
import weir.store.StoreStatus;

/// A source's condition in words.
final class StatusText {
  private StatusText() {}

  /// "Listening · 1,204 flows/s".
  static String state(SourceReading reading) {
    IngestStatus status = reading.status();
    return switch (status.state()) {
      case LISTENING ->
          status.datagrams() == 0
              ? "Listening, nothing yet"
              : "Receiving · " + count(Math.round(reading.flowsPerSecond())) + " flows/s";
      case READING ->
          status.progress() < 0
              ? "Reading · " + count(status.flows()) + " flows"
              : "Reading · " + Math.round(status.progress() * 100) + " %";
      case READY -> "Ready · " + count(reading.store().rows()) + " flows";
      case FAILED -> "Failed";
    };
  }

  /// The sentence under the state, where there is one to say.
  static String detail(SourceReading reading) {
    IngestStatus status = reading.status();
    boolean waiting = status.state() == IngestStatus.State.LISTENING && status.datagrams() == 0;
    return status.state() == IngestStatus.State.FAILED || waiting ? status.message() : "";
  }

  /// What a source's losses have beside them: flows that are kept elsewhere, and how to lose less.
  static List<String> remarks(IngestStatus status) {
    List<String> remarks = new ArrayList<>();
    if (status.setApart() > 0) {
      remarks.add(
          count(status.setApart())
              + " flows give times that cannot be true. They are kept apart, in the data set's"
              + " quarantine: weir query --quarantine");
    }
    remarks.addAll(status.advice());
    return remarks;
  }

  /// "12,034 lost · 8 refused · 3 set apart"; empty if there is none of these.
  static String drops(IngestStatus status) {
    return Stream.of(
            some(status.dropped(), " lost"),
            some(status.refused(), " refused"),
            some(status.setApart(), " set apart"))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(" · "));
  }

  private static String some(long number, String what) {
    return number == 0 ? "" : count(number) + what;
  }

  /// "12,034 datagrams read"; empty where none is behind the flows.
  static String read(IngestStatus status) {
    return status.datagrams() == 0 ? "" : count(status.datagrams()) + " datagrams read";
  }

  /// Causes, the worst first.
  static List<Map.Entry<String, Long>> causes(IngestStatus status) {
    return status.drops().entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .toList();
  }

  /// "1,204,331 flows · 83.1 MiB".
  static String stored(StoreStatus store) {
    String rows = count(store.rows()) + " flows";
    return store.diskBytes() == 0 ? rows : rows + " · " + bytes(store.diskBytes());
  }

  /// Digits in groups of three.
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /// "oldest record 6 d 4 h ago · next purge in 3 h, frees 210.0 MiB · 1 problem"; empty if there
  /// is nothing to say.
  static String kept(StoreStatus store, Instant now) {
    int problems = store.problems().size();
    return Stream.of(
            store.ageInWords(now),
            store.futureRows() == 0 ? "" : count(store.futureRows()) + " dated in the future",
            problems == 0 ? "" : problems == 1 ? "1 problem" : problems + " problems")
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(" · "));
  }

  /// The same at length, a sentence a line.
  static List<String> keptLines(StoreStatus store, Instant now) {
    List<String> lines = new ArrayList<>();
    if (!store.keeping().limits().isEmpty()) {
      lines.add("Flows stay " + store.keeping().limits() + ".");
      lines.add(store.ageInWords(now));
    }
    if (store.futureRows() > 0) {
      lines.add(
          count(store.futureRows())
              + " flows are dated in the future: the clock of this machine, or of one that wrote them,"
              + " is or was wrong.");
    }
    lines.addAll(store.problems());
    return lines.stream().filter(line -> !line.isEmpty()).toList();
  }

  /// Room on disk, in powers of 1024.
  static String bytes(long bytes) {
    return StoreStatus.inWords(bytes);
  }
}
