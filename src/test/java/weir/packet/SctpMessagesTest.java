package weir.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.wire.Streamed;
import weir.wire.WireReader;
import weir.wire.WireWriter;

/// IPFIX out of chunks of SCTP.
class SctpMessagesTest {
  private static final int PORT = 4739;
  private static final int WHOLE = 3;

  private final List<String> handed = new ArrayList<>();
  private final ExportMessages messages =
      new ExportMessages(
          (_, _) -> handed.add("datagram"),
          (from, message) -> {
            message.skip(8);
            handed.add(from.sourcePort() + ":" + message.u32());
          });

  private void handle(byte[] packet) {
    handle(packet, packet.length);
  }

  private void handle(byte[] packet, int captured) {
    messages.handle(LinkType.IP, 0, packet.length, new WireReader(Arrays.copyOf(packet, captured)));
  }

  private static byte[] numbered(int sequence) {
    return Streamed.data(sequence, 4, 100);
  }

  @Test
  void chunksAreMessages() {
    WireWriter confirms = new WireWriter().u8(3, 0).u16(16).zeros(12);
    handle(
        Streamed.sctp(
            1000,
            9000,
            confirms,
            Streamed.chunk(WHOLE, 1, numbered(1)),
            Streamed.chunk(WHOLE, 2, numbered(2))));
    handle(Streamed.sctp(2000, PORT, Streamed.chunk(WHOLE, 1, numbered(3))));
    assertEquals(List.of("1000:1", "1000:2", "2000:3"), handed);
    assertEquals(0, messages.skipped());
    assertEquals(List.of(), messages.remarks());
  }

  @Test
  void partsAreJoinedAndWhatIsSentAgainCountsOnce() {
    byte[] octets = numbered(1);
    byte[] first = Arrays.copyOf(octets, 18);
    byte[] second = Arrays.copyOfRange(octets, 18, 25);
    byte[] third = Arrays.copyOfRange(octets, 25, octets.length);
    handle(Streamed.sctp(1000, PORT, Streamed.chunk(2, 0xffff_ffffL, first)));
    handle(Streamed.sctp(1000, PORT, Streamed.chunk(0, 0, second)));
    handle(Streamed.sctp(1000, PORT, Streamed.chunk(0, 0, second)));
    handle(Streamed.sctp(1000, PORT, Streamed.chunk(1, 1, third)));
    handle(Streamed.sctp(1000, PORT, Streamed.chunk(1, 1, third)));
    assertEquals(List.of("1000:1"), handed);
  }

  @Test
  void whatLacksAPartIsCounted() {
    byte[] octets = numbered(1);
    byte[] first = Arrays.copyOf(octets, 18);
    byte[] third = Arrays.copyOfRange(octets, 25, octets.length);
    handle(Streamed.sctp(1000, PORT, Streamed.chunk(2, 1, first)));
    handle(Streamed.sctp(1000, PORT, Streamed.chunk(1, 3, third)));
    byte[] packet = Streamed.sctp(1000, PORT, Streamed.chunk(WHOLE, 4, octets));
    handle(packet, packet.length - 3);
    handle(Streamed.sctp(1000, PORT, Streamed.chunk(WHOLE, 5, numbered(5))));
    assertEquals(List.of("1000:5"), handed);
    assertEquals(List.of("2 messages of SCTP lack a part"), messages.remarks());
  }

  @Test
  void othersAreNone() {
    handle(Streamed.sctp(36412, 36412, Streamed.chunk(WHOLE, 1, new byte[40])));
    handle(Streamed.sctp(36412, 36412, new WireWriter().u8(0, 3).u16(3)));
    handle(Streamed.sctp(36412, 36412, new WireWriter().u8(0, 3).u16(0xffff)));
    assertEquals(List.of(), handed);
    assertEquals(3, messages.skipped());
  }
}
