package weir.ui.chart;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import weir.query.TimeRange;

/// The days of a range.
final class Days {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d", Locale.ENGLISH);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
  private static final DateTimeFormatter YEAR =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

  private Days() {}

  /// Whether nobody needs to be told.
  static boolean isToday(TimeRange range, ZoneId zone, LocalDate today) {
    return first(range, zone).equals(today) && last(range, zone).equals(today);
  }

  /// "21 Nov 2026", "28 – 29 Mar 2026", "30 Dec 2025 – 2 Jan 2026".
  static String text(TimeRange range, ZoneId zone) {
    LocalDate first = first(range, zone);
    LocalDate last = last(range, zone);
    if (first.equals(last)) {
      return YEAR.format(first);
    }
    DateTimeFormatter begin =
        first.getYear() != last.getYear()
            ? YEAR
            : first.getMonth() == last.getMonth() ? DAY : MONTH;
    return begin.format(first) + " – " + YEAR.format(last);
  }

  private static LocalDate first(TimeRange range, ZoneId zone) {
    return TimeRange.instant(range.fromNanos()).atZone(zone).toLocalDate();
  }

  private static LocalDate last(TimeRange range, ZoneId zone) {
    long last = Math.max(range.fromNanos(), range.untilNanos() - 1);
    return TimeRange.instant(last).atZone(zone).toLocalDate();
  }
}
