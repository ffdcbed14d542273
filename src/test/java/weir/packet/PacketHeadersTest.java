package weir.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static weir.packet.PacketText.IPV4_ADDRESSES;
import static weir.packet.PacketText.IPV6_ADDRESSES;
import static weir.packet.PacketText.MACS;
import static weir.packet.PacketText.parse;
import static weir.packet.PacketText.text;

import org.junit.jupiter.api.Test;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.wire.WireReader;
import weir.wire.WireWriter;

/// A flow's row out of a packet, wherever the packet was cut.
class PacketHeadersTest {
  private static final String IPV4_UDP =
      "4510 0020 1234 4000 40 11 0000 " + IPV4_ADDRESSES + "0035 c350 000c 0000 ";

  @Test
  void ethernetTagsGiveTheOuterVlan() {
    assertEquals(
        "bytes_l3:32,src_addr:10.0.0.1,dst_addr:10.0.0.2,etype:2048,"
            + "proto:17,src_port:53,dst_port:50000,"
            + "src_mac:02:00:00:00:00:01,dst_mac:02:00:00:00:00:02,"
            + "vlan_id:100,customer_vlan_id:200,ip_tos:16,ip_ttl:64,"
            + "ip_flags:2,fragment_id:4660,"
            + "layer_stack:[Ethernet,Dot1Q,Dot1Q,IPv4,UDP],"
            + "layer_size:[14,4,4,20,8]",
        text(LinkType.ETHERNET, MACS + "88a8 2064 8100 00c8 0800" + IPV4_UDP));
  }

  @Test
  void laterFragmentsHaveNoPorts() {
    FlowBatch row =
        parse(
            LinkType.IP,
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
            LinkType.IP,
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
  void cutAnywhereNothingIsThrownAndWhatWasThereIsKept() {
    byte[] whole = new WireWriter().hex(MACS + "8100 0064 0800" + IPV4_UDP).toBytes();
    for (int length = 0; length <= whole.length; length++) {
      var row = new FlowBatch();
      new PacketHeaders().parse(LinkType.ETHERNET, new WireReader().reset(whole, 0, length), row);
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
            LinkType.IP,
            "4400 0020 0000 0000 40 11 0000 " + IPV4_ADDRESSES + "0035 c350 000c 0000");
    assertEquals(0, shortHeader.get(FlowField.SRC_PORT));
    FlowBatch longExtension =
        parse(LinkType.IP, "60000000 0008 3c 40 " + IPV6_ADDRESSES + "11ff000000000000");
    assertEquals(17, longExtension.get(FlowField.PROTOCOL));
    assertEquals(0, longExtension.get(FlowField.SRC_PORT));
  }

  private static final String INNER_TCP =
      "4500 0028 0001 0000 3f 06 0000 c0a80001 c0a80002 01bb c350 00000000 00000000 5002 0000";

  private static String outer(String protocol, String after) {
    return "4500 0100 0001 0000 40 " + protocol + " 0000 0a000001 0a000002" + after;
  }

  private static void assertInner(String tunnel, long id, FlowBatch row) {
    assertEquals(tunnel, FlowField.TUNNEL.text(0, row.get(FlowField.TUNNEL)));
    assertEquals(id, row.get(FlowField.TUNNEL_ID));
    assertEquals(0x0800, row.get(FlowField.INNER_ETHER_TYPE));
    assertEquals(
        "192.168.0.1", FlowField.SRC_ADDRESS.text(0, row.get(FlowField.INNER_SRC_ADDRESS)));
    assertEquals(
        "192.168.0.2", FlowField.DST_ADDRESS.text(0, row.get(FlowField.INNER_DST_ADDRESS)));
    assertEquals(6, row.get(FlowField.INNER_PROTOCOL));
    assertEquals(443, row.get(FlowField.INNER_SRC_PORT));
    assertEquals(50_000, row.get(FlowField.INNER_DST_PORT));
    assertEquals(2, row.get(FlowField.INNER_TCP_FLAGS));
    assertEquals(63, row.get(FlowField.INNER_TTL));
  }

  @Test
  void tunnelsShowBothHeaders() {
    FlowBatch ipip = parse(LinkType.IP, outer("04", INNER_TCP));
    assertInner("IP-in-IP", 0, ipip);
    assertEquals("10.0.0.1", FlowField.SRC_ADDRESS.text(0, ipip.get(FlowField.SRC_ADDRESS)));
    assertEquals(4, ipip.get(FlowField.PROTOCOL));
    assertEquals(0, ipip.get(FlowField.TCP_FLAGS));
    assertEquals(256, ipip.get(FlowField.BYTES_L3));
    assertInner(
        "GRE",
        77,
        parse(LinkType.IP, outer("2f", "b000 0800 12340000 0000004d 00000001" + INNER_TCP)));
    assertInner("GRE", 0, parse(LinkType.IP, outer("2f", "0000 6558" + MACS + "0800" + INNER_TCP)));
    FlowBatch vxlan =
        parse(
            LinkType.IP,
            outer(
                "11",
                "c000 12b5 0000 0000 08000000 00138800" + MACS + "8100 0064 0800" + INNER_TCP));
    assertInner("VXLAN", 5000, vxlan);
    assertEquals(0x12b5, vxlan.get(FlowField.DST_PORT));
    assertEquals(0, vxlan.get(FlowField.VLAN));
    assertInner(
        "Geneve",
        5000,
        parse(
            LinkType.IP,
            outer("11", "c000 17c1 0000 0000 0100 0800 00138800 01020304" + INNER_TCP)));
  }

  @Test
  void packetsWithinPacketsWithoutEndStopAtTheSecond() {
    FlowBatch row =
        parse(LinkType.IP, outer("04", outer("04", outer("04", outer("04", INNER_TCP)))));
    assertEquals(4, row.get(FlowField.INNER_PROTOCOL));
    FlowBatch frames =
        parse(
            LinkType.IP, outer("2f", ("0000 6558" + MACS + "0800" + outer("2f", "")).repeat(200)));
    assertEquals(47, frames.get(FlowField.INNER_PROTOCOL));
  }
}
