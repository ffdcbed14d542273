package weir.ui;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import weir.ingest.IngestStatus;
import weir.store.StoreStatus;

/// A source's condition in words.
final class StatusText {
  private static final String[] BYTE_UNIT = {"B", "KiB", "MiB", "GiB", "TiB"};

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

  /// "12,034 lost · 3 set apart"; empty if neither.
  static String drops(IngestStatus status) {
    String lost = status.dropped() == 0 ? "" : count(status.dropped()) + " lost";
    String setApart = status.setApart() == 0 ? "" : count(status.setApart()) + " set apart";
    return lost + (lost.isEmpty() || setApart.isEmpty() ? "" : " · ") + setApart;
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

  /// Room on disk, in powers of 1024.
  static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < BYTE_UNIT.length - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, BYTE_UNIT[unit]);
  }
}
