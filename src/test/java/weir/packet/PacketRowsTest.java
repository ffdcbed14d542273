package weir.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.flow.FlowBatch;
import weir.flow.FlowBatches;
import weir.flow.FlowField;
import weir.flow.FlowType;

/// Every packet a row.
class PacketRowsTest {
  private static final long SECOND = 1_700_000_000_000_000_000L;

  private final List<FlowBatch> given = new ArrayList<>();
  private final List<Long> begun = new ArrayList<>();
  private final PacketFlows rows =
      PacketFlows.of(
          true,
          new FlowBatches() {
            @Override
            public FlowBatch take() {
              return new FlowBatch();
            }

            @Override
            public void give(FlowBatch filled) {
              given.add(filled);
            }
          },
          row -> row.set(FlowField.IN_INTERFACE, 7),
          row -> begun.add(row.get(FlowField.BYTES)));

  private static String tcp(String ends, String numbers, String flags) {
    return "4500 0028 1234 0000 40 06 0000 " + ends + numbers + "50" + flags + " 0000 00000000";
  }

  @Test
  void packetsThatSayTheSameStayApart() {
    String udp = PacketText.ipv4("11", PacketText.UDP);
    for (int i = 0; i < 3; i++) {
      rows.handle(LinkType.IP, SECOND + i, 60 + i, PacketText.octets(udp));
    }
    assertEquals(List.of(), given);
    rows.idle(SECOND + 4);
    FlowBatch batch = given.getFirst();
    assertEquals(3, batch.rows());
    for (int row = 0; row < 3; row++) {
      assertEquals(1, batch.get(FlowField.PACKETS, row));
      assertEquals(60 + row, batch.get(FlowField.BYTES, row));
      assertEquals(SECOND + row, batch.get(FlowField.TIME_RECEIVED, row));
      assertEquals(SECOND + row, batch.get(FlowField.TIME_START, row));
      assertEquals(SECOND + row, batch.get(FlowField.TIME_END, row));
      assertEquals(7, batch.get(FlowField.IN_INTERFACE, row));
      assertEquals(FlowType.PACKETS.code(), batch.get(FlowField.TYPE, row));
    }
    rows.idle(SECOND + 5);
    assertEquals(1, given.size(), "nothing is handed on twice");
    assertEquals(3, rows.packets());
    assertEquals(List.of(60L, 61L, 62L), begun);
  }

  @Test
  void allThatHeadersSayIsKept() {
    rows.handle(
        LinkType.IP,
        SECOND,
        1500,
        PacketText.octets("4500 05dc 1234 2000 40 11 0000 0a000001 0a000002 " + PacketText.UDP));
    rows.flush();
    assertEquals(0x1234, given.getFirst().get(FlowField.FRAGMENT_ID, 0));
    assertEquals(1500, given.getFirst().get(FlowField.BYTES_L3, 0));
  }

  @Test
  void fullBatchesAreHandedOn() {
    for (int i = 0; i < 5_000; i++) {
      rows.handle(
          LinkType.IP, SECOND, 60, PacketText.octets(PacketText.ipv4("11", PacketText.UDP)));
    }
    rows.flush();
    assertEquals(5_000, given.stream().mapToInt(FlowBatch::rows).sum());
    assertEquals(0, rows.early());
  }

  @Test
  void answersOfAHandshakeHaveTheirTime() {
    String there = "0a000001 0a000002 c350 0050 ";
    String back = "0a000002 0a000001 0050 c350 ";
    handle(0, tcp(there, "00000064 00000000", "02"));
    handle(2_000_000, tcp(back, "00000384 00000065", "12"));
    handle(2_500_000, tcp(there, "00000065 00000385", "10"));
    handle(3_000_000, tcp(there, "00000065 00000385", "10"));
    rows.flush();
    List<Long> times = new ArrayList<>();
    for (int row = 0; row < 4; row++) {
      times.add(given.getFirst().get(FlowField.TCP_HANDSHAKE_RTT, row));
    }
    assertEquals(List.of(0L, 2_000L, 500L, 0L), times);
  }

  /// Of what a tunnel carries no time is told: the field is the outer packet's.
  @Test
  void whatIsInATunnelHasNoTime() {
    String there = "0a000001 0a000002 c350 0050 ";
    String back = "0a000002 0a000001 0050 c350 ";
    handle(0, PacketText.ipv4("04", tcp(there, "00000064 00000000", "02")));
    handle(9_000, PacketText.ipv4("04", tcp(back, "00000384 00000065", "12")));
    rows.flush();
    assertEquals(0, given.getFirst().get(FlowField.TCP_HANDSHAKE_RTT, 1));
  }

  private void handle(long nanos, String hex) {
    rows.handle(LinkType.IP, SECOND + nanos, 60, PacketText.octets(hex));
  }
}
