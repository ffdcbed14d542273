package weir.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.query.TimeRange;

class RangeInputTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static RangeInput read(String from, String until) {
    return RangeInput.read(from, until, BERLIN, NOW);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-29 10:00:00, 2026-11-29 11:00:01, 2026-11-29T09:00:00Z, 2026-11-29T10:00:01Z",
    "2026-11-29T10:00, 2026-11-29 11:00, 2026-11-29T09:00:00Z, 2026-11-29T10:00:00Z",
    "2026-07-01, 2026-07-01, 2026-06-30T22:00:00Z, 2026-07-01T22:00:00Z",
    "9:30, 10:00:07, 2026-11-29T08:30:00Z, 2026-11-29T09:00:07Z",
    "  2026-11-29  , Now, 2026-11-28T23:00:00Z, 2026-11-29T12:00:00Z",
    "1970-01-01 01:00, 2262-04-12, 1970-01-01T00:00:00Z, ",
    "2026-03-29 02:30, 2026-03-29 03:31, 2026-03-29T01:30:00Z, 2026-03-29T01:31:00Z",
  })
  void isReadOnTheClockOfTheZone(String from, String until, Instant start, String end) {
    RangeInput read = read(from, until);
    if (end == null) { // a day of which the last hours cannot be told
      assertEquals("Times go from 1970 to 2262", read.untilProblem());
      return;
    }
    assertEquals(Optional.of(TimeRange.of(start, Instant.parse(end))), read.range());
  }

  @ParameterizedTest
  @CsvSource({
    "garbage, 2026-11-29, Write 2026, ''",
    "2026-11-29, 29.11.2026, '', Write 2026",
    "2026-02-30, now, Write 2026, ''",
    "2026-11-29 25:00, now, Write 2026, ''",
    "2026-11-29 10:00 12:00, now, Write 2026, ''",
    "'', '', Write 2026, Write 2026",
    "0000-01-01, 1677-01-01, Times go, Times go",
    "1969-12-31 23:59:59, 9999-12-31 23:59:59, Times go, Times go",
    "2026-11-29 11:00, 2026-11-29 10:00, '', This is not after",
    "2026-11-29 11:00, 2026-11-29 11:00, '', This is not after",
  })
  void saysWhatIsWrongWithWhichEnd(
      String from, String until, String fromProblem, String untilProblem) {
    RangeInput read = read(from, until);
    assertEquals(Optional.empty(), read.range());
    assertTrue(read.fromProblem().startsWith(fromProblem), read.fromProblem());
    assertTrue(read.untilProblem().startsWith(untilProblem), read.untilProblem());
    assertEquals(fromProblem.isEmpty(), read.fromProblem().isEmpty());
    assertEquals(untilProblem.isEmpty(), read.untilProblem().isEmpty());
  }

  @Test
  void aPickedDayKeepsTheTime() {
    LocalDate day = LocalDate.of(2026, 11, 17);
    assertEquals("2026-11-17 10:20:30", RangeInput.withDay("2026-11-29 10:20:30", day, false));
    assertEquals("2026-11-17 09:05:00", RangeInput.withDay("9:05", day, true));
    assertEquals("2026-11-17 00:00:00", RangeInput.withDay("2026-11-29", day, false));
    assertEquals("2026-11-17 23:59:59", RangeInput.withDay("nonsense", day, true));
    assertEquals(Optional.of(day), RangeInput.day("2026-11-17 10:00"));
    assertEquals(Optional.empty(), RangeInput.day("10:00"));
  }

  /// Dates of any year, as they are typed, and what is none.
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> years =
        Arbitraries.of("0000", "1677", "1969", "1970", "2026", "2262", "9999", "+99999", "-0001");
    Arbitrary<String> dates =
        Combinators.combine(
                years, Arbitraries.integers().between(0, 13), Arbitraries.integers().between(0, 32))
            .as((year, month, day) -> "%s-%02d-%02d".formatted(year, month, day));
    Arbitrary<String> times =
        Combinators.combine(
                Arbitraries.integers().between(0, 25), Arbitraries.integers().between(0, 61))
            .as((hour, minute) -> "%02d:%02d:59".formatted(hour, minute));
    return Arbitraries.oneOf(
        dates,
        times,
        Combinators.combine(dates, times).as((date, time) -> date + " " + time),
        Arbitraries.of("now", "", "T", "+999999999-12-31", "-999999999-01-01", "2026-11-29 "),
        Arbitraries.strings().ofMaxLength(12));
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of("UTC", "Europe/Berlin", "Pacific/Kiritimati", "America/St_Johns")
        .map(ZoneId::of);
  }

  @Property(tries = 600)
  void anyTextIsARangeOrAProblem(
      @ForAll @From("texts") String from,
      @ForAll @From("texts") String until,
      @ForAll @From("zones") ZoneId zone) {
    RangeInput read = RangeInput.read(from, until, zone, NOW);
    boolean wrong = !read.fromProblem().isEmpty() || !read.untilProblem().isEmpty();
    assertNotEquals(wrong, read.range().isPresent());
    read.range()
        .ifPresent(
            range -> {
              assertTrue(range.lengthNanos() > 0);
              RangeText words = new RangeText(zone, TimeRange.nanos(NOW));
              assertTrue(words.whole(range.widened()).contains("until"));
            });
    assertTrue(RangeInput.withDay(from, LocalDate.EPOCH, true).startsWith("1970-01-01 "));
    assertTrue(RangeInput.day(until).map(day -> until.contains("-")).orElse(true));
  }

  @Test
  void aRangeAsItIsFilledInIsReadAsItself() throws DateTimeException {
    String text = RangeInput.TEXT.format(NOW.atZone(ZoneOffset.UTC));
    RangeInput read = RangeInput.read("2026-11-29 11:59:59", text, ZoneOffset.UTC, NOW);
    assertEquals(TimeRange.of(NOW.minusSeconds(1), NOW), read.range().orElseThrow());
  }
}
