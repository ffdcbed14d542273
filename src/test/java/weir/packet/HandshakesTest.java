package weir.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;

/// Round-trip times of handshakes.
class HandshakesTest {
  private static final int SYN = 2;
  private static final int SYN_ACK = 18;
  private static final int ACK = 16;
  private static final long MILLI = 1_000_000;
  private static final int PORTS = 50_000 << 16 | 443;
  private static final IpAddress SERVER = IpAddress.parse("192.0.2.2");

  private final Handshakes handshakes = new Handshakes();
  private IpAddress client = IpAddress.parse("192.0.2.1");

  private long fromClient(int flags, long sequence, long acknowledgement, long nanos) {
    return packet(client, 50_000, SERVER, 443, flags, sequence, acknowledgement, nanos);
  }

  private long fromServer(int flags, long sequence, long acknowledgement, long nanos) {
    return packet(SERVER, 443, client, 50_000, flags, sequence, acknowledgement, nanos);
  }

  private long packet(
      IpAddress source,
      int sourcePort,
      IpAddress destination,
      int destinationPort,
      int flags,
      long sequence,
      long acknowledgement,
      long nanos) {
    if (!handshakes.concerns(flags, sourcePort << 16 | destinationPort)) {
      return 0;
    }
    FlowBatch row = new FlowBatch();
    row.setAddress(FlowField.SRC_ADDRESS, source.high(), source.low());
    row.setAddress(FlowField.DST_ADDRESS, destination.high(), destination.low());
    row.set(FlowField.SRC_PORT, sourcePort);
    row.set(FlowField.DST_PORT, destinationPort);
    row.set(FlowField.TCP_FLAGS, flags);
    return handshakes.micros(row, (int) sequence, (int) acknowledgement, nanos);
  }

  @Test
  void eachOfTheTwoAnswersHasItsTime() {
    assertEquals(0, fromClient(SYN, 100, 0, 0));
    assertEquals(20_000, fromServer(SYN_ACK, 900, 101, 20 * MILLI));
    assertEquals(5_000, fromClient(ACK, 101, 901, 25 * MILLI));
    assertEquals(0, fromClient(ACK, 101, 901, 26 * MILLI), "only the first one");
    assertEquals(0, fromServer(ACK, 901, 102, 27 * MILLI));
  }

  @Test
  void numbersThatStartAgainAtZeroAreNumbersToo() {
    fromClient(SYN, 0xffff_ffffL, 0, 0);
    assertEquals(1_000, fromServer(SYN_ACK, 0xffff_ffffL, 0, MILLI));
    assertEquals(1_000, fromClient(ACK, 0, 0, 2 * MILLI));
  }

  @Test
  void whatWasAskedAgainHasNoTimeAndTheLastWordStillHas() {
    fromClient(SYN, 100, 0, 0);
    fromClient(SYN, 100, 0, 1_000 * MILLI);
    assertEquals(0, fromServer(SYN_ACK, 900, 101, 1_020 * MILLI));
    assertEquals(7_000, fromClient(ACK, 101, 901, 1_027 * MILLI));
  }

  @Test
  void whatWasAnsweredAgainHasNoTime() {
    fromClient(SYN, 100, 0, 0);
    assertEquals(20_000, fromServer(SYN_ACK, 900, 101, 20 * MILLI));
    assertEquals(0, fromServer(SYN_ACK, 900, 101, 1_020 * MILLI));
    assertEquals(0, fromClient(ACK, 101, 901, 1_025 * MILLI));
  }

  /// On `any`, or on a bridge and on its port, a packet is seen twice.
  @Test
  void theSamePacketAtTwoPlacesIsNotSentAgain() {
    fromClient(SYN, 100, 0, 0);
    fromClient(SYN, 100, 0, 10_000);
    assertEquals(20_000, fromServer(SYN_ACK, 900, 101, 20 * MILLI));
    assertEquals(0, fromServer(SYN_ACK, 900, 101, 20 * MILLI + 10_000));
    assertEquals(5_000, fromClient(ACK, 101, 901, 25 * MILLI));
  }

  @Test
  void answersToOthersHaveNoTime() {
    fromClient(SYN, 100, 0, 0);
    assertEquals(0, fromServer(SYN_ACK, 900, 100, MILLI), "it acknowledges less");
    assertEquals(0, packet(SERVER, 80, client, 50_000, SYN_ACK, 900, 101, MILLI));
    assertEquals(0, packet(SERVER, 443, client, 50_001, SYN_ACK, 900, 101, MILLI));
    assertEquals(0, fromClient(ACK, 101, 901, 2 * MILLI), "nothing was answered yet");
    assertEquals(3_000, fromServer(SYN_ACK, 900, 101, 3 * MILLI));
    assertEquals(0, fromClient(ACK, 101, 900, 4 * MILLI), "it acknowledges less");
  }

  @Test
  void aPortThatIsUsedAgainBeginsAnew() {
    fromClient(SYN, 100, 0, 0);
    fromServer(SYN_ACK, 900, 101, MILLI);
    fromClient(SYN, 7_000, 0, 10_000 * MILLI);
    assertEquals(4_000, fromServer(SYN_ACK, 5_000, 7_001, 10_004 * MILLI));
    assertEquals(1_000, fromClient(ACK, 7_001, 5_001, 10_005 * MILLI));
    assertFalse(handshakes.concerns(ACK, PORTS), "none waits any more");
  }

  @Test
  void aClockThatGoesBackTellsNoTime() {
    fromClient(SYN, 100, 0, 10 * MILLI);
    assertEquals(0, fromServer(SYN_ACK, 900, 101, 9 * MILLI));
    fromClient(SYN, 200, 0, 20 * MILLI);
    assertEquals(0, fromServer(SYN_ACK, 950, 201, 300_000 * MILLI), "five minutes are no answer");
  }

  @Test
  void lessThanAMicrosecondIsOne() {
    fromClient(SYN, 100, 0, 0);
    assertEquals(1, fromServer(SYN_ACK, 900, 101, 20));
    assertEquals(2, fromClient(ACK, 101, 901, 1_520));
  }

  @Tag("long")
  @Test
  void aFloodMakesRoomOfTheOldest() {
    long own = client.low();
    for (int i = 0; i < 300_000; i++) {
      client = new IpAddress(0, own + 1 + i);
      fromClient(SYN, 100, 0, i);
    }
    client = new IpAddress(0, own);
    fromClient(SYN, 100, 0, 400_000);
    assertEquals(1_000, fromServer(SYN_ACK, 900, 101, 400_000 + MILLI));
    assertTrue(handshakes.concerns(ACK, PORTS));
    for (int i = 0; i < 300_000; i++) {
      client = new IpAddress(0, own + 1 + i);
      fromClient(SYN, 100, 0, 10 * MILLI + i);
    }
    assertFalse(handshakes.concerns(ACK, PORTS), "it was forgotten");
  }

  @Test
  void mostPacketsConcernNoHandshake() {
    assertFalse(handshakes.concerns(ACK, PORTS));
    assertFalse(handshakes.concerns(ACK | 8, PORTS));
    assertTrue(handshakes.concerns(SYN, PORTS));
    fromClient(SYN, 100, 0, 0);
    assertFalse(handshakes.concerns(ACK, PORTS), "nothing was answered");
    assertEquals(0, fromServer(20, 0, 101, MILLI), "refused");
    fromServer(SYN_ACK, 900, 101, MILLI);
    assertTrue(handshakes.concerns(ACK, PORTS));
    assertFalse(handshakes.concerns(ACK, 50_000 << 16 | 80), "others have other ports");
  }
}
