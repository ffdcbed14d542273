package weir.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import weir.flow.FlowField;
import weir.wire.MalformedDatagram.Reason;
import weir.wire.WireWriter;

class SFlowTest {
  private final Decoding decoding = new Decoding();

  private static WireWriter datagram(long count, WireWriter samples) {
    return new WireWriter().u32(5, 1).hex("0a000063").u32(0, 12, 5000, count).bytes(samples);
  }

  private static WireWriter block(long format, WireWriter body) {
    return new WireWriter().u32(format, body.size()).bytes(body);
  }

  private static WireWriter sample(long input, long output, long count, WireWriter records) {
    return block(1, new WireWriter().u32(1, 3, 512, 1000, 0, input, output, count).bytes(records));
  }

  private static WireWriter rawHeader() {
    var header =
        new WireWriter()
            .hex("020000000002 020000000001 0800")
            .hex("4500 0028 0001 4000 40 06 0000 0a000001 0a000002")
            .hex("01bb c350 00000000 00000000 5012 0000");
    return block(1, new WireWriter().u32(1, 1518, 4, header.size()).bytes(header).zeros(2));
  }

  @Test
  void aSampledHeaderIsOnePacketOfItsFramesLength() {
    assertEquals(1, decoding.decode(datagram(1, sample(7, 8, 1, rawHeader()))));
    assertEquals(
        "{\"time_received_ns\":1700000000000000000,\"time_flow_start_ns\":1700000000000000000,"
            + "\"time_flow_end_ns\":1700000000000000000,\"type\":\"SFLOW_5\",\"sequence_num\":12,"
            + "\"sampler_address\":\"10.0.0.99\",\"sampling_rate\":512,\"bytes\":1518,\"packets\":1,"
            + "\"src_addr\":\"10.0.0.1\",\"dst_addr\":\"10.0.0.2\",\"etype\":2048,\"proto\":6,"
            + "\"src_port\":443,\"dst_port\":50000,\"in_if\":7,\"out_if\":8,"
            + "\"src_mac\":\"02:00:00:00:00:01\",\"dst_mac\":\"02:00:00:00:00:02\",\"ip_ttl\":64,"
            + "\"ip_flags\":2,\"tcp_flags\":18,\"fragment_id\":1}",
        decoding.lines().getFirst());
  }

  @Test
  void interfacesThatAreNoneAreUnknown() {
    decoding.decode(datagram(1, sample(0x3fff_ffffL, 0x8000_0002L, 1, rawHeader())));
    assertEquals(0, decoding.last(FlowField.IN_INTERFACE));
    assertEquals(0, decoding.last(FlowField.OUT_INTERFACE));
  }

  @Test
  void expandedSamplesHaveWiderInterfaces() {
    var sample =
        block(
            3,
            new WireWriter()
                .u32(1, 0, 3, 512, 1000, 0, 0, 1_000_100, 0, 1_000_018, 1)
                .bytes(rawHeader()));
    assertEquals(1, decoding.decode(datagram(1, sample)));
    assertEquals(1_000_100, decoding.last(FlowField.IN_INTERFACE));
    assertEquals(1_000_018, decoding.last(FlowField.OUT_INTERFACE));
  }

  @Test
  void switchRouterAndGatewayFillTheirColumns() {
    var records =
        block(1001, new WireWriter().u32(100, 0, 0xffff_ffffL, 0))
            .bytes(block(1002, new WireWriter().u32(1).hex("0a0000fe").u32(24, 16)))
            .bytes(
                block(
                    1003,
                    new WireWriter()
                        .u32(1)
                        .hex("0a0000fd")
                        .u32(65_000, 65_001, 65_002, 1, 2, 2, 65_003, 65_004, 0, 100)));
    decoding.decode(datagram(1, sample(1, 2, 3, records)));
    assertEquals(100, decoding.last(FlowField.SRC_VLAN));
    assertEquals(0, decoding.last(FlowField.DST_VLAN));
    assertEquals("10.0.0.254", decoding.lastText(FlowField.NEXT_HOP));
    assertEquals(24, decoding.last(FlowField.SRC_PREFIX_LENGTH));
    assertEquals(16, decoding.last(FlowField.DST_PREFIX_LENGTH));
    assertEquals("10.0.0.253", decoding.lastText(FlowField.BGP_NEXT_HOP));
    assertEquals(65_001, decoding.last(FlowField.SRC_AS));
    assertEquals(65_003, decoding.last(FlowField.NEXT_HOP_AS));
    assertEquals(65_004, decoding.last(FlowField.DST_AS));
  }

  @Test
  void sampledIpv4StandsInForAHeader() {
    var record =
        block(3, new WireWriter().u32(60, 17).hex("0a000001 0a000002").u32(53, 1234, 0, 8));
    decoding.decode(datagram(1, sample(1, 2, 1, record)));
    assertEquals(60, decoding.last(FlowField.BYTES));
    assertEquals("10.0.0.1", decoding.lastText(FlowField.SRC_ADDRESS));
    assertEquals(53, decoding.last(FlowField.SRC_PORT));
  }

  @Test
  void counterSamplesAreCountedAndGiveNoRow() {
    var samples = block(2, new WireWriter().zeros(40)).bytes(sample(1, 2, 1, rawHeader()));
    assertEquals(1, decoding.decode(datagram(2, samples)));
    assertEquals(1, decoding.decoder.counters().counterSamples());
  }

  @Test
  void countsAndLengthsThatLieAreRefused() {
    decoding.decode(datagram(0xffff_ffffL, sample(1, 2, 1, rawHeader())));
    decoding.decode(datagram(1, sample(1, 2, 0xffff_ffffL, rawHeader())));
    decoding.decode(datagram(1, new WireWriter().u32(1, 0xffff_fffdL).zeros(16)));
    decoding.decode(
        datagram(1, sample(1, 2, 1, block(1, new WireWriter().u32(1, 99, 0, 0x7fff_fffeL)))));
    assertEquals(Map.of(Reason.TRUNCATED, 4L), decoding.decoder.counters().malformed());
    decoding.decode(
        datagram(
            1,
            sample(1, 2, 1, block(1003, new WireWriter().u32(1, 1, 1, 1, 1, 1, 2, 0x4000_0000L)))));
    assertEquals(
        Map.of(Reason.TRUNCATED, 4L, Reason.BAD_COUNT, 1L),
        decoding.decoder.counters().malformed());
    assertEquals(0, decoding.batch.rows());
  }

  @Test
  void agentsBehindOneAddressAreTheirOwnExporters() {
    decoding.decode(datagram(1, sample(1, 2, 1, rawHeader())));
    assertEquals("10.0.0.99", decoding.decoder.exporters().getFirst().address().toString());
    assertEquals(1, decoding.decoder.exporters().size());
  }
}
