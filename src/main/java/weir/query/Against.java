package weir.query;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;

/// Which flows those on the screen are compared with, as a person chose it.
public sealed interface Against {
  /// As long a stretch of time, right before.
  record Before() implements Against {}

  /// As long a stretch of time, a step of the calendar earlier.
  record Earlier(Step step) implements Against {}

  /// Another stretch of time.
  record During(TimeRange range) implements Against {}

  /// Other flows of the same time.
  record Others(Filter filter) implements Against {}

  /// How much earlier.
  enum Step {
    HOUR("an hour earlier"),
    DAY("a day earlier"),
    WEEK("a week earlier"),
    /// Of the calendar in UTC; as long a stretch of time.
    MONTH("a month earlier");

    private final String words;

    Step(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }

    private long before(long nanos) {
      return switch (this) {
        case HOUR -> nanos - Duration.ofHours(1).toNanos();
        case DAY -> nanos - Duration.ofDays(1).toNanos();
        case WEEK -> nanos - Duration.ofDays(7).toNanos();
        case MONTH ->
            TimeRange.nanos(
                TimeRange.instant(nanos).atOffset(ZoneOffset.UTC).minusMonths(1).toInstant());
      };
    }
  }

  /// The time of the flows that those of `shown` are compared with; what lies before 1970 is left
  /// out.
  default TimeRange range(TimeRange shown) {
    return switch (this) {
      case Before() -> from(shown.fromNanos() - shown.lengthNanos(), shown.lengthNanos());
      case Earlier(Step step) -> from(step.before(shown.fromNanos()), shown.lengthNanos());
      case During(TimeRange range) -> range;
      case Others(Filter _) -> shown;
    };
  }

  private static TimeRange from(long from, long length) {
    long first = Math.max(0, from);
    return new TimeRange(first, Math.max(first + FlowQuery.SECOND, from + length));
  }

  /// The filter of the flows that those of `shown` are compared with.
  default Filter filter(Filter shown) {
    return this instanceof Others(Filter filter) ? filter : shown;
  }

  /// What these flows are asked where `shown` is asked of those on the screen.
  default Frame frame(Frame shown) {
    return shown.with(range(shown.range()), filter(shown.filter()));
  }

  /// In one word or two, to be kept in files and links: "day", "before",
  /// "2026-11-21T10:00:00Z/2026-11-21T11:00:00Z", "filter:dst port 443".
  default String text() {
    return switch (this) {
      case Before() -> "before";
      case Earlier(Step step) -> step.name().toLowerCase(Locale.ROOT);
      case During(TimeRange range) ->
          TimeRange.instant(range.fromNanos()) + "/" + TimeRange.instant(range.untilNanos());
      case Others(Filter filter) -> "filter:" + FilterText.of(filter);
    };
  }

  /// Reads [#text].
  ///
  /// @param words of the data set's filters
  /// @throws IllegalArgumentException with a sentence that says what is wrong with it
  static Against parse(String text, Dimensions words) {
    if (text.equals("before")) {
      return new Before();
    }
    if (text.startsWith("filter:")) {
      try {
        return new Others(FilterParser.parse(text.substring("filter:".length()), words));
      } catch (FilterSyntaxException e) {
        throw new IllegalArgumentException(
            "the filter to compare with is not understood: " + e.getMessage(), e);
      }
    }
    int slash = text.indexOf('/');
    return slash < 0
        ? new Earlier(step(text))
        : new During(during(text.substring(0, slash), text.substring(slash + 1)));
  }

  private static Step step(String word) {
    return Arrays.stream(Step.values())
        .filter(step -> step.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "what is compared with is before, hour, day, week, month, two times with a"
                        + " slash between them, or filter: and a filter"));
  }

  private static TimeRange during(String from, String until) {
    try {
      Instant first = Instant.parse(from);
      Instant last = Instant.parse(until);
      if (first.isBefore(last) && first.getEpochSecond() >= 0) {
        return TimeRange.of(first, last);
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "what is compared with has a time that is none, as 2026-11-21T10:00:00Z is", e);
    }
    throw new IllegalArgumentException(
        "what is compared with is to begin before it ends, and not before 1970");
  }
}
