package weir.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import weir.exporter.Labels;
import weir.flow.FlowField;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.RangeChoice;
import weir.query.Scope;
import weir.query.TimeRange;
import weir.query.Unit;

final class AskedTest {
  private static final RangeChoice HOUR = new RangeChoice.Last(Duration.ofHours(1));
  private static final Asked ALL = new Asked(new Scope(Filter.all(), HOUR), Unit.BITS, true);

  private static final RangeText WORDS =
      new RangeText(ZoneOffset.UTC, TimeRange.nanos(Instant.parse("2026-11-21T16:00:00Z")));

  private static String since(Asked now) {
    return now.since(ALL, WORDS, Labels.NONE);
  }

  private static Asked range(RangeChoice range) {
    return new Asked(new Scope(Filter.all(), range), Unit.BITS, true);
  }

  @Test
  void saysTheNewRange() {
    assertEquals(
        "Asking for the last 15 minutes…",
        since(range(new RangeChoice.Last(Duration.ofMinutes(15)))));
    assertEquals("Asking for the whole data set…", since(range(new RangeChoice.Everything())));
    TimeRange hour =
        TimeRange.of(Instant.parse("2026-11-21T14:00:00Z"), Instant.parse("2026-11-21T15:00:00Z"));
    assertEquals(
        "Asking for " + WORDS.of(new RangeChoice.Between(hour)) + "…",
        since(range(new RangeChoice.Between(hour))));
  }

  @Test
  void saysTheNewFilterBriefly() {
    Filter tcp = Dimension.of(FlowField.PROTOCOL).getFirst().equal(0, 6);
    Asked filtered = new Asked(new Scope(tcp, HOUR), Unit.BITS, true);
    assertEquals("Asking for proto tcp…", since(filtered));
    assertEquals("Asking for all traffic…", ALL.since(filtered, WORDS, Labels.NONE));
  }

  @Test
  void saysTheNewUnitAndScaling() {
    assertEquals("Asking for packets…", since(new Asked(ALL.scope(), Unit.PACKETS, true)));
    assertEquals(
        "Asking for numbers as exported…", since(new Asked(ALL.scope(), Unit.BITS, false)));
  }
}
