package weir.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import weir.wire.Streamed;
import weir.wire.WireReader;
import weir.wire.WireWriter;

/// IPFIX out of segments of TCP, in whatever order and state these were captured.
class TcpStreamsTest {
  private static final int PORT = 4739;
  private static final long FIRST = 0xffff_ff00L; // wraps soon

  private final List<String> handed = new ArrayList<>();
  private final ExportMessages messages =
      new ExportMessages(
          (_, _) -> handed.add("datagram"),
          (from, message) -> {
            message.skip(8);
            handed.add(from.sourcePort() + ":" + message.u32());
          });
  private long nowNanos;

  private void handle(byte[] packet) {
    handle(packet, packet.length);
  }

  private void handle(byte[] packet, int captured) {
    nowNanos += 1_000_000;
    messages.handle(
        LinkType.IP, nowNanos, packet.length, new WireReader(Arrays.copyOf(packet, captured)));
  }

  private static byte[] numbered(int sequence) {
    return Streamed.data(sequence, 4, 100, 200);
  }

  /// Segments of a stream from port 1000, cut every so many octets, SYN first.
  private static List<byte[]> segments(int target, int every, byte[] octets) {
    List<byte[]> segments = new ArrayList<>();
    segments.add(Streamed.segment(1000, target, FIRST - 1, Streamed.SYN, new byte[0]));
    for (int at = 0; at < octets.length; at += every) {
      byte[] part = Arrays.copyOfRange(octets, at, Math.min(octets.length, at + every));
      segments.add(Streamed.segment(1000, target, FIRST + at, Streamed.ACK, part));
    }
    return segments;
  }

  private static byte[] three() {
    return Streamed.join(numbered(1), numbered(2), numbered(3));
  }

  private void assertHanded(String... expected) {
    messages.end();
    assertEquals(List.of(expected), handed);
  }

  private String remarks() {
    return String.join("; ", messages.remarks());
  }

  @Test
  void segmentsMayBeCutAnywhere() {
    byte[] octets = Streamed.join(three(), three());
    for (int every = 1; every <= octets.length; every++) {
      handed.clear();
      var cut =
          new ExportMessages((_, message) -> handed.add(Integer.toString(message.remaining())));
      for (byte[] packet : segments(every % 2 == 0 ? PORT : 9000, every, octets)) {
        cut.handle(LinkType.IP, 0, packet.length, new WireReader(packet));
      }
      assertEquals(6, handed.size(), "every " + every);
      assertEquals(0, cut.skipped(), "all of it is of a connection with IPFIX");
      assertEquals(List.of(), cut.remarks());
    }
  }

  @Test
  void segmentsComeInAnyOrderAndMoreThanOnce() {
    Random random = new Random(4739);
    for (int run = 0; run < 50; run++) {
      handed.clear();
      var mixed =
          new ExportMessages(
              (_, message) -> {
                message.skip(8);
                handed.add(Long.toString(message.u32()));
              });
      List<byte[]> all = segments(PORT, 1 + random.nextInt(60), three());
      List<byte[]> data = new ArrayList<>(all.subList(1, all.size()));
      data.addAll(data.subList(0, random.nextInt(data.size())));
      Collections.shuffle(data, random);
      data.addFirst(all.getFirst());
      for (byte[] packet : data) {
        mixed.handle(LinkType.IP, 0, packet.length, new WireReader(packet));
      }
      mixed.end();
      assertEquals(List.of("1", "2", "3"), handed);
      assertEquals(List.of(), mixed.remarks());
    }
  }

  @Test
  void whatIsSentAgainInOtherPiecesCountsOnce() {
    byte[] octets = three();
    handle(Streamed.segment(1000, PORT, FIRST - 1, Streamed.SYN, new byte[0]));
    handle(Streamed.segment(1000, PORT, FIRST - 1, Streamed.SYN, new byte[0]));
    handle(Streamed.segment(1000, PORT, FIRST, Streamed.ACK, Arrays.copyOf(octets, 30)));
    handle(Streamed.segment(1000, PORT, FIRST + 29, Streamed.ACK, new byte[] {octets[29]}));
    handle(Streamed.segment(1000, PORT, FIRST, Streamed.ACK, octets));
    handle(Streamed.segment(1000, PORT, FIRST + octets.length, Streamed.FIN, new byte[0]));
    handle(Streamed.segment(1000, PORT, FIRST, Streamed.ACK, octets));
    assertHanded("1000:1", "1000:2", "1000:3");
    assertEquals("", remarks());
  }

  @Test
  void aConnectionThatWasThereBeforeIsReadFromItsFirstMessageOn() {
    byte[] octets = three();
    int length = octets.length / 3;
    handle(part(octets, length - 5, length + 9));
    handle(part(octets, length + 9, octets.length));
    assertHanded("1000:2", "1000:3");
    assertEquals("", remarks());
  }

  @Test
  void evenIfItsFirstSegmentsHaveChangedPlaces() {
    byte[] octets = three();
    handle(part(octets, 30, 60));
    handle(part(octets, 0, 30));
    handle(part(octets, 90, octets.length));
    handle(part(octets, 60, 90));
    assertHanded("1000:1", "1000:2", "1000:3");
  }

  private static byte[] part(byte[] octets, int from, int until) {
    byte[] part = Arrays.copyOfRange(octets, from, until);
    return Streamed.segment(1000, PORT, FIRST + from, Streamed.ACK, part);
  }

  @Test
  void aLostSegmentCostsTheMessagesThatItIsOf() {
    List<byte[]> all = segments(PORT, 20, three());
    all.remove(2);
    all.forEach(this::handle);
    assertHanded("1000:2", "1000:3");
    assertTrue(remarks().startsWith("1 times octets of a TCP connection with IPFIX"), remarks());
  }

  @Test
  void aLossThatIsNotRepairedInTimeHoldsNothingUp() {
    List<byte[]> all = segments(PORT, 20, three());
    all.remove(2);
    all.forEach(this::handle);
    assertEquals(List.of(), handed, "it may still come");
    nowNanos += 11_000_000_000L;
    handle(Streamed.segment(1000, PORT, FIRST + three().length, Streamed.ACK, numbered(4)));
    assertEquals(List.of("1000:2", "1000:3", "1000:4"), handed);
  }

  @Test
  void whatTheSnapLengthCutIsMissing() {
    List<byte[]> all = segments(PORT, numbered(1).length, three());
    handle(all.get(0));
    handle(all.get(1));
    handle(all.get(2), 60);
    handle(all.get(3));
    assertHanded("1000:1", "1000:3");
    assertTrue(remarks().contains("octets of a TCP connection"), remarks());
  }

  @Test
  void somethingElseAmidTheStreamIsPassedOverAndSaid() {
    segments(
            PORT, 33, Streamed.join(numbered(1), new byte[] {1, 2, 3, 4}, numbered(2), numbered(3)))
        .forEach(this::handle);
    assertHanded("1000:1", "1000:2", "1000:3");
    assertTrue(
        remarks().startsWith("1 times a TCP connection with IPFIX has something"), remarks());
  }

  @Test
  void aNewConnectionFromTheSamePortBeginsAnew() {
    segments(PORT, 20, Streamed.join(numbered(1), Arrays.copyOf(numbered(2), 30)))
        .forEach(this::handle);
    handle(Streamed.segment(1000, PORT, 4999, Streamed.SYN, new byte[0]));
    handle(Streamed.segment(1000, PORT, 5000, Streamed.ACK, numbered(9)));
    assertHanded("1000:1", "1000:9");
  }

  @Test
  void connectionsAreApartAndWhatConfirmsThemIsTheirs() {
    byte[] one = Streamed.join(numbered(1), numbered(2));
    byte[] other = Streamed.join(numbered(8), numbered(9));
    handle(Streamed.segment(1000, 7000, 99, Streamed.SYN, new byte[0]));
    handle(answer(7000, 1000));
    handle(Streamed.segment(2000, 7000, 99, Streamed.SYN, new byte[0]));
    assertEquals(3, messages.skipped(), "nothing says yet what they carry");
    handle(Streamed.segment(1000, 7000, 100, Streamed.ACK, Arrays.copyOf(one, 50)));
    handle(Streamed.segment(2000, 7000, 100, Streamed.ACK, Arrays.copyOf(other, 50)));
    handle(
        Streamed.segment(1000, 7000, 150, Streamed.ACK, Arrays.copyOfRange(one, 50, one.length)));
    handle(
        Streamed.segment(
            2000, 7000, 150, Streamed.ACK, Arrays.copyOfRange(other, 50, other.length)));
    assertEquals(0, messages.skipped());
    assertEquals(7, messages.messagePackets());
    assertHanded("1000:1", "2000:8", "1000:2", "2000:9");
  }

  /// From 192.0.2.2 to 192.0.2.1.
  private static byte[] answer(int from, int to) {
    byte[] packet = Streamed.segment(from, to, 1, Streamed.ACK, new byte[0]);
    packet[15] = 2;
    packet[19] = 1;
    return packet;
  }

  @Test
  void otherConnectionsAreNone() {
    segments(
            80,
            40,
            "GET / HTTP/1.1\r\nHost: weir.example\r\n\r\n"
                .repeat(9)
                .getBytes(StandardCharsets.US_ASCII))
        .forEach(this::handle);
    segments(443, 40, new WireWriter().hex("160301").zeros(300).toBytes()).forEach(this::handle);
    assertHanded();
    assertEquals(messages.packets(), messages.skipped());
    assertEquals("", remarks());
    assertTrue(
        messages
            .contents()
            .endsWith("1 of its TCP connections are in TLS, which Weir does not read"),
        messages.contents());
  }

  @Test
  void tlsToAPortOfIpfixIsNamed() {
    byte[] hello = new WireWriter().hex("160301").zeros(300).toBytes();
    segments(4740, 40, hello).forEach(this::handle);
    segments(PORT, 400, hello).forEach(this::handle);
    assertHanded();
    assertEquals(
        "2 connections to a port of IPFIX are in TLS, which Weir does not read", remarks());
  }

  @Test
  void strangersCannotMakeItGrow() {
    Random random = new Random(1);
    byte[] rubbish = new byte[1400];
    for (int i = 0; i < 40_000; i++) {
      int from = 1024 + random.nextInt(20_000);
      handle(Streamed.segment(from, PORT, random.nextLong(), Streamed.ACK, rubbish));
    }
    assertTrue(messages.waitingOctets() <= 33 << 20, messages.waitingOctets() + " octets");
    assertHanded();
    assertEquals(0, messages.waitingOctets());
  }
}
