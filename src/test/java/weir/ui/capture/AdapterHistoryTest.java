package weir.ui.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import weir.capture.live.Adapter;
import weir.capture.live.AdapterKind;
import weir.capture.live.AdapterState;
import weir.capture.live.AdapterState.Traffic;

class AdapterHistoryTest {
  private static final long SECOND = 1_000_000_000L;
  private final AdapterHistory history = new AdapterHistory();

  private static AdapterState state(
      String name, AdapterKind kind, boolean up, long octetsIn, long octetsOut) {
    return new AdapterState(
        new Adapter(name, "", List.of(), 1, up, kind == AdapterKind.LOOPBACK),
        kind,
        true,
        OptionalLong.empty(),
        Optional.of(new Traffic(octetsIn, octetsOut, 0, 0)));
  }

  private static AdapterState ethernet(String name, long octets) {
    return state(name, AdapterKind.ETHERNET, true, octets, 0);
  }

  private List<String> names() {
    return history.lines().stream().map(line -> line.state().name()).toList();
  }

  @Test
  void ratesAreInBitsOverTheTimeThatHasPassed() {
    history.look(List.of(state("eth0", AdapterKind.ETHERNET, true, 1_000, 50)), 0);
    assertFalse(history.lines().getFirst().isKnown(), "once is no rate");
    history.look(List.of(state("eth0", AdapterKind.ETHERNET, true, 3_000, 150)), SECOND / 2);
    AdapterHistory.Line line = history.lines().getFirst();
    assertEquals(32_000, line.inNow());
    assertEquals(1_600, line.outNow());
    assertTrue(Double.isNaN(line.in()[AdapterHistory.SECONDS - 2]));
  }

  @Test
  void secondsThatNobodyLookedHaveTheirAverage() {
    history.look(List.of(ethernet("eth0", 0)), 0);
    history.look(List.of(ethernet("eth0", 100)), SECOND);
    history.look(List.of(ethernet("eth0", 400)), 4 * SECOND);
    double[] in = history.lines().getFirst().in();
    assertEquals(800, in[59]);
    assertEquals(800, in[57]);
    assertEquals(800, in[56]);
    assertTrue(Double.isNaN(in[55]));
    history.look(List.of(ethernet("eth0", 1_000)), 1_000 * SECOND);
    assertEquals(600 * 8 / 996.0, history.lines().getFirst().in()[0], 1e-9);
  }

  @Test
  void countsThatBeginAgainAreNoRate() {
    history.look(List.of(ethernet("eth0", 1_000)), 0);
    history.look(List.of(ethernet("eth0", 10)), SECOND);
    assertFalse(history.lines().getFirst().isKnown());
  }

  @Test
  void theBusiestIsFirstAndALittleMoreMovesNothing() {
    history.look(List.of(ethernet("a", 10), ethernet("b", 500), ethernet("c", 0)), 0);
    assertEquals(List.of("b", "a", "c"), names(), "by what there has ever been");
    history.look(List.of(ethernet("a", 10), ethernet("b", 1_500), ethernet("c", 1_900)), SECOND);
    assertEquals(List.of("b", "c", "a"), names(), "twice as much is about the same");
    history.look(
        List.of(ethernet("a", 10), ethernet("b", 1_500), ethernet("c", 90_000)), 2 * SECOND);
    assertEquals(List.of("c", "b", "a"), names());
  }

  @Test
  void whatIsDownIsLastBehindWhatStandsForOthers() {
    history.look(
        List.of(
            state("down0", AdapterKind.ETHERNET, false, 9_000, 0),
            state("any", AdapterKind.EVERY, true, 5_000, 0),
            state("nflog", AdapterKind.LOG, false, 0, 0),
            ethernet("eth0", 1)),
        0);
    assertEquals(List.of("eth0", "any", "nflog", "down0"), names());
  }

  @Test
  void thoseThatGoAreForgotten() {
    history.look(List.of(ethernet("usb0", 5), ethernet("eth0", 9)), 0);
    history.look(List.of(ethernet("eth0", 9)), SECOND);
    assertEquals(List.of("eth0"), names());
    history.look(List.of(ethernet("eth0", 9), ethernet("usb0", 5)), 2 * SECOND);
    assertEquals(List.of("eth0", "usb0"), names());
    assertFalse(history.lines().getLast().isKnown());
  }

  @Test
  void theOneThatIsMeantLeadsSomewhere() {
    List<AdapterState> states = new ArrayList<>();
    states.add(state("lo", AdapterKind.LOOPBACK, true, 9_000, 0));
    states.add(state("any", AdapterKind.EVERY, true, 9_000, 0));
    history.look(states, 0);
    assertEquals(Optional.empty(), history.likely());
    states.add(state("wlan0", AdapterKind.WIFI, true, 10, 0));
    states.add(state("eth0", AdapterKind.ETHERNET, false, 100, 0));
    history.look(states, SECOND);
    assertEquals(Optional.of("wlan0"), history.likely());
  }

  @Test
  void whereNothingIsCountedNothingIsKnown() {
    AdapterState silent =
        new AdapterState(
            new Adapter("en0", "", List.of(), 1, true, false),
            AdapterKind.UNKNOWN,
            true,
            OptionalLong.empty(),
            Optional.empty());
    history.look(List.of(silent), 0);
    history.look(List.of(silent), SECOND);
    assertFalse(history.lines().getFirst().isKnown());
  }
}
