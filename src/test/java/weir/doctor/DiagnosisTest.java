package weir.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.exporter.Overrides;
import weir.exporter.OwnCount;
import weir.exporter.WaitingTemplate;
import weir.exporter.Watched;
import weir.flow.FlowType;
import weir.wire.MalformedDatagram.Reason;

class DiagnosisTest {

  private static Known known() {
    return new Known("192.0.2.1");
  }

  private static Known losing() {
    return known().going(100, 1);
  }

  private static Diagnosis of(Known exporter, Seen seen) {
    return Diagnosis.of(exporter.status(), Overrides.Exporter.NOTHING, seen);
  }

  private static List<String> words(Diagnosis health) {
    return health.findings().stream().map(Finding::word).toList();
  }

  @Test
  void whoIsWellIsHealthy() {
    Diagnosis health = of(known(), Known.LIVE);
    assertEquals("Healthy", health.word());
    assertEquals(List.of(), health.findings());
    assertEquals(Finding.Weight.NOTE, health.weight());
  }

  @Test
  void threeIllsAreToldWithWhatToDo() {
    Diagnosis health = of(losing().lost(40, 40).rate(0).clockAhead(-40), Known.LIVE);
    assertEquals("Sampling rate unknown, 2 more", health.word());
    assertEquals(
        List.of("Sampling rate unknown", "Losing datagrams", "Clock 40 s behind"), words(health));
    assertEquals(
        List.of(
            "It does not tell its sampling rate. Sums take its flows as they are: too low by the"
                + " rate, if it samples. Have it send the rate as options data, or set it here.",
            "40 datagrams never came (3.8 %), by 40 gaps in its sequence numbers, some in the last"
                + " minute. Sums are too low by about that share. Look for losses on the way, for"
                + " drops of this machine's sockets, or for a second collector that shares the"
                + " sequence.",
            "Its clock was 40 s behind when it sent the last datagram. Starts and ends of its flows"
                + " are off by that; charts by the time of receipt are not. Set its clock by NTP."),
        health.findings().stream().map(Finding::text).toList());
    assertEquals(Finding.Weight.WARNING, health.weight());
  }

  @Test
  void whatAnExporterLeavesOutAndWhereItsTableIsFullIsSaid() {
    Known silent = known().counts(Map.of(OwnCount.EXPORTED_FLOWS, 7L)).ended(Map.of(1, 10L));
    assertEquals("Healthy", of(silent, Known.LIVE).word());
    Diagnosis health =
        of(
            known()
                .counts(Map.of(OwnCount.IGNORED_PACKETS, 1204L, OwnCount.NOT_SENT_FLOWS, 3L))
                .ended(Map.of(1, 90L, 5, 10L)),
            Known.LIVE);
    assertEquals(List.of("Leaves traffic out", "Table full"), words(health));
    assertEquals(Finding.Weight.WARNING, health.weight());
    assertEquals(
        List.of(
            "It says of itself, since it began: 1,204 packets ignored, 3 flow records not sent. No"
                + " flow tells of these. Look at its load and at its cache.",
            "10.0 % of its flows ended because its table had no room. Long flows are cut into many."
                + " Enlarge its table, or shorten its timeouts."),
        health.findings().stream().map(Finding::text).toList());
    assertEquals(
        Finding.Weight.NOTE, of(known().ended(Map.of(1, 999L, 5, 1L)), Known.LIVE).weight());
  }

  @Test
  void lossesAreLoudWhileTheyGoOnAndMoreThanTheWayOfUdp() {
    assertEquals(List.of("Losing datagrams"), words(of(losing().lost(2, 1), Known.LIVE)));
    Diagnosis past = of(known().lost(2, 1), Known.LIVE);
    assertEquals("Healthy", past.word());
    assertEquals(
        "2 datagrams never came (0.2 %), by 1 gap in its sequence numbers, none lately.",
        past.findings().getFirst().seen());
    assertEquals("Healthy", of(losing().records(9).lost(0, 0), Known.LIVE).word());
    assertEquals(List.of("Lost datagrams"), words(of(known().lost(2, 1), Known.FILE)));
    Known few = losing().sends(weir.flow.FlowType.IPFIX).lost(19, 1);
    assertEquals("Healthy", of(few, Known.LIVE).word());
    assertEquals("Losing datagrams", of(few.lost(21, 1), Known.LIVE).word());
  }

  @Test
  void silenceIsOfLiveSourcesOnlyAndWorst() {
    Known silent = known().heard(Known.NOW.minus(Duration.ofSeconds(75))).clockAhead(9);
    assertEquals("Silent for 75 s, 1 more", of(silent, Known.LIVE).word());
    assertEquals(Finding.Weight.BAD, of(silent, Known.LIVE).weight());
    assertEquals("Clock 9 s ahead", of(silent, Known.FILE).word());
    Known slow = known().heard(Known.NOW.minus(Duration.ofSeconds(59)));
    assertEquals("Healthy", of(slow, Known.LIVE).word());
  }

  @Test
  void whatIsDroppedAndWhatWaitsIsSaid() {
    Diagnosis dropped = of(known().malformed(Reason.TRUNCATED, 1).sets(2, 3), Known.LIVE);
    assertEquals(
        List.of("Malformed datagrams", "Templates missing", "Waiting for templates"),
        words(dropped));
    assertTrue(
        dropped.findings().getFirst().text().startsWith("1 datagram dropped as malformed: each"));
    assertEquals(
        "3 data sets dropped, for their template did not come in time.",
        dropped.findings().get(1).seen());
    assertEquals("2 data sets wait for their template.", dropped.findings().get(2).seen());
    assertEquals("Lost samples", of(known().lostSamples(4), Known.LIVE).word());
  }

  @Test
  void aRateThatPeopleSayIsKnownAndWithoutFlowsNoneIsMissed() {
    Known untold = known().rate(0);
    assertEquals("Sampling rate unknown", of(untold, Known.LIVE).word());
    assertEquals(
        "Healthy",
        Diagnosis.of(untold.status(), Overrides.Exporter.NOTHING.withSamplingRate(400), Known.LIVE)
            .word());
    assertEquals("Healthy", of(untold.records(0), Known.LIVE).word());
  }

  @Test
  void theWorstComesFirst() {
    List<Diagnosis> sorted =
        Stream.of(
                of(known(), Known.LIVE),
                of(known().clockAhead(9), Known.LIVE),
                of(known().sets(0, 3), Known.LIVE),
                of(known().clockAhead(9).rate(0), Known.LIVE))
            .sorted(Diagnosis.WORST_FIRST)
            .toList();
    assertEquals(
        List.of("Templates missing", "Sampling rate unknown, 1 more", "Clock 9 s ahead", "Healthy"),
        sorted.stream().map(Diagnosis::word).toList());
  }

  @Test
  void whatIsWaitedForIsNamedWithSinceWhenAndHowMuch() {
    long since = Words.nanos(Known.NOW.minus(Duration.ofSeconds(37)));
    Watched watched = Watched.NOTHING;
    Known exporter =
        known()
            .sets(12, 0)
            .watched(
                new Watched(
                    watched.seconds(),
                    watched.minutes(),
                    watched.lengths(),
                    List.of(),
                    List.of(new WaitingTemplate(FlowType.NETFLOW_V9, 3, 256, since, 12, 9120)),
                    0,
                    0));
    Diagnosis diagnosis = of(exporter, Known.LIVE);
    assertEquals("Waiting for template 256", diagnosis.word());
    assertEquals(
        "Waiting for template 256 of domain 3 for 37 s with 12 data sets (9,120 octets) kept.",
        diagnosis.findings().getFirst().seen());
    assertEquals(Finding.Action.SHOW_TEMPLATES, diagnosis.findings().getFirst().action());
  }

  @ParameterizedTest
  @CsvSource({
    "1000, Healthy",
    "1024, Healthy",
    "4, Healthy",
    "1, Healthy",
    "400, Healthy",
    "65536, Healthy",
    "59395, Rate implausible", // 1000, of 16 bits
    "3892510720, Rate implausible", // 1000, of 32
    "16777216, Rate implausible", // 1
    "2000000, Rate implausible"
  })
  void aRateThatNobodySetsIsSaid(long rate, String word) {
    assertEquals(word, of(known().rate(rate), Known.LIVE).word());
  }

  @Test
  void aTurnedRateIsSaidWithWhatWasMeantAndGoesWithAnOverride() {
    Finding finding = of(known().rate(59395), Known.LIVE).findings().getFirst();
    assertTrue(finding.seen().contains("which is 1:1000 with its octets turned round"));
    assertEquals(Finding.Action.SET_RATE, finding.action());
    Overrides.Exporter said = Overrides.Exporter.NOTHING.withSamplingRate(1000);
    assertEquals("Healthy", Diagnosis.of(known().rate(59395).status(), said, Known.LIVE).word());
  }

  @Test
  void whoIsBlockedIsNeitherSilentNorIll() {
    Overrides.Exporter said = Overrides.Exporter.NOTHING.withBlocked(true);
    Known silent =
        known()
            .heard(Known.NOW.minus(Duration.ofHours(1)))
            .watched(Watched.NOTHING.withBlocked(1204));
    Diagnosis diagnosis = Diagnosis.of(silent.status(), said, Known.LIVE);
    assertEquals("Blocked", diagnosis.word());
    assertEquals(Finding.Weight.NOTE, diagnosis.weight());
    assertTrue(diagnosis.findings().getFirst().seen().contains("1,204 datagrams dropped"));
    assertEquals(Finding.Action.UNBLOCK, diagnosis.findings().getFirst().action());
    assertEquals(
        List.of("silent", "was-blocked"),
        of(silent, Known.LIVE).findings().stream().map(Finding::id).toList());
  }

  @Test
  void datagramsThatCameTwiceCountTwice() {
    Watched none = Watched.NOTHING;
    for (long repeated : new long[] {5, 500}) {
      Known exporter =
          known()
              .watched(
                  new Watched(
                      none.seconds(),
                      none.minutes(),
                      none.lengths(),
                      List.of(),
                      List.of(),
                      repeated,
                      0));
      Finding finding = of(exporter, Known.LIVE).findings().getFirst();
      assertEquals("repeated", finding.id());
      assertEquals(repeated == 500, finding.isWrong());
    }
  }
}
