package weir.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.query.FlowQuery;
import weir.query.TimeRange;

final class TimeTicksTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void shortRangesShowSeconds() {
    assertEquals(
        List.of("14:03:20", "14:03:30", "14:03:40", "14:03:50", "14:04:00"),
        labels("2026-03-01T14:03:15Z", "2026-03-01T14:04:05Z", ZoneOffset.UTC, 6));
  }

  @Test
  void longerRangesShowMinutesAndTheDayAtMidnight() {
    assertEquals(
        List.of("22:00", "23:00", "2 Mar", "01:00", "02:00"),
        labels("2026-03-01T21:30:00Z", "2026-03-02T02:10:00Z", ZoneOffset.UTC, 6));
  }

  @Test
  void theFirstSaysTheDayWhereThatIsWanted() {
    TimeRange night = range("2026-03-01T21:30:00Z", "2026-03-02T02:10:00Z");
    assertEquals(
        List.of("1 Mar 22:00", "23:00", "2 Mar", "01:00", "02:00"),
        TimeTicks.of(night, ZoneOffset.UTC, 6, true).stream().map(TimeTicks.Tick::label).toList());
    TimeRange week = range("2026-03-01T00:00:00Z", "2026-03-06T00:00:00Z");
    assertEquals("1 Mar", TimeTicks.of(week, ZoneOffset.UTC, 6, true).getFirst().label());
  }

  @Test
  void daysBeginAtMidnightOfTheZone() {
    List<TimeTicks.Tick> ticks =
        TimeTicks.of(range("2026-03-01T00:00:00Z", "2026-03-06T00:00:00Z"), BERLIN, 6, false);
    assertEquals("2 Mar", ticks.getFirst().label());
    assertEquals(nanos("2026-03-01T23:00:00Z"), ticks.getFirst().nanos());
  }

  @Test
  void hourThatSummerTimeSkipsHasNoTick() {
    assertEquals(
        List.of("01:00", "03:00", "04:00"),
        labels("2026-03-29T00:00:00Z", "2026-03-29T02:30:00Z", BERLIN, 4));
  }

  @Test
  void hourThatComesTwiceIsLabelledOnce() {
    List<TimeTicks.Tick> ticks =
        TimeTicks.of(range("2026-10-25T00:00:00Z", "2026-10-25T03:00:00Z"), BERLIN, 4, false);
    assertEquals(
        List.of("02:00", "03:00", "04:00"), ticks.stream().map(TimeTicks.Tick::label).toList());
    assertEquals(nanos("2026-10-25T02:00:00Z"), ticks.get(1).nanos());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 7, 60, 3_599, 86_400, 1_000_000, 40_000_000, 900_000_000})
  void ticksFitAndLieInside(long seconds) {
    long until = nanos("2026-03-01T14:03:15Z");
    TimeRange range = new TimeRange(until - seconds * FlowQuery.SECOND, until);
    List<TimeTicks.Tick> ticks = TimeTicks.of(range, BERLIN, 8, false);
    assertTrue(ticks.size() <= 9, ticks.toString());
    for (TimeTicks.Tick tick : ticks) {
      assertTrue(tick.nanos() >= range.fromNanos() && tick.nanos() <= range.untilNanos());
    }
  }

  @Test
  void zoneIsToldWithItsOffset() {
    Instant winter = Instant.parse("2026-01-01T00:00:00Z");
    assertEquals("UTC", TimeTicks.zoneText(ZoneOffset.UTC, winter));
    assertEquals("Europe/Berlin (+01:00)", TimeTicks.zoneText(BERLIN, winter));
    assertEquals("UTC-03:30", TimeTicks.zoneText(ZoneOffset.of("-03:30"), winter));
  }

  private static List<String> labels(String from, String until, ZoneId zone, int most) {
    return TimeTicks.of(range(from, until), zone, most, false).stream()
        .map(TimeTicks.Tick::label)
        .toList();
  }

  private static TimeRange range(String from, String until) {
    return new TimeRange(nanos(from), nanos(until));
  }

  private static long nanos(String instant) {
    return TimeRange.nanos(Instant.parse(instant));
  }
}
