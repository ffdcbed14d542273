package weir.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.packet.PacketText.IPV4_ADDRESSES;
import static weir.packet.PacketText.IPV6_ADDRESSES;
import static weir.packet.PacketText.UDP;
import static weir.packet.PacketText.ipv4;
import static weir.packet.PacketText.ipv6;
import static weir.packet.PacketText.layers;
import static weir.packet.PacketText.parse;
import static weir.packet.PacketText.text;

import org.junit.jupiter.api.Test;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

/// IPv4 and IPv6 with what may stand between them and their payload.
class IpHeadersTest {
  private static final String UDP_FIELDS = "src_port:53,dst_port:50000";
  private static final String NO_OPTIONS = "1104 00000000 00000000 00000000";

  private static void assertUdp(String hex) {
    assertTrue(text(LinkType.IP, hex).contains("proto:17," + UDP_FIELDS), text(LinkType.IP, hex));
  }

  private static void assertOnlyProtocol(int protocol, String hex) {
    FlowBatch row = parse(LinkType.IP, hex);
    assertEquals(protocol, row.get(FlowField.PROTOCOL), hex);
    assertEquals(0, row.get(FlowField.SRC_PORT), hex);
  }

  @Test
  void everythingInIpv4() {
    assertEquals(
        "bytes_l3:36,src_addr:10.0.0.1,dst_addr:10.0.0.2,etype:2048,proto:17,"
            + UDP_FIELDS
            + ",ip_tos:184,ip_ttl:3,ip_flags:1,fragment_id:48879,layer_stack:[IPv4,UDP],"
            + "layer_size:[24,8]",
        text(LinkType.IP, "46b8 0024 beef 2000 03 11 0000" + IPV4_ADDRESSES + "94040000" + UDP));
  }

  @Test
  void everythingInIpv6() {
    assertEquals(
        "bytes_l3:48,src_addr:2001:db8::1,dst_addr:2001:db8::2,etype:34525,proto:17,"
            + UDP_FIELDS
            + ",ip_tos:184,ip_ttl:3,ipv6_flow_label:74565,layer_stack:[IPv6,UDP],"
            + "layer_size:[40,8]",
        text(LinkType.IP, "6b812345 0008 11 03" + IPV6_ADDRESSES + UDP));
  }

  @Test
  void aHeaderThatIsAllThereIsIsRead() {
    assertOnlyProtocol(17, ipv4("11", ""));
    assertOnlyProtocol(17, ipv6("11", ""));
    assertOnlyProtocol(17, "4600 0018 0000 0000 40 11 0000" + IPV4_ADDRESSES + "01010100");
  }

  @Test
  void aHeaderThatIsCutGivesNothing() {
    String whole = ipv4("11", "").replace(" ", "");
    assertEquals("etype:2048", text(LinkType.IP, whole.substring(0, whole.length() - 2)));
    String whole6 = ipv6("11", "").replace(" ", "");
    assertEquals("etype:34525", text(LinkType.IP, whole6.substring(0, whole6.length() - 2)));
  }

  @Test
  void aVersionThatIsNotTheAnnouncedOneIsNotRead() {
    assertEquals(
        0,
        parse(LinkType.ETHERNET, PacketText.MACS + "0800" + ipv6("11", UDP))
            .get(FlowField.PROTOCOL));
    assertEquals(
        0,
        parse(LinkType.ETHERNET, PacketText.MACS + "86dd" + ipv4("11", UDP))
            .get(FlowField.PROTOCOL));
  }

  @Test
  void optionsThatAreCutHideThePorts() {
    assertOnlyProtocol(
        17, "4800 0030 0000 0000 40 11 0000" + IPV4_ADDRESSES + "00000000" + UDP.substring(0, 9));
    // A length below the header's own twenty octets is a lie.
    assertOnlyProtocol(17, "4400 0030 0000 0000 40 11 0000" + IPV4_ADDRESSES + UDP);
  }

  @Test
  void hopByHopAndDestinationOptionsArePassed() {
    assertUdp(ipv6("00", NO_OPTIONS.substring(0, 2) + "00 000000000000" + UDP));
    assertUdp(ipv6("3c", NO_OPTIONS.substring(0, 2) + "01 0000000000000000000000000000" + UDP));
  }

  @Test
  void underAuthenticationThePortsAreSeen() {
    // RFC 4302: the length counts words of four octets, less two; others count eight, less one.
    String digest96 = "11 04 0000 00000100 00000001 0102030405060708090a0b0c ";
    assertUdp(ipv6("33", digest96 + UDP));
    String digest256 = "11 0a 0000 00000100 00000001 " + "00".repeat(36);
    assertUdp(ipv6("33", digest256 + UDP));
    assertUdp(ipv6("00", "33 00 000000000000" + digest96 + UDP));
  }

  @Test
  void anExtensionThatEndsThePacketIsWhole() {
    assertOnlyProtocol(17, ipv6("3c", "11 00 000000000000"));
    assertEquals("[IPv6,UDP],[40,8]", layers(LinkType.IP, ipv6("3c", "11 00 000000000000")));
  }

  @Test
  void anExtensionThatIsCutHidesWhatItAnnounces() {
    assertOnlyProtocol(17, ipv6("3c", "11 01 0000000000000000000000000000".substring(0, 32)));
    assertEquals("[IPv6],[40]", layers(LinkType.IP, ipv6("3c", "11 01 000000000000")));
    assertEquals("[IPv6],[40]", layers(LinkType.IP, ipv6("3c", "11 02 000000000000" + UDP)));
  }

  @Test
  void ofAnExtensionThatIsHardlyThereTheNumberStands() {
    assertOnlyProtocol(60, ipv6("3c", "11 00 0000000000"));
  }

  @Test
  void ipv6FragmentsShowTheirPlace() {
    FlowBatch first = parse(LinkType.IP, ipv6("2c", "11 00 0001 12345678" + UDP));
    assertEquals(0x12345678, first.get(FlowField.FRAGMENT_ID));
    assertEquals(0, first.get(FlowField.FRAGMENT_OFFSET));
    assertEquals(1, first.get(FlowField.IP_FLAGS));
    assertEquals(53, first.get(FlowField.SRC_PORT));
    assertEquals(
        "[IPv6,IPv6HeaderFragment,UDP],[40,8,8]",
        layers(LinkType.IP, ipv6("2c", "11 00 0001 12345678" + UDP)));
    FlowBatch last = parse(LinkType.IP, ipv6("2c", "11 00 05c8 12345678" + UDP));
    assertEquals(185, last.get(FlowField.FRAGMENT_OFFSET));
    assertEquals(0, last.get(FlowField.IP_FLAGS));
    assertEquals(17, last.get(FlowField.PROTOCOL));
    assertEquals(0, last.get(FlowField.SRC_PORT));
  }

  @Test
  void behindALaterFragmentNoExtensionIsReadOutOfThePayload() {
    // The payload looks like another extension header; its number is 60.
    assertOnlyProtocol(60, ipv6("2c", "3c 00 05c8 00000001 1100000000000000" + UDP));
  }

  @Test
  void aPacketBehindALaterFragmentHasPortsAgain() {
    var headers = new PacketHeaders();
    FlowBatch later =
        parse(headers, LinkType.IP, ipv6("2c", "11 00 05c8 00000001 0000000000000000"));
    assertEquals(0, later.get(FlowField.SRC_PORT));
    FlowBatch next = parse(headers, LinkType.IP, ipv6("11", UDP));
    assertEquals(53, next.get(FlowField.SRC_PORT));
  }

  private static String segmentRouting(int type, String next, String behind) {
    return next
        + "04 0"
        + type
        + " 02 01 00 0000 20010db8000000000000000000000011 20010db8000000000000000000000022 "
        + behind;
  }

  @Test
  void segmentsAreListed() {
    String text = text(LinkType.IP, ipv6("2b", segmentRouting(4, "11", UDP)));
    assertTrue(text.contains("ipv6_routing_header_addresses:[2001:db8::11,2001:db8::22]"), text);
    assertTrue(text.contains("ipv6_routing_header_seg_left:2"), text);
    assertTrue(text.contains("proto:17," + UDP_FIELDS), text);
    assertTrue(text.contains("[IPv6,IPv6HeaderRouting,UDP],layer_size:[40,40,8]"), text);
  }

  @Test
  void theLastEntrySaysHowManyThereAre() {
    String one =
        "11 04 04 00 00 00 0000 20010db8000000000000000000000011 2001"
            + "0db8000000000000000000000022 "
            + UDP;
    String text = text(LinkType.IP, ipv6("2b", one));
    assertTrue(text.contains("ipv6_routing_header_addresses:[2001:db8::11]"), text);
    // More than the header has room for.
    String many = "11 02 04 00 09 00 0000 20010db8000000000000000000000011 " + UDP;
    text = text(LinkType.IP, ipv6("2b", many));
    assertTrue(text.contains("ipv6_routing_header_addresses:[2001:db8::11]"), text);
    assertTrue(text.contains(UDP_FIELDS), text);
  }

  @Test
  void otherRoutingHeadersArePassed() {
    String text = text(LinkType.IP, ipv6("2b", segmentRouting(0, "11", UDP)));
    assertTrue(!text.contains("routing_header_addresses"), text);
    assertTrue(text.contains(UDP_FIELDS), text);
  }

  @Test
  void aPacketBehindASteeredOneIsSteeredOnlyIfItSaysSo() {
    var headers = new PacketHeaders();
    String inner = ipv4("11", UDP);
    FlowBatch steered = parse(headers, LinkType.IP, ipv6("2b", segmentRouting(4, "04", inner)));
    assertEquals("SRv6", FlowField.TUNNEL.text(0, steered.get(FlowField.TUNNEL)));
    FlowBatch plain = parse(headers, LinkType.IP, ipv6("04", inner));
    assertEquals("IP-in-IP", FlowField.TUNNEL.text(0, plain.get(FlowField.TUNNEL)));
    FlowBatch tunnel = parse(headers, LinkType.IP, ipv4("04", inner));
    assertEquals("IP-in-IP", FlowField.TUNNEL.text(0, tunnel.get(FlowField.TUNNEL)));
  }
}
