package weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  private static final Instant NOW = Instant.parse("2026-03-29T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2026-03-29T10:00:00Z, 2026-03-29T10:00:00Z",
    "2026-03-29T10:00:00+02:00, 2026-03-29T08:00:00Z",
    "2026-03-28T10:00, 2026-03-28T09:00:00Z",
    "2026-03-29 10:00:01, 2026-03-29T08:00:01Z",
    "2026-03-29, 2026-03-28T23:00:00Z",
    "now, 2026-03-29T12:00:00Z",
    "-90m, 2026-03-29T10:30:00Z"
  })
  void pointsAreReadInTheZone(String text, Instant expected) {
    assertEquals(expected, Times.instant(text, NOW, ZoneId.of("Europe/Berlin")));
  }

  @Test
  void lengthsHaveUnits() {
    assertEquals(Duration.ofSeconds(1), Times.length("1s"));
    assertEquals(Duration.ofMinutes(5), Times.length("5m"));
    assertEquals(Duration.ofDays(7), Times.length("7d"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesteryear", "2026-13-01", "10", "-5", "2026-01-01T"})
  void whatIsNoTimeIsRefused(String text) {
    assertThrows(CommandFailed.class, () -> Times.instant(text, NOW, ZoneId.of("UTC")));
  }

  /// Clocks are put back by an hour in Berlin, by half an hour on Lord Howe Island; none are in São
  /// Paulo since 2019.
  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 2026-10-25T01:59:59, 2026-10-24T23:59:59Z",
    "Europe/Berlin, 2026-10-25T02:30, 2026-10-25T00:30:00Z",
    "Europe/Berlin, 2026-10-25T02:30+01:00, 2026-10-25T01:30:00Z",
    "Europe/Berlin, 2026-10-25T03:00, 2026-10-25T02:00:00Z",
    "Europe/Berlin, 2026-10-25, 2026-10-24T22:00:00Z",
    "Europe/Berlin, 2026-10-26, 2026-10-25T23:00:00Z",
    "Europe/Berlin, 2026-03-29T02:30, 2026-03-29T01:30:00Z",
    "America/Sao_Paulo, 2026-10-25T00:30, 2026-10-25T03:30:00Z",
    "America/Sao_Paulo, 2018-11-04, 2018-11-04T03:00:00Z",
    "Australia/Lord_Howe, 2026-04-05T01:45, 2026-04-04T14:45:00Z",
    "Australia/Lord_Howe, 2026-04-05T02:00, 2026-04-04T15:30:00Z",
    "Australia/Lord_Howe, 2026-10-04T02:15, 2026-10-03T15:45:00Z",
  })
  void localTimesAreReadAcrossChangesOfClocks(String zone, String text, String utc) {
    Instant now = Instant.parse("2026-11-21T10:00:00Z");
    assertEquals(Instant.parse(utc), Times.instant(text, now, java.time.ZoneId.of(zone)));
  }
}
