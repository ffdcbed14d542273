package weir.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import weir.flow.FlowBatch;
import weir.flow.FlowBatches;
import weir.flow.FlowField;
import weir.flow.FlowJson;
import weir.wire.WireReader;

/// Flows that are made of packets.
class SecondTableTest {
  private static final long SECOND = 1_700_000_000_000_000_000L;
  private static final String SYN = tcp("02");
  private static final String SYN_ACK = tcp("12");

  private final List<String> flows = new ArrayList<>();
  private final Map<Long, Long> packetsBySource = new TreeMap<>();
  private final Map<String, List<Long>> sums = new TreeMap<>();
  private int batches;
  private final SecondTable table =
      new SecondTable(
          new FlowBatches() {
            @Override
            public FlowBatch take() {
              return new FlowBatch();
            }

            @Override
            public void give(FlowBatch filled) {
              batches++;
              for (int row = 0; row < filled.rows(); row++) {
                StringBuilder line = new StringBuilder();
                FlowJson.append(filled, row, line);
                flows.add(line.toString().replace("\"", ""));
                sums.merge(
                    key(filled, row),
                    List.of(
                        filled.get(FlowField.PACKETS, row),
                        filled.get(FlowField.BYTES, row),
                        filled.get(FlowField.BYTES_L3, row)),
                    (_, _) -> List.of()); // one row a key
                packetsBySource.merge(
                    filled.get(FlowField.SRC_ADDRESS, row),
                    filled.get(FlowField.PACKETS, row),
                    Long::sum);
              }
            }
          });

  @Test
  void hearsOfThePacketThatBeginsARow() {
    List<String> begun = new ArrayList<>();
    SecondTable heard =
        new SecondTable(
            new FlowBatches() {
              @Override
              public FlowBatch take() {
                return new FlowBatch();
              }

              @Override
              public void give(FlowBatch filled) {}
            },
            _ -> {},
            row -> begun.add(row.get(FlowField.SRC_PORT) + " " + row.get(FlowField.TCP_FLAGS)));
    for (int i = 0; i < 3; i++) {
      heard.handle(LinkType.IP, SECOND + i, 40, PacketText.octets(SYN));
    }
    heard.handle(LinkType.IP, SECOND + 3, 40, PacketText.octets(SYN_ACK));
    heard.handle(LinkType.IP, SECOND + 1_000_000_000, 40, PacketText.octets(SYN));
    assertEquals(List.of("80 2", "80 18", "80 2"), begun);
  }

  private static String tcp(String flags) {
    return PacketText.ipv4("06", "0050 c350 00000000 00000000 50" + flags + " 0000 00000000");
  }

  private void handle(long nanos, int octets, String hex) {
    table.handle(LinkType.IP, SECOND + nanos, octets, PacketText.octets(hex));
  }

  private static String of(String flow, String field) {
    int start = flow.indexOf(field + ":") + field.length() + 1;
    return flow.substring(start, flow.indexOf(',', start));
  }

  @Test
  void packetsOfOneSecondThatSayTheSameAreOneFlow() {
    handle(0, 60, SYN);
    handle(10, 62, SYN);
    handle(999_999_999, 64, SYN);
    assertEquals(List.of(), flows, "its second is not over");
    handle(1_000_000_000, 60, SYN);
    assertEquals(1, flows.size());
    assertEquals("3", of(flows.getFirst(), "packets"));
    assertEquals("186", of(flows.getFirst(), "bytes"));
    assertEquals("PACKETS", of(flows.getFirst(), "type"));
    assertEquals(Long.toString(SECOND), of(flows.getFirst(), "time_received_ns"));
    assertEquals(Long.toString(SECOND), of(flows.getFirst(), "time_flow_start_ns"));
    assertEquals(Long.toString(SECOND + 999_999_999), of(flows.getFirst(), "time_flow_end_ns"));
    table.flush();
    assertEquals("1", of(flows.get(1), "packets"));
    assertEquals(4, table.packets());
  }

  @Test
  void aSynStaysApartFromItsAnswer() {
    handle(0, 60, SYN);
    handle(1, 60, SYN_ACK);
    handle(2, 60, SYN);
    table.flush();
    assertEquals(2, flows.size());
    assertEquals("2", of(flows.getFirst(), "packets"));
  }

  /// The answers of a handshake are rows of their own, with their time; what comes behind is not.
  @Test
  void answersOfAHandshakeHaveTheirTime() {
    String there = "0050 c350 00000064 00000000 5002 0000 00000000";
    String back = "c350 0050 00000384 00000065 5012 0000 00000000";
    String last = "0050 c350 00000065 00000385 5010 0000 00000000";
    handle(0, 60, PacketText.ipv4("06", there));
    handle(
        3_000_000,
        60,
        PacketText.ipv4("06", back).replace("0a000001 0a000002", "0a000002 0a000001"));
    for (int i = 0; i < 3; i++) {
      handle(4_500_000 + i, 60, PacketText.ipv4("06", last));
    }
    table.flush();
    assertEquals(
        List.of("1 0", "1 3000", "1 1500", "2 0"),
        flows.stream()
            .map(
                flow ->
                    of(flow, "packets")
                        + " "
                        + (flow.contains("rtt") ? of(flow, "tcp_handshake_rtt_us") : "0"))
            .toList());
  }

  @Test
  void ttlsStayApartAndIdsDoNot() {
    handle(0, 60, SYN);
    handle(1, 60, SYN.replace("0000 40 06", "0000 3f 06"));
    handle(2, 60, SYN.replaceFirst("0000 0000 0000 40", "0000 1234 0000 40"));
    table.flush();
    assertEquals(2, flows.size());
    assertEquals("2", of(flows.getFirst(), "packets"));
  }

  @Test
  void octetsOfIpAreSummedBesideThoseOfFrames() {
    handle(0, 100, SYN.replaceFirst("4500 0000", "4500 0028"));
    handle(1, 100, SYN.replaceFirst("4500 0000", "4500 0030"));
    table.flush();
    assertEquals(1, flows.size());
    assertEquals("88", of(flows.getFirst(), "bytes_l3"));
  }

  @Test
  void labelsStayApart() {
    String ip = SYN.replace(" ", "");
    String one = "0001 1140 " + ip;
    String other = "0001 2140 " + ip;
    for (String packet : List.of(one, other, one)) {
      table.handle(LinkType.MPLS, SECOND, 64, PacketText.octets(packet));
    }
    table.flush();
    assertEquals(2, flows.size());
    assertEquals("2", of(flows.getFirst(), "packets"));
  }

  /// A scan of more sources than there is room for, each with two packets.
  @Test
  void withMoreThanThereIsRoomForNothingIsLost() {
    int sources = 40_000;
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < sources; i++) {
        handle(0, 60, SYN.replaceFirst("0a000001", HexFormat.of().toHexDigits(0x0b00_0000 + i)));
      }
    }
    table.flush();
    assertTrue(table.early() > 0, "rows were handed on early");
    assertEquals(sources, packetsBySource.size());
    assertTrue(packetsBySource.values().stream().allMatch(packets -> packets == 2));
    assertEquals(2L * sources, table.packets());
  }

  @Test
  void whatIsNoIpCountsToo() {
    table.handle(
        LinkType.ETHERNET, SECOND, 42, PacketText.octets(PacketText.MACS + "0806 0001 0800"));
    table.flush();
    assertEquals("42", of(flows.getFirst(), "bytes"));
    table.flush();
    assertEquals(1, batches, "nothing is handed on twice");
  }

  /// Headers that are known are not parsed again: what comes of them is what parsing gives.
  @Test
  void everyPacketIsCountedInTheRowThatItsHeadersSay() {
    Random random = new Random(19);
    Map<String, List<Long>> wanted = new TreeMap<>();
    for (int i = 0; i < 8_000; i++) {
      LinkType link = random.nextInt(4) == 0 ? LinkType.IP : LinkType.ETHERNET;
      byte[] packet = HexFormat.of().parseHex(frame(link, random).replace(" ", ""));
      int kept = random.nextInt(20) == 0 ? random.nextInt(packet.length) : packet.length;
      WireReader octets = new WireReader(Arrays.copyOf(packet, kept));
      FlowBatch parsed = new FlowBatch();
      new PacketHeaders().parse(link, octets, parsed);
      octets.position(0);
      table.handle(link, SECOND + i, packet.length, octets);
      long ipOctets = parsed.get(FlowField.BYTES_L3);
      wanted.merge(
          key(parsed, 0),
          List.of(1L, (long) packet.length, ipOctets),
          (a, b) -> List.of(a.get(0) + 1, a.get(1) + b.get(1), a.get(2) + b.get(2)));
    }
    table.flush();
    assertEquals(wanted, sums);
    assertTrue(wanted.size() > 500 && wanted.size() < 6_000, wanted.size() + " rows");
  }

  /// Few values each, so that most of what is made comes again.
  private static String frame(LinkType link, Random random) {
    String ports = pick(random, "0050 c350", "0035 12b5", "1234 17c1", "0050 0050");
    String lengths = "%04x %04x".formatted(random.nextInt(65536), random.nextInt(65536));
    int protocol = List.of(6, 6, 6, 17, 17, 1, 58, 47, 4).get(random.nextInt(9));
    String upper =
        switch (protocol) {
          case 6 ->
              ports
                  + lengths
                  + "00000000"
                  + pick(random, "5010", "5002", "5110", "6010")
                  + lengths
                  + "0000";
          case 17 -> ports + lengths + "0800 0000 0001 0200 4500 0014" + lengths;
          case 1, 58 -> pick(random, "0800", "0301") + lengths + "0000";
          case 47 -> pick(random, "0000 0800", "2000 0800 00000007") + "4500 0014" + lengths;
          default -> "4500 0014 0000 0000 4011 0000 0a000001 0a000002 0035 0035";
        };
    String network =
        random.nextBoolean()
            ? pick(random, "45", "45", "45", "46")
                + pick(random, "00", "b8")
                + lengths
                + pick(random, "4000", "4000", "2000", "00b9")
                + pick(random, "40", "3f")
                + "%02x".formatted(protocol)
                + "0000"
                + pick(random, "0a000001", "0a000002")
                + "0a000003"
            : pick(random, "60000000", "6b800000", "60000123", "40000000")
                + "%04x%02x"
                    .formatted(random.nextInt(65536), random.nextInt(9) == 0 ? 44 : protocol)
                + pick(random, "40", "3f")
                + pick(random, "fd", "fe")
                + "0".repeat(29)
                + pick(random, "1", "2")
                + "20010db8"
                + "0".repeat(24);
    String type = network.startsWith("45") || network.startsWith("46") ? "0800" : "86dd";
    return link == LinkType.IP
        ? network + upper
        : "0200000000"
            + pick(random, "01", "02")
            + "020000000003"
            + pick(random, "", "", "8100 0007", "8100 2009", "88a8 0008 8100 0007", "9100 0001")
            + pick(random, type, type, type, "0806", "0040")
            + network
            + upper;
  }

  private static String pick(Random random, String... values) {
    return values[random.nextInt(values.length)];
  }

  /// All that a row says and is no sum, nor differs from packet to packet.
  private static String key(FlowBatch batch, int row) {
    StringBuilder key = new StringBuilder();
    for (FlowField field : FlowField.all()) {
      switch (field) {
        case PACKETS, BYTES, BYTES_L3, TYPE, TIME_RECEIVED, TIME_START, TIME_END -> {}
        case FRAGMENT_ID, FRAGMENT_OFFSET, LAYER_SIZES -> {}
        default -> {
          if (!field.isList() && (batch.get(field, row) | batch.high(field, row)) != 0) {
            key.append(field).append('=').append(Long.toHexString(batch.high(field, row)));
            key.append(':').append(Long.toHexString(batch.get(field, row))).append(' ');
          }
        }
      }
    }
    return key.toString();
  }
}
