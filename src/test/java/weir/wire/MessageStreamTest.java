package weir.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import weir.wire.MessageStream.Fault;

/// Messages out of octets, however these come.
class MessageStreamTest {
  private final List<Long> handed = new ArrayList<>();
  private final MessageStream stream =
      new MessageStream(
          message -> {
            assertEquals(10, message.u16());
            assertEquals(message.limit(), message.u16());
            message.skip(4);
            handed.add(message.u32());
          });

  private static byte[] numbered(int sequence) {
    return Streamed.data(sequence, 4, 100, 200);
  }

  private void add(byte[] octets) {
    assertNull(stream.add(octets, 0, octets.length));
  }

  @Test
  void messagesAreTheSameHoweverTheStreamIsCut() {
    byte[] all = Streamed.join(numbered(1), Streamed.template(4), numbered(2), numbered(3));
    for (int piece = 1; piece <= all.length; piece++) {
      handed.clear();
      for (int at = 0; at < all.length; at += piece) {
        assertNull(stream.add(all, at, Math.min(piece, all.length - at)));
      }
      assertEquals(List.of(1L, 0L, 2L, 3L), handed, "in pieces of " + piece);
      assertTrue(stream.isWhole());
    }
    assertEquals(4L * all.length, stream.messages());
  }

  @Test
  void theLongestMessageIsTakenAndNothingIsKeptBehindIt() {
    byte[] longest = Streamed.message(9, new WireWriter().set(300, new WireWriter().zeros(65_515)));
    assertEquals(65_535, longest.length);
    for (int at = 0; at < longest.length; at += 1000) {
      add(Arrays.copyOfRange(longest, at, Math.min(at + 1000, longest.length)));
      assertTrue(stream.heldOctets() <= 1 << 16, "holds " + stream.heldOctets());
    }
    assertEquals(List.of(9L), handed);
    assertEquals(0, stream.heldOctets());
  }

  @Test
  void whatIsNoMessageIsSaidByItsFirstOctets() {
    assertEquals(Fault.NO_MESSAGE, fault("GET / HTTP/1.1"));
    assertEquals(Fault.NO_MESSAGE, fault("\0\11"));
    assertEquals(Fault.NO_MESSAGE, fault("\0\12\0\17"));
    assertEquals(Fault.TLS, fault("\26\3"));
    assertNull(fault("\26"));
    assertEquals(Fault.NO_MESSAGE, fault("\26\4"));
    assertNull(fault("\0"));
    assertNull(fault("\0\12\0\20"));
  }

  private static @Nullable Fault fault(String start) {
    byte[] octets = start.getBytes(StandardCharsets.ISO_8859_1);
    return new MessageStream(_ -> {}).add(octets, 0, octets.length);
  }

  @Test
  void behindAFaultTheNextMessageIsFound() {
    byte[] octets =
        Streamed.join(numbered(1), new byte[] {5, 0, 10, 0, 10, 77}, numbered(2), numbered(3));
    assertEquals(Fault.NO_MESSAGE, stream.add(octets, 0, octets.length));
    assertEquals(List.of(1L), handed);
    stream.search();
    assertEquals(List.of(1L, 2L, 3L), handed);
  }

  @Test
  void faultsBehindFaultsAreNoEnd() {
    byte[] rubbish = {1, 2, 3};
    byte[] two = Streamed.join(numbered(1), numbered(2));
    byte[] octets = Streamed.join(rubbish, two, rubbish, two, rubbish);
    assertEquals(Fault.NO_MESSAGE, stream.add(octets, 0, octets.length));
    stream.search();
    assertEquals(List.of(1L, 2L, 1L, 2L), handed);
  }

  @Test
  void aSearchPassesOverWhatOnlyLooksLikeAMessage() {
    byte[] late = numbered(7);
    late[4] ^= 0x40; // years off the message before
    byte[] setless = numbered(8);
    setless[17] = 1;
    setless[16] = 0;
    byte[] shortSet = numbered(9);
    shortSet[19] = 3;
    byte[] followed = numbered(10);
    followed[3]--; // no version behind it
    add(numbered(1));
    byte[] octets =
        Streamed.join(new byte[] {9}, late, setless, shortSet, followed, numbered(2), numbered(3));
    assertEquals(Fault.NO_MESSAGE, stream.add(octets, 0, octets.length));
    stream.search();
    assertEquals(List.of(1L, 2L, 3L), handed);
  }

  @Test
  void whatIsLostWithinAMessageCostsThatOne() {
    byte[] second = numbered(2);
    add(numbered(1));
    add(Arrays.copyOf(second, 10));
    stream.lost(12);
    add(Arrays.copyOfRange(second, 22, second.length));
    assertTrue(stream.isWhole());
    add(numbered(3));
    assertEquals(List.of(1L, 3L), handed);
  }

  @Test
  void lossesWithinOneMessageAddUp() {
    byte[] second = numbered(2);
    add(Arrays.copyOf(second, 10));
    stream.lost(4);
    add(Arrays.copyOfRange(second, 14, 20));
    assertFalse(stream.isWhole());
    stream.lost(6);
    add(Arrays.copyOfRange(second, 26, second.length));
    add(numbered(3));
    assertEquals(List.of(3L), handed);
  }

  @Test
  void beyondAMessageTheNextOneIsSearchedFor() {
    byte[] second = numbered(2);
    add(Arrays.copyOf(second, 10));
    stream.lost(second.length);
    add(Arrays.copyOfRange(numbered(3), 10, second.length)); // the end of the third
    add(Streamed.join(numbered(4), numbered(5)));
    assertEquals(List.of(4L, 5L), handed);
  }

  @Test
  void whateverComesAndIsLostNothingIsThrownAndLittleIsHeld() {
    Random random = new Random(22);
    byte[] all = Streamed.join(numbered(1), numbered(2), Streamed.template(8), numbered(3));
    for (int run = 0; run < 3000; run++) {
      MessageStream any = new MessageStream(message -> assertEquals(10, message.u16()));
      for (int step = 0; step < 20; step++) {
        byte[] octets = all.clone();
        for (int i = random.nextInt(4); i > 0; i--) {
          octets[random.nextInt(octets.length)] = (byte) random.nextInt();
        }
        int from = random.nextInt(octets.length);
        if (any.add(octets, from, random.nextInt(octets.length - from + 1)) != null) {
          any.search();
        }
        if (random.nextInt(5) == 0) {
          any.lost(random.nextInt(100));
        }
        assertTrue(any.heldOctets() <= 1 << 16);
      }
    }
  }

  @Test
  void aStreamIsToldByItsStart() {
    byte[] octets = numbered(1);
    for (int length = 1; length <= octets.length; length++) {
      assertTrue(MessageStream.mayBegin(octets, 0, length), length + " octets");
    }
    assertFalse(MessageStream.mayBegin(octets, 0, 0));
    assertFalse(MessageStream.mayBegin(octets, 1, octets.length - 1));
    octets[17] = 1;
    octets[16] = 0;
    assertFalse(MessageStream.mayBegin(octets, 0, octets.length));
    byte[] hello = {22, 3, 1, 0, 50};
    assertTrue(MessageStream.isTls(hello, 0, 5));
    assertFalse(MessageStream.isTls(hello, 0, 2));
    hello[2] = 5;
    assertFalse(MessageStream.isTls(hello, 0, 5));
  }
}
