package weir.ui.explore;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import weir.query.RangeChoice;
import weir.query.TimeRange;

/// A choice of time in words.
final class RangeText {
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("d MMM HH:mm:ss", java.util.Locale.ENGLISH);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private RangeText() {}

  static String of(RangeChoice choice, ZoneId zone) {
    return switch (choice) {
      case RangeChoice.Last(Duration length) -> "Last " + length(length);
      case RangeChoice.Everything() -> "Whole data set";
      case RangeChoice.Between(TimeRange range) -> between(range, zone);
    };
  }

  private static String between(TimeRange range, ZoneId zone) {
    ZonedDateTime from = TimeRange.instant(range.fromNanos()).atZone(zone);
    ZonedDateTime until = TimeRange.instant(range.untilNanos()).atZone(zone);
    boolean sameDay = from.toLocalDate().equals(until.toLocalDate());
    return DATE_TIME.format(from) + " – " + (sameDay ? TIME : DATE_TIME).format(until);
  }

  private static String length(Duration length) {
    long minutes = length.toMinutes();
    if (minutes % 1440 == 0 && minutes > 1440) {
      return minutes / 1440 + " days";
    }
    if (minutes % 60 == 0) {
      return minutes == 60 ? "hour" : minutes / 60 + " hours";
    }
    return minutes + " minutes";
  }
}
