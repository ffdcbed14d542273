package weir.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static weir.packet.PacketText.IPV4_ADDRESSES;
import static weir.packet.PacketText.MACS;
import static weir.packet.PacketText.UDP;
import static weir.packet.PacketText.ipv4;
import static weir.packet.PacketText.ipv6;
import static weir.packet.PacketText.layers;
import static weir.packet.PacketText.parse;
import static weir.packet.PacketText.text;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

/// What stands before IP: packets that differ in nothing else.
class LinkHeadersTest {
  private static final LinkType LOOPBACK = LinkType.captured(0);
  private static final LinkType SLL = LinkType.captured(113);
  private static final LinkType SLL2 = LinkType.captured(276);
  private static final LinkType USB = LinkType.captured(189);
  private static final String IPV4_UDP = ipv4("11", UDP);
  private static final String IPV6_UDP = ipv6("11", UDP);
  private static final String UNDER_IPV4 = "IPv4,UDP],";
  private static final String IPV4_SIZES = "20,8]";

  private static void assertPorts(LinkType link, String hex) {
    FlowBatch row = parse(link, hex);
    assertEquals(53, row.get(FlowField.SRC_PORT), hex);
    assertEquals(50_000, row.get(FlowField.DST_PORT), hex);
  }

  private static void assertNoIp(LinkType link, String hex) {
    FlowBatch row = parse(link, hex);
    assertEquals(0, row.get(FlowField.PROTOCOL), hex);
    assertEquals(0, row.get(FlowField.SRC_PORT), hex);
  }

  @Test
  void everyLinkTypeLeadsToIp() {
    Map<LinkType, String> before =
        Map.of(
            LinkType.ETHERNET,
            MACS + "0800",
            LinkType.PPP,
            "ff03 0021",
            LinkType.IP,
            "",
            LinkType.MPLS,
            "03e81140",
            LOOPBACK,
            "02000000",
            SLL,
            "0000 0001 0006 0200000000010000 0800",
            SLL2,
            "0800 0000 00000002 0001 00 06 0200000000010000");
    before.forEach((link, header) -> assertPorts(link, header + IPV4_UDP));
  }

  @Test
  void eachHeaderIsNotedWithItsLength() {
    assertEquals(
        "[Ethernet," + UNDER_IPV4 + "[14," + IPV4_SIZES,
        layers(LinkType.ETHERNET, MACS + "0800" + IPV4_UDP));
    assertEquals(
        "[Custom," + UNDER_IPV4 + "[4," + IPV4_SIZES, layers(LOOPBACK, "00000002" + IPV4_UDP));
    assertEquals(
        "[Custom," + UNDER_IPV4 + "[16," + IPV4_SIZES,
        layers(SLL, "0000 0001 0006 0200000000010000 0800" + IPV4_UDP));
    assertEquals(
        "[Custom," + UNDER_IPV4 + "[20," + IPV4_SIZES,
        layers(SLL2, "0800 0000 00000002 0001 00 06 0200000000010000" + IPV4_UDP));
    assertEquals(
        "[Custom," + UNDER_IPV4 + "[2," + IPV4_SIZES, layers(LinkType.PPP, "0021" + IPV4_UDP));
    assertEquals(
        "[Ethernet,Custom,Custom," + UNDER_IPV4 + "[14,6,2," + IPV4_SIZES,
        layers(LinkType.ETHERNET, MACS + "8864 1100 0001 001e 0021" + IPV4_UDP));
  }

  @Test
  void theFamilyOfLoopbackIsNotReadForItDiffersBetweenSystems() {
    assertPorts(LOOPBACK, "02000000" + IPV4_UDP);
    assertPorts(LOOPBACK, "0000001e" + IPV6_UDP);
    assertEquals(0x86dd, parse(LOOPBACK, "1e000000" + IPV6_UDP).get(FlowField.ETHER_TYPE));
  }

  @Test
  void linuxCapturesCarryTagsToo() {
    FlowBatch row = parse(SLL, "0000 0001 0006 0200000000010000 8100 0064 0800" + IPV4_UDP);
    assertEquals(100, row.get(FlowField.VLAN));
    assertEquals(53, row.get(FlowField.SRC_PORT));
  }

  @Test
  void theThirdTagAndWhatComesBehindItAreReadThrough() {
    assertEquals(
        "src_addr:10.0.0.1,dst_addr:10.0.0.2,etype:2048,proto:17,src_port:53,dst_port:50000,"
            + "src_mac:02:00:00:00:00:01,dst_mac:02:00:00:00:00:02,vlan_id:1,customer_vlan_id:2,"
            + "ip_ttl:64,layer_stack:[Ethernet,Dot1Q,Dot1Q,Dot1Q,IPv4,UDP],"
            + "layer_size:[14,4,4,4,20,8]",
        text(LinkType.ETHERNET, MACS + "9100 2001 88a8 3002 8100 4003 0800" + IPV4_UDP));
  }

  @Test
  void belowTheFirstEtherTypeIsALength() {
    assertEquals(0, parse(LinkType.ETHERNET, MACS + "05ff").get(FlowField.ETHER_TYPE));
    assertEquals(0x600, parse(LinkType.ETHERNET, MACS + "0600").get(FlowField.ETHER_TYPE));
    assertEquals(0x0806, parse(LinkType.ETHERNET, MACS + "0806 0001").get(FlowField.ETHER_TYPE));
  }

  @Test
  void whatEndsWithItsHeaderIsReadToThere() {
    assertEquals(0x0800, parse(LinkType.ETHERNET, MACS + "0800").get(FlowField.ETHER_TYPE));
    assertEquals(
        0x0800, parse(LinkType.ETHERNET, MACS + "8100 0064 0800").get(FlowField.ETHER_TYPE));
    assertEquals(
        0x0806, parse(SLL, "0000 0001 0006 0200000000010000 0806").get(FlowField.ETHER_TYPE));
    assertEquals(
        0x0806,
        parse(SLL2, "0806 0000 00000002 0001 00 06 0200000000010000").get(FlowField.ETHER_TYPE));
    assertEquals(0x0800, parse(LinkType.PPP, "0021").get(FlowField.ETHER_TYPE));
    assertEquals(0x0800, parse(LinkType.PPP, "ff03 0021").get(FlowField.ETHER_TYPE));
    assertEquals("[Custom],[4]", layers(LOOPBACK, "02000000"));
    assertEquals(
        "[Ethernet,Custom],[14,6]", layers(LinkType.ETHERNET, MACS + "8864 1100 0001 0002"));
  }

  @Test
  void pppSaysWhatItCarriesWithOrWithoutItsAddress() {
    assertPorts(LinkType.PPP, "0021" + IPV4_UDP);
    assertPorts(LinkType.PPP, "ff03 0057" + IPV6_UDP);
    assertPorts(LinkType.PPP, "0281 03e81140" + IPV4_UDP);
    assertNoIp(LinkType.PPP, "c021 01010004"); // its own control
    assertNoIp(LinkType.PPP, "ff21" + IPV4_UDP);
  }

  @Test
  void pppoeIsReadBehindItsSixOctets() {
    String session = MACS + "8864 1100 0001 001e ";
    assertEquals(
        "src_addr:10.0.0.1,dst_addr:10.0.0.2,etype:2048,proto:17,src_port:53,dst_port:50000,"
            + "src_mac:02:00:00:00:00:01,dst_mac:02:00:00:00:00:02,ip_ttl:64,"
            + "layer_stack:[Ethernet,Custom,Custom,IPv4,UDP],layer_size:[14,6,2,20,8]",
        text(LinkType.ETHERNET, session + "0021" + IPV4_UDP));
    assertPorts(LinkType.ETHERNET, session + "0057" + IPV6_UDP);
    assertNoIp(LinkType.ETHERNET, session + "c021 09010008 00000000");
    assertNoIp(LinkType.ETHERNET, MACS + "8863 1109 0000 0004 01010000"); // its discovery
    assertEquals(0x8864, parse(LinkType.ETHERNET, session).get(FlowField.ETHER_TYPE));
  }

  @Test
  void labelsEndAtTheBottomOfTheStack() {
    assertEquals(
        "src_addr:10.0.0.1,dst_addr:10.0.0.2,etype:2048,proto:17,src_port:53,dst_port:50000,"
            + "ip_ttl:64,mpls_label:[16001,3],mpls_ttl:[64,9],"
            + "layer_stack:[MPLS,MPLS,IPv4,UDP],layer_size:[4,4,20,8]",
        text(LinkType.MPLS, "03e81040 00003109" + IPV4_UDP));
    assertPorts(LinkType.ETHERNET, MACS + "8848 03e81140" + IPV4_UDP);
    assertPorts(LinkType.ETHERNET, MACS + "8847 03e81140" + IPV6_UDP);
  }

  @Test
  void underLabelsWhatIsNoIpLeavesTheirEtherType() {
    assertEquals(
        "etype:34887,mpls_label:[16001],mpls_ttl:[64],layer_stack:[MPLS],layer_size:[4]",
        text(LinkType.MPLS, "03e81140 00000000"));
    assertEquals(
        0x8848, parse(LinkType.ETHERNET, MACS + "8848 03e81140").get(FlowField.ETHER_TYPE));
    // No bottom: cut within the stack.
    assertEquals(
        "etype:34887,mpls_label:[16001],mpls_ttl:[64],layer_stack:[MPLS],layer_size:[4]",
        text(LinkType.MPLS, "03e81040 0000"));
  }

  @Test
  void sixteenLabelsAreKeptAndMoreReadThrough() {
    String label = "00001005 ";
    FlowBatch row = parse(LinkType.MPLS, label.repeat(20) + "00002105" + IPV4_UDP);
    assertEquals(53, row.get(FlowField.SRC_PORT));
    String text = text(row);
    assertEquals(
        "[" + "1,".repeat(15) + "1]",
        text.substring(text.indexOf("mpls_label:") + 11, text.indexOf(",mpls_ttl")));
    assertEquals(
        "[" + "5,".repeat(15) + "5]",
        text.substring(text.indexOf("mpls_ttl:") + 9, text.indexOf(",layer_stack")));
  }

  @Test
  void eightLengthsAreKeptAndSixteenLayers() {
    String text = layers(LinkType.MPLS, "00001005 ".repeat(20) + "00002105");
    assertEquals("[" + "MPLS,".repeat(15) + "MPLS],[" + "4,".repeat(7) + "4]", text);
  }

  @Test
  void withoutAnAnnouncementTheVersionDecides() {
    assertEquals(0x0800, parse(LinkType.IP, IPV4_UDP).get(FlowField.ETHER_TYPE));
    assertEquals(0x86dd, parse(LinkType.IP, IPV6_UDP).get(FlowField.ETHER_TYPE));
    assertEquals("", text(LinkType.IP, "5500 0000 " + IPV4_ADDRESSES));
    assertEquals("", text(LinkType.IP, ""));
  }

  @Test
  void ofOtherLinksNothingIsRead() {
    assertEquals("", text(USB, IPV4_UDP));
  }

  @Test
  void numbersOfSamplersAndOfCaptureFilesDiffer() {
    // sFlow 5's header_protocol: 1 Ethernet, 2 Token Bus, 5 Frame Relay, 7 PPP, 11 IPv4, 12 IPv6,
    // 13 MPLS, 15 IEEE 802.11.
    assertEquals(LinkType.ETHERNET, LinkType.sampled(1));
    assertFalse(LinkType.sampled(2).isRead());
    assertEquals(LinkType.captured(107), LinkType.sampled(5));
    assertEquals(LinkType.PPP, LinkType.sampled(7));
    assertEquals(LinkType.IP, LinkType.sampled(11));
    assertEquals(LinkType.IP, LinkType.sampled(12));
    assertEquals(LinkType.MPLS, LinkType.sampled(13));
    assertEquals(LinkType.captured(105), LinkType.sampled(15));
    assertFalse(LinkType.sampled(16).isRead());
    assertFalse(LinkType.sampled(-1).isRead());
    assertEquals(LinkType.ETHERNET, LinkType.captured(1));
    assertEquals(LinkType.IP, LinkType.captured(101));
    assertEquals(276, LinkType.captured(276).number());
  }

  @Test
  void aLinkTypeOfWhichNothingIsReadIsSaidByItsNumberAndName() {
    assertFalse(USB.isRead());
    assertEquals("link type 189 (USB)", USB.toString());
    assertEquals("link type 9999", LinkType.captured(9999).toString());
    UnreadLinks unread = new UnreadLinks();
    unread.count(LinkType.ETHERNET);
    assertEquals(List.of(), unread.sentences());
    unread.count(LinkType.captured(9999));
    unread.count(USB);
    unread.count(USB);
    assertEquals(
        List.of(
            "packets of link type 189 (USB), of which Weir reads nothing, so that they have no"
                + " addresses: 2",
            "packets of link type 9999, of which Weir reads nothing, so that they have no"
                + " addresses: 1"),
        unread.sentences());
  }
}
