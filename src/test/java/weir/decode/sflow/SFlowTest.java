package weir.decode.sflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.decode.DatagramDecoder;
import weir.decode.Decoding;
import weir.flow.Admission;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowType;
import weir.flow.IpAddress;
import weir.flow.Prefixes;
import weir.wire.Datagram;
import weir.wire.MalformedDatagram.Reason;
import weir.wire.WireReader;
import weir.wire.WireWriter;

public class SFlowTest {
  private final Decoding decoding = new Decoding();

  public static WireWriter datagram(long count, WireWriter samples) {
    return new WireWriter().u32(5, 1).hex("0a000063").u32(0, 12, 5000, count).bytes(samples);
  }

  public static WireWriter block(long format, WireWriter body) {
    return new WireWriter().u32(format, body.size()).bytes(body);
  }

  public static WireWriter sample(long input, long output, long count, WireWriter records) {
    return block(1, new WireWriter().u32(1, 3, 512, 1000, 0, input, output, count).bytes(records));
  }

  public static WireWriter rawHeader() {
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
            + "\"sampler_address\":\"10.0.0.99\",\"sampling_rate\":512,\"sampling_rate_source\":\"header\",\"bytes\":1518,"
            + "\"packets\":1,\"bytes_l3\":40,"
            + "\"src_addr\":\"10.0.0.1\",\"dst_addr\":\"10.0.0.2\",\"etype\":2048,\"proto\":6,"
            + "\"src_port\":443,\"dst_port\":50000,\"in_if\":7,\"out_if\":8,"
            + "\"src_mac\":\"02:00:00:00:00:01\",\"dst_mac\":\"02:00:00:00:00:02\",\"ip_ttl\":64,"
            + "\"ip_flags\":2,\"tcp_flags\":18,\"fragment_id\":1,"
            + "\"layer_stack\":[\"Ethernet\",\"IPv4\",\"TCP\"],\"layer_size\":[14,20,20]}",
        decoding.lines().getFirst());
  }

  @Test
  void anAgentThatMayNotSendIsRefusedAndNoExporter() {
    Admission admission = new Admission(Prefixes.of(List.of(Decoding.EXPORTER, "10.0.0.98")));
    DatagramDecoder decoder = new DatagramDecoder(admission);
    IpAddress sender = IpAddress.parse(Decoding.EXPORTER);
    Datagram from = new Datagram(sender.high(), sender.low(), 6343, 6343, Decoding.NOW);
    FlowBatch batch = new FlowBatch();
    byte[] octets = datagram(1, sample(7, 8, 1, rawHeader())).toBytes();
    decoder.decode(from, new WireReader(octets), batch);
    assertEquals(0, batch.rows());
    assertEquals(List.of(), decoder.exporters());
    assertEquals(Map.of("not allowed: agent", 1L), admission.refused());
    octets[11] = 98; // the last octet of the agent's address
    decoder.decode(from, new WireReader(octets), batch);
    assertEquals(1, batch.rows());
  }

  private static WireWriter ofIpv6Agent(String agent, WireWriter samples) {
    return new WireWriter().u32(5, 2).hex(agent).u32(0, 12, 5000, 1).bytes(samples);
  }

  @Test
  void anAgentMayHaveAnIpv6Address() {
    String agent = "20010db8000000000000000000000063";
    assertEquals(1, decoding.decode(ofIpv6Agent(agent, sample(7, 8, 1, rawHeader()))));
    assertEquals("2001:db8::63", decoding.lastText(FlowField.EXPORTER));
    assertEquals("2001:db8::63", decoding.decoder.exporters().getFirst().address().toString());
    assertEquals(7, decoding.last(FlowField.IN_INTERFACE));
    assertEquals(12, decoding.last(FlowField.SEQUENCE));
    Admission admission = new Admission(Prefixes.of(List.of(Decoding.EXPORTER, "10.0.0.98")));
    IpAddress sender = IpAddress.parse(Decoding.EXPORTER);
    new DatagramDecoder(admission)
        .decode(
            new Datagram(sender.high(), sender.low(), 6343, 6343, Decoding.NOW),
            new WireReader(ofIpv6Agent(agent, sample(7, 8, 1, rawHeader())).toBytes()),
            new FlowBatch());
    assertEquals(Map.of("not allowed: agent", 1L), admission.refused());
  }

  @Test
  void anAgentThatNamesNoneIsItsSender() {
    var nameless = new WireWriter().u32(5, 1, 0, 0, 12, 5000, 1);
    assertEquals(1, decoding.decode(nameless.bytes(sample(7, 8, 1, rawHeader()))));
    assertEquals(Decoding.EXPORTER, decoding.lastText(FlowField.EXPORTER));
    String none = "0".repeat(32);
    assertEquals(1, decoding.decode(ofIpv6Agent(none, sample(7, 8, 1, rawHeader()))));
    assertEquals(Decoding.EXPORTER, decoding.lastText(FlowField.EXPORTER));
  }

  @Test
  void anAgentOfAnUnknownFamilyIsRefused() {
    decoding.decode(new WireWriter().u32(5, 3).zeros(16).u32(0, 12, 5000, 0));
    assertEquals(Map.of(Reason.BAD_VALUE, 1L), decoding.decoder.counters().malformed());
  }

  @Test
  void aDatagramMayEndWithItsAgent() {
    decoding.decode(new WireWriter().u32(5, 2).hex("20010db8000000000000000000000063"));
    assertEquals("2001:db8::63", decoding.decoder.exporters().getFirst().address().toString());
    assertEquals(Map.of(Reason.TRUNCATED, 1L), decoding.decoder.counters().malformed());
  }

  @Test
  void sequenceNumbersOfDatagramsTellWhatWasLost() {
    for (long number : new long[] {12, 13, 17}) {
      decoding.decode(
          new WireWriter()
              .u32(5, 1)
              .hex("0a000063")
              .u32(0, number, 5000, 1)
              .bytes(sample(1, 2, 1, rawHeader())));
    }
    assertEquals(3, decoding.decoder.exporters().getFirst().lost());
  }

  @Test
  void subAgentsHaveTheirOwnSequences() {
    for (long number : new long[] {12, 13, 14}) {
      for (long subAgent : new long[] {0, 1}) {
        decoding.decode(
            new WireWriter()
                .u32(5, 1)
                .hex("0a000063")
                .u32(subAgent, number + 1000 * subAgent, 5000, 1)
                .bytes(sample(1, 2, 1, rawHeader())));
      }
    }
    assertEquals(0, decoding.decoder.exporters().getFirst().lost());
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
  void pathsAndCommunitiesAreLists() {
    var gateway =
        new WireWriter()
            .u32(1)
            .hex("0a0000fd")
            .u32(65_000, 65_001, 65_002, 2)
            .u32(2, 2, 65_003, 4_200_000_000L)
            .u32(1, 1, 65_005)
            .u32(2, 0xfde8_0064L, 0xfde8_00c8L, 100);
    decoding.decode(datagram(1, sample(1, 2, 1, block(1003, gateway))));
    String line = decoding.lines().getFirst();
    assertTrue(line.contains("\"as_path\":[65003,4200000000,65005]"), line);
    assertTrue(line.contains("\"bgp_communities\":[4259840100,4259840200]"), line);
    assertEquals(65_005, decoding.last(FlowField.DST_AS));
  }

  @Test
  void whatTheAgentTookOffIsTold() {
    var records =
        block(1006, new WireWriter().u32(0, 2, (16_001L << 12) | 63, (16_002L << 12) | 0x100, 0))
            .bytes(block(1012, new WireWriter().u32(2, 0x8100_0064L, 0x8100_00c8L)))
            .bytes(block(1007, new WireWriter().u32(1).hex("c6336401").u32(1).hex("c6336402")))
            .bytes(block(1020, new WireWriter().u32(1024, 443)))
            .bytes(block(1030, new WireWriter().u32(5000)));
    decoding.decode(datagram(1, sample(1, 2, 5, records)));
    String line = decoding.lines().getFirst();
    assertTrue(line.contains("\"mpls_label\":[16001,16002],\"mpls_ttl\":[63,0]"), line);
    assertTrue(line.contains("\"vlan_id\":100,\"customer_vlan_id\":200"), line);
    assertTrue(
        line.contains("\"src_addr_nat\":\"198.51.100.1\",\"dst_addr_nat\":\"198.51.100.2\""), line);
    assertTrue(line.contains("\"src_port_nat\":1024,\"dst_port_nat\":443"), line);
    assertTrue(line.contains("\"tunnel_id\":5000"), line);
  }

  public static WireWriter counters(long inOctets, long outOctets) {
    var generic = new WireWriter().u32(7, 6).u64(1_000_000_000).u32(1, 3).u64(inOctets).zeros(24);
    generic.u64(outOctets).zeros(24);
    var name = new WireWriter().u32(4).ascii("eth7");
    return block(
        2, new WireWriter().u32(1, 7, 2).bytes(block(1, generic)).bytes(block(1005, name)));
  }

  @Test
  void countersTellInterfacesNamesSpeedsAndRates() {
    var source = IpAddress.parse("10.0.0.99");
    for (int second = 0; second < 3; second++) {
      decoding.decode(
          new Datagram(
              source.high(), source.low(), 1, 6343, Decoding.NOW + second * 10_000_000_000L),
          datagram(1, counters(1000 + second * 12_500L, 5000 + second * 25_000L)).toBytes());
    }
    var status = decoding.decoder.exporters().getFirst();
    assertEquals(0, decoding.batch.rows());
    assertEquals(
        "[InterfaceStatus[index=7, name=eth7, description=, speedBitsPerSecond=1000000000,"
            + " inOctets=26000, outOctets=55000, countedNanos=1700000020000000000,"
            + " inBitsPerSecond=10000.0, outBitsPerSecond=20000.0,"
            + " heardNanos=1700000020000000000]]",
        status.interfaces().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "10 11 15 16, 3",
    "0 3 4, 2", // from the first sample on
    "5 1048581, 1048575",
    "5 1048582, 0" // so far away that it has started anew
  })
  void samplesThatAreMissingAreCountedByDataSource(String numbers, long missing) {
    for (String sequence : numbers.split(" ")) {
      long number = Long.parseLong(sequence);
      var sample =
          block(1, new WireWriter().u32(number, 3, 512, 1000, 0, 1, 2, 1).bytes(rawHeader()));
      decoding.decode(datagram(1, sample));
    }
    assertEquals(missing, decoding.decoder.exporters().getFirst().lostSamples());
  }

  @Test
  void eachSourceHasItsOwnNumbersAndItsOwnLoss() {
    long[][] arrived = {
      {3, 10}, {4, 900_000}, {3, 11}, {4, 900_001}, {3, 14}, {4, 900_006}, {3, 15}, {4, 900_007}
    };
    for (long[] one : arrived) {
      var sample =
          block(1, new WireWriter().u32(one[1], one[0], 512, 1000, 0, 1, 2, 1).bytes(rawHeader()));
      decoding.decode(datagram(1, sample));
    }
    assertEquals(2 + 4, decoding.decoder.exporters().getFirst().lostSamples());
  }

  @Test
  void expandedSourcesAreToldApartByTheirTypeToo() {
    for (long[] one : new long[][] {{0, 3, 10}, {1, 3, 70_000}, {0, 3, 11}, {1, 3, 70_001}}) {
      var sample =
          block(
              3,
              new WireWriter()
                  .u32(one[2], one[0], one[1], 512, 1000, 0, 0, 1, 0, 2, 1)
                  .bytes(rawHeader()));
      decoding.decode(datagram(1, sample));
    }
    assertEquals(0, decoding.decoder.exporters().getFirst().lostSamples());
  }

  @Test
  void aSourceThatStartsAnewLosesNothing() {
    for (long sequence : new long[] {5_000_000, 5_000_001, 1, 2}) {
      var sample =
          block(1, new WireWriter().u32(sequence, 3, 512, 1000, 0, 1, 2, 1).bytes(rawHeader()));
      decoding.decode(datagram(1, sample));
    }
    assertEquals(0, decoding.decoder.exporters().getFirst().lostSamples());
  }

  @Test
  void samplesNumberedOverAllSourcesAreNotMissing() {
    for (long sequence = 10; sequence < 30; sequence++) {
      long source = sequence % 3;
      var sample =
          block(
              1, new WireWriter().u32(sequence, source, 512, 1000, 0, 1, 2, 1).bytes(rawHeader()));
      decoding.decode(datagram(1, sample));
    }
    assertEquals(0, decoding.decoder.exporters().getFirst().lostSamples());
  }

  @Test
  void discardedPacketsAreCountedAndGiveNoRow() {
    decoding.decode(datagram(1, block(5, new WireWriter().u32(1, 0, 3, 0, 1, 0, 256, 0))));
    assertEquals(0, decoding.batch.rows());
    assertEquals(1, decoding.decoder.exporters().getFirst().discardedSamples());
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
    assertEquals(1, decoding.decode(datagram(0xffff_ffffL, sample(1, 2, 1, rawHeader()))));
    decoding.decode(datagram(1, sample(1, 2, 0xffff_ffffL, rawHeader())));
    decoding.decode(datagram(1, new WireWriter().u32(1, 0xffff_fffdL).zeros(16)));
    decoding.decode(
        datagram(1, sample(1, 2, 1, block(1, new WireWriter().u32(1, 99, 0, 0x7fff_fffeL)))));
    assertEquals(Map.of(Reason.TRUNCATED, 4L), decoding.decoder.counters().malformed());
    decoding.decode(
        datagram(
            1,
            sample(1, 2, 1, block(1003, new WireWriter().u32(1, 1, 1, 1, 1, 1, 2, 0x4000_0000L)))));
    decoding.decode(
        datagram(
            1, sample(1, 2, 1, block(1003, new WireWriter().u32(1, 1, 1, 1, 1, 1, 2, 2, 65_001)))));
    assertEquals(
        Map.of(Reason.TRUNCATED, 4L, Reason.BAD_COUNT, 2L),
        decoding.decoder.counters().malformed());
    assertEquals(1, decoding.batch.rows(), "the sample that is whole");
  }

  @Test
  void aSampleThatIsBrokenTakesBackNothingOfThoseBefore() {
    WireWriter whole = sample(1, 2, 1, rawHeader());
    WireWriter broken = sample(1, 2, 1, block(1, new WireWriter().u32(1, 99, 0, 0x7fff_fffeL)));
    assertEquals(1, decoding.decode(datagram(3, whole.bytes(broken).bytes(whole))));
    assertEquals("10.0.0.99", decoding.decoder.exporters().getFirst().address().toString());
    assertEquals(1, decoding.batch.get(FlowField.PACKETS, 0));
    assertEquals(FlowType.SFLOW_5.code(), decoding.batch.get(FlowField.TYPE, 0));
    assertEquals(Map.of(Reason.TRUNCATED, 1L), decoding.decoder.counters().malformed());
  }

  @Test
  void agentsBehindOneAddressAreTheirOwnExporters() {
    decoding.decode(datagram(1, sample(1, 2, 1, rawHeader())));
    assertEquals("10.0.0.99", decoding.decoder.exporters().getFirst().address().toString());
    assertEquals(1, decoding.decoder.exporters().size());
  }

  /// All that an agent made of a packet of which it sends no header.
  @Test
  void packetsThatTheAgentTookApartFillTheirFields() {
    var ethernet = new WireWriter().u32(78).hex("020000000001 0000 020000000002 0000").u32(0x86dd);
    var four = new WireWriter().u32(60, 6).hex("0a000001 0a000002").u32(443, 50_000, 0x12, 184);
    var six =
        new WireWriter().u32(40, 17).u64(0x20010db8_00000000L).u64(1).u64(0x20010db8_00000000L);
    six.u64(2).u32(53, 1234, 0, 8);
    decoding.decode(
        datagram(
            2,
            sample(1, 2, 3, block(2, ethernet).bytes(block(3, four)).bytes(vlans()))
                .bytes(sample(3, 4, 2, block(4, six).bytes(vlans())))));
    String start =
        "{\"time_received_ns\":1700000000000000000,\"time_flow_start_ns\":1700000000000000000,"
            + "\"time_flow_end_ns\":1700000000000000000,\"type\":\"SFLOW_5\",\"sequence_num\":12,"
            + "\"sampler_address\":\"10.0.0.99\",\"sampling_rate\":512,"
            + "\"sampling_rate_source\":\"header\",";
    assertEquals(
        List.of(
            start
                + "\"bytes\":60,\"packets\":1,\"src_addr\":\"10.0.0.1\",\"dst_addr\":\"10.0.0.2\","
                + "\"etype\":2048,\"proto\":6,\"src_port\":443,\"dst_port\":50000,\"in_if\":1,"
                + "\"out_if\":2,\"src_mac\":\"02:00:00:00:00:01\",\"dst_mac\":\"02:00:00:00:00:02\","
                + "\"src_vlan\":100,\"dst_vlan\":200,\"ip_tos\":184,\"tcp_flags\":18}",
            start
                + "\"bytes\":40,\"packets\":1,\"src_addr\":\"2001:db8::1\",\"dst_addr\":\"2001:db8::2\","
                + "\"etype\":34525,\"proto\":17,\"src_port\":53,\"dst_port\":1234,\"in_if\":3,"
                + "\"out_if\":4,\"src_vlan\":100,\"dst_vlan\":200,\"ip_tos\":8}"),
        decoding.lines());
  }

  private static WireWriter vlans() {
    return block(1001, new WireWriter().u32(100, 7, 200, 7));
  }

  @Test
  void recordsMayStandInAnyOrderAndSamplesFollow() {
    var mpls = block(1006, new WireWriter().u32(0, 1, 16_001L << 12, 0));
    var tags = block(1012, new WireWriter().u32(3, 0x8100_0064L, 0x8100_00c8L, 0x8100_012cL));
    var header = rawHeader();
    for (var records :
        List.of(
            header.bytes(mpls).bytes(tags).bytes(vlans()),
            new WireWriter().bytes(tags).bytes(vlans()).bytes(mpls).bytes(rawHeader()))) {
      var samples = sample(1, 2, 4, records).bytes(sample(3, 0x0100_0005, 1, rawHeader()));
      assertEquals(2, decoding.decode(datagram(2, samples)));
      int first = decoding.batch.rows() - 2;
      String line = decoding.lines().get(first);
      assertTrue(line.contains("\"vlan_id\":100,\"customer_vlan_id\":200"), line);
      assertTrue(line.contains("\"mpls_label\":[16001]"), line);
      assertTrue(line.contains("\"src_vlan\":100,\"dst_vlan\":200"), line);
      assertEquals(443, decoding.batch.get(FlowField.SRC_PORT, first));
      assertEquals(443, decoding.last(FlowField.SRC_PORT));
      assertEquals(0x0100_0005, decoding.last(FlowField.OUT_INTERFACE), "an index has 30 bits");
    }
  }

  /// Counter samples of both forms, which may say less than there is, and names of nothing.
  @Test
  void counterSamplesAreReadAsFarAsTheyGo() {
    var generic = new WireWriter().u32(7, 6).u64(1000).u32(1, 3).u64(5).zeros(24).u64(6);
    var plain = new WireWriter().u32(1, 0x0200_0007, 1).bytes(block(1, generic));
    plain.bytes(block(1005, new WireWriter().u32(4).ascii("none")));
    var name = block(1005, new WireWriter().u32(4).ascii("eth9"));
    var expanded = new WireWriter().u32(1, 0, 0x0100_0009, 1).bytes(name);
    var nameOfPlain =
        new WireWriter()
            .u32(1, 0x0200_0008, 1)
            .bytes(block(1005, new WireWriter().u32(4).ascii("eth8")));
    decoding.decode(
        datagram(3, block(2, plain).bytes(block(4, expanded)).bytes(block(2, nameOfPlain))));
    assertEquals(
        List.of("7 '' 1000", "8 'eth8' 0", 0x0100_0009 + " 'eth9' 0"),
        decoding.decoder.exporters().getFirst().interfaces().stream()
            .map(one -> one.index() + " '" + one.name() + "' " + one.speedBitsPerSecond())
            .toList());
  }
}
