package weir.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.flow.IpAddress;
import weir.wire.Datagram;
import weir.wire.WireWriter;

class CaptureFileTest {
  private static final ByteOrder BIG = ByteOrder.BIG_ENDIAN;
  private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;
  private static final long HALF_PAST = Captures.SECONDS * 1_000_000_000L + 500_000_000L;
  private static final byte[] PACKET =
      Captures.ethernet(0x0800, Captures.ipv4(1, 0, 17, Captures.udp("one"))).toBytes();

  @TempDir private Path folder;
  private final List<Datagram> datagrams = new ArrayList<>();
  private final List<String> payloads = new ArrayList<>();

  private CaptureFile.Summary read(byte[] bytes) throws IOException {
    Path path = Files.write(folder.resolve("capture"), bytes);
    try (var file = CaptureFile.open(path)) {
      var summary =
          file.read(
              (datagram, payload) -> {
                datagrams.add(datagram);
                payloads.add(
                    new String(payload.bytes(payload.remaining()), StandardCharsets.US_ASCII));
              });
      assertEquals(file.sizeBytes(), file.readBytes());
      return summary;
    }
  }

  private String readOne(int linkType, WireWriter packet) throws IOException {
    read(Captures.pcap(LITTLE, false, linkType, packet.toBytes()));
    assertEquals(1, payloads.size());
    return payloads.getFirst();
  }

  @ParameterizedTest
  @CsvSource({"true,true", "true,false", "false,true", "false,false"})
  void pcapOfEitherByteOrderAndResolution(boolean big, boolean nanos) throws IOException {
    var summary = read(Captures.pcap(big ? BIG : LITTLE, nanos, Captures.ETHERNET, PACKET));
    assertEquals(new CaptureFile.Summary(1, 1, 0, 0, 0, 0, OptionalLong.empty()), summary);
    IpAddress source = IpAddress.parse("192.0.2.1");
    assertEquals(
        List.of(new Datagram(source.high(), source.low(), 50_000, 2055, HALF_PAST)), datagrams);
    assertEquals(List.of("one"), payloads);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void pcapngWithItsPacketBlocks(boolean big) throws IOException {
    ByteOrder order = big ? BIG : LITTLE;
    var out = new ByteArrayOutputStream();
    out.write(Captures.block(order, 0x0a0d0d0a, body(order, 16).putInt(0x1a2b3c4d)));
    // nanoseconds, an hour later than the stamps say
    var description = body(order, 32).putShort((short) 1).putShort((short) 0).putInt(0);
    description.putShort((short) 9).putShort((short) 1).put((byte) 9).put(new byte[3]);
    description.putShort((short) 14).putShort((short) 8).putLong(3600);
    out.write(Captures.block(order, 1, description));
    long stamp = HALF_PAST - 3_600_000_000_000L;
    var enhanced = body(order, 20 + PACKET.length).putInt(0).putInt((int) (stamp >>> 32));
    out.write(
        Captures.block(
            order,
            6,
            enhanced.putInt((int) stamp).putInt(PACKET.length).putInt(PACKET.length).put(PACKET)));
    out.write(
        Captures.block(order, 3, body(order, 4 + PACKET.length).putInt(PACKET.length).put(PACKET)));
    var old = body(order, 20 + PACKET.length).putInt(0).putInt((int) (stamp >>> 32));
    out.write(
        Captures.block(
            order,
            2,
            old.putInt((int) stamp).putInt(PACKET.length).putInt(PACKET.length).put(PACKET)));
    assertEquals(3, read(out.toByteArray()).udpDatagrams());
    assertEquals(List.of("one", "one", "one"), payloads);
    assertEquals(HALF_PAST, datagrams.getFirst().receivedNanos());
    assertEquals(HALF_PAST, datagrams.getLast().receivedNanos());
  }

  private static ByteBuffer body(ByteOrder order, int size) {
    return ByteBuffer.allocate(size).order(order);
  }

  private List<String> packets(byte[] file) throws IOException {
    List<String> packets = new ArrayList<>();
    try (var capture = CaptureFile.open(Files.write(folder.resolve("capture"), file))) {
      OptionalLong brokenOff =
          capture.readPackets(
              (link, receivedNanos, wireOctets, octets) ->
                  packets.add(
                      link
                          + " at "
                          + (receivedNanos - HALF_PAST)
                          + ", "
                          + octets.remaining()
                          + " of "
                          + wireOctets
                          + ", "
                          + octets.u16()));
      assertEquals(OptionalLong.empty(), brokenOff);
    }
    return packets;
  }

  @Test
  void packetsComeWithTheirLinkTimeAndLengthOnTheWire() throws IOException {
    byte[] file = Captures.pcap(BIG, true, 113, new byte[] {1, 2}, new byte[] {1, 3, 0});
    ByteBuffer.wrap(file).order(BIG).putInt(24 + 12, 1500);
    assertEquals(
        List.of("link type 113 at 0, 2 of 1500, 258", "link type 113 at 1000000000, 3 of 3, 259"),
        packets(file));
  }

  @Test
  void theSameOfPcapng() throws IOException {
    var out = new ByteArrayOutputStream();
    out.write(Captures.block(BIG, 0x0a0d0d0a, body(BIG, 16).putInt(0x1a2b3c4d)));
    for (int link : List.of(101, 228, 276, 147)) {
      var description = body(BIG, 16).putShort((short) link).putShort((short) 0).putInt(2);
      description.putShort((short) 9).putShort((short) 1).put((byte) 9);
      out.write(Captures.block(BIG, 1, description));
    }
    for (int index = 2; index < 4; index++) {
      var enhanced = body(BIG, 22).putInt(index).putLong(HALF_PAST);
      enhanced.putInt(2).putInt(1500).put(new byte[] {1, 2});
      out.write(Captures.block(BIG, 6, enhanced));
    }
    out.write(Captures.block(BIG, 3, body(BIG, 6).putInt(900).put(new byte[] {1, 2})));
    assertEquals(
        List.of(
            "link type 276 at 0, 2 of 1500, 258",
            "link type 147 at 0, 2 of 1500, 258",
            "link type 101 at " + -HALF_PAST + ", 2 of 900, 258"),
        packets(out.toByteArray()));
  }

  @Test
  void everyLinkTypeThatCarriesIp() throws IOException {
    WireWriter ip = Captures.ipv4(1, 0, 17, Captures.udp("x"));
    WireWriter ip6 = Captures.ipv6(17, Captures.udp("x"));
    List<Object[]> packets =
        List.of(
            new Object[] {1, Captures.ethernet(0x86dd, ip6)},
            new Object[] {1, Captures.ethernet(0x88a8, vlan(0x8100, vlan(0x0800, ip)))},
            new Object[] {
              1, Captures.ethernet(0x8847, new WireWriter().hex("03e81140").bytes(ip6))
            },
            new Object[] {
              1, Captures.ethernet(0x8864, new WireWriter().hex("110000010016 0021").bytes(ip))
            },
            new Object[] {0, new WireWriter().hex("02000000").bytes(ip)},
            new Object[] {108, new WireWriter().hex("0000001e").bytes(ip6)},
            new Object[] {9, new WireWriter().hex("ff030021").bytes(ip)},
            new Object[] {9, new WireWriter().hex("0057").bytes(ip6)},
            new Object[] {12, ip},
            new Object[] {14, ip6},
            new Object[] {101, ip},
            new Object[] {228, ip},
            new Object[] {229, ip6},
            new Object[] {113, new WireWriter().zeros(14).u16(0x0800).bytes(ip)},
            new Object[] {113, new WireWriter().zeros(14).u16(0x8100).bytes(vlan(0x86dd, ip6))},
            new Object[] {276, new WireWriter().u16(0x86dd).zeros(18).bytes(ip6)},
            new Object[] {276, new WireWriter().u16(0x8100).zeros(18).bytes(vlan(0x0800, ip))});
    for (Object[] packet : packets) {
      payloads.clear();
      assertEquals("x", readOne((int) packet[0], (WireWriter) packet[1]), "link " + packet[0]);
    }
  }

  private static WireWriter vlan(int type, WireWriter payload) {
    return new WireWriter().u16(100, type).bytes(payload);
  }

  @Test
  void fragmentsInAnyOrderBecomeOneDatagram() throws IOException {
    byte[] whole = Captures.udp("x".repeat(100)).toBytes();
    WireWriter first = new WireWriter().bytes(Arrays.copyOf(whole, 64));
    WireWriter second = new WireWriter().bytes(Arrays.copyOfRange(whole, 64, whole.length));
    var summary =
        read(
            Captures.pcap(
                LITTLE,
                false,
                101,
                Captures.ipv4(5, 8, 17, second).toBytes(),
                Captures.ipv4(6, 0x2000, 17, first).toBytes(),
                Captures.ipv4(5, 0x2000, 17, first).toBytes(),
                Captures.ipv6(44, fragment(1, first)).toBytes(),
                Captures.ipv6(44, fragment(64, second)).toBytes()));
    assertEquals(List.of("x".repeat(100), "x".repeat(100)), payloads);
    assertEquals(new CaptureFile.Summary(5, 2, 0, 0, 1, 0, OptionalLong.empty()), summary);
  }

  private static WireWriter fragment(int offset, WireWriter payload) {
    return new WireWriter().u8(17, 0).u16(offset).u32(77).bytes(payload);
  }

  @Test
  void ipv6ExtensionHeadersAndIpv4OptionsAreSkipped() throws IOException {
    var extension = new WireWriter().hex("1100010400000000").bytes(Captures.udp("x"));
    assertEquals("x", readOne(101, Captures.ipv6(60, extension)));
    payloads.clear();
    byte[] options =
        Captures.ipv4(1, 0, 17, new WireWriter().hex("01010101").bytes(Captures.udp("y")))
            .toBytes();
    options[0] = 0x46;
    assertEquals("y", readOne(101, new WireWriter().bytes(options)));
  }

  @Test
  void whatIsNotUdpIsCounted() throws IOException {
    var summary =
        read(
            Captures.pcap(
                LITTLE,
                false,
                Captures.ETHERNET,
                Captures.ethernet(0x0806, new WireWriter().zeros(28)).toBytes(),
                Captures.ethernet(0x0800, Captures.ipv4(1, 0, 6, Captures.udp(""))).toBytes(),
                new byte[3],
                PACKET));
    assertEquals(new CaptureFile.Summary(4, 1, 0, 3, 0, 0, OptionalLong.empty()), summary);
  }

  @Test
  void aPacketThatWasCutIsHandedOnAsFarAsItIs() throws IOException {
    var summary =
        read(
            Captures.pcap(
                LITTLE, false, Captures.ETHERNET, Arrays.copyOf(PACKET, PACKET.length - 1)));
    assertEquals(List.of("on"), payloads);
    assertEquals(1, summary.cutDatagrams());
  }

  @Test
  void aFileThatBreaksOffIsReadAsFarAsItIsWhole() throws IOException {
    byte[] file = Captures.pcap(LITTLE, false, Captures.ETHERNET, PACKET, PACKET);
    int second = 24 + 16 + PACKET.length;
    for (int length = 24; length < file.length; length++) {
      payloads.clear();
      var summary = read(Arrays.copyOf(file, length));
      assertEquals(length < second ? 0 : 1, payloads.size());
      OptionalLong at = OptionalLong.of(length < second ? 24 : second);
      boolean betweenRecords = length == 24 || length == second;
      assertEquals(betweenRecords ? OptionalLong.empty() : at, summary.truncatedAtByte());
    }
  }

  private interface Packer {
    OutputStream into(OutputStream out) throws IOException;
  }

  private static byte[] packed(Packer packer, byte[] bytes) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (OutputStream out = packer.into(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  static List<Packer> packers() {
    return List.of(
        GZIPOutputStream::new,
        ZstdOutputStream::new,
        out -> new ZstdOutputStream(out, 19).setChecksum(true),
        out -> new ZstdOutputStream(out, 22).setLong(27));
  }

  @ParameterizedTest
  @MethodSource("packers")
  void packedCapturesOpenToo(Packer packer) throws IOException {
    var summary = read(packed(packer, Captures.pcap(BIG, true, Captures.ETHERNET, PACKET)));
    assertEquals(List.of("one"), payloads);
    assertEquals(OptionalLong.empty(), summary.truncatedAtByte());
  }

  /// As `cat` and parallel packers make them, the latter with frames that hold nothing.
  @Test
  void severalPackedPiecesAreOneCapture() throws IOException {
    byte[] file = Captures.pcap(BIG, true, Captures.ETHERNET, PACKET, PACKET);
    byte[] first = Arrays.copyOf(file, 50);
    byte[] second = Arrays.copyOfRange(file, 50, file.length);
    var gzip = new ByteArrayOutputStream();
    gzip.write(packed(GZIPOutputStream::new, first));
    gzip.write(packed(GZIPOutputStream::new, second));
    read(gzip.toByteArray());
    var zstd = new ByteArrayOutputStream();
    zstd.write(new WireWriter().hex("502a4d18 04000000 00000000").toBytes());
    zstd.write(packed(ZstdOutputStream::new, first));
    zstd.write(new WireWriter().hex("5f2a4d18 00000000").toBytes());
    zstd.write(packed(ZstdOutputStream::new, second));
    read(zstd.toByteArray());
    assertEquals(List.of("one", "one", "one", "one"), payloads);
  }

  @ParameterizedTest
  @MethodSource("packers")
  void aPackedCaptureThatBreaksOffIsReadAsFarAsItIsWhole(Packer packer) throws IOException {
    Random random = new Random(1);
    byte[][] packets = new byte[400][];
    for (int i = 0; i < packets.length; i++) {
      packets[i] = Arrays.copyOf(PACKET, 1400);
      for (int at = PACKET.length; at < 1400; at++) {
        packets[i][at] = (byte) random.nextInt(); // so that it does not pack well
      }
    }
    byte[] file = packed(packer, Captures.pcap(BIG, true, Captures.ETHERNET, packets));
    var whole = read(file);
    assertEquals(400, whole.packets());
    assertEquals(OptionalLong.empty(), whole.truncatedAtByte());
    for (int length : new int[] {file.length - 1, file.length * 2 / 3, file.length / 2}) {
      var summary = read(Arrays.copyOf(file, length));
      long at = summary.truncatedAtByte().orElseThrow();
      assertEquals(24 + summary.packets() * 1416, at, "where the next packet would be");
      assertTrue(summary.packets() > 80, "of " + length + " bytes " + summary.packets());
      assertTrue(length == file.length - 1 || summary.packets() < 400);
    }
    assertThrows(CaptureException.class, () -> read(Arrays.copyOf(file, 12)));
  }

  @Test
  void damageInWhatIsPackedIsSaid() throws IOException {
    byte[] file =
        packed(
            out -> new ZstdOutputStream(out).setChecksum(true),
            Captures.pcap(BIG, true, Captures.ETHERNET, PACKET));
    file[file.length - 1] ^= 1;
    var error = assertThrows(CaptureException.class, () -> read(file));
    assertTrue(error.toString().contains("doesn't match checksum"), error.toString());
  }

  @Test
  void recordsLargerThanTheWindowAreRead() throws IOException {
    byte[] large = Arrays.copyOf(PACKET, 3 << 20);
    read(Captures.pcap(LITTLE, false, Captures.ETHERNET, PACKET, large, PACKET));
    assertEquals(List.of("one", "one", "one"), payloads);
  }

  @Test
  void aDamagedRecordIsSaidWithItsPlace() {
    byte[] file = Captures.pcap(BIG, false, Captures.ETHERNET, PACKET, PACKET);
    file[24 + 16 + PACKET.length + 8] = 0x7f;
    var error = assertThrows(CaptureException.class, () -> read(file));
    assertEquals(1, payloads.size());
    assertTrue(error.toString().contains("byte " + (40 + PACKET.length)), error.toString());
  }

  @Test
  void whatIsNoCaptureIsRefused() {
    for (byte[] bytes :
        List.of(new byte[0], new byte[3], "not a capture".getBytes(StandardCharsets.UTF_8))) {
      assertThrows(CaptureException.class, () -> read(bytes));
    }
    assertThrows(CaptureException.class, () -> CaptureFile.open(folder.resolve("missing")));
  }
}
