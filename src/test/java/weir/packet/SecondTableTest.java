package weir.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import weir.flow.FlowBatch;
import weir.flow.FlowBatches;
import weir.flow.FlowField;
import weir.flow.FlowJson;

/// Flows that are made of packets.
class SecondTableTest {
  private static final long SECOND = 1_700_000_000_000_000_000L;
  private static final String SYN = tcp("02");
  private static final String SYN_ACK = tcp("12");

  private final List<String> flows = new ArrayList<>();
  private final Map<Long, Long> packetsBySource = new TreeMap<>();
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
                packetsBySource.merge(
                    filled.get(FlowField.SRC_ADDRESS, row),
                    filled.get(FlowField.PACKETS, row),
                    Long::sum);
              }
            }
          });

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
}
