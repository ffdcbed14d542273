package weir.ui.explore;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import weir.query.Against;
import weir.query.Filter;
import weir.query.FilterText;
import weir.query.RangeChoice;
import weir.query.TimeRange;

/// A choice of time in words: no longer than it needs to be today.
///
/// @param zone whose clock is read
/// @param nowNanos what is today
public record RangeText(ZoneId zone, long nowNanos) {
  /// Characters of a filter among other words.
  private static final int MOST_FILTER = 32;

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
  private static final DateTimeFormatter DAY_OF_YEAR =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss");

  public String of(RangeChoice choice) {
    return switch (choice) {
      case RangeChoice.Last(Duration length) -> "Last " + length(length);
      case RangeChoice.Everything() -> "Whole data set";
      case RangeChoice.Between(TimeRange range) -> between(range);
    };
  }

  /// What is compared with: "a day earlier", "10:00 – 11:00", "flows of dst port 443".
  public String of(Against other) {
    return switch (other) {
      case Against.Before() -> "the time before";
      case Against.Earlier(Against.Step step) -> step.words();
      case Against.During(TimeRange range) -> between(range);
      case Against.Others(Filter filter) ->
          filter.isAll() ? "all flows" : "flows of " + cut(FilterText.of(filter));
    };
  }

  private static String cut(String text) {
    return text.length() <= MOST_FILTER ? text : text.substring(0, MOST_FILTER - 1) + "…";
  }

  /// With all that the short words leave out.
  public String whole(TimeRange range) {
    ZonedDateTime from = at(range.fromNanos());
    ZonedDateTime until = at(range.untilNanos());
    return "From "
        + DAY_OF_YEAR.format(from)
        + " "
        + SECOND.format(from)
        + " until "
        + DAY_OF_YEAR.format(until)
        + " "
        + SECOND.format(until)
        + " ("
        + zoneName(zone)
        + ")";
  }

  /// "UTC", "Europe/Berlin (Central European Time)".
  public static String zoneName(ZoneId zone) {
    if (zone.normalized().equals(ZoneOffset.UTC)) {
      return "UTC";
    }
    String name = zone.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    return name.equals(zone.getId()) ? name : zone.getId() + ", " + name;
  }

  private ZonedDateTime at(long nanos) {
    return TimeRange.instant(nanos).atZone(zone);
  }

  private String between(TimeRange range) {
    ZonedDateTime from = at(range.fromNanos());
    ZonedDateTime until = at(range.untilNanos());
    boolean minutes = from.getSecond() == 0 && until.getSecond() == 0;
    DateTimeFormatter time = minutes ? MINUTE : SECOND;
    LocalDate today = at(nowNanos).toLocalDate();
    boolean sameDay = from.toLocalDate().equals(until.toLocalDate());
    boolean thisYear = from.getYear() == today.getYear() && until.getYear() == today.getYear();
    DateTimeFormatter day = thisYear ? DAY : DAY_OF_YEAR;
    boolean dated = !sameDay || !from.toLocalDate().equals(today);
    return (dated ? day.format(from) + " " : "")
        + time.format(from)
        + " – "
        + (sameDay ? "" : day.format(until) + " ")
        + time.format(until);
  }

  private static String length(Duration length) {
    long minutes = length.toMinutes();
    if (minutes % 1440 == 0 && minutes > 1440) {
      return minutes / 1440 + " days";
    }
    if (minutes % 60 == 0) {
      return minutes == 60 ? "hour" : minutes / 60 + " hours";
    }
    return minutes == 1 ? "minute" : minutes + " minutes";
  }
}
