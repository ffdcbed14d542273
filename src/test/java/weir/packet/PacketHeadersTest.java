package weir.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowJson;
import weir.wire.WireReader;
import weir.wire.WireWriter;

class PacketHeadersTest {
  private static final String MACS = "020000000002 020000000001 ";
  private static final String IPV4_ADDRESSES = "0a000001 0a000002 ";
  private static final String IPV6_ADDRESSES =
      "20010db8000000000000000000000001 20010db8000000000000000000000002 ";
  private static final String IPV4_UDP =
      "4510 0020 1234 4000 40 11 0000 " + IPV4_ADDRESSES + "0035 c350 000c 0000 ";

  private static FlowBatch parse(int protocol, String hex) {
    var row = new FlowBatch();
    PacketHeaders.parse(protocol, new WireReader(new WireWriter().hex(hex).toBytes()), row);
    return row;
  }

  private static String text(FlowBatch batch) {
    var line = new StringBuilder();
    FlowJson.append(batch, batch.rows(), line);
    return line.toString();
  }

  @Test
  void ethernetTagsGiveTheOuterVlan() {
    assertEquals(
        "{\"src_addr\":\"10.0.0.1\",\"dst_addr\":\"10.0.0.2\",\"etype\":2048,\"proto\":17,"
            + "\"src_port\":53,\"dst_port\":50000,\"src_mac\":\"02:00:00:00:00:01\","
            + "\"dst_mac\":\"02:00:00:00:00:02\",\"vlan_id\":100,\"ip_tos\":16,\"ip_ttl\":64,"
            + "\"ip_flags\":2,\"fragment_id\":4660}",
        text(parse(PacketHeaders.ETHERNET, MACS + "88a8 2064 8100 00c8 0800" + IPV4_UDP)));
  }

  @Test
  void underMplsLabelsIsIp() {
    FlowBatch row = parse(PacketHeaders.ETHERNET, MACS + "8847 03e81040 05dc5140" + IPV4_UDP);
    assertEquals(53, row.get(FlowField.SRC_PORT));
  }

  @Test
  void ipv4OptionsAreSkipped() {
    FlowBatch row =
        parse(
            PacketHeaders.IPV4,
            "4600 0020 0000 0000 40 11 0000 " + IPV4_ADDRESSES + "01010100 0035 c350 000c 0000");
    assertEquals(53, row.get(FlowField.SRC_PORT));
  }

  @Test
  void laterFragmentsHaveNoPorts() {
    FlowBatch row =
        parse(
            PacketHeaders.IPV4,
            "4500 0020 1234 20b9 40 11 0000 " + IPV4_ADDRESSES + "0035 c350 000c 0000");
    assertEquals(0, row.get(FlowField.SRC_PORT));
    assertEquals(185, row.get(FlowField.FRAGMENT_OFFSET));
    assertEquals(1, row.get(FlowField.IP_FLAGS));
    assertEquals(17, row.get(FlowField.PROTOCOL));
  }

  @Test
  void ipv6ExtensionHeadersLeadToTheUpperProtocol() {
    FlowBatch row =
        parse(
            PacketHeaders.IPV6,
            "6b812345 0018 00 40 "
                + IPV6_ADDRESSES
                + "3c00010400000000 2c00010400000000 3a00000000000007 80 01 0000");
    assertEquals(58, row.get(FlowField.PROTOCOL));
    assertEquals(128, row.get(FlowField.ICMP_TYPE));
    assertEquals(1, row.get(FlowField.ICMP_CODE));
    assertEquals(7, row.get(FlowField.FRAGMENT_ID));
    assertEquals(0xb8, row.get(FlowField.TOS));
    assertEquals(0x12345, row.get(FlowField.FLOW_LABEL));
  }

  @Test
  void tcpFlagsAreThere() {
    FlowBatch row =
        parse(
            PacketHeaders.PPP,
            "ff03 0021 4500 0028 0000 0000 40 06 0000 "
                + IPV4_ADDRESSES
                + "01bb c350 00000000 00000000 5012 0000");
    assertEquals(0x12, row.get(FlowField.TCP_FLAGS));
    assertEquals(443, row.get(FlowField.SRC_PORT));
  }

  @Test
  void cutAnywhereNothingIsThrownAndWhatWasThereIsKept() {
    byte[] whole = new WireWriter().hex(MACS + "8100 0064 0800" + IPV4_UDP).toBytes();
    for (int length = 0; length <= whole.length; length++) {
      var row = new FlowBatch();
      PacketHeaders.parse(PacketHeaders.ETHERNET, new WireReader().reset(whole, 0, length), row);
      assertEquals(length >= 12 ? 0x0200_0000_0001L : 0, row.get(FlowField.SRC_MAC));
      assertEquals(length >= 16 ? 100 : 0, row.get(FlowField.VLAN));
      assertEquals(length >= 18 ? 0x0800 : 0, row.get(FlowField.ETHER_TYPE));
      assertEquals(length >= 38 ? 17 : 0, row.get(FlowField.PROTOCOL));
      assertEquals(length >= 42 ? 53 : 0, row.get(FlowField.SRC_PORT));
    }
  }

  @Test
  void headersThatLieAboutTheirLengthEndThere() {
    FlowBatch shortHeader =
        parse(
            PacketHeaders.IPV4,
            "4400 0020 0000 0000 40 11 0000 " + IPV4_ADDRESSES + "0035 c350 000c 0000");
    assertEquals(0, shortHeader.get(FlowField.SRC_PORT));
    FlowBatch longExtension =
        parse(PacketHeaders.IPV6, "60000000 0008 3c 40 " + IPV6_ADDRESSES + "11ff000000000000");
    assertEquals(17, longExtension.get(FlowField.PROTOCOL));
    assertEquals(0, longExtension.get(FlowField.SRC_PORT));
  }
}
