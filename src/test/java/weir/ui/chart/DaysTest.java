package weir.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.query.TimeRange;

final class DaysTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-21T00:00:00Z,2026-11-22T00:00:00Z,21 Nov 2026",
    "2026-11-21T00:00:00Z,2026-11-22T00:00:01Z,21 – 22 Nov 2026",
    "2026-11-28T10:00:00Z,2026-12-01T10:00:00Z,28 Nov – 1 Dec 2026",
    "2025-12-30T10:00:00Z,2026-01-02T10:00:00Z,30 Dec 2025 – 2 Jan 2026",
  })
  void areAsShortAsTheyCanBe(Instant from, Instant until, String text) {
    assertEquals(text, Days.text(TimeRange.of(from, until), ZoneOffset.UTC));
  }

  @Test
  void todayDependsOnTheZone() {
    TimeRange evening =
        TimeRange.of(Instant.parse("2026-11-21T22:30:00Z"), Instant.parse("2026-11-21T23:30:00Z"));
    LocalDate today = LocalDate.of(2026, 11, 21);
    assertTrue(Days.isToday(evening, ZoneOffset.UTC, today));
    assertFalse(Days.isToday(evening, ZoneId.of("Europe/Berlin"), today));
    assertFalse(Days.isToday(evening, ZoneOffset.UTC, today.plusDays(1)));
  }
}
