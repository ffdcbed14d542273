package weir.query;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads times and ranges as people say them: "yesterday 14:00-15:00", "last 90 min", "mon 9:00",
/// "2026-11-29T14:00/PT1H", "from nov 28 to yesterday noon".
///
/// @param zone whose clock is read
/// @param now what "now" is
public record RangeWords(ZoneId zone, Instant now) {
  /// What can be written, for a sentence.
  public static final String EXAMPLES =
      "write yesterday 14:00-15:00, last 90 min, today, mon 9:00 or 2026-11-29T14:00/PT1H";

  private static final Pattern LAST =
      Pattern.compile("(?:last|past|previous|-)? *(\\d{1,9})? *([a-zµ]+)");
  private static final Pattern AGO = Pattern.compile("(\\d{1,9}) *([a-z]+) ago");
  private static final Pattern BACK = Pattern.compile("(?:now *)?- *(\\d{1,9}) *([a-z]+)");
  private static final Pattern TIME =
      Pattern.compile("(\\d{1,2})(?::(\\d{2})(?::(\\d{2}))?)? *(am|pm)?");
  private static final Pattern PARTS =
      Pattern.compile(
          "(?:from +|between +)?(.+?) *(?:–|—| to | until | till | and | - |\\.\\.) *(.+)");

  /// "14:00-15:00", the only hyphen between two times.
  private static final Pattern TIMES =
      Pattern.compile(
          "(?:(.+?)[ t]+)?(\\d{1,2}(?::\\d{2}){0,2} *(?:am|pm)?) *[-–—] *(\\d{1,2}(?::\\d{2}){1,2}|\\d{1,2} *(?:am|pm)|\\d{1,2}(?::\\d{2}){1,2} *(?:am|pm))");

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);

  private static final Map<String, Duration> UNITS =
      Map.ofEntries(
          Map.entry("s", Duration.ofSeconds(1)),
          Map.entry("sec", Duration.ofSeconds(1)),
          Map.entry("second", Duration.ofSeconds(1)),
          Map.entry("m", Duration.ofMinutes(1)),
          Map.entry("min", Duration.ofMinutes(1)),
          Map.entry("minute", Duration.ofMinutes(1)),
          Map.entry("h", Duration.ofHours(1)),
          Map.entry("hr", Duration.ofHours(1)),
          Map.entry("hour", Duration.ofHours(1)),
          Map.entry("d", Duration.ofDays(1)),
          Map.entry("day", Duration.ofDays(1)),
          Map.entry("w", Duration.ofDays(7)),
          Map.entry("week", Duration.ofDays(7)));

  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST_MOMENT = TimeRange.instant(Long.MAX_VALUE);

  /// What was said: a moment, or a day or more from its beginning to its end.
  private record Span(ZonedDateTime from, ZonedDateTime until) {
    static Span at(ZonedDateTime moment) {
      return new Span(moment, moment);
    }

    boolean isMoment() {
      return from.equals(until);
    }
  }

  /// Reads a range.
  ///
  /// @throws IllegalArgumentException with a sentence
  public RangeChoice range(String text) {
    String words = text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    try {
      return read(words, text.strip());
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException("'" + text.strip() + "' is no range; " + EXAMPLES, e);
    }
  }

  /// Reads one end of a range.
  ///
  /// @param end whether a whole day ends there, or begins
  /// @throws IllegalArgumentException with a sentence
  public Instant moment(String text, boolean end) {
    try {
      Span span = span(text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " "));
      return checked((end ? span.until() : span.from()).toInstant());
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "'"
              + text.strip()
              + "' is no time; write 2026-11-29 14:05, 14:05, yesterday 14:00, mon 9:00,"
              + " 2 h ago or now",
          e);
    }
  }

  private RangeChoice read(String words, String written) {
    if (words.equals("all") || words.equals("everything") || words.equals("whole data set")) {
      return new RangeChoice.Everything();
    }
    Optional<Duration> last = last(words);
    if (last.isPresent()) {
      return new RangeChoice.Last(last.get());
    }
    if (written.indexOf('/') >= 0) {
      return iso(written);
    }
    if (words.startsWith("since ")) {
      return between(span(words.substring("since ".length())).from(), at(now));
    }
    Matcher times = TIMES.matcher(words);
    if (times.matches()) {
      String day = times.group(1) == null ? "today" : times.group(1);
      return daily(span(day), times.group(2), times.group(3));
    }
    Matcher parts = PARTS.matcher(words);
    if (parts.matches()) {
      Span from = span(parts.group(1));
      Optional<LocalTime> time = time(parts.group(2));
      return time.isPresent()
          ? until(from.from(), time.get())
          : between(from.from(), span(parts.group(2)).until());
    }
    Span span = span(words);
    boolean goesOn = span.isMoment() || span.until().toInstant().isAfter(now);
    return between(
        span.from(), goesOn && span.from().toInstant().isBefore(now) ? at(now) : span.until());
  }

  /// "last 90 min", "90m", "last hour".
  private static Optional<Duration> last(String words) {
    Matcher match = LAST.matcher(words);
    if (!match.matches()
        || (match.group(1) == null && !words.startsWith("last ") && !words.startsWith("past "))) {
      return Optional.empty();
    }
    long amount = match.group(1) == null ? 1 : Long.parseLong(match.group(1));
    return unit(match.group(2)).map(unit -> unit.multipliedBy(amount)).filter(Duration::isPositive);
  }

  private static Optional<Duration> unit(String word) {
    Duration unit = UNITS.get(word);
    boolean many = unit == null && word.endsWith("s");
    return Optional.ofNullable(many ? UNITS.get(word.substring(0, word.length() - 1)) : unit);
  }

  /// ISO 8601: two times, or one and how long before or after.
  private RangeChoice iso(String text) {
    String[] halves = text.split("/", -1);
    if (halves.length != 2) {
      throw new DateTimeException("more than two parts");
    }
    boolean before = halves[0].toUpperCase(Locale.ROOT).startsWith("P");
    boolean after = halves[1].toUpperCase(Locale.ROOT).startsWith("P");
    if (before && after) {
      throw new DateTimeException("two lengths");
    }
    if (before) {
      ZonedDateTime until = span(halves[1].toLowerCase(Locale.ROOT)).until();
      return between(moved(until, halves[0], -1), until);
    }
    Span from = span(halves[0].toLowerCase(Locale.ROOT));
    return between(
        from.from(),
        after
            ? moved(from.from(), halves[1], 1)
            : span(halves[1].toLowerCase(Locale.ROOT)).until());
  }

  private static ZonedDateTime moved(ZonedDateTime from, String length, int sign) {
    String upper = length.toUpperCase(Locale.ROOT);
    int time = upper.indexOf('T');
    String days = time < 0 ? upper : upper.substring(0, time);
    Period period = days.equals("P") ? Period.ZERO : Period.parse(days);
    Duration rest = time < 0 ? Duration.ZERO : Duration.parse("P" + upper.substring(time));
    return from.plus(period.multipliedBy(sign)).plus(rest.multipliedBy(sign));
  }

  private RangeChoice daily(Span day, String from, String until) {
    LocalTime first = time(from).orElseThrow(() -> new DateTimeException(from));
    LocalTime last = time(until).orElseThrow(() -> new DateTimeException(until));
    return until(day.from().with(first), last);
  }

  /// Until that time of the same day, or of the next one.
  private RangeChoice until(ZonedDateTime from, LocalTime last) {
    ZonedDateTime until = from.with(last);
    return between(
        from,
        until.isAfter(from) ? until : from.toLocalDate().plusDays(1).atTime(last).atZone(zone));
  }

  private RangeChoice between(ZonedDateTime from, ZonedDateTime until) {
    Instant first = checked(from.toInstant());
    Instant last = checked(until.toInstant());
    if (!last.isAfter(first)) {
      throw new IllegalArgumentException("the end of this range is not after its beginning");
    }
    return new RangeChoice.Between(TimeRange.of(first, last));
  }

  private static Instant checked(Instant moment) {
    if (moment.isBefore(FIRST) || moment.isAfter(LAST_MOMENT)) {
      throw new IllegalArgumentException("Times go from 1970 to 2262");
    }
    return moment;
  }

  private ZonedDateTime at(Instant moment) {
    return moment.atZone(zone);
  }

  private Span span(String words) {
    String text = words.startsWith("on ") ? words.substring(3) : words;
    if (text.equals("now")) {
      return Span.at(at(now));
    }
    for (Pattern back : new Pattern[] {AGO, BACK}) {
      Matcher match = back.matcher(text);
      if (match.matches()) {
        Duration unit =
            unit(match.group(2)).orElseThrow(() -> new DateTimeException(match.group(2)));
        return Span.at(at(now.minus(unit.multipliedBy(Long.parseLong(match.group(1))))));
      }
    }
    Optional<ZonedDateTime> exact = exact(text);
    if (exact.isPresent()) {
      return Span.at(exact.get());
    }
    Optional<Span> day = days(text);
    if (day.isPresent()) {
      return day.get();
    }
    Optional<LocalTime> alone = time(text).filter(_ -> !text.matches("\\d+"));
    if (alone.isPresent()) {
      return Span.at(at(now).toLocalDate().atTime(alone.get()).atZone(zone));
    }
    // a day, and a time of it
    for (int at = text.length() - 1; at > 0; at--) {
      if (text.charAt(at) == ' '
          || (text.charAt(at) == 't' && Character.isDigit(text.charAt(at - 1)))) {
        String rest = text.substring(at + 1);
        Optional<LocalTime> time = time(rest);
        String before = text.substring(0, at).replaceAll("(,| at)$", "");
        Optional<Span> of = days(before);
        if (time.isPresent() && of.isPresent()) {
          return Span.at(of.get().from().toLocalDate().atTime(time.get()).atZone(zone));
        }
      }
    }
    throw new DateTimeException(words);
  }

  /// With an offset from UTC.
  private static Optional<ZonedDateTime> exact(String text) {
    if (!text.matches("\\d{4}-\\d\\d-\\d\\d[t ].*(z|[+-]\\d\\d:?\\d\\d)")) {
      return Optional.empty();
    }
    String iso = text.replace(' ', 't').toUpperCase(Locale.ROOT);
    return Optional.of(
        OffsetDateTime.parse(iso.replaceAll("([+-]\\d\\d)(\\d\\d)$", "$1:$2")).toZonedDateTime());
  }

  /// A day, a week, or a month.
  private Optional<Span> days(String text) {
    LocalDate today = at(now).toLocalDate();
    return switch (text) {
      case "today" -> Optional.of(days(today, 1));
      case "yesterday" -> Optional.of(days(today.minusDays(1), 1));
      case "this week" ->
          Optional.of(days(today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), 7));
      case "this month" -> Optional.of(month(today.withDayOfMonth(1)));
      case "last month" -> Optional.of(month(today.withDayOfMonth(1).minusMonths(1)));
      default -> weekday(text, today).or(() -> date(text, today)).map(day -> days(day, 1));
    };
  }

  private Span days(LocalDate first, int days) {
    return new Span(first.atStartOfDay(zone), first.plusDays(days).atStartOfDay(zone));
  }

  private Span month(LocalDate first) {
    return new Span(first.atStartOfDay(zone), first.plusMonths(1).atStartOfDay(zone));
  }

  /// The newest of them that has begun.
  private static Optional<LocalDate> weekday(String text, LocalDate today) {
    String word = text.startsWith("last ") ? text.substring("last ".length()) : text;
    for (DayOfWeek day : DayOfWeek.values()) {
      String name = day.getDisplayName(TextStyle.FULL, Locale.ENGLISH).toLowerCase(Locale.ROOT);
      if (word.length() >= 3 && name.startsWith(word)) {
        return Optional.of(
            today.with(
                word.equals(text)
                    ? TemporalAdjusters.previousOrSame(day)
                    : TemporalAdjusters.previous(day)));
      }
    }
    return Optional.empty();
  }

  /// "2026-11-29", "29 nov", "nov 29 2026"; without a year the newest that has begun.
  private static Optional<LocalDate> date(String text, LocalDate today) {
    try {
      return Optional.of(LocalDate.parse(text, DAY));
    } catch (DateTimeParseException e) {
      Matcher words =
          Pattern.compile("(?:(\\d{1,2})\\.? ([a-z]{3,9})|([a-z]{3,9}) (\\d{1,2}),?)(?: (\\d{4}))?")
              .matcher(text);
      if (!words.matches()) {
        return Optional.empty();
      }
      String name = words.group(2) == null ? words.group(3) : words.group(2);
      String number = words.group(1) == null ? words.group(4) : words.group(1);
      for (int month = 1; month <= 12; month++) {
        String full =
            java.time.Month.of(month)
                .getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                .toLowerCase(Locale.ROOT);
        if (full.startsWith(name)) {
          int year = words.group(5) == null ? today.getYear() : Integer.parseInt(words.group(5));
          LocalDate day = LocalDate.of(year, month, Integer.parseInt(number));
          boolean later = words.group(5) == null && day.isAfter(today);
          return Optional.of(later ? day.minus(1, ChronoUnit.YEARS) : day);
        }
      }
      return Optional.empty();
    }
  }

  /// "14:05", "14:05:30", "7pm", "noon".
  private static Optional<LocalTime> time(String text) {
    switch (text) {
      case "noon" -> {
        return Optional.of(LocalTime.NOON);
      }
      case "midnight", "24:00" -> {
        return Optional.of(LocalTime.MIDNIGHT);
      }
      default -> {
        Matcher match = TIME.matcher(text);
        if (!match.matches() || (match.group(2) == null && match.group(4) == null)) {
          return Optional.empty();
        }
        int hour = Integer.parseInt(match.group(1));
        if (match.group(4) != null) {
          if (hour < 1 || hour > 12) {
            return Optional.empty();
          }
          hour = hour % 12 + (match.group(4).equals("pm") ? 12 : 0);
        }
        int minute = match.group(2) == null ? 0 : Integer.parseInt(match.group(2));
        int second = match.group(3) == null ? 0 : Integer.parseInt(match.group(3));
        return hour > 23 || minute > 59 || second > 59
            ? Optional.empty()
            : Optional.of(LocalTime.of(hour, minute, second));
      }
    }
  }
}
