package weir.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.query.TimeRange;
import weir.query.Unit;
import weir.query.Views;

class LinkTest {
  private static final Screen SCREEN =
      new Screen(
          Views.builtIn().named("talkers"),
          "tcp and site \"Köln & Bonn\" or src_addr/24 10.0.0.0/24",
          TimeRange.of(
              Instant.parse("2026-11-21T10:00:00Z"), Instant.parse("2026-11-21T10:05:00.5Z")),
          ZoneId.of("Europe/Berlin"),
          Unit.PACKETS,
          false,
          Screen.Charts.USUAL);

  @Test
  void whatIsShownIsOneLineThatCanBeSent() {
    String text = Link.of(SCREEN).text();
    assertEquals(
        "weir:?view=talkers&filter=tcp%20and%20site%20%22K%C3%B6ln%20%26%20Bonn%22%20or%20src_addr/24"
            + "%2010.0.0.0/24&from=2026-11-21T10:00:00Z&until=2026-11-21T10:05:00.500Z"
            + "&zone=Europe/Berlin&unit=packets&sampling=raw",
        text);
    assertEquals(Link.of(SCREEN), Link.parse(text));
    assertEquals(Link.of(SCREEN), Link.parse("  " + text + "\n"), "as it comes from a mail");
  }

  @Test
  void everyFlowIsSaidToo() {
    Screen all =
        new Screen(
            SCREEN.view(),
            "",
            SCREEN.range(),
            ZoneOffset.UTC,
            Unit.BITS,
            true,
            Screen.Charts.USUAL);
    String text = Link.of(all).text();
    assertTrue(text.contains("&filter=&"), text);
    assertTrue(text.contains("&zone=UTC&"), text);
    assertEquals(Link.of(all), Link.parse(text));
  }

  @Test
  void whatIsLeftOutStaysAsItIs() {
    Link link = Link.parse("WEIR:?unit=flows");
    assertEquals(
        new Link(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Unit.FLOWS),
            Optional.empty(),
            Optional.empty()),
        link);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "https://example.org/?view=overview | it does not begin with weir:",
        "weir: | behind weir: there is no '?'",
        "weir://host/?view=overview | behind weir: there is no '?'",
        "weir:? | '' is none of its parts, which are view=, filter=, from=, until=, zone=, unit=,"
            + " sampling=, compare=, timing=, ask=",
        "weir:?sql=DROP | 'sql=DROP' is none of its parts, which are view=, filter=, from=, until=,"
            + " zone=, unit=, sampling=, compare=, timing=, ask=",
        "weir:?clickhouse=http://x | 'clickhouse=http://x' is none of its parts, which are view=,"
            + " filter=, from=, until=, zone=, unit=, sampling=, compare=, timing=, ask=",
        "weir:?view=a&view=b | it says view twice",
        "weir:?view=../../etc/passwd | '../../etc/passwd' is no name of a view",
        "weir:?view= | '' is no name of a view",
        "weir:?filter=%4 | in filter a % is not followed by two of 0 to 9 and A to F",
        "weir:?filter=%zz | in filter a % is not followed by two of 0 to 9 and A to F",
        "weir:?filter=a b | in filter there is a character that is not written with %",
        "weir:?filter=%ff | filter is no text in UTF-8",
        "weir:?filter=%0a | filter has characters that cannot be seen",
        "weir:?filter=%e2%80%ae | filter has characters that cannot be seen",
        "weir:?from=2026-11-21T10:00:00Z | from and until go together",
        "weir:?from=yesterday&until=now | 'yesterday' is no time as 2026-11-21T10:00:00Z in UTC",
        "weir:?from=2026-11-21T10:00:00Z&until=2026-11-21T10:00:00Z | from is to lie before until,"
            + " and not before 1970",
        "weir:?from=-999999999-01-01T00:00:00Z&until=2026-11-21T10:00:00Z | from is to lie before"
            + " until, and not before 1970",
        "weir:?zone=Moon/Crater | 'Moon/Crater' is no time zone",
        "weir:?unit=octets | unit is bits, packets or flows",
        "weir:?sampling=maybe | sampling is scaled or raw",
      })
  void whatIsWrongIsSaid(String link, String why) {
    var e = assertThrows(IllegalArgumentException.class, () -> Link.parse(link));
    assertEquals("this is no link that Weir reads: " + why, e.getMessage());
  }

  @Test
  void longOnesAreNeitherReadNorMade() {
    String filter = "tcp or ".repeat(1500) + "udp";
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Link.parse("weir:?filter=" + filter.replace(" ", "%20")));
    assertTrue(
        String.valueOf(e.getMessage()).endsWith("characters, and 8,000 at most are read"),
        String.valueOf(e.getMessage()));
    Screen screen =
        new Screen(
            SCREEN.view(),
            filter,
            SCREEN.range(),
            ZoneOffset.UTC,
            Unit.BITS,
            true,
            Screen.Charts.USUAL);
    var tooLong = assertThrows(IllegalArgumentException.class, () -> Link.of(screen));
    assertEquals(
        "the filter is too long for a link, which has at most 8000 characters; save a workspace"
            + " instead",
        tooLong.getMessage());
  }

  @Test
  void timesBeyondAllFlowsAreTheLast() {
    Link link =
        Link.parse("weir:?from=2026-11-21T10:00:00Z&until=+999999999-12-31T23:59:59Z".strip());
    assertEquals(Long.MAX_VALUE, link.range().orElseThrow().untilNanos());
  }

  @Property(tries = 500)
  void anyTextIsReadOrRefusedWithASentence(@ForAll @StringLength(max = 200) String text) {
    for (String link : new String[] {"weir:?" + text, "weir:?filter=" + text, text}) {
      try {
        Link read = Link.parse(link);
        assertEquals(read, Link.parse(read.text()));
      } catch (IllegalArgumentException e) {
        assertTrue(
            String.valueOf(e.getMessage()).startsWith("this is no link that Weir reads: "),
            e.toString());
      }
    }
  }
}
