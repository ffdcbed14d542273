package weir.decode.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import weir.flow.FlowType;

/// Data without a template waits, within bounds, and what no longer waits takes no memory.
class WaitingSetsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int SET_BYTES = 256;

  private final Tally dropped = new Tally();
  private final Tally waiting = new Tally();
  private final Footprint footprint = new Footprint();
  private final WaitingSets sets = new WaitingSets(dropped, waiting, footprint);

  private static MessageHeader at(long seconds) {
    var header = new MessageHeader();
    header.type = FlowType.IPFIX;
    header.domain = 42;
    header.receivedNanos = seconds * SECOND;
    return header;
  }

  private void add(long seconds, int template, int bytes) {
    sets.add(at(seconds), template, new byte[bytes]);
  }

  private void assertState(int there, long gone, long bytes) {
    assertEquals(there, waiting.value());
    assertEquals(there == 0, sets.isEmpty());
    assertEquals(gone, dropped.value());
    assertEquals(bytes, footprint.bytes());
  }

  @Test
  void theOldestOfATemplateIsTakenFirst() {
    add(1, 300, 10);
    add(2, 301, 20);
    add(3, 300, 30);
    assertState(3, 0, 3 * SET_BYTES + 60);
    assertEquals(10, assertNotNullSet(300).data().length);
    assertEquals(30, assertNotNullSet(300).data().length);
    assertNull(sets.take(FlowType.IPFIX, 42, 300, _ -> true));
    assertState(1, 0, SET_BYTES + 20);
    assertEquals(3, sets.added());
  }

  private WaitingSets.Waiting assertNotNullSet(int template) {
    WaitingSets.Waiting set = sets.take(FlowType.IPFIX, 42, template, _ -> true);
    assertNotNull(set);
    return set;
  }

  @Test
  void itWaitsForItsOwnProtocolAndDomain() {
    add(1, 300, 10);
    assertNull(sets.take(FlowType.NETFLOW_V9, 42, 300, _ -> true));
    assertNull(sets.take(FlowType.IPFIX, 43, 300, _ -> true));
    assertNull(sets.take(FlowType.IPFIX, 42, 301, _ -> true));
    assertEquals(SECOND, assertNotNullSet(300).header().receivedNanos);
    assertState(0, 0, 0);
  }

  @Test
  void theHeaderIsThatOfItsTime() {
    MessageHeader header = at(1);
    header.exportNanos = 77;
    sets.add(header, 300, new byte[1]);
    header.receivedNanos = 0;
    header.exportNanos = 0;
    assertEquals(77, assertNotNullSet(300).header().exportNanos);
  }

  @Test
  void halfAnHourIsTheLongestWait() {
    add(0, 300, 10);
    add(1800, 301, 10);
    assertState(2, 0, 2 * (SET_BYTES + 10));
    add(1801, 302, 10);
    assertState(2, 1, 2 * (SET_BYTES + 10));
    assertNull(sets.take(FlowType.IPFIX, 42, 300, _ -> true));
    add(10_000, 303, 10);
    assertState(1, 3, SET_BYTES + 10);
  }

  @Test
  void atMostSoManyWait() {
    for (int i = 0; i < WaitingSets.MAX_SETS; i++) {
      add(i, 300 + i, 0);
    }
    assertState(WaitingSets.MAX_SETS, 0, WaitingSets.MAX_SETS * SET_BYTES);
    add(500, 999, 0);
    assertState(WaitingSets.MAX_SETS, 1, WaitingSets.MAX_SETS * SET_BYTES);
    assertNull(sets.take(FlowType.IPFIX, 42, 300, _ -> true));
    assertNotNullSet(301);
    assertNotNullSet(999);
  }

  @Test
  void atMostSoManyBytesWait() {
    int half = WaitingSets.MAX_BYTES / 2 - SET_BYTES;
    add(1, 300, half);
    add(2, 301, half);
    assertState(2, 0, WaitingSets.MAX_BYTES);
    add(3, 302, 1);
    assertState(2, 1, WaitingSets.MAX_BYTES / 2 + SET_BYTES + 1);
    add(4, 303, WaitingSets.MAX_BYTES); // more than there may be at all
    assertState(0, 4, 0);
  }

  @Test
  void whatARefusedDatagramAddedIsTakenBack() {
    add(1, 300, 10);
    add(2, 301, 20);
    add(3, 302, 30);
    sets.takeBack(2);
    assertState(1, 0, SET_BYTES + 10);
    assertNotNullSet(300);
    sets.takeBack(5);
    assertState(0, 0, 0);
  }

  @Test
  void memoryComesBackHoweverSetsGo() {
    for (int round = 0; round < 100; round++) {
      for (int i = 0; i < 20; i++) {
        add(round * 60L, 300 + i, 100);
      }
      assertTrue(sets.take(FlowType.IPFIX, 42, 305, _ -> true) != null);
      sets.takeBack(3);
    }
    while (!sets.isEmpty()) {
      sets.takeBack(1);
    }
    assertState(0, dropped.value(), 0);
  }
}
