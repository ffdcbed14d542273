package weir.ui.explore;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Optional;
import weir.query.RangeWords;
import weir.query.TimeRange;

/// A range as it is typed: what it means, or what is wrong with which end.
///
/// @param range where both ends are right
/// @param fromProblem a sentence; empty for none
/// @param untilProblem the same
record RangeInput(Optional<TimeRange> range, String fromProblem, String untilProblem) {
  static final DateTimeFormatter TEXT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("H:mm[:ss]")
          .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
          .toFormatter()
          .withResolverStyle(ResolverStyle.STRICT);

  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = TimeRange.instant(Long.MAX_VALUE);

  /// @param zone whose clock was read
  /// @param now what "now" is, and which day a time without one is on
  static RangeInput read(String from, String until, ZoneId zone, Instant now) {
    End start = End.read(from, false, zone, now);
    End end = End.read(until, true, zone, now);
    if (!start.problem.isEmpty() || !end.problem.isEmpty()) {
      return new RangeInput(Optional.empty(), start.problem, end.problem);
    }
    if (!end.at.isAfter(start.at)) {
      return new RangeInput(Optional.empty(), "", "This is not after the beginning");
    }
    return new RangeInput(Optional.of(TimeRange.of(start.at, end.at)), "", "");
  }

  /// The day that is typed, as far as there is one.
  static Optional<LocalDate> day(String text) {
    try {
      String[] words = words(text);
      return Optional.of(LocalDate.parse(words[0], DAY));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /// The same time on another day.
  static String withDay(String text, LocalDate day, boolean until) {
    String[] words = words(text);
    LocalTime time = until ? LocalTime.of(23, 59, 59) : LocalTime.MIDNIGHT;
    try {
      time = LocalTime.parse(words[words.length - 1], TIME);
    } catch (DateTimeException e) {
      // what stands there is no time: the whole day is meant
    }
    return TEXT.format(day.atTime(time));
  }

  private static String[] words(String text) {
    return text.replace('T', ' ').strip().split("\\s+");
  }

  /// One end; the moment counts where there is no problem.
  private record End(Instant at, String problem) {
    static End read(String text, boolean until, ZoneId zone, Instant now) {
      try {
        Instant at = moment(words(text), until, zone, now);
        return at.isBefore(FIRST) || at.isAfter(LAST)
            ? new End(now, "Times go from 1970 to 2262")
            : new End(at, "");
      } catch (DateTimeException e) {
        return said(text, until, zone, now);
      }
    }

    private static End said(String text, boolean until, ZoneId zone, Instant now) {
      try {
        return new End(new RangeWords(zone, now).moment(text, until), "");
      } catch (IllegalArgumentException e) {
        return new End(now, "Write 2026-11-29 14:05, 14:05, yesterday 14:00, mon 9:00 or now");
      }
    }

    /// A day without a time is all of it.
    private static Instant moment(String[] words, boolean until, ZoneId zone, Instant now) {
      if (words.length == 1 && words[0].equalsIgnoreCase("now")) {
        return now;
      }
      if (words.length == 1 && words[0].indexOf(':') >= 0) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return today.atTime(LocalTime.parse(words[0], TIME)).atZone(zone).toInstant();
      }
      LocalDate day = LocalDate.parse(words[0], DAY);
      if (words.length == 1) {
        return day.plusDays(until ? 1 : 0).atStartOfDay(zone).toInstant();
      }
      if (words.length > 2) {
        throw new DateTimeException("more than a day and a time");
      }
      return LocalDateTime.of(day, LocalTime.parse(words[1], TIME)).atZone(zone).toInstant();
    }
  }
}
