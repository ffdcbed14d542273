package weir.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static weir.packet.PacketText.MACS;
import static weir.packet.PacketText.UDP;
import static weir.packet.PacketText.ipv4;
import static weir.packet.PacketText.ipv6;
import static weir.packet.PacketText.layers;
import static weir.packet.PacketText.parse;
import static weir.packet.PacketText.text;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

/// What IP carries: ports, flags and types, and packets within packets.
class UpperHeadersTest {
  private static final String ADDRESSES = "src_addr:10.0.0.1,dst_addr:10.0.0.2,etype:2048,";
  private static final String TCP = "01bb c350 00000001 00000002 5012 2000 0000 0000 ";

  /// From 192.168.0.1 to 192.168.0.2.
  private static final String INNER =
      "4500 0028 0001 0000 3f 06 0000 c0a80001 c0a80002 01bb c350 00000000 00000000 5002 0000";

  private static final String INNER_FIELDS =
      "inner_src_addr:192.168.0.1,inner_dst_addr:192.168.0.2,inner_etype:2048,inner_proto:6,"
          + "inner_src_port:443,inner_dst_port:50000,inner_ip_ttl:63,inner_tcp_flags:2";

  private static void assertTunnel(String tunnel, long id, LinkType link, String hex) {
    FlowBatch row = parse(link, hex);
    assertEquals(tunnel, FlowField.TUNNEL.text(0, row.get(FlowField.TUNNEL)), hex);
    assertEquals(id, row.get(FlowField.TUNNEL_ID), hex);
    String text = text(row);
    assertEquals(INNER_FIELDS, inner(text), text);
  }

  private static void assertNoTunnel(String hex) {
    FlowBatch row = parse(LinkType.IP, hex);
    assertEquals(0, row.get(FlowField.TUNNEL), hex);
    assertEquals("", inner(text(row)), hex);
  }

  /// The fields of the inner packet.
  private static String inner(String text) {
    return String.join(
        ",", Arrays.stream(text.split(",", -1)).filter(f -> f.startsWith("inner_")).toList());
  }

  @Test
  void tcpHasFlagsAndAHeaderOfItsOwnLength() {
    assertEquals(
        ADDRESSES
            + "proto:6,src_port:443,dst_port:50000,ip_ttl:64,tcp_flags:18,"
            + "layer_stack:[IPv4,TCP],layer_size:[20,20]",
        text(LinkType.IP, ipv4("06", TCP)));
    assertEquals(
        "[IPv4,TCP],[20,32]",
        layers(LinkType.IP, ipv4("06", TCP.replace("5012", "8012") + "00".repeat(12))));
    // The ninth flag, RFC 3540's; the reserved bits beside it are none.
    assertEquals(
        0x1ff,
        parse(LinkType.IP, ipv4("06", TCP.replace("5012", "5fff"))).get(FlowField.TCP_FLAGS));
  }

  @Test
  void tcpThatIsCutGivesWhatIsThere() {
    String ports = "01bb c350 00000001 00000002 ";
    assertEquals(0x12, parse(LinkType.IP, ipv4("06", ports + "5012")).get(FlowField.TCP_FLAGS));
    assertEquals(0, parse(LinkType.IP, ipv4("06", ports + "50")).get(FlowField.TCP_FLAGS));
    assertEquals("[IPv4,TCP],[20,24]", layers(LinkType.IP, ipv4("06", ports + "60")));
    assertEquals("[IPv4,TCP],[20,20]", layers(LinkType.IP, ipv4("06", ports)));
    assertEquals(443, parse(LinkType.IP, ipv4("06", "01bb c350")).get(FlowField.SRC_PORT));
    assertEquals(0, parse(LinkType.IP, ipv4("06", "01bb c3")).get(FlowField.SRC_PORT));
  }

  @Test
  void udpSctpDccpAndUdpLiteHavePorts() {
    for (String protocol : new String[] {"11", "84", "21", "88"}) {
      FlowBatch row = parse(LinkType.IP, ipv4(protocol, "0035 c350"));
      assertEquals(53, row.get(FlowField.SRC_PORT), protocol);
      assertEquals(50_000, row.get(FlowField.DST_PORT), protocol);
    }
    // OSPF has none.
    assertEquals(0, parse(LinkType.IP, ipv4("59", "0201 002c")).get(FlowField.SRC_PORT));
  }

  @Test
  void icmpHasTypeAndCode() {
    assertEquals(
        ADDRESSES
            + "proto:1,ip_ttl:64,icmp_type:3,icmp_code:1,layer_stack:[IPv4,ICMP],layer_size:[20,8]",
        text(LinkType.IP, ipv4("01", "0301")));
    assertEquals(0, parse(LinkType.IP, ipv4("01", "03")).get(FlowField.ICMP_TYPE));
    FlowBatch row = parse(LinkType.IP, ipv6("3a", "8001 0000"));
    assertEquals(128, row.get(FlowField.ICMP_TYPE));
    assertEquals(1, row.get(FlowField.ICMP_CODE));
    assertEquals("[IPv6,ICMPv6],[40,8]", layers(LinkType.IP, ipv6("3a", "8001 0000")));
  }

  @Test
  void ipInIp() {
    assertTunnel("IP-in-IP", 0, LinkType.IP, ipv4("04", INNER));
    assertTunnel("IP-in-IP", 0, LinkType.IP, ipv6("04", INNER));
    assertEquals(41, parse(LinkType.IP, ipv4("29", ipv6("11", UDP))).get(FlowField.PROTOCOL));
    assertEquals(53, parse(LinkType.IP, ipv4("29", ipv6("11", UDP))).get(FlowField.INNER_SRC_PORT));
    assertNoTunnel(ipv4("04", ""));
  }

  @Test
  void ethernetInIp() {
    assertTunnel("IP-in-IP", 0, LinkType.IP, ipv6("8f", MACS + "0800" + INNER));
    assertTunnel("IP-in-IP", 0, LinkType.IP, ipv4("8f", MACS + "8100 0064 0800" + INNER));
    String segments = "8f 02 04 00 00 00 0000 20010db8000000000000000000000011";
    assertTunnel("SRv6", 0, LinkType.IP, ipv6("2b", segments + MACS + "0800" + INNER));
    assertNoTunnel(ipv6("8f", ""));
  }

  @Test
  void greReadsWhatItsFlagsAnnounce() {
    assertTunnel("GRE", 0, LinkType.IP, ipv4("2f", "0000 0800" + INNER));
    assertTunnel("GRE", 0, LinkType.IP, ipv4("2f", "8000 0800 12340000" + INNER));
    assertTunnel("GRE", 77, LinkType.IP, ipv4("2f", "2000 0800 0000004d" + INNER));
    assertTunnel("GRE", 0, LinkType.IP, ipv4("2f", "1000 0800 00000001" + INNER));
    assertTunnel(
        "GRE",
        0xffff_ffffL,
        LinkType.IP,
        ipv4("2f", "b000 0800 12340000 ffffffff 00000001" + INNER));
    assertTunnel("GRE", 0, LinkType.IP, ipv4("2f", "0000 6558" + MACS + "0800" + INNER));
  }

  @Test
  void pptpHasAnAcknowledgementAndTheCallAsItsId() {
    // RFC 2637: the key is the payload's length and the call's number.
    assertTunnel("GRE", 7, LinkType.IP, ipv4("2f", "2001 880b 002c0007 ff03 0021" + INNER));
    assertTunnel(
        "GRE",
        7,
        LinkType.IP,
        ipv4("2f", "3081 880b 002c0007 00000001 00000002 ff03 0021" + INNER));
    // Version 0 has no acknowledgement: that bit is reserved there.
    assertTunnel("GRE", 0, LinkType.IP, ipv4("2f", "0080 0800" + INNER));
  }

  @Test
  void greIsNotedWithItsLength() {
    assertEquals(
        "[IPv4,GRE,IPv4,TCP],[20,16,20,20]",
        layers(LinkType.IP, ipv4("2f", "b000 0800 12340000 0000004d 00000001" + INNER)));
    assertEquals(
        "[IPv4,GRE],[20,12]",
        layers(LinkType.IP, ipv4("2f", "3081 880b 002c0007 0000").replace("3081", "3001")));
    assertEquals("[IPv4],[20]", layers(LinkType.IP, ipv4("2f", "0000 08")));
    assertEquals("[IPv4,GRE],[20,4]", layers(LinkType.IP, ipv4("2f", "0000 0800")));
    assertNoTunnel(ipv4("2f", "2000 0800 0000"));
    assertNoTunnel(ipv4("2f", "2000 0800 0000004d"));
  }

  private static String vxlan(String flags, String frame) {
    return ipv4("11", "c000 12b5 0000 0000 " + flags + "000000 00138800 " + frame);
  }

  @Test
  void vxlanIsOneWhereItsFlagSaysSo() {
    assertTunnel("VXLAN", 5000, LinkType.IP, vxlan("08", MACS + "0800" + INNER));
    assertTunnel("VXLAN", 5000, LinkType.IP, vxlan("ff", MACS + "0800" + INNER));
    assertEquals(
        "[IPv4,UDP,Custom,Ethernet,IPv4,TCP],[20,8,8,14,20,20]",
        layers(LinkType.IP, vxlan("08", MACS + "0800" + INNER)));
    // RFC 7348: the flag I must be 1 for a valid identifier.
    assertNoTunnel(vxlan("00", MACS + "0800" + INNER));
    assertNoTunnel(vxlan("f7", MACS + "0800" + INNER));
    assertEquals("[IPv4,UDP],[20,8]", layers(LinkType.IP, vxlan("00", MACS + "0800" + INNER)));
  }

  @Test
  void vxlanHasItsPortAsTheDestination() {
    assertNoTunnel(ipv4("11", "12b5 c000 0000 0000 08000000 00138800" + MACS + "0800" + INNER));
    assertNoTunnel(ipv4("11", "c000 12b5 0000 0000 08000000 001388"));
    assertNoTunnel(vxlan("08", ""));
    assertEquals("[IPv4,UDP,Custom],[20,8,8]", layers(LinkType.IP, vxlan("08", "")));
  }

  private static String geneve(String start, String rest) {
    return ipv4("11", "c000 17c1 0000 0000 " + start + "00138800 " + rest);
  }

  @Test
  void geneveSkipsItsOptions() {
    assertTunnel("Geneve", 5000, LinkType.IP, geneve("0000 0800", INNER));
    assertTunnel("Geneve", 5000, LinkType.IP, geneve("0280 0800", "0102030405060708" + INNER));
    assertTunnel("Geneve", 5000, LinkType.IP, geneve("0000 6558", MACS + "0800" + INNER));
    assertEquals(
        "[IPv4,UDP,Geneve,IPv4,TCP],[20,8,16,20,20]",
        layers(LinkType.IP, geneve("0280 0800", "0102030405060708" + INNER)));
  }

  @Test
  void geneveOfAnotherVersionOrCutInItsOptionsIsNone() {
    assertNoTunnel(geneve("4000 0800", INNER));
    assertNoTunnel(geneve("0300 0800", "0102030405060708"));
    assertNoTunnel(geneve("0200 0800", "0102030405060708"));
    assertNoTunnel(ipv4("11", "c000 17c1 0000 0000 0000 0800 001388"));
    assertEquals("[IPv4,UDP,Geneve],[20,8,8]", layers(LinkType.IP, geneve("0000 0800", "")));
  }

  @Test
  void whatUdpThatIsCutAnnouncesIsNotRead() {
    assertEquals(0x12b5, parse(LinkType.IP, ipv4("11", "c000 12b5")).get(FlowField.DST_PORT));
    assertNoTunnel(ipv4("11", "c000 12b5"));
    assertNoTunnel(ipv4("11", "c000 12b5 0000 0000"));
  }

  @Test
  void theInnerPacketLeavesTheOuterOneAlone() {
    FlowBatch row =
        parse(
            LinkType.ETHERNET,
            "020000000012 020000000011 8100 0007 0800"
                + vxlan("08", MACS + "8100 0064 8847 03e81140" + INNER));
    assertEquals(7, row.get(FlowField.VLAN));
    assertEquals(0, row.get(FlowField.CUSTOMER_VLAN));
    assertEquals(0x0200_0000_0011L, row.get(FlowField.SRC_MAC));
    assertEquals(0x0800, row.get(FlowField.ETHER_TYPE));
    assertEquals(0x12b5, row.get(FlowField.DST_PORT));
    assertEquals(64, row.get(FlowField.TTL));
    assertEquals(-1, text(row).indexOf("mpls_label"));
    FlowBatch segments =
        parse(
            LinkType.IP,
            ipv4(
                "29", ipv6("2b", "11 02 04 01 00 00 0000 20010db8000000000000000000000011" + UDP)));
    assertEquals(0, segments.get(FlowField.SEGMENTS_LEFT));
    assertEquals(-1, text(segments).indexOf("routing_header"));
  }
}
