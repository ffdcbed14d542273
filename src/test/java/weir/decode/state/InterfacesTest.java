package weir.decode.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static weir.exporter.InterfaceStatus.UNKNOWN;

import java.util.List;
import org.junit.jupiter.api.Test;
import weir.exporter.InterfaceStatus;

/// What exporters tell of their interfaces, and the rates that two counts give.
class InterfacesTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long START = 1_700_000_000L * SECOND;

  private final Footprint footprint = new Footprint();
  private final Tally forgotten = new Tally();
  private final Interfaces interfaces =
      new Interfaces(footprint, forgotten, new CounterChecks(new Footprint()));

  private InterfaceStatus counted(long in, long out, long nanos) {
    interfaces.counted(7, 1_000_000_000L, in, out, START + nanos);
    return only();
  }

  private InterfaceStatus only() {
    assertEquals(1, interfaces.status().size());
    return interfaces.status().getFirst();
  }

  private static void assertRates(double in, double out, InterfaceStatus status) {
    assertEquals(in, status.inBitsPerSecond(), 1e-9);
    assertEquals(out, status.outBitsPerSecond(), 1e-9);
  }

  @Test
  void aFirstCountHasNoRate() {
    InterfaceStatus first = counted(1_000_000, 2_000_000, 0);
    assertRates(UNKNOWN, UNKNOWN, first);
    assertEquals(1_000_000, first.inOctets());
    assertEquals(START, first.countedNanos());
    assertEquals(1_000_000_000L, first.speedBitsPerSecond());
  }

  @Test
  void aRateIsOctetsTimesEightOverTheTimeBetween() {
    counted(1000, 5000, 0);
    assertRates(10_000, 20_000, counted(13_500, 30_000, 10 * SECOND));
    assertRates(0, 8, counted(13_500, 30_002, 12 * SECOND));
  }

  @Test
  void countsCloserThanASecondTellNoRate() {
    counted(1000, 5000, 0);
    assertRates(10_000, 20_000, counted(13_500, 30_000, 10 * SECOND));
    // A millisecond on, with what came in between: a rate of this would be 800 Mbit/s.
    InterfaceStatus close = counted(113_500, 30_000, 10 * SECOND + 1_000_000);
    assertRates(10_000, 20_000, close);
    assertEquals(13_500, close.inOctets(), "the next rate counts from the one before");
    assertRates(400_000, 20_000, counted(113_500, 35_000, 12 * SECOND));
    assertRates(0, 80, counted(113_500, 35_010, 13 * SECOND)); // a second is enough
  }

  @Test
  void aCounterThatWentBackHasStartedAnew() {
    counted(1_000_000, 5_000_000, 0);
    assertRates(UNKNOWN, 8000, counted(100, 5_010_000, 10 * SECOND));
    assertRates(80, UNKNOWN, counted(200, 0, 20 * SECOND));
    assertRates(0, 8, counted(200, 10, 30 * SECOND));
  }

  /// sFlow 5 §5.1: all bits set.
  @Test
  void aCounterThatTheAgentDoesNotHaveTellsNoRate() {
    counted(-1, 0, 0);
    assertRates(UNKNOWN, 800, counted(-1, 1000, 10 * SECOND));
    assertRates(UNKNOWN, 800, counted(5, 2000, 20 * SECOND));
    assertRates(8, UNKNOWN, counted(15, -1, 30 * SECOND));
  }

  @Test
  void countersBeyondAllSignedNumbersGoOn() {
    counted(Long.MAX_VALUE, 0, 0);
    assertRates(800, 0, counted(Long.MIN_VALUE + 999, 0, 10 * SECOND));
  }

  @Test
  void whatIsNotToldAgainStays() {
    interfaces.named(7, "Gi0/7", "uplink", START);
    counted(1, 2, SECOND);
    interfaces.named(7, "", "to the core", START + 2 * SECOND);
    interfaces.named(7, "", "", START + 3 * SECOND);
    InterfaceStatus status = only();
    assertEquals("Gi0/7", status.name());
    assertEquals("to the core", status.description());
    assertEquals(2, status.outOctets());
    assertEquals(START + 2 * SECOND, status.heardNanos());
    interfaces.named(9, "", "", START);
    only();
  }

  @Test
  void afterARestartTheyAreThereWithTheirNames() {
    interfaces.named(7, "Gi0/7", "uplink", START);
    interfaces.named(3, "Gi0/3", "", START + 1);
    interfaces.counted(7, 1000, 11, 22, START + 2);
    List<InterfaceStatus> before = interfaces.status();
    assertEquals(List.of(3L, 7L), before.stream().map(InterfaceStatus::index).toList());
    Footprint taken = new Footprint();
    Interfaces after = new Interfaces(taken, forgotten, new CounterChecks(new Footprint()));
    after.restore(before);
    assertEquals(before, after.status());
    assertEquals(footprint.bytes(), taken.bytes());
  }

  @Test
  void theirMemoryIsThatOfWhatIsKnown() {
    interfaces.named(7, "Gi0/7", "uplink", START);
    assertEquals(only().footprintBytes(), footprint.bytes());
    interfaces.named(7, "Gi0/7", "a much longer description than before", START);
    assertEquals(only().footprintBytes(), footprint.bytes());
    interfaces.named(7, "a", "b", START);
    assertEquals(only().footprintBytes(), footprint.bytes());
  }

  @Test
  void ofTooManyTheOneUnheardForLongestGoes() {
    for (int index = 0; index < Interfaces.MOST; index++) {
      interfaces.named(index, "port", "", START + index);
    }
    assertEquals(0, forgotten.value());
    interfaces.named(99_999, "port", "", START + 99_999);
    assertEquals(1, forgotten.value());
    assertEquals(Interfaces.MOST, interfaces.status().size());
    assertEquals(1, interfaces.status().getFirst().index());
    assertEquals(
        interfaces.status().stream().mapToLong(InterfaceStatus::footprintBytes).sum(),
        footprint.bytes());
    // After a restart, too: whatever the order in which they were kept.
    Interfaces after =
        new Interfaces(new Footprint(), new Tally(), new CounterChecks(new Footprint()));
    after.restore(interfaces.status().reversed());
    after.named(100_000, "port", "", START + 100_000);
    assertEquals(2, after.status().getFirst().index());
  }
}
