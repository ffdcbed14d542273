package weir.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.decode.state.WaitingSets;
import weir.flow.FlowField;
import weir.wire.MalformedDatagram.Reason;
import weir.wire.WireWriter;

class IpfixTest {
  private static final int TEMPLATE = 256;
  private final Decoding decoding = new Decoding();

  static WireWriter message(WireWriter sets) {
    return message(1, sets);
  }

  static WireWriter message(long sequence, WireWriter sets) {
    return new WireWriter().u16(10, sets.size() + 16).u32(1_700_000_000L, sequence, 42).bytes(sets);
  }

  /// A template set: pairs of element and length.
  static WireWriter template(int... specifiers) {
    return new WireWriter()
        .set(2, new WireWriter().u16(TEMPLATE, specifiers.length / 2).u16(specifiers));
  }

  private static WireWriter data(WireWriter records) {
    return new WireWriter().set(TEMPLATE, records);
  }

  @Test
  void reducedSizesAreReadAndUnknownElementsSkipped() {
    var sets =
        template(1, 3, 999, 2, 998, 5, 2, 1, 4, 1)
            .bytes(data(new WireWriter().hex("010203 aaaa bbbbbbbbbb 07 11")));
    assertEquals(1, decoding.decode(message(sets)));
    assertEquals(0x010203, decoding.last(FlowField.BYTES));
    assertEquals(7, decoding.last(FlowField.PACKETS));
    assertEquals(17, decoding.last(FlowField.PROTOCOL));
    assertEquals(42, decoding.last(FlowField.OBSERVATION_DOMAIN));
  }

  @Test
  void variableLengthsAreSkippedInBothForms() {
    var sets =
        template(82, 65_535, 83, 65_535, 2, 4)
            .bytes(data(new WireWriter().u8(3).ascii("eth").u8(255).u16(4).ascii("long").u32(5)));
    assertEquals(1, decoding.decode(message(sets)));
    assertEquals(5, decoding.last(FlowField.PACKETS));
  }

  @Test
  void enterpriseElementsAreNotMistakenForIana() {
    var sets =
        new WireWriter()
            .set(2, new WireWriter().u16(TEMPLATE, 2, 0x8001, 4).u32(6876).u16(1, 4))
            .bytes(data(new WireWriter().u32(111, 222)));
    assertEquals(1, decoding.decode(message(sets)));
    assertEquals(222, decoding.last(FlowField.BYTES));
  }

  @Test
  void dataBeforeItsTemplateWaitsForIt() {
    assertEquals(0, decoding.decode(message(data(new WireWriter().u32(99)))));
    assertEquals(1, decoding.decoder.counters().waitingSets());
    assertEquals(1, decoding.decode(message(2, template(1, 4))));
    assertEquals(99, decoding.last(FlowField.BYTES));
    assertEquals(1, decoding.last(FlowField.SEQUENCE));
    assertEquals(0, decoding.decoder.counters().waitingSets());
    assertEquals(1, decoding.decoder.counters().lateSets());
  }

  @Test
  void whatWaitsIsBoundedAndItsLossCounted() {
    for (int i = 0; i < WaitingSets.MAX_SETS + 10; i++) {
      decoding.decode(message(data(new WireWriter().u32(i))));
    }
    DecoderCounters counters = decoding.decoder.counters();
    assertEquals(WaitingSets.MAX_SETS, counters.waitingSets());
    assertEquals(10, counters.noTemplateSets());
    assertEquals(WaitingSets.MAX_SETS, decoding.decode(message(template(1, 4))));
  }

  @Test
  void templatesAreKnownFromAnyPortButOnlyInTheirDomain() {
    decoding.decode(message(template(1, 4)));
    var otherDomain = message(data(new WireWriter().u32(5))).toBytes();
    otherDomain[15] = 43;
    assertEquals(0, decoding.decode(Decoding.EXPORTER, otherDomain));
    assertEquals(0, decoding.decode("192.0.2.2", message(data(new WireWriter().u32(5))).toBytes()));
    assertEquals(1, decoding.decode(message(data(new WireWriter().u32(5)))));
  }

  @Test
  void withdrawnTemplatesAreForgotten() {
    decoding.decode(message(template(1, 4)));
    decoding.decode(message(new WireWriter().set(2, new WireWriter().u16(TEMPLATE, 0))));
    assertEquals(0, decoding.decode(message(data(new WireWriter().u32(5)))));
    decoding.decode(message(template(1, 4)));
    decoding.decode(message(new WireWriter().set(2, new WireWriter().u16(2, 0))));
    assertEquals(0, decoding.decode(message(data(new WireWriter().u32(5)))));
    assertEquals(Map.of(), decoding.decoder.counters().malformed());
  }

  @Test
  void templatesOfRecordsWithoutBytesAreRefused() {
    decoding.decode(message(template(1, 0)));
    decoding.decode(message(template(82, 0, 83, 0)));
    assertEquals(Map.of(Reason.BAD_TEMPLATE, 2L), decoding.decoder.counters().malformed());
    assertEquals(0, decoding.decode(message(data(new WireWriter().zeros(1000)))));
  }

  @Test
  void setsShorterThanTheirHeaderAreRefused() {
    for (int length = 0; length < 4; length++) {
      assertEquals(0, decoding.decode(message(new WireWriter().u16(TEMPLATE, length).zeros(8))));
    }
    assertEquals(Map.of(Reason.BAD_LENGTH, 4L), decoding.decoder.counters().malformed());
  }

  @Test
  void aMessageLongerThanItsDatagramGivesItsWholeSets() {
    byte[] message = message(template(1, 4).bytes(data(new WireWriter().u32(1, 2, 3)))).toBytes();
    message[3]++;
    assertEquals(3, decoding.decode(Decoding.EXPORTER, message));
    assertEquals(0, decoding.batch.get(FlowField.BYTES), "the open row");
    assertEquals(Map.of(Reason.TRUNCATED, 1L), decoding.decoder.counters().malformed());
  }

  @Test
  void ofASetThatIsCutWholeRecordsCount() {
    byte[] message = message(template(1, 4).bytes(data(new WireWriter().u32(1, 2, 3)))).toBytes();
    for (int lost = 1; lost <= 8; lost++) {
      byte[] cut = java.util.Arrays.copyOf(message, message.length - lost);
      cut[3] = (byte) (cut[3] - lost);
      assertEquals(lost <= 4 ? 2 : 1, decoding.decode(Decoding.EXPORTER, cut), lost + " octets");
      assertEquals(lost <= 4 ? 2 : 1, decoding.last(FlowField.BYTES));
    }
  }

  /// A record of variable length that runs beyond its set is broken, and its set with it.
  @Test
  void aRecordThatRunsBeyondItsSetTakesTheSetBackAndNoOther() {
    var template = new WireWriter().set(2, new WireWriter().u16(TEMPLATE, 2, 1, 4, 82, 0xffff));
    var whole = data(new WireWriter().u32(5).u8(1, 65));
    var broken = data(new WireWriter().u32(6).u8(1, 65).u32(7).u8(9, 65));
    assertEquals(1, decoding.decode(message(template.bytes(whole).bytes(broken).bytes(whole))));
    assertEquals(5, decoding.last(FlowField.BYTES));
    assertEquals(Map.of(Reason.TRUNCATED, 1L), decoding.decoder.counters().malformed());
  }

  @Test
  void afterAFaultTheSequenceIsTakenUpAnew() {
    decoding.decode(message(template(1, 4).bytes(data(new WireWriter().u32(1)))));
    decoding.decode(message(data(new WireWriter().u32(1)).u16(300, 2)));
    byte[] later = message(data(new WireWriter().u32(1))).toBytes();
    later[11] = 99;
    decoding.decode(Decoding.EXPORTER, later);
    assertEquals(0, decoding.decoder.exporters().getFirst().lost(), "how many is not known");
  }

  @Test
  void bothHalvesOfABiflowAreRows() {
    var template =
        new WireWriter()
            .set(
                2,
                new WireWriter()
                    .u16(TEMPLATE, 6, 8, 4, 12, 4, 10, 2, 2, 4)
                    .u16(0x8002, 4)
                    .u32(29_305)
                    .u16(0x8006, 1)
                    .u32(29_305));
    var record = new WireWriter().hex("0a000001 0a000002").u16(7).u32(3, 4).u8(18);
    assertEquals(2, decoding.decode(message(template.bytes(data(record)))));
    assertEquals(3, decoding.batch.get(FlowField.PACKETS, 0));
    assertEquals(0, decoding.batch.get(FlowField.TCP_FLAGS, 0));
    assertEquals(4, decoding.last(FlowField.PACKETS));
    assertEquals(18, decoding.last(FlowField.TCP_FLAGS));
    assertEquals("10.0.0.2", decoding.lastText(FlowField.SRC_ADDRESS));
    assertEquals("10.0.0.1", decoding.lastText(FlowField.DST_ADDRESS));
    assertEquals(7, decoding.last(FlowField.OUT_INTERFACE));
    assertEquals(0, decoding.last(FlowField.IN_INTERFACE));
    assertEquals(2, decoding.last(FlowField.BIFLOW_DIRECTION));
  }

  @Test
  void ofBothFamiliesTheOneWithAnAddressCounts() {
    var sets =
        template(8, 4, 12, 4, 27, 16, 28, 16, 256, 2)
            .bytes(
                data(
                    new WireWriter()
                        .zeros(8)
                        .hex("20010db8000000000000000000000001 20010db8000000000000000000000002")
                        .u16(0x1234)));
    decoding.decode(message(sets));
    assertEquals("2001:db8::1", decoding.lastText(FlowField.SRC_ADDRESS));
    assertEquals("2001:db8::2", decoding.lastText(FlowField.DST_ADDRESS));
    assertEquals(0x86dd, decoding.last(FlowField.ETHER_TYPE));
  }

  @Test
  void repeatedElementsAreTheInnerHeader() {
    var sets =
        template(8, 4, 4, 1, 8, 4, 4, 1)
            .bytes(data(new WireWriter().hex("0a000001 04 c0000201 06")));
    decoding.decode(message(sets));
    assertEquals("10.0.0.1", decoding.lastText(FlowField.SRC_ADDRESS));
    assertEquals(4, decoding.last(FlowField.PROTOCOL));
  }

  @Test
  void ntpTimesAreConverted() {
    long seconds = 1_700_000_000L + 2_208_988_800L;
    var sets =
        template(156, 8, 155, 8)
            .bytes(
                data(
                    new WireWriter()
                        .u64(seconds << 32 | 0x8000_0000L)
                        .u64((seconds + 1) << 32 | 0x4000_0000L)));
    decoding.decode(message(sets));
    assertEquals(1_700_000_000_500_000_000L, decoding.last(FlowField.TIME_START));
    assertEquals(1_700_000_001_250_000_000L, decoding.last(FlowField.TIME_END));
  }

  @Test
  void impossibleTimesAreLeftOut() {
    var sets = template(152, 8, 153, 8).bytes(data(new WireWriter().u64(-1).u64(1L << 62)));
    decoding.decode(message(sets));
    assertEquals(Decoding.NOW, decoding.last(FlowField.TIME_START));
    assertEquals(Decoding.NOW, decoding.last(FlowField.TIME_END));
  }

  @Test
  void uptimesCountFromTheClockInTheOptions() {
    var options =
        new WireWriter()
            .set(3, new WireWriter().u16(300, 2, 1, 149, 4, 160, 8))
            .set(300, new WireWriter().u32(42).u64(1_699_999_000_000L));
    var sets = options.bytes(template(22, 4, 21, 4)).bytes(data(new WireWriter().u32(1000, 2500)));
    decoding.decode(message(sets));
    assertEquals(1_699_999_001_000_000_000L, decoding.last(FlowField.TIME_START));
    assertEquals(1_699_999_002_500_000_000L, decoding.last(FlowField.TIME_END));
  }

  @Test
  void theClockOfTheOptionsCountsForLaterMessagesOfItsDomain() {
    var options =
        new WireWriter()
            .set(3, new WireWriter().u16(300, 2, 1, 149, 4, 160, 8))
            .set(300, new WireWriter().u32(42).u64(1_699_999_000_000L));
    decoding.decode(message(1, options));
    decoding.decode(message(2, template(22, 4, 21, 4)));
    decoding.decode(message(2, data(new WireWriter().u32(1000, 2500))));
    assertEquals(1_699_999_001_000_000_000L, decoding.last(FlowField.TIME_START));
    // It has started anew since.
    decoding.decode(
        message(3, new WireWriter().set(300, new WireWriter().u32(42).u64(1_699_999_500_000L))));
    decoding.decode(message(4, data(new WireWriter().u32(1000, 2500))));
    assertEquals(1_699_999_501_000_000_000L, decoding.last(FlowField.TIME_START));
  }

  @Test
  void withoutAClockAFlowEndsAtItsExport() {
    decoding.decode(message(template(22, 4, 21, 4).bytes(data(new WireWriter().u32(1000, 2500)))));
    assertEquals(Decoding.NOW - 1_500_000_000L, decoding.last(FlowField.TIME_START));
    assertEquals(Decoding.NOW, decoding.last(FlowField.TIME_END));
  }

  @Test
  void segmentsAreAListOfAddresses() {
    var list =
        new WireWriter()
            .hex("20010db8000000000000000000000011 20010db8000000000000000000000022 20010db8");
    var sets =
        template(497, 65_535, 1, 4)
            .bytes(data(new WireWriter().u8(list.size()).bytes(list).u32(1500)));
    assertEquals(1, decoding.decode(message(sets)));
    String line = decoding.lines().getFirst();
    assertTrue(
        line.contains("\"ipv6_routing_header_addresses\":[\"2001:db8::11\",\"2001:db8::22\"]"),
        line);
    assertEquals(1500, decoding.last(FlowField.BYTES));
  }

  @Test
  void segmentsOfAFixedLengthAreAListToo() {
    var list = new WireWriter().hex("20010db8000000000000000000000011");
    decoding.decode(message(template(497, 16, 1, 4).bytes(data(list.u32(1500)))));
    String line = decoding.lines().getFirst();
    assertTrue(line.contains("\"ipv6_routing_header_addresses\":[\"2001:db8::11\"]"), line);
  }

  @Test
  void aRecordsOwnClockCountsWhereverItStands() {
    var sets =
        template(22, 4, 160, 8).bytes(data(new WireWriter().u32(1000).u64(1_699_999_000_000L)));
    decoding.decode(message(sets));
    assertEquals(1_699_999_001_000_000_000L, decoding.last(FlowField.TIME_START));
  }

  @Test
  void messagesBehindTheFirstAreReadToo() {
    var first = message(1, template(1, 4).bytes(data(new WireWriter().u32(5))));
    var second = message(2, data(new WireWriter().u32(6, 7)));
    assertEquals(3, decoding.decode(first.bytes(second).zeros(3)));
    assertEquals(2, decoding.last(FlowField.SEQUENCE));
  }

  @Test
  void aFrameSectionIsTakenApart() {
    var frame =
        new WireWriter()
            .hex("020000000002 020000000001 8100 0064 0800")
            .hex("4500 0020 0000 4000 40 11 0000 0a000001 0a000002 0035 1234 000c 0000");
    var sets =
        template(10, 4, 312, 2, 315, 65_535)
            .bytes(data(new WireWriter().u32(9).u16(1500).u8(frame.size()).bytes(frame)));
    assertEquals(1, decoding.decode(message(sets)));
    assertEquals(1500, decoding.last(FlowField.BYTES));
    assertEquals(1, decoding.last(FlowField.PACKETS));
    assertEquals(100, decoding.last(FlowField.VLAN));
    assertEquals("10.0.0.1", decoding.lastText(FlowField.SRC_ADDRESS));
    assertEquals(53, decoding.last(FlowField.SRC_PORT));
  }

  @Test
  void lostRecordsShowInTheSequence() {
    decoding.decode(message(100, template(1, 4).bytes(data(new WireWriter().u32(1, 2)))));
    decoding.decode(message(107, data(new WireWriter().u32(1))));
    assertEquals(5, decoding.decoder.exporters().getFirst().lost());
  }

  @Test
  void addressesOfBothFamiliesAreOuterAndInnerPacket() {
    var sets =
        template(27, 16, 28, 16, 4, 1, 8, 4, 12, 4, 4, 1, 7, 2, 11, 2, 2, 4)
            .bytes(
                data(
                    new WireWriter()
                        .hex("20010db8000000000000000000000001 20010db8000000000000000000000002")
                        .u8(4)
                        .hex("c0a80001 c0a80002")
                        .u8(6)
                        .u16(443, 50_000)
                        .u32(9)
                        .zeros(32)
                        .u8(6)
                        .hex("c0a80003 c0a80004")
                        .u8(0)
                        .u16(80, 50_001)
                        .u32(9)));
    assertEquals(2, decoding.decode(message(sets)));
    assertEquals("192.168.0.3", decoding.lastText(FlowField.SRC_ADDRESS));
    assertEquals(0, decoding.last(FlowField.TUNNEL));
    String tunnel = decoding.lines().getFirst();
    assertTrue(tunnel.contains("\"src_addr\":\"2001:db8::1\""), tunnel);
    assertTrue(tunnel.contains("\"inner_src_addr\":\"192.168.0.1\""), tunnel);
    assertTrue(tunnel.contains("\"inner_proto\":6"), tunnel);
    assertTrue(tunnel.contains("\"tunnel_type\":\"IP-in-IP\""), tunnel);
  }

  @Test
  void secondAddressesOfOneFamilyAreTheInnerPackets() {
    var sets =
        template(8, 4, 12, 4, 4, 1, 8, 4, 12, 4, 4, 1, 2, 4)
            .bytes(
                data(
                    new WireWriter()
                        .hex("0a000001 0a000002")
                        .u8(47)
                        .hex("c0a80001 c0a80002")
                        .u8(6)
                        .u32(9)));
    assertEquals(1, decoding.decode(message(sets)));
    assertEquals("10.0.0.1", decoding.lastText(FlowField.SRC_ADDRESS));
    assertEquals("192.168.0.2", decoding.lastText(FlowField.INNER_DST_ADDRESS));
    assertEquals("GRE", decoding.lastText(FlowField.TUNNEL));
    assertEquals(0x0800, decoding.last(FlowField.INNER_ETHER_TYPE));
  }

  @Test
  void labelsEndAtTheBottomOfTheStack() {
    var sets =
        template(70, 3, 71, 3, 72, 3, 2, 1)
            .bytes(data(new WireWriter().hex("03e810 05dc51 000160 01 000000 000000 000000 02")));
    assertEquals(2, decoding.decode(message(sets)));
    String line = decoding.lines().getFirst();
    assertTrue(line.contains("\"mpls_label\":[16001,24005]"), line);
    assertFalse(decoding.lines().get(1).contains("mpls_label"));
  }

  @Test
  void listsApplicationsAndNatFillTheirFields() {
    var sets =
        template(512, 65_535, 485, 65_535, 95, 4, 225, 4, 227, 2, 230, 1, 352, 8, 136, 1)
            .bytes(
                data(
                    new WireWriter()
                        .u8(13, 4)
                        .u16(16, 4)
                        .u32(65_001, 65_002)
                        .u8(5, 255)
                        .u16(483, 4)
                        .u8(3, 0, 0, 80)
                        .hex("c6336401")
                        .u16(1024)
                        .u8(4)
                        .u64(1500)
                        .u8(2)));
    assertEquals(1, decoding.decode(message(sets)));
    String line = decoding.lines().getFirst();
    assertTrue(line.contains("\"as_path\":[65001,65002]"), line);
    assertFalse(line.contains("communities"), line);
    assertTrue(line.contains("\"application_id\":\"3:80\""), line);
    assertTrue(line.contains("\"src_addr_nat\":\"198.51.100.1\",\"src_port_nat\":1024"), line);
    assertTrue(line.contains("\"bytes_l2\":1500"), line);
    assertEquals(
        1500, decoding.last(FlowField.BYTES)); // octets of frames where there are no others
    assertEquals(2, decoding.last(FlowField.FLOW_END_REASON));
  }

  /// A switch that tells VLANs and octets of frames: no octets of IP, nor addresses.
  @Test
  void octetsOfLayer2AloneAreBytesAndSaidToBe() {
    decoding.decode(
        message(
            template(58, 2, 2, 4, 352, 8).bytes(data(new WireWriter().u16(7).u32(3).u64(900)))));
    assertEquals(900, decoding.last(FlowField.BYTES));
    assertEquals(900, decoding.last(FlowField.BYTES_L2));
    assertEquals(1, decoding.decoder.exporters().getFirst().layer2Flows());
    // Beside octets of IP they count nothing, not even beside none.
    decoding.decode(
        message(template(1, 4, 352, 4).bytes(data(new WireWriter().u32(0, 64, 100, 118)))));
    assertEquals(0, decoding.batch.get(FlowField.BYTES, 1));
    assertEquals(64, decoding.batch.get(FlowField.BYTES_L2, 1));
    assertEquals(100, decoding.last(FlowField.BYTES));
    assertEquals(1, decoding.decoder.exporters().getFirst().layer2Flows());
  }

  /// Open vSwitch has a template of its own for ARP, without octets of IP.
  @Test
  void aFrameWithoutIpHasNoOctetsOfIpWhereTheExporterTellsThem() {
    WireWriter records =
        data(new WireWriter().u16(0x0806).u32(64).u16(0x0800).u32(98).u16(0).u32(70));
    decoding.decode(message(template(256, 2, 352, 4).bytes(records)));
    assertEquals(64, decoding.batch.get(FlowField.BYTES, 0), "it tells octets of frames alone");
    decoding.decode(message(template(1, 4)));
    decoding.decode(message(template(256, 2, 352, 4).bytes(records)));
    assertEquals(0, decoding.batch.get(FlowField.BYTES, 3));
    assertEquals(64, decoding.batch.get(FlowField.BYTES_L2, 3));
    assertEquals(98, decoding.batch.get(FlowField.BYTES, 4));
    assertEquals(70, decoding.last(FlowField.BYTES));
    assertEquals(5, decoding.decoder.exporters().getFirst().layer2Flows());
  }

  @Test
  void totalsOfLayer2CountByWhatIsNew() {
    decoding.decode(
        message(
            template(8, 4, 353, 8)
                .bytes(data(new WireWriter().u32(0x0a00_0001).u64(1000)))
                .bytes(data(new WireWriter().u32(0x0a00_0001).u64(1600)))));
    assertEquals(1000, decoding.batch.get(FlowField.BYTES, 0));
    assertEquals(600, decoding.last(FlowField.BYTES));
    assertEquals(600, decoding.last(FlowField.BYTES_L2));
    // Beside deltas of IP it is not known what of the total is new.
    decoding.decode(
        message(template(1, 4, 353, 8).bytes(data(new WireWriter().u32(50).u64(1700)))));
    assertEquals(50, decoding.last(FlowField.BYTES));
    assertEquals(0, decoding.last(FlowField.BYTES_L2));
  }

  @Test
  void layer2OctetsOfBothHalvesAreEachOnes() {
    var sets =
        new WireWriter()
            .set(
                2,
                new WireWriter()
                    .u16(TEMPLATE, 3, 352, 4, 0x8000 | 352, 4)
                    .u32(29_305)
                    .u16(0x8000 | 2, 4)
                    .u32(29_305))
            .bytes(data(new WireWriter().u32(700, 90, 1)));
    assertEquals(2, decoding.decode(message(sets)));
    assertEquals(700, decoding.batch.get(FlowField.BYTES, 0));
    assertEquals(700, decoding.batch.get(FlowField.BYTES_L2, 0));
    assertEquals(90, decoding.last(FlowField.BYTES));
    assertEquals(90, decoding.last(FlowField.BYTES_L2));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 5, 6, 8, 9, 12, 13})
  void listsTooShortForTheirHeaderOrAnItemHaveNoItems(int bytes) {
    byte[] list = new WireWriter().u8(3).u16(0x8000 | 485, 4).u32(9).u32(7).zeros(40).toBytes();
    var record = new WireWriter().u8(bytes).bytes(Arrays.copyOf(list, bytes)).u32(1500);
    var sets = template(485, 65_535, 1, 4).bytes(data(record.bytes(record.toBytes())));
    assertEquals(2, decoding.decode(message(sets)));
    assertEquals(1500, decoding.last(FlowField.BYTES));
    assertEquals(bytes >= 13, decoding.lines().getFirst().contains("communities"));
    assertEquals(0, decoding.decoder.counters().malformedDatagrams());
  }

  @Test
  void optionsNameInterfaces() {
    var options =
        new WireWriter()
            .set(3, new WireWriter().u16(TEMPLATE + 1, 3, 1, 10, 4, 82, 8, 83, 65_535))
            .bytes(
                new WireWriter()
                    .set(
                        TEMPLATE + 1,
                        new WireWriter().u32(7).ascii("Gi0/7").zeros(3).u8(6).ascii("uplink")));
    decoding.decode(message(options));
    var named = decoding.decoder.exporters().getFirst().interfaces().getFirst();
    assertEquals(7, named.index());
    assertEquals("Gi0/7", named.name());
    assertEquals("uplink", named.description());
  }
}
