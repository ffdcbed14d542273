package weir.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.query.RangeChoice;
import weir.query.TimeRange;

class RangeTextTest {
  private static final long NOW = TimeRange.nanos(Instant.parse("2026-11-29T12:00:00Z"));

  private static TimeRange range(String from, String until) {
    return TimeRange.of(Instant.parse(from), Instant.parse(until));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-29T10:00:00Z, 2026-11-29T11:30:00Z, 10:00 – 11:30",
    "2026-11-29T10:00:07Z, 2026-11-29T11:30:00Z, 10:00:07 – 11:30:00",
    "2026-11-29T10:00:00Z, 2026-11-29T11:30:05Z, 10:00:00 – 11:30:05",
    "2026-11-28T10:00:00Z, 2026-11-28T11:30:00Z, 28 Nov 10:00 – 11:30",
    "2026-11-28T23:00:00Z, 2026-11-29T01:30:00Z, 28 Nov 23:00 – 29 Nov 01:30",
    "2026-11-29T23:00:00Z, 2026-11-30T01:30:00Z, 29 Nov 23:00 – 30 Nov 01:30",
    "2025-12-31T10:00:00Z, 2025-12-31T11:00:00Z, 31 Dec 2025 10:00 – 11:00",
    "2025-12-31T10:00:00Z, 2026-01-01T11:00:00Z, 31 Dec 2025 10:00 – 1 Jan 2026 11:00",
  })
  void aDayIsSaidUnlessItIsToday(String from, String until, String text) {
    RangeText words = new RangeText(ZoneOffset.UTC, NOW);
    assertEquals(text, words.of(new RangeChoice.Between(range(from, until))));
  }

  @Test
  void timesAreThoseOfTheZone() {
    RangeText words = new RangeText(ZoneId.of("Asia/Tokyo"), NOW);
    TimeRange night = range("2026-11-28T15:00:00Z", "2026-11-28T16:00:00Z");
    assertEquals("00:00 – 01:00", words.of(new RangeChoice.Between(night)));
    assertEquals(
        "From 29 Nov 2026 00:00:00 until 29 Nov 2026 01:00:00 (Asia/Tokyo, Japan Time)",
        words.whole(night));
    assertEquals("UTC", RangeText.zoneName(ZoneOffset.UTC));
    assertEquals("UTC", RangeText.zoneName(ZoneId.of("UTC")));
  }

  @ParameterizedTest
  @CsvSource({
    "PT1M, Last minute",
    "PT5M, Last 5 minutes",
    "PT1H, Last hour",
    "PT6H, Last 6 hours",
    "PT24H, Last 24 hours",
    "P7D, Last 7 days",
    "PT90M, Last 90 minutes",
  })
  void lengthsAreInWords(Duration length, String text) {
    assertEquals(text, new RangeText(ZoneOffset.UTC, NOW).of(new RangeChoice.Last(length)));
  }

  @Test
  void everythingIsTheWholeDataSet() {
    assertEquals(
        "Whole data set", new RangeText(ZoneOffset.UTC, NOW).of(new RangeChoice.Everything()));
  }
}
