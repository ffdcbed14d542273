package weir.ui;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import weir.ingest.IngestStatus;
import weir.query.SiText;
import weir.store.StoreStatus;

/// A source's condition in words.
final class StatusText {
  private StatusText() {}

  /// On a source's row: "Receiving · 1,204 flows/s", "Capturing · 1.20 kpkt/s", "Reading · 40 %".
  static String state(SourceReading reading) {
    IngestStatus status = reading.status();
    return switch (status.state()) {
      case LISTENING ->
          reading.isCapturing()
              ? reading.isAway()
                  ? "Adapter away"
                  : "Capturing · " + SiText.of(Math.rint(reading.packetsPerSecond()), "pkt/s")
              : status.datagrams() == 0
                  ? "Listening, nothing yet"
                  : "Receiving · " + flowRate(reading);
      case READING -> "Reading · " + done(status).orElse(count(status.flows()) + " flows");
      case READY ->
          (reading.isRemote()
                  ? remote(reading)
                  : reading.isStopped() ? "Stopped" + stoppedAt(status) : "Ready")
              + " · "
              + count(reading.store().rows())
              + " flows"
              + (reading.isUnsaved() ? ", not saved" : "");
      case FAILED -> "Failed";
    };
  }

  private static String remote(SourceReading reading) {
    return !reading.store().problems().isEmpty()
        ? "Out of reach"
        : reading.source().live() ? "Live" : "Ready";
  }

  /// In the status bar: "router.pcap · reading, 40 %", "eth0 · paused, still capturing".
  ///
  /// @param paused whether the display is
  static String named(SourceReading reading, boolean paused) {
    return reading.source().name() + " · " + (paused ? "paused, still " : "") + word(reading);
  }

  private static String word(SourceReading reading) {
    IngestStatus status = reading.status();
    return switch (status.state()) {
      case LISTENING ->
          reading.isCapturing()
              ? reading.isAway() ? "waiting for the adapter" : "capturing"
              : status.datagrams() == 0 ? "waiting" : "receiving";
      case READING -> done(status).map(done -> "reading, " + done).orElse("reading");
      case READY ->
          reading.isRemote()
              ? status.message()
              : reading.isStopped() ? "stopped" + stoppedAt(status) : "complete";
      case FAILED -> "failed";
    };
  }

  /// "Reading router.pcap, 40 %".
  static String reading(SourceReading reading) {
    return "Reading "
        + reading.source().name()
        + done(reading.status()).map(done -> ", " + done).orElse("");
  }

  private static String stoppedAt(IngestStatus status) {
    return done(status).map(done -> " at " + done).orElse("");
  }

  /// How far it has come; empty where there is no end. All of it is said only when it is over.
  private static Optional<String> done(IngestStatus status) {
    return status.progress() < 0
        ? Optional.empty()
        : Optional.of((long) Math.floor(status.progress() * 100) + " %");
  }

  /// "1,204 flows/s · 43 datagrams/s"; of what is not live "12,034 datagrams read".
  ///
  /// @param brief whether there is only room for one of them
  static String rate(SourceReading reading, boolean brief) {
    if (reading.isRemote()) {
      return ""; // how many come in a second, the server does not tell
    }
    if (!reading.source().live()) {
      return read(reading.status());
    }
    if (reading.capture().isPresent()) {
      return brief ? packetRate(reading) : packetRate(reading) + " · " + flowRate(reading);
    }
    return brief
        ? flowRate(reading)
        : flowRate(reading) + " · " + rate(reading.datagramsPerSecond()) + " datagrams/s";
  }

  private static String packetRate(SourceReading reading) {
    return rate(reading.packetsPerSecond()) + " packets/s";
  }

  private static String flowRate(SourceReading reading) {
    return rate(reading.flowsPerSecond()) + " flows/s";
  }

  private static String rate(double perSecond) {
    return count(Math.round(perSecond));
  }

  /// The sentence under the state, where there is one to say.
  static String detail(SourceReading reading) {
    IngestStatus status = reading.status();
    if (reading.capture().isPresent()) {
      return reading.isFailed() ? status.message() : String.join("; ", status.advice());
    }
    boolean waiting = status.state() == IngestStatus.State.LISTENING && status.datagrams() == 0;
    if (reading.isFailed() || waiting) {
      return status.message();
    }
    if (reading.isRemote()) {
      return reading.store().problems().isEmpty()
          ? status.message()
          : String.join("; ", reading.store().problems());
    }
    return reading.source().live() ? reading.deafPorts() : String.join("; ", status.advice());
  }

  /// What a source's losses have beside them: flows that are kept elsewhere, and how to lose less.
  static List<String> remarks(IngestStatus status) {
    List<String> remarks = new ArrayList<>();
    status.leftOutWords().forEach(words -> remarks.add(words + ", which is no loss."));
    if (status.setApart() > 0) {
      remarks.add(
          count(status.setApart())
              + " flows give times that cannot be true. They are kept apart, in the data set's"
              + " quarantine.");
    }
    remarks.addAll(status.advice());
    return remarks;
  }

  /// What Weir did not take in: "12,034 dropped · 8 refused · 3 set apart"; empty if there is none.
  static String drops(IngestStatus status) {
    return joined(
        some(status.dropped(), " dropped"),
        some(status.refused(), " refused"),
        some(
            status.leftOut().values().stream().mapToLong(Long::longValue).sum(),
            " not stored by filters"),
        some(status.setApart(), " set apart"));
  }

  /// What never came, by the sequence numbers: "312 lost"; empty if there is none.
  static String lost(SourceReading reading) {
    return some(reading.lost(), " lost");
  }

  static String lostAtLength(SourceReading reading) {
    return reading.lost() == 0
        ? "Nothing: no sequence number of what the exporters sent is missing."
        : "The sequence numbers of what the exporters sent have gaps: "
            + count(reading.lost())
            + " never came, counted in flows (NetFlow 5), datagrams (NetFlow 9, sFlow) or records"
            + " (IPFIX). The network or the exporters lost them; the page of exporters says whose"
            + " they are.";
  }

  /// Both, for a source's row.
  static String losses(SourceReading reading) {
    return joined(drops(reading.status()), lost(reading));
  }

  private static String joined(String... texts) {
    return Stream.of(texts).filter(text -> !text.isEmpty()).collect(Collectors.joining(" · "));
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
    return joined(
        store.ageInWords(now),
        store.staleInWords(),
        store.futureRows() == 0 ? "" : count(store.futureRows()) + " dated in the future",
        problems == 0 ? "" : problems == 1 ? "1 problem" : problems + " problems");
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
              + " flows are dated in the future: the clock of this machine, or of one that wrote"
              + " them, is or was wrong.");
    }
    if (store.staleSlices() > 0) {
      lines.add(
          (store.remaking().directions() ? "Rules of directions" : "Sampling rates")
              + " have changed: "
              + store.staleInWords()
              + "; until then questions look at the flows themselves.");
    }
    lines.addAll(store.problems());
    return lines.stream().filter(line -> !line.isEmpty()).toList();
  }

  /// Room on disk, in powers of 1024.
  static String bytes(long bytes) {
    return StoreStatus.inWords(bytes);
  }
}
