package weir.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import weir.packet.ExportMessages;
import weir.packet.LinkType;
import weir.wire.MessageStream;
import weir.wire.Streamed;
import weir.wire.WireReader;
import weir.wire.WireWriter;

/// Whatever segments of TCP and packets of SCTP a capture holds, and whatever comes on a
/// connection: nothing is thrown, what is handed on begins as a message and is as long as it says,
/// what is held is bounded, and a whole stream behind it is read as if nothing had been before.
///
/// An input is pieces: a byte for who sends it and how (bits 0 to 2 the sender, 3 SCTP, 4 SYN, 5
/// lost, 6 and 7 how much of it was captured), two bytes for its place in the stream, one for its
/// length.
class StreamFuzzTest {
  private static final int MOST_HELD = 64 << 20;
  private static final List<Long> TAIL = List.of(1L, 2L, 3L);

  private final List<Long> tail = new ArrayList<>();

  static List<Arguments> seeds() {
    byte[] octets =
        Streamed.join(
            Streamed.template(4), Streamed.data(0, 4, 100, 200), Streamed.data(2, 4, 300));
    List<Arguments> seeds = new ArrayList<>();
    for (int every : new int[] {7, 16, 40, 200}) {
      seeds.add(Seeds.seed("in order by " + every, pieces(octets, every, 0, 1)));
      seeds.add(Seeds.seed("backwards by " + every, pieces(octets, every, 0, -1)));
      seeds.add(Seeds.seed("with losses by " + every, pieces(octets, every, 0x20, 1)));
      seeds.add(Seeds.seed("SCTP by " + every, pieces(octets, every, 8, 1)));
    }
    seeds.add(
        Seeds.seed("TLS", pieces(new WireWriter().hex("160301").zeros(99).toBytes(), 50, 0, 1)));
    seeds.add(
        Seeds.seed(
            "the web",
            pieces("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII), 5, 3, 1)));
    return seeds;
  }

  private static byte[] pieces(byte[] octets, int every, int how, int step) {
    int count = (octets.length + every - 1) / every;
    WireWriter input = new WireWriter();
    for (int i = 0; i < count; i++) {
      int at = (step > 0 ? i : count - 1 - i) * every;
      byte[] part = Arrays.copyOfRange(octets, at, Math.min(octets.length, at + every));
      boolean odd = i % 3 == 2;
      input.u8(odd ? how : how & ~0x20).u16(at).u8(part.length).bytes(part);
    }
    return input.toBytes();
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "")
  void nothingIsThrownAndTheNextIsRead(byte[] input) {
    ExportMessages packets =
        new ExportMessages(
            (from, message) -> {
              if (from.sourcePort() == 60_000) {
                message.skip(8);
                tail.add(message.u32());
              }
            });
    MessageStream stream = new MessageStream(StreamFuzzTest::assertMessage);
    int nanos = 0;
    for (int at = 0; input.length - at >= 4; ) {
      int how = input[at];
      int place = (input[at + 1] & 0xff) << 8 | (input[at + 2] & 0xff);
      int length = Math.min(input[at + 3] & 0xff, input.length - at - 4);
      byte[] octets = Arrays.copyOfRange(input, at + 4, at + 4 + length);
      at += 4 + length;
      feed(stream, how, octets);
      byte[] packet = packet(how, place, octets);
      int captured = (how & 0xc0) == 0xc0 ? packet.length * 3 / 4 : packet.length;
      packets.handle(
          LinkType.IP, nanos++, packet.length, new WireReader(Arrays.copyOf(packet, captured)));
      assertTrue(packets.waitingOctets() <= MOST_HELD);
    }
    packets.end();
    assertEquals(0, packets.waitingOctets());
    assertTrue(packets.messagePackets() + packets.skipped() <= packets.packets());
    assertTheNextIsRead(packets);
  }

  private static void assertMessage(WireReader message) {
    assertEquals(10, message.u16());
    assertEquals(message.limit(), message.u16());
  }

  private static void feed(MessageStream stream, int how, byte[] octets) {
    if ((how & 0x20) != 0) {
      stream.lost(octets.length);
    } else if (stream.add(octets, 0, octets.length) != null) {
      stream.search();
    }
    assertTrue(stream.heldOctets() <= 1 << 16);
  }

  private static byte[] packet(int how, int place, byte[] octets) {
    int from = 50_000 + (how & 7);
    int to = (how & 4) == 0 ? 4739 : 7000;
    if ((how & 8) != 0) {
      return Streamed.sctp(from, to, Streamed.chunk(place & 3, place >>> 2, octets));
    }
    int flags = (how & 0x10) != 0 ? Streamed.SYN : Streamed.ACK;
    return Streamed.segment(from, to, place, flags, octets);
  }

  private void assertTheNextIsRead(ExportMessages packets) {
    tail.clear();
    byte[] octets =
        Streamed.join(Streamed.data(1, 4, 1), Streamed.data(2, 4, 1), Streamed.data(3, 4, 1));
    byte[] first = Arrays.copyOf(octets, 45);
    byte[] second = Arrays.copyOfRange(octets, 45, octets.length);
    for (byte[] packet :
        List.of(
            Streamed.segment(60_000, 4739, 0, Streamed.SYN, new byte[0]),
            Streamed.segment(60_000, 4739, 46, Streamed.ACK, second),
            Streamed.segment(60_000, 4739, 1, Streamed.ACK, first))) {
      packets.handle(LinkType.IP, 0, packet.length, new WireReader(packet));
    }
    assertEquals(TAIL, tail);
  }
}
