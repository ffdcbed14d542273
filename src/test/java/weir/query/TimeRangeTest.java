package weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TimeRangeTest {
  private static final long SECOND = FlowQuery.SECOND;
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00.000000005Z");

  @Test
  void whatALongCannotTellIsTheNearestThatItCan() {
    assertEquals(Long.MAX_VALUE, TimeRange.nanos(Instant.parse("9999-12-31T23:59:59Z")));
    assertEquals(Long.MAX_VALUE, TimeRange.nanos(Instant.MAX));
    assertEquals(Long.MIN_VALUE, TimeRange.nanos(Instant.parse("0000-01-01T00:00:00Z")));
    assertEquals(Long.MIN_VALUE, TimeRange.nanos(Instant.MIN));
    assertEquals(5, TimeRange.nanos(NOW) % SECOND);
    assertEquals(NOW, TimeRange.instant(TimeRange.nanos(NOW)));
  }

  @Test
  void aRangeBeginsIn1970AtTheEarliest() {
    TimeRange all = TimeRange.of(Instant.parse("1677-01-01T00:00:00Z"), Instant.MAX);
    assertEquals(TimeRange.ALL, all);
    TimeRange before = TimeRange.of(Instant.MIN, Instant.parse("1969-01-01T00:00:00Z"));
    assertEquals(new TimeRange(0, 0), before);
  }

  @Test
  void bucketsAreWhole() {
    assertEquals(new TimeRange(10, 20), new TimeRange(12, 18).aligned(10));
    assertEquals(new TimeRange(10, 20), new TimeRange(10, 20).aligned(10));
    assertEquals(TimeRange.ALL, TimeRange.ALL.aligned(SECOND));
  }

  @Test
  void aWiderRangeHasHalfOfItOnEachSide() {
    assertEquals(new TimeRange(50, 250), new TimeRange(100, 200).widened());
    assertEquals(new TimeRange(0, 200), new TimeRange(20, 140).widened());
    assertEquals(TimeRange.ALL, TimeRange.ALL.widened());
  }

  @Property(tries = 500)
  void noRangeOverflows(
      @ForAll @LongRange(min = 0) long one,
      @ForAll @LongRange(min = 0) long other,
      @ForAll @LongRange(min = 1, max = 604_800 * SECOND) long bucket) {
    TimeRange range = new TimeRange(Math.min(one, other), Math.max(one, other));
    for (TimeRange around : new TimeRange[] {range.aligned(bucket), range.widened()}) {
      assertTrue(around.fromNanos() <= range.fromNanos());
      assertTrue(around.untilNanos() >= range.untilNanos());
    }
  }

  @Property(tries = 500)
  void laterIsNeverLess(@ForAll Instant one, @ForAll Instant other) {
    assertEquals(
        one.isBefore(other),
        TimeRange.nanos(one) < TimeRange.nanos(other)
            || (TimeRange.nanos(one) == TimeRange.nanos(other) && one.isBefore(other)));
  }

  @Test
  void aLiveRangeEndsWithTheLastCompleteSecond() {
    TimeRange last = new RangeChoice.Last(Duration.ofSeconds(10)).at(100 * SECOND + 7, 0, 0);
    assertEquals(new TimeRange(89 * SECOND, 99 * SECOND), last);
    TimeRange young = new RangeChoice.Last(Duration.ofDays(7)).at(100 * SECOND, 0, 0);
    assertEquals(new TimeRange(0, 99 * SECOND), young);
  }

  @Test
  void everythingIsWhatIsStoredInWholeSeconds() {
    RangeChoice everything = new RangeChoice.Everything();
    assertEquals(
        new TimeRange(2 * SECOND, 8 * SECOND), everything.at(0, 2 * SECOND + 1, 7 * SECOND));
    assertEquals(
        Long.MAX_VALUE,
        everything.at(0, 0, Long.MAX_VALUE).untilNanos(),
        "a flow of the year 2262");
  }
}
