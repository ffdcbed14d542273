package weir.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.capture.CaptureFile;
import weir.capture.CaptureInterface;
import weir.capture.ring.PacketRing;
import weir.capture.ring.RingChannel;
import weir.enrich.Directions;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.packet.SecondTable;
import weir.query.Filter;
import weir.query.FilterParser;
import weir.query.RowTest;
import weir.query.TimeRange;

/// The packets behind flows.
class PacketFilesTest {
  private static final Path TRAFFIC = Path.of("sample-captures/traffic/mixed.pcap");
  private static final Directions PRIVATE = Directions.inside(Directions.PRIVATE);

  @TempDir private Path folder;

  private Packets.Written write(Path from, String filter, TimeRange range, Path to)
      throws Exception {
    try (var out = Files.newOutputStream(to)) {
      return PacketFiles.of(List.of(from), PRIVATE)
          .write(FilterParser.parse(filter), range, out, (_, _) -> true);
    }
  }

  /// As flows count them, whose rows are asked themselves.
  private static long inFlows(String filter) throws Exception {
    RowTest test = RowTest.of(FilterParser.parse(filter));
    long[] packets = new long[1];
    try (CaptureFile capture = CaptureFile.open(TRAFFIC)) {
      SecondTable table =
          new SecondTable(
              new weir.flow.FlowBatches() {
                @Override
                public FlowBatch take() {
                  return new FlowBatch();
                }

                @Override
                public void give(FlowBatch filled) {
                  PRIVATE.apply(filled);
                  for (int row = 0; row < filled.rows(); row++) {
                    packets[0] += test.holds(filled, row) ? filled.get(FlowField.PACKETS, row) : 0;
                  }
                }
              });
      capture.readPackets(table);
      table.flush();
    }
    return packets[0];
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "any",
        "tcp",
        "not tcp",
        "ipv6 and udp",
        "port 53 or port 80",
        "flags = S",
        "direction in",
        "direction internal",
        "vlan 7",
        "service domain",
        "ttl > 60",
        "tunnel_type > 0",
        "type packets"
      })
  void areThoseThatFlowsCount(String filter) throws Exception {
    Path to = folder.resolve("picked.pcapng");
    Packets.Written written = write(TRAFFIC, filter, TimeRange.ALL, to);
    assertEquals(inFlows(filter), written.packets());
    assertEquals(1600, written.looked());
    assertTrue(written.whole());
    try (CaptureFile again = CaptureFile.open(to)) {
      long[] packets = new long[1];
      again.readPackets((_, _, _, _) -> packets[0]++);
      assertEquals(written.packets(), packets[0]);
    }
  }

  @Test
  void onlyThoseOfATimeAreWritten() throws Exception {
    long[] times = new long[2];
    try (CaptureFile capture = CaptureFile.open(TRAFFIC)) {
      capture.readPackets(
          (_, nanos, _, _) -> {
            times[0] = times[0] == 0 ? nanos : times[0];
            times[1] = nanos;
          });
    }
    long middle = times[0] + (times[1] - times[0]) / 2;
    Path to = folder.resolve("half.pcapng");
    long first = write(TRAFFIC, "any", new TimeRange(0, middle), to).packets();
    long second = write(TRAFFIC, "any", new TimeRange(middle, Long.MAX_VALUE), to).packets();
    assertTrue(first > 0 && second > 0);
    assertEquals(1600, first + second);
  }

  @Test
  void sumsAreInNoPacket() throws Exception {
    PacketFiles packets = PacketFiles.of(List.of(TRAFFIC), PRIVATE);
    Filter sums = FilterParser.parse("tcp and bytes > 1000");
    assertTrue(packets.missing(sums).contains("Bytes"), packets.missing(sums));
    assertEquals("", packets.missing(FilterParser.parse("tcp")));
    assertThrows(
        IOException.class,
        () -> packets.write(sums, TimeRange.ALL, new ByteArrayOutputStream(), (_, _) -> true));
  }

  @Test
  void damagedFilesGiveWhatIsWholeAndNameTheByte() throws Exception {
    byte[] whole = Files.readAllBytes(TRAFFIC);
    Path cut = Files.write(folder.resolve("cut.pcap"), Arrays.copyOf(whole, 100_000));
    Path to = folder.resolve("to.pcapng");
    Packets.Written broken = write(cut, "any", TimeRange.ALL, to);
    assertTrue(broken.packets() > 500 && broken.packets() < 1600);
    assertTrue(broken.remarks().getFirst().contains("breaks off at byte "));
    byte[] wrong = whole.clone();
    Arrays.fill(wrong, 100_000, 101_000, (byte) 0xff);
    Path damaged = Files.write(folder.resolve("damaged.pcap"), wrong);
    Packets.Written partly = write(damaged, "any", TimeRange.ALL, to);
    assertFalse(partly.whole());
    assertTrue(partly.packets() > 0);
    assertTrue(partly.remarks().getFirst().contains(", byte "), partly.remarks().toString());
  }

  @Test
  void canBeStopped() throws Exception {
    Path large = folder.resolve("large.pcapng");
    try (PacketRing ring = PacketRing.open(folder.resolve("ring"), PacketRing.LEAST_BYTES, 0)) {
      RingChannel channel = ring.join("eth0", "");
      for (int i = 0; i < 4; i++) {
        try (CaptureFile capture = CaptureFile.open(TRAFFIC)) {
          capture.readPackets(channel);
        }
      }
    }
    try (var out = Files.newOutputStream(large)) {
      Packets.Written written =
          PacketFiles.of(List.of(folder.resolve("ring")), PRIVATE)
              .write(Filter.all(), TimeRange.ALL, out, (_, _) -> false);
      assertFalse(written.whole());
      assertEquals(PacketPick.LOOK_EVERY, written.looked());
    }
  }

  /// What a packet's adapter says of it is known of those that were kept.
  @Test
  void keptPacketsHaveTheirAdapter() throws Exception {
    Path ring = folder.resolve("ring");
    Directions inside = Directions.inside(List.of("192.0.2.0/24", "2001:db8::/32"));
    try (PacketRing packets = PacketRing.open(ring, PacketRing.LEAST_BYTES, 0)) {
      RingChannel channel =
          packets.join(
              "eth0",
              PacketStamp.words(
                  row -> {
                    row.setAddress(FlowField.EXPORTER, 0, IpAddress.mapped(0x0a000001));
                    row.set(FlowField.IN_INTERFACE, 3);
                  },
                  inside));
      try (CaptureFile capture = CaptureFile.open(TRAFFIC)) {
        capture.readPackets(channel);
      }
    }
    Path to = folder.resolve("to.pcapng");
    assertEquals(1600, write(ring, "exporter 10.0.0.1 and in if 3", TimeRange.ALL, to).packets());
    assertEquals(0, write(ring, "in if 4", TimeRange.ALL, to).packets());
    CaptureInterface[] from = new CaptureInterface[1];
    try (CaptureFile capture = CaptureFile.open(ring.resolve(ringFile(ring)))) {
      capture.readCaptured((given, _, _, _) -> from[0] = given);
    }
    PacketStamp stamp = PacketStamp.parse(from[0].comment());
    assertEquals(inside.toString(), stamp.directions().orElseThrow().toString());
    assertEquals(2, stamp.values().size());
  }

  private static Path ringFile(Path ring) throws IOException {
    return PacketRing.files(ring, java.time.Instant.EPOCH, java.time.Instant.now().plusSeconds(1))
        .getFirst();
  }

  @Test
  void commentsOfOthersSayNothing() {
    assertEquals(List.of(), PacketStamp.parse("in_if=3").values());
    assertEquals(
        List.of(),
        PacketStamp.parse("weir in_if=many nothing=1 sampler_address=x inside=?").values());
  }
}
