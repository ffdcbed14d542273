package weir.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import weir.flow.FlowField;
import weir.wire.MalformedDatagram.Reason;
import weir.wire.WireWriter;

class NetFlowV5Test {
  private final Decoding decoding = new Decoding();

  /// A header that announces `count` records.
  static WireWriter datagram(int count) {
    return new WireWriter()
        .u16(5, count)
        .u32(100_000, 1_700_000_000L, 500_000_000L, 77)
        .u16(0x0102, 0x4064); // sampling mode 1, interval 100
  }

  static WireWriter record() {
    return new WireWriter()
        .hex("0a000001 0a000002 0a000003")
        .u16(7, 8)
        .u32(9, 1000, 90_000, 99_000)
        .u16(443, 50_000)
        .u8(0, 0x12, 6, 184)
        .u16(65_001, 65_002)
        .u8(24, 16)
        .u16(0);
  }

  @Test
  void everyFieldOfARecordHasItsColumn() {
    assertEquals(1, decoding.decode(datagram(1).bytes(record())));
    assertEquals(
        "{\"time_received_ns\":1700000000000000000,\"time_flow_start_ns\":1699999990500000000,"
            + "\"time_flow_end_ns\":1699999999500000000,\"type\":\"NETFLOW_V5\",\"sequence_num\":77,"
            + "\"sampler_address\":\"192.0.2.1\",\"sampling_rate\":100,\"bytes\":1000,\"packets\":9,"
            + "\"src_addr\":\"10.0.0.1\",\"dst_addr\":\"10.0.0.2\",\"etype\":2048,\"proto\":6,"
            + "\"src_port\":443,\"dst_port\":50000,\"in_if\":7,\"out_if\":8,\"ip_tos\":184,"
            + "\"tcp_flags\":18,\"src_as\":65001,\"dst_as\":65002,\"next_hop\":\"10.0.0.3\","
            + "\"src_net\":24,\"dst_net\":16}",
        decoding.lines().getFirst());
  }

  @Test
  void moreRecordsAnnouncedThanThereAreGiveNone() {
    assertEquals(0, decoding.decode(datagram(2).bytes(record())));
    assertEquals(Map.of(Reason.BAD_COUNT, 1L), decoding.decoder.counters().malformed());
  }

  @Test
  void uptimeThatWrappedSinceTheFlowStartedIsUnwrapped() {
    var datagram =
        new WireWriter()
            .u16(5, 1)
            .u32(1_000, 1_700_000_000L, 0, 1)
            .u16(0, 0)
            .hex("0a000001 0a000002 00000000")
            .u16(0, 0)
            .u32(1, 40, 0xffff_ffffL - 998, 500)
            .zeros(16);
    decoding.decode(datagram);
    assertEquals(1_699_999_998_001_000_000L, decoding.last(FlowField.TIME_START));
    assertEquals(1_699_999_999_500_000_000L, decoding.last(FlowField.TIME_END));
  }

  @Test
  void lostFlowsShowInTheSequence() {
    decoding.decode(datagram(1).bytes(record()));
    var later = datagram(1).bytes(record()).toBytes();
    later[19] = 87; // after 77 and its one flow comes 78
    decoding.decode(Decoding.EXPORTER, later);
    ExporterStatus status = decoding.decoder.exporters().getFirst();
    assertEquals(1, status.sequenceGaps());
    assertEquals(9, status.lost());
  }

  @Test
  void icmpTypeComesOutOfTheDestinationPort() {
    var record = record().toBytes();
    record[32] = 0;
    record[33] = 0;
    record[34] = 8;
    record[35] = 1;
    record[38] = 1;
    decoding.decode(datagram(1).bytes(record));
    assertEquals(8, decoding.last(FlowField.ICMP_TYPE));
    assertEquals(1, decoding.last(FlowField.ICMP_CODE));
  }

  @Test
  void olderVersionsAreRefusedBySayingSo() {
    assertEquals(0, decoding.decode(new WireWriter().u16(1, 1).zeros(60)));
    assertEquals(0, decoding.decode(new WireWriter().u16(7, 1).zeros(60)));
    assertEquals(Map.of(Reason.UNKNOWN_VERSION, 2L), decoding.decoder.counters().malformed());
  }
}
