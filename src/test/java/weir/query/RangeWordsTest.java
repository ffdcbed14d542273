package weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeWordsTest {
  /// A Sunday, at noon in Berlin.
  private static final Instant NOW = Instant.parse("2026-11-29T11:00:00Z");

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final RangeWords WORDS = new RangeWords(BERLIN, NOW);

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
  }

  @ParameterizedTest
  @CsvSource({
    "last 90 min, PT90M",
    "Last hour, PT1H",
    "past 3 days, PT72H",
    "last week, PT168H",
    "90m, PT90M",
    "15 min, PT15M",
    "last 30 seconds, PT30S",
    "-2h, PT2H",
    "last 24h, PT24H",
  })
  void theLastSoMuch(String text, Duration length) {
    assertEquals(new RangeChoice.Last(length), WORDS.range(text));
  }

  @ParameterizedTest
  @CsvSource({
    "yesterday 14:00-15:00, 2026-11-28T14:00, 2026-11-28T15:00",
    "yesterday 14:00–15:00, 2026-11-28T14:00, 2026-11-28T15:00",
    "Yesterday  14:00 - 15:30:10, 2026-11-28T14:00, 2026-11-28T15:30:10",
    "yesterday 23:00-1:00, 2026-11-28T23:00, 2026-11-29T01:00",
    "9:00-10:00, 2026-11-29T09:00, 2026-11-29T10:00",
    "today, 2026-11-29T00:00, 2026-11-29T12:00",
    "yesterday, 2026-11-28T00:00, 2026-11-29T00:00",
    "mon 9:00, 2026-11-23T09:00, 2026-11-29T12:00",
    "mon 9:00-10:00, 2026-11-23T09:00, 2026-11-23T10:00",
    "tuesday, 2026-11-24T00:00, 2026-11-25T00:00",
    "sun, 2026-11-29T00:00, 2026-11-29T12:00",
    "last sunday, 2026-11-22T00:00, 2026-11-23T00:00",
    "this week, 2026-11-23T00:00, 2026-11-29T12:00",
    "last month, 2026-10-01T00:00, 2026-11-01T00:00",
    "yesterday at 7pm, 2026-11-28T19:00, 2026-11-29T12:00",
    "from yesterday noon to 3pm, 2026-11-28T12:00, 2026-11-28T15:00",
    "from mon 9:00 to tue 10:00, 2026-11-23T09:00, 2026-11-24T10:00",
    "between nov 27 and nov 28, 2026-11-27T00:00, 2026-11-29T00:00",
    "since yesterday 6am, 2026-11-28T06:00, 2026-11-29T12:00",
    "2 h ago, 2026-11-29T10:00, 2026-11-29T12:00",
    "2h ago to 90 min ago, 2026-11-29T10:00, 2026-11-29T10:30",
    "2026-11-27, 2026-11-27T00:00, 2026-11-28T00:00",
    "2026-11-27 14:00-15:00, 2026-11-27T14:00, 2026-11-27T15:00",
    "2026-11-27 14:00 - 2026-11-28 15:00, 2026-11-27T14:00, 2026-11-28T15:00",
    "2026-11-27T14:00/PT1H, 2026-11-27T14:00, 2026-11-27T15:00",
    "2026-11-27T14:00/P1DT1H, 2026-11-27T14:00, 2026-11-28T15:00",
    "PT1H/2026-11-27T14:00, 2026-11-27T13:00, 2026-11-27T14:00",
    "2026-11-27/2026-11-28, 2026-11-27T00:00, 2026-11-29T00:00",
    "2026-11-27T13:00Z/2026-11-27T15:00+01:00, 2026-11-27T14:00, 2026-11-27T15:00",
    "28 nov 2025, 2025-11-28T00:00, 2025-11-29T00:00",
    "dec 24, 2025-12-24T00:00, 2025-12-25T00:00",
    "2026-10-25, 2026-10-25T00:00, 2026-10-26T00:00",
  })
  void fromOneMomentToAnother(String text, String from, String until) {
    assertEquals(
        new RangeChoice.Between(TimeRange.of(at(from), at(until))), WORDS.range(text), text);
  }

  @Test
  void theDayOnWhichClocksAreChangedIsLonger() {
    RangeChoice day = WORDS.range("2026-10-25");
    assertEquals(Duration.ofHours(25), ((RangeChoice.Between) day).range().duration());
  }

  @Test
  void everything() {
    assertEquals(new RangeChoice.Everything(), WORDS.range(" All "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbage",
        "yesterday 25:00",
        "13pm",
        "2026-02-30",
        "5",
        "last",
        "last 0 min",
        "/",
        "PT1H/PT2H",
        "2026-11-29/PT1H/PT1H",
        "mo",
        "yesterday 14:00-",
        "to",
        "nov 31",
        "last 3 lightyears",
        "14"
      })
  void whatIsNoRangeSaysWhatCanBeWritten(String text) {
    String said =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> WORDS.range(text)).getMessage());
    assertTrue(said.contains("is no range; write yesterday 14:00-15:00"), said);
  }

  @Test
  void theEndIsAfterTheBeginning() {
    assertEquals(
        "the end of this range is not after its beginning",
        assertThrows(IllegalArgumentException.class, () -> WORDS.range("today to yesterday noon"))
            .getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "now, 2026-11-29T12:00",
    "14:05, 2026-11-29T14:05",
    "yesterday 14:00, 2026-11-28T14:00",
    "mon 9am, 2026-11-23T09:00",
    "2026-11-27, 2026-11-28T00:00",
    "-90m, 2026-11-29T10:30",
    "now-1h, 2026-11-29T11:00",
    "2026-11-27 14:00:05, 2026-11-27T14:00:05",
  })
  void anEndOfARange(String text, String moment) {
    assertEquals(at(moment), WORDS.moment(text, true));
  }

  @Test
  void nothingElseIsThrown() {
    Random random = new Random(5);
    List<String> words =
        List.of(
            "yesterday",
            "14:00",
            "-",
            "to",
            "last",
            "90",
            "min",
            "/",
            "PT1H",
            "mon",
            "nov",
            "29",
            "T",
            "2026-11-29",
            "ago",
            "from",
            "am",
            "z",
            "+01:00",
            "99999999999",
            "now",
            "since");
    for (int i = 0; i < 30_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(7); n > 0; n--) {
        text.append(words.get(random.nextInt(words.size())))
            .append(random.nextBoolean() ? " " : "");
      }
      try {
        WORDS.range(text.toString());
      } catch (IllegalArgumentException e) {
        assertTrue(String.valueOf(e.getMessage()).length() < 300);
      }
    }
  }
}
