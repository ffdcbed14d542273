package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weir.exporter.Labels;
import weir.exporter.Overrides;
import weir.ingest.CaptureStatus;
import weir.ingest.Capturing;
import weir.ingest.IngestStatus;
import weir.ingest.IngestStatus.State;
import weir.query.TimeRange;
import weir.store.StoreStatus;
import weir.store.StoreStatus.Keeping;

class StatusTextTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  @Test
  void whatIsKeptIsToldWithItsNextPurgeAndItsProblems() {
    long hourAgo = TimeRange.nanos(NOW.minusSeconds(3600));
    long inThreeHours = TimeRange.nanos(NOW.plusSeconds(3 * 3600));
    Keeping keeping = new Keeping("7 d, at most 20.0 GiB", inThreeHours, 210 << 20);
    StoreStatus status =
        new StoreStatus(5, 10, hourAgo, hourAgo, 2, keeping, List.of("slice x is damaged"));
    assertEquals(
        "oldest record 1 h ago · next purge in 3 h, frees 210.0 MiB · 2 dated in the future · 1"
            + " problem",
        StatusText.kept(status, NOW));
    List<String> lines = StatusText.keptLines(status, NOW);
    assertEquals(4, lines.size());
    assertEquals("Flows stay 7 d, at most 20.0 GiB.", lines.getFirst());
    assertEquals("slice x is damaged", lines.getLast());
  }

  @Test
  void ofWhatIsKeptWholeNothingIsSaid() {
    assertEquals("", StatusText.kept(new StoreStatus(5, 10, 1, 2), NOW));
    assertEquals(List.of(), StatusText.keptLines(StoreStatus.EMPTY, NOW));
  }

  private static TestWorkspace.Plain source(boolean live, IngestStatus status) {
    TestWorkspace.Plain source = new TestWorkspace.Plain("router.pcap", status);
    source.live = live;
    return source;
  }

  private static IngestStatus status(
      State state, long datagrams, double progress, Map<String, Long> drops) {
    return new IngestStatus(
        state, "no room", datagrams, 1_500, 1_400, 3, progress, drops, List.of("be kind"));
  }

  /// 1,204 flows and 43 datagrams a second, 2,000 flows stored.
  private static SourceReading reading(TestWorkspace.Plain source, long lost) {
    StoreStatus store = new StoreStatus(2_000, 10 << 20, 1, 2);
    return new SourceReading(
        source,
        source.status,
        store,
        1_204.4,
        42.6,
        7,
        lost,
        Labels.NONE,
        Overrides.NONE,
        source.listening(),
        source.listeners(),
        List.of(),
        source.capture(),
        1_234.5);
  }

  private static SourceReading live(State state, long datagrams) {
    return reading(source(true, status(state, datagrams, -1, Map.of())), 0);
  }

  private static SourceReading file(State state, double progress) {
    return reading(source(false, status(state, 9, progress, Map.of())), 0);
  }

  @Test
  void aRowSaysItsStateWithTheRateOrHowFarItIs() {
    assertEquals("Listening, nothing yet", StatusText.state(live(State.LISTENING, 0)));
    assertEquals("Receiving · 1,204 flows/s", StatusText.state(live(State.LISTENING, 1)));
    assertEquals("Reading · 99 %", StatusText.state(file(State.READING, 0.999)));
    assertEquals("Reading · 1,500 flows", StatusText.state(file(State.READING, -1)));
    assertEquals("Ready · 2,000 flows", StatusText.state(file(State.READY, 1)));
    assertEquals("Stopped at 40 % · 2,000 flows", StatusText.state(file(State.READY, 0.4)));
    assertEquals("Failed", StatusText.state(file(State.FAILED, 0.4)));
  }

  @Test
  void theStatusBarSaysTheStateBehindTheName() {
    assertEquals("router.pcap · waiting", StatusText.named(live(State.LISTENING, 0), false));
    assertEquals("router.pcap · receiving", StatusText.named(live(State.LISTENING, 1), false));
    assertEquals("router.pcap · reading, 40 %", StatusText.named(file(State.READING, 0.4), false));
    assertEquals("router.pcap · reading", StatusText.named(file(State.READING, -1), false));
    assertEquals("router.pcap · complete", StatusText.named(file(State.READY, 1), false));
    assertEquals("router.pcap · stopped at 40 %", StatusText.named(file(State.READY, 0.4), false));
    assertEquals("router.pcap · complete", StatusText.named(live(State.READY, 1), false));
    assertEquals("router.pcap · failed", StatusText.named(live(State.FAILED, 1), false));
  }

  private static SourceReading capture(State state, boolean running, boolean away) {
    TestWorkspace.Plain source = source(running, status(state, 0, -1, Map.of()));
    source.capture =
        Optional.of(new CaptureStatus(Capturing.on(List.of("eth0")), running, 5_000, away, true));
    return reading(source, 0);
  }

  @Test
  void aCaptureSaysItsPacketsWhetherItIsPausedAndWhatIsNotSaved() {
    SourceReading runs = capture(State.LISTENING, true, false);
    assertEquals("Capturing · 1.23 kpkt/s", StatusText.state(runs));
    assertEquals("1,235 packets/s · 1,204 flows/s", StatusText.rate(runs, false));
    assertEquals("1,235 packets/s", StatusText.rate(runs, true));
    assertEquals("router.pcap · capturing", StatusText.named(runs, false));
    assertEquals("router.pcap · paused, still capturing", StatusText.named(runs, true));
    SourceReading away = capture(State.LISTENING, true, true);
    assertEquals("Adapter away", StatusText.state(away));
    assertEquals("router.pcap · waiting for the adapter", StatusText.named(away, false));
    SourceReading stopped = capture(State.READY, false, true);
    assertEquals("Stopped · 2,000 flows, not saved", StatusText.state(stopped));
    assertEquals("router.pcap · stopped", StatusText.named(stopped, false));
  }

  @Test
  void whatComesInIsARateOfWhatIsLiveAndASumOfAFile() {
    SourceReading live = live(State.LISTENING, 1);
    assertEquals("1,204 flows/s · 43 datagrams/s", StatusText.rate(live, false));
    assertEquals("1,204 flows/s", StatusText.rate(live, true));
    assertEquals("9 datagrams read", StatusText.rate(file(State.READY, 1), false));
  }

  @Test
  void whatWasDroppedIsToldFromWhatNeverCame() {
    Map<String, Long> drops = Map.of("queue full", 12_000L, "not allowed: sender", 8L);
    SourceReading reading = reading(source(true, status(State.LISTENING, 1, -1, drops)), 312);
    assertEquals("12,000 dropped · 8 refused · 3 set apart", StatusText.drops(reading.status()));
    assertEquals("312 lost", StatusText.lost(reading));
    assertEquals("12,000 dropped · 8 refused · 3 set apart · 312 lost", StatusText.losses(reading));
    assertTrue(StatusText.lostAtLength(reading).contains("312 never came"));
    assertEquals("queue full", StatusText.causes(reading.status()).getFirst().getKey());
    SourceReading whole = reading(new TestWorkspace.Plain("x"), 0);
    assertEquals("", StatusText.losses(whole));
    assertTrue(StatusText.lostAtLength(whole).startsWith("Nothing: "));
  }

  @Test
  void theSentenceUnderTheStateIsOfWhatFailedOrWaitsOrLacksSomething() {
    assertEquals("no room", StatusText.detail(file(State.FAILED, 0.4)));
    assertEquals("no room", StatusText.detail(live(State.LISTENING, 0)));
    assertEquals("", StatusText.detail(live(State.LISTENING, 1)));
    assertEquals("be kind", StatusText.detail(file(State.READY, 1)));
    assertEquals("Reading router.pcap, 40 %", StatusText.reading(file(State.READING, 0.4)));
  }

  @Test
  void whatIsStoredHasItsSize() {
    assertEquals("2,000 flows · 10.0 MiB", StatusText.stored(live(State.READY, 1).store()));
  }

  @Test
  void whatFailedBeforeAnythingCameIsNothing() {
    IngestStatus failed = TestWorkspace.status(State.FAILED, "no", 0);
    TestWorkspace.Plain source = source(false, failed);
    assertTrue(SourceReading.trouble(source, "no").isNothing());
    assertFalse(file(State.FAILED, 0).isNothing()); // of its flows something can be seen
    assertFalse(file(State.READY, 1).isNothing());
  }

  @Test
  void whatFiltersLeaveOutIsSaidAndIsNoLoss() {
    IngestStatus status =
        new IngestStatus(
            IngestStatus.State.LISTENING,
            "",
            1,
            20_000,
            7_700,
            0,
            -1,
            Map.of(),
            List.of(),
            Map.of(6343, 12_300L));
    assertEquals("12,300 not stored by filters", StatusText.drops(status));
    assertEquals(
        List.of("12,300 not stored by the filter of port 6343, which is no loss."),
        StatusText.remarks(status));
  }
}
