package weir.ui.chart;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import weir.query.FlowQuery;
import weir.query.TimeRange;

/// Round instants of a time axis in a zone, with labels as short as they can be.
final class TimeTicks {
  /// @param label the time of day, or the day where one begins
  record Tick(long nanos, String label) {}

  /// Step of an axis; months and years have no fixed length, so a step is a count of a unit.
  private record Step(int count, ChronoUnit unit) {
    long seconds() {
      return count * unit.getDuration().toSeconds();
    }
  }

  private static final List<Step> STEPS =
      List.of(
          new Step(1, ChronoUnit.SECONDS),
          new Step(2, ChronoUnit.SECONDS),
          new Step(5, ChronoUnit.SECONDS),
          new Step(10, ChronoUnit.SECONDS),
          new Step(15, ChronoUnit.SECONDS),
          new Step(30, ChronoUnit.SECONDS),
          new Step(1, ChronoUnit.MINUTES),
          new Step(2, ChronoUnit.MINUTES),
          new Step(5, ChronoUnit.MINUTES),
          new Step(10, ChronoUnit.MINUTES),
          new Step(15, ChronoUnit.MINUTES),
          new Step(30, ChronoUnit.MINUTES),
          new Step(1, ChronoUnit.HOURS),
          new Step(2, ChronoUnit.HOURS),
          new Step(3, ChronoUnit.HOURS),
          new Step(6, ChronoUnit.HOURS),
          new Step(12, ChronoUnit.HOURS),
          new Step(1, ChronoUnit.DAYS),
          new Step(2, ChronoUnit.DAYS),
          new Step(1, ChronoUnit.WEEKS),
          new Step(1, ChronoUnit.MONTHS),
          new Step(3, ChronoUnit.MONTHS),
          new Step(1, ChronoUnit.YEARS),
          new Step(10, ChronoUnit.YEARS));

  private static final DateTimeFormatter SECOND = format("HH:mm:ss");
  private static final DateTimeFormatter MINUTE = format("HH:mm");
  private static final DateTimeFormatter DAY = format("d MMM");
  private static final DateTimeFormatter YEAR = format("yyyy");

  private TimeTicks() {}

  /// @param most how many labels fit side by side
  /// @param dated whether the first tick says which day it is
  static List<Tick> of(TimeRange range, ZoneId zone, int most, boolean dated) {
    Step step = step(range.lengthNanos() / FlowQuery.SECOND, Math.max(1, most));
    List<Tick> ticks = new ArrayList<>();
    LocalDateTime local =
        floor(LocalDateTime.ofInstant(TimeRange.instant(range.fromNanos()), zone), step);
    long last = Long.MIN_VALUE;
    // a clock that is set forward has no tick in the gap; set back, one for the first pass
    while (ticks.size() <= 2 * most) {
      ZonedDateTime zoned = local.atZone(zone);
      long nanos = TimeRange.nanos(zoned.toInstant());
      if (nanos > range.untilNanos()) {
        break;
      }
      if (nanos >= range.fromNanos() && nanos > last && zoned.toLocalDateTime().equals(local)) {
        boolean first = dated && ticks.isEmpty();
        ticks.add(new Tick(nanos, first ? datedLabel(local, step) : label(local, step)));
        last = nanos;
      }
      local = local.plus(step.count, step.unit);
    }
    return ticks;
  }

  /// The zone as it reads at that time: "UTC", "Europe/Berlin (+02:00)".
  static String zoneText(ZoneId zone, Instant at) {
    String offset = zone.getRules().getOffset(at).getId();
    return switch (zone.getId()) {
      case "Z", "UTC", "Etc/UTC", "GMT" -> "UTC";
      case String id when id.equals(offset) -> "UTC" + offset;
      case String id -> id + " (" + (offset.equals("Z") ? "UTC" : offset) + ")";
    };
  }

  private static Step step(long seconds, int most) {
    for (Step step : STEPS) {
      if (seconds <= step.seconds() * most) {
        return step;
      }
    }
    return STEPS.getLast();
  }

  private static LocalDateTime floor(LocalDateTime time, Step step) {
    LocalDateTime day = time.truncatedTo(ChronoUnit.DAYS);
    return switch (step.unit) {
      case SECONDS, MINUTES, HOURS ->
          day.plusSeconds(time.toLocalTime().toSecondOfDay() / step.seconds() * step.seconds());
      case DAYS -> day.minusDays(day.toLocalDate().toEpochDay() % step.count);
      case WEEKS -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTHS -> day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % step.count);
      default -> day.withDayOfYear(1).minusYears(day.getYear() % step.count);
    };
  }

  private static String datedLabel(LocalDateTime time, Step step) {
    String label = label(time, step);
    return label.contains(":") ? DAY.format(time) + " " + label : label;
  }

  private static String label(LocalDateTime time, Step step) {
    boolean midnight = time.toLocalTime().toSecondOfDay() == 0;
    return switch (step.unit) {
      case SECONDS, MINUTES, HOURS -> {
        if (midnight) {
          yield DAY.format(time);
        }
        yield (step.unit == ChronoUnit.SECONDS ? SECOND : MINUTE).format(time);
      }
      case YEARS -> YEAR.format(time);
      default -> time.getDayOfYear() == 1 ? YEAR.format(time) : DAY.format(time);
    };
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }
}
