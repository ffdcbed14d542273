package weir.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.exporter.Overrides;
import weir.exporter.RouterStatus;
import weir.flow.FlowType;
import weir.flow.IpAddress;
import weir.wire.MalformedDatagram.Reason;

class WordsTest {
  private static Known known() {
    return new Known("192.0.2.1");
  }

  @ParameterizedTest
  @CsvSource({
    "-40, 40 s behind",
    "40, 40 s ahead",
    "-4.9, ''",
    "4.9, ''",
    "5, 5 s ahead",
    "-180, 3 min behind",
    "9000, 2.5 h ahead",
    "-1036800, 12 days behind"
  })
  void aClockIsBehindOrAhead(double ahead, String text) {
    assertEquals(text, Words.clock(known().clockAhead(ahead).status()));
  }

  @Test
  void lostIsWhatSequenceNumbersCountAndTheirUnitIsTheProtocols() {
    assertEquals("", Words.lost(known().status()));
    assertEquals("1,000 (50.0 %)", Words.lost(known().lost(1000, 3).status()));
    assertEquals("1 datagram", Words.lostUnits(known().lost(1, 1).status()));
    Known v5 = known().sends(FlowType.NETFLOW_V5).lost(5000, 3);
    assertEquals("5,000 (20.0 %)", Words.lost(v5.status()));
    assertEquals("5,000 flows", Words.lostUnits(v5.status()));
    assertEquals("1 (< 0.1 %)", Words.lost(v5.lost(1, 1).status()));
    Known both = known().sends(FlowType.NETFLOW_V9, FlowType.SFLOW_5).lost(1000, 3);
    assertEquals("1,000 (50.0 %)", Words.lost(both.status()));
    assertEquals("5,000 (20.0 %)", Words.lost(both.sends(FlowType.IPFIX).lost(5000, 1).status()));
  }

  @Test
  void droppedIsWhatWeirThrewAway() {
    assertEquals(0, Words.dropped(known().lost(7, 7).sets(9, 0).status()));
    assertEquals(8, Words.dropped(known().malformed(Reason.TRUNCATED, 3).sets(9, 5).status()));
  }

  @Test
  void protocolsAndRatesAreWords() {
    assertEquals(
        "IPFIX, NetFlow 5, sFlow 5",
        Words.protocols(
            known().sends(FlowType.SFLOW_5, FlowType.NETFLOW_V5, FlowType.IPFIX).status().types()));
    for (FlowType type : FlowType.values()) {
      assertEquals(-1, type.label().indexOf('_'), type.name());
    }
    Overrides.Exporter nothing = Overrides.Exporter.NOTHING;
    assertEquals("1:1000 (options: system)", Words.rate(known().status(), nothing));
    assertEquals("unknown", Words.rate(known().rate(0).status(), nothing));
    assertEquals("1:16 (override)", Words.rate(known().status(), nothing.withSamplingRate(16)));
    assertEquals("192.0.2.1", Words.name(known().status(), nothing));
    assertEquals("edge", Words.name(known().status(), nothing.withName("edge")));
  }

  @Test
  void whenItWasHeardIsAgoWhereItIsLiveAndADateElsewhere() {
    assertEquals("now", Words.lastHeard(known().status(), Known.LIVE));
    Known late = known().heard(Known.NOW.minus(Duration.ofSeconds(75)));
    assertEquals("75 s ago", Words.lastHeard(late.status(), Known.LIVE));
    assertEquals("2026-11-21 18:58:45", Words.lastHeard(late.status(), Known.FILE));
    Known longAgo = known().heard(Known.NOW.minus(Duration.ofHours(30)));
    assertEquals("2026-11-20 13:00:00", Words.lastHeard(longAgo.status(), Known.LIVE));
  }

  @Test
  void routesAreToldOfTheRouterThatHasTheAddress() {
    IpAddress edge = IpAddress.parse("192.0.2.1");
    RouterStatus router =
        new RouterStatus(
            edge,
            Set.of(IpAddress.parse("192.0.2.9")),
            "edge-1",
            true,
            1_000_000_000L,
            3,
            1_204,
            3_612,
            1,
            1,
            0,
            0);
    Seen seen = new Seen(ZoneOffset.UTC, Instant.EPOCH, true, List.of(router));
    assertEquals("1,204 prefixes, 3,612 routes since 1970-01-01 00:00:01", seen.routes(edge));
    assertEquals("none", seen.routes(IpAddress.parse("192.0.2.2")));
    assertEquals(
        seen.routes(edge), seen.routes(IpAddress.parse("192.0.2.9")), "another of its own");
    RouterStatus gone =
        new RouterStatus(edge, Set.of(), "", false, 1_000_000_000L, 3, 1, 1, 1, 1, 7, 0);
    assertEquals(
        "1 prefix, 1 route, not connected since 1970-01-01 00:00:01, 7 left out",
        Words.routes(gone, ZoneOffset.UTC));
  }
}
