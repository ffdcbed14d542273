package weir.ui.exporters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import weir.exporter.Overrides;
import weir.exporter.OwnCount;
import weir.wire.MalformedDatagram.Reason;

class HealthTest {
  private static final Pace.Reading CALM = new Pace.Reading(100, false);
  private static final Pace.Reading LOSING = new Pace.Reading(100, true);

  private static Known known() {
    return new Known("192.0.2.1");
  }

  private static Health of(Known exporter, Pace.Reading pace, Seen seen) {
    return Health.of(exporter.status(), Overrides.Exporter.NOTHING, pace, seen);
  }

  private static List<String> words(Health health) {
    return health.findings().stream().map(Health.Finding::word).toList();
  }

  @Test
  void whoIsWellIsHealthy() {
    Health health = of(known(), CALM, Known.LIVE);
    assertEquals("Healthy", health.word());
    assertEquals(List.of(), health.findings());
    assertEquals(Health.Weight.NOTE, health.weight());
  }

  @Test
  void threeIllsAreToldWithWhatToDo() {
    Health health = of(known().lost(40, 40).rate(0).clockAhead(-40), LOSING, Known.LIVE);
    assertEquals("Losing datagrams, 2 more", health.word());
    assertEquals(
        List.of("Losing datagrams", "Sampling rate unknown", "Clock 40 s behind"), words(health));
    assertEquals(
        List.of(
            "40 datagrams never came (3.8 %), by 40 gaps in its sequence numbers: look for losses"
                + " on the way, or a second collector that shares the sequence.",
            "It does not tell its sampling rate: sums take its flows as they are. Have it send the"
                + " rate as options data, or set it under Names and rates.",
            "Its clock was 40 s behind when it sent the last datagram: set it by NTP."),
        health.findings().stream().map(Health.Finding::sentence).toList());
    assertEquals(Health.Weight.WARNING, health.weight());
  }

  @Test
  void whatAnExporterLeavesOutAndWhereItsTableIsFullIsSaid() {
    Known silent = known().counts(Map.of(OwnCount.EXPORTED_FLOWS, 7L)).ended(Map.of(1, 10L));
    assertEquals("Healthy", of(silent, CALM, Known.LIVE).word());
    Health health =
        of(
            known()
                .counts(Map.of(OwnCount.IGNORED_PACKETS, 1204L, OwnCount.NOT_SENT_FLOWS, 3L))
                .ended(Map.of(1, 90L, 5, 10L)),
            CALM,
            Known.LIVE);
    assertEquals(List.of("Leaves traffic out", "Table full"), words(health));
    assertEquals(Health.Weight.WARNING, health.weight());
    assertEquals(
        List.of(
            "It says of itself, since it began: 1,204 packets ignored, 3 flow records not sent. No"
                + " flow tells of these: look at its load and at its cache.",
            "10.0 % of its flows ended because its table had no room: enlarge that, or shorten its"
                + " timeouts."),
        health.findings().stream().map(Health.Finding::sentence).toList());
    assertEquals(
        Health.Weight.NOTE, of(known().ended(Map.of(1, 999L, 5, 1L)), CALM, Known.LIVE).weight());
  }

  @Test
  void whatItTellsOfItselfIsATable() {
    assertEquals(
        List.of(
            new ToldTables.Line("flows ended: idle timeout (1)", 30, 0.75),
            new ToldTables.Line("flows ended: lack of resources (5)", 10, 0.25),
            new ToldTables.Line("packets ignored", 4, -1)),
        ToldTables.lines(
            known()
                .ended(Map.of(5, 10L, 1, 30L))
                .counts(Map.of(OwnCount.IGNORED_PACKETS, 4L))
                .status()));
  }

  @Test
  void lossesAreLoudWhileTheyGoOnAndMoreThanTheWayOfUdp() {
    assertEquals(List.of("Losing datagrams"), words(of(known().lost(2, 1), LOSING, Known.LIVE)));
    Health past = of(known().lost(2, 1), CALM, Known.LIVE);
    assertEquals("Healthy", past.word());
    assertEquals(
        "2 datagrams never came (0.2 %), by 1 gap in its sequence numbers, none lately.",
        past.findings().getFirst().sentence());
    assertEquals("Healthy", of(known().records(9).lost(0, 0), LOSING, Known.LIVE).word());
    assertEquals(List.of("Lost datagrams"), words(of(known().lost(2, 1), CALM, Known.FILE)));
    Known few = known().sends(weir.flow.FlowType.IPFIX).lost(19, 1);
    assertEquals("Healthy", of(few, LOSING, Known.LIVE).word());
    assertEquals("Losing datagrams", of(few.lost(21, 1), LOSING, Known.LIVE).word());
  }

  @Test
  void silenceIsOfLiveSourcesOnlyAndWorst() {
    Known silent = known().heard(Known.NOW.minus(Duration.ofSeconds(75))).clockAhead(9);
    assertEquals("Silent for 75 s, 1 more", of(silent, CALM, Known.LIVE).word());
    assertEquals(Health.Weight.BAD, of(silent, CALM, Known.LIVE).weight());
    assertEquals("Clock 9 s ahead", of(silent, CALM, Known.FILE).word());
    Known slow = known().heard(Known.NOW.minus(Duration.ofSeconds(59)));
    assertEquals("Healthy", of(slow, CALM, Known.LIVE).word());
  }

  @Test
  void whatIsDroppedAndWhatWaitsIsSaid() {
    Health dropped = of(known().malformed(Reason.TRUNCATED, 1).sets(2, 3), CALM, Known.LIVE);
    assertEquals(
        List.of("Malformed datagrams", "Templates missing", "Waiting for templates"),
        words(dropped));
    assertTrue(
        dropped
            .findings()
            .getFirst()
            .sentence()
            .startsWith("1 datagram dropped as malformed: each"));
    assertEquals(
        "3 data sets dropped, for their template did not come in time: have it sent more often.",
        dropped.findings().get(1).sentence());
    assertEquals(
        "2 data sets wait for their template: they become flows when it comes.",
        dropped.findings().get(2).sentence());
    assertEquals("Lost samples", of(known().lostSamples(4), CALM, Known.LIVE).word());
  }

  @Test
  void aRateThatPeopleSayIsKnownAndWithoutFlowsNoneIsMissed() {
    Known untold = known().rate(0);
    assertEquals("Sampling rate unknown", of(untold, CALM, Known.LIVE).word());
    assertEquals(
        "Healthy",
        Health.of(
                untold.status(), Overrides.Exporter.NOTHING.withSamplingRate(400), CALM, Known.LIVE)
            .word());
    assertEquals("Healthy", of(untold.records(0), CALM, Known.LIVE).word());
  }

  @Test
  void theWorstComesFirst() {
    List<Health> sorted =
        Stream.of(
                of(known(), CALM, Known.LIVE),
                of(known().clockAhead(9), CALM, Known.LIVE),
                of(known().sets(0, 3), CALM, Known.LIVE),
                of(known().clockAhead(9).rate(0), CALM, Known.LIVE))
            .sorted(Health.WORST_FIRST)
            .toList();
    assertEquals(
        List.of("Templates missing", "Sampling rate unknown, 1 more", "Clock 9 s ahead", "Healthy"),
        sorted.stream().map(Health::word).toList());
  }

  @Test
  void ratesAreOverSomeSecondsAndLossesOverAMinute() {
    Pace pace = new Pace();
    Known exporter = known().lost(5, 5);
    long second = 1_000_000_000L;
    pace.look(List.of(exporter.records(1000).status()), 0);
    assertEquals(-1, pace.of(exporter.status().address()).flowsPerSecond());
    pace.look(List.of(exporter.records(1100).status()), second);
    assertEquals(new Pace.Reading(100, false), pace.of(exporter.status().address()));
    pace.look(List.of(exporter.records(1600).lost(6, 6).status()), 6 * second);
    assertEquals(new Pace.Reading(100, true), pace.of(exporter.status().address()));
    pace.look(List.of(exporter.records(2800).status()), 12 * second);
    assertEquals(150, pace.of(exporter.status().address()).flowsPerSecond());
    assertTrue(pace.of(exporter.status().address()).losing());
    pace.look(List.of(exporter.records(2800).status()), 66 * second);
    assertEquals(new Pace.Reading(20, false), pace.of(exporter.status().address()));
    pace.look(List.of(exporter.records(10).status()), 67 * second); // started anew
    assertEquals(Pace.Reading.UNKNOWN, pace.of(exporter.status().address()));
    pace.look(List.of(), 68 * second);
    assertEquals(Pace.Reading.UNKNOWN, pace.of(exporter.status().address()));
  }
}
