package weir.decode.netflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import weir.decode.Decoding;
import weir.exporter.ExporterStatus;
import weir.flow.FlowField;
import weir.flow.Kind;
import weir.wire.MalformedDatagram.Reason;
import weir.wire.WireWriter;

public class FixedNetFlowTest {
  private final Decoding decoding = new Decoding();

  /// A header that announces `count` records.
  public static WireWriter datagram(int count) {
    return new WireWriter()
        .u16(5, count)
        .u32(100_000, 1_700_000_000L, 500_000_000L, 77)
        .u16(0x0102, 0x4064); // sampling mode 1, interval 100
  }

  public static WireWriter record() {
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
            + "\"sampler_address\":\"192.0.2.1\",\"sampling_rate\":100,\"sampling_rate_source\":\"header\",\"bytes\":1000,\"packets\":9,"
            + "\"src_addr\":\"10.0.0.1\",\"dst_addr\":\"10.0.0.2\",\"etype\":2048,\"proto\":6,"
            + "\"src_port\":443,\"dst_port\":50000,\"in_if\":7,\"out_if\":8,\"ip_tos\":184,"
            + "\"tcp_flags\":18,\"src_as\":65001,\"dst_as\":65002,\"next_hop\":\"10.0.0.3\","
            + "\"src_net\":24,\"dst_net\":16}",
        decoding.lines().getFirst());
  }

  @Test
  void ofMoreRecordsAnnouncedThanThereAreThoseThatAreWholeCount() {
    assertEquals(1, decoding.decode(datagram(2).bytes(record()).zeros(47)));
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
  void versions1And7HaveTheirOwnLayouts() {
    var v1 = new WireWriter().u16(1, 1).u32(10_000, 1_700_000_000, 500).bytes(start());
    assertEquals(1, decoding.decode(v1.zeros(2).u8(6, 184, 0x12).zeros(7)));
    assertEquals("NETFLOW_V1 10.0.0.1 443 6 18 184 1699999999500000500", summary());
    var v7 = new WireWriter().u16(7, 1).u32(10_000, 1_700_000_000, 500, 88, 0).bytes(start());
    v7.u8(0, 0x12, 6, 184).u16(65_001, 65_002).u8(24, 16).zeros(6);
    assertEquals(1, decoding.decode(v7));
    assertEquals("NETFLOW_V7 10.0.0.1 443 6 18 184 1699999999500000500", summary());
    assertEquals(65_002, decoding.last(FlowField.DST_AS));
    assertEquals(24, decoding.last(FlowField.SRC_PREFIX_LENGTH));
    byte[] later = v7.toBytes();
    later[19] = 92; // the sequence number, 88 before
    decoding.decode(Decoding.EXPORTER, later);
    assertEquals(3, decoding.decoder.counters().lost());
    assertEquals(Map.of(), decoding.decoder.counters().malformed());
  }

  /// What the records of versions 1, 5 and 7 start with.
  private static WireWriter start() {
    return new WireWriter()
        .hex("0a000001 0a000002 0a0000fe")
        .u16(7, 8)
        .u32(9, 1000, 500, 9_500)
        .u16(443, 50_000);
  }

  private String summary() {
    StringBuilder text = new StringBuilder();
    for (FlowField field :
        new FlowField[] {
          FlowField.TYPE,
          FlowField.SRC_ADDRESS,
          FlowField.SRC_PORT,
          FlowField.PROTOCOL,
          FlowField.TCP_FLAGS,
          FlowField.TOS,
          FlowField.TIME_END
        }) {
      long value = decoding.last(field);
      boolean number = field.kind() != Kind.ADDRESS && field.kind() != Kind.FLOW_TYPE;
      text.append(text.isEmpty() ? "" : " ").append(number ? value : field.text(0, value));
    }
    return text.toString();
  }

  @Test
  void version1SaysUnknownVersionOnlyWhenItIs() {
    assertEquals(0, decoding.decode(new WireWriter().u16(8, 1).zeros(60)));
    assertEquals(1, decoding.decode(new WireWriter().u16(1, 2).zeros(64)));
    assertEquals(
        Map.of(Reason.UNKNOWN_VERSION, 1L, Reason.BAD_COUNT, 1L),
        decoding.decoder.counters().malformed());
  }
}
