package weir.ui;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import weir.query.TimeRange;
import weir.screen.Saved;
import weir.screen.Screen;

/// Screens and workspaces in words.
final class ScreenText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss", Locale.ENGLISH);
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final int MOST_FILTER = 120;

  private ScreenText() {}

  /// "Overview, 21 Nov 2026 10:00:00 – 10:05:00 UTC, tcp".
  static String of(Screen screen) {
    TimeRange range = screen.range();
    var from = TimeRange.instant(range.fromNanos()).atZone(screen.zone());
    var until = TimeRange.instant(range.untilNanos()).atZone(screen.zone());
    boolean sameDay = from.toLocalDate().equals(until.toLocalDate());
    String filter = screen.filter();
    return screen.view().title()
        + ", "
        + TIME.format(from)
        + " – "
        + (sameDay ? CLOCK : TIME).format(until)
        + " "
        + zone(screen.zone())
        + (filter.isEmpty()
            ? ", every flow"
            : ", "
                + (filter.length() > MOST_FILTER
                    ? filter.substring(0, MOST_FILTER) + "…"
                    : filter));
  }

  private static String zone(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }

  /// "Saved 22 Nov 2026 08:00:00 UTC by Weir 1.0, of router.pcap".
  static String of(Saved saved) {
    return "Saved "
        + at(saved.written())
        + (saved.by().isEmpty() ? "" : " by " + saved.by())
        + (saved.source().isEmpty() ? "" : ", of " + saved.source())
        + saved.flows().map(ScreenText::of).orElse("");
  }

  private static String at(Instant written) {
    return TIME.format(written.atZone(ZoneOffset.UTC)) + " UTC";
  }

  private static String of(Saved.Flows flows) {
    return String.format(Locale.ROOT, ", %,d flows", flows.rows())
        + (flows.anonymised().isEmpty()
            ? ""
            : ", addresses and names are others (" + flows.anonymised() + ")");
  }

  /// Why it is not as who saved it saw it; empty where it is.
  static String lacking(Saved saved) {
    String remarks = String.join("; ", saved.remarks());
    if (!saved.newer()) {
      return remarks.isEmpty() ? "" : "Not all of it is understood: " + remarks;
    }
    return "A newer Weir wrote it. It can be looked at, and not be written over"
        + (remarks.isEmpty() ? "." : "; what is not understood is left out: " + remarks);
  }
}
