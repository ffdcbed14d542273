package weir.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static weir.packet.PacketText.IPV4_ADDRESSES;
import static weir.packet.PacketText.IPV6_ADDRESSES;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.flow.IpAddress;

/// Datagrams out of packets, whole and in fragments.
class ExportMessagesTest {
  private final List<String> handed = new ArrayList<>();
  private final ExportMessages datagrams =
      new ExportMessages(
          (datagram, payload) ->
              handed.add(
                  IpAddress.text(datagram.sourceHigh(), datagram.sourceLow())
                      + " "
                      + datagram.sourcePort()
                      + ">"
                      + datagram.destinationPort()
                      + " "
                      + new String(
                          payload.bytes(payload.remaining()), StandardCharsets.ISO_8859_1)));

  private void handle(String hex) {
    datagrams.handle(LinkType.IP, 0, 0, PacketText.octets(hex));
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String u16(int value) {
    return HexFormat.of().toHexDigits((short) value);
  }

  /// `ports 53 > 2055`, and the length with the header.
  private static String udp(String payload) {
    return "0035 0807 " + u16(8 + payload.length()) + "0000" + hex(payload);
  }

  private static int octets(String hex) {
    return hex.replace(" ", "").length() / 2;
  }

  private static String ipv4(int id, int offset, boolean more, String payload) {
    return "4500"
        + u16(20 + octets(payload))
        + u16(id)
        + u16((more ? 0x2000 : 0) | offset / 8)
        + "4011 0000"
        + IPV4_ADDRESSES
        + payload;
  }

  private static String ipv6(String next, String payload) {
    return "60000000" + u16(octets(payload)) + next + "40" + IPV6_ADDRESSES + payload;
  }

  private static String ipv6Fragment(int id, int offset, boolean more, String payload) {
    return ipv6("2c", "1100" + u16(offset | (more ? 1 : 0)) + "0000" + u16(id) + payload);
  }

  private void assertCounts(long packets, long whole, long skipped, long incomplete, long cut) {
    assertEquals(
        List.of(packets, whole, skipped, incomplete, cut),
        List.of(
            datagrams.packets(),
            datagrams.datagrams(),
            datagrams.skipped(),
            datagrams.incomplete(),
            datagrams.cut()));
  }

  @Test
  void aDatagramIsHandedOnWithoutWhatPadsItsFrame() {
    handle(ipv4(0, 0, false, udp("flows")) + "00".repeat(13));
    handle(ipv6("11", udp("more")));
    assertEquals(List.of("10.0.0.1 53>2055 flows", "2001:db8::1 53>2055 more"), handed);
    assertCounts(2, 2, 0, 0, 0);
  }

  @Test
  void anEmptyDatagramIsOne() {
    handle(ipv4(0, 0, false, udp("")));
    assertEquals(List.of("10.0.0.1 53>2055 "), handed);
  }

  @Test
  void aLengthThatCannotBeIsThatOfTheIpHeader() {
    handle(ipv4(0, 0, false, "0035 0807 0007 0000" + hex("flows")));
    handle(ipv4(0, 0, false, "0035 0807 000e 0000" + hex("flows")));
    handle(ipv4(0, 0, false, "0035 0807 000c 0000" + hex("flows")));
    assertEquals(
        List.of("10.0.0.1 53>2055 flows", "10.0.0.1 53>2055 flows", "10.0.0.1 53>2055 flow"),
        handed);
    assertCounts(3, 3, 0, 0, 0);
  }

  @Test
  void withoutALengthItEndsWithThePacket() {
    // As captured on the sender, whose network card was to cut it up.
    handle("4500 0000 0000 0000 4011 0000" + IPV4_ADDRESSES + udp("flows"));
    handle("60000000 0000 11 40" + IPV6_ADDRESSES + udp("flows"));
    assertEquals(List.of("10.0.0.1 53>2055 flows", "2001:db8::1 53>2055 flows"), handed);
  }

  @Test
  void whatTheSnapLengthCutIsHandedOnAndCounted() {
    String whole = ipv4(0, 0, false, udp("flows")).replace(" ", "");
    handle(whole.substring(0, whole.length() - 4));
    assertEquals(List.of("10.0.0.1 53>2055 flo"), handed);
    assertCounts(1, 1, 0, 0, 1);
    handle(whole.substring(0, 2 * 27)); // not even its header
    assertCounts(2, 1, 1, 0, 1);
  }

  @Test
  void otherPacketsAreSkipped() {
    handle(ipv4(0, 0, false, udp("flows")).replace("4011", "4006"));
    handle("");
    handle(ipv4(0, 0, false, "0035 0807"));
    assertEquals(List.of(), handed);
    assertCounts(3, 0, 3, 0, 0);
  }

  @Test
  void fragmentsAreJoinedInAnyOrder() {
    String whole = udp("0123456789abcdefghijklmno").replace(" ", "");
    String first = whole.substring(0, 32);
    String second = whole.substring(32, 48);
    String third = whole.substring(48);
    handle(ipv4(7, 24, false, third));
    handle(ipv4(7, 0, true, first));
    assertCounts(2, 0, 0, 1, 0);
    handle(ipv4(7, 16, true, second));
    assertEquals(List.of("10.0.0.1 53>2055 0123456789abcdefghijklmno"), handed);
    assertCounts(3, 1, 0, 0, 0);
    handle(ipv6Fragment(8, 0, true, first));
    handle(ipv6Fragment(8, 16, true, second));
    handle(ipv6Fragment(8, 24, false, third));
    assertEquals("2001:db8::1 53>2055 0123456789abcdefghijklmno", handed.getLast());
    assertCounts(6, 2, 0, 0, 0);
  }

  @Test
  void fragmentsOfDifferentPacketsAreNotMixed() {
    String whole = udp("01234567").replace(" ", "");
    handle(ipv4(1, 0, true, whole.substring(0, 16)));
    handle(ipv4(2, 8, false, whole.substring(16)));
    // The same number, from and to others.
    String other = ipv4(1, 8, false, whole.substring(16));
    handle(other.replace("0a000001", "0a000009"));
    handle(other.replace("0a000002", "0a000009"));
    assertEquals(List.of(), handed);
    assertCounts(4, 0, 0, 4, 0);
    handle(other);
    assertEquals(List.of("10.0.0.1 53>2055 01234567"), handed);
  }

  @Test
  void aWholePacketBehindAFragmentIsWhole() {
    handle(ipv6Fragment(8, 0, true, udp("01234567")));
    handle(ipv6("11", udp("flows")));
    assertEquals(List.of("2001:db8::1 53>2055 flows"), handed);
    handle(ipv6Fragment(9, 8, false, udp("01234567")));
    handle(ipv6("11", udp("more")));
    assertEquals("2001:db8::1 53>2055 more", handed.getLast());
  }

  @Test
  void longDatagramsAreJoined() {
    String text = "0123456789abcdef".repeat(4000); // 64,000 octets
    String whole = udp(text).replace(" ", "");
    for (int start = 0; start < whole.length(); start += 2 * 1480) {
      int end = Math.min(whole.length(), start + 2 * 1480);
      handle(ipv4(3, start / 2, end < whole.length(), whole.substring(start, end)));
    }
    assertEquals(List.of("10.0.0.1 53>2055 " + text), handed);
  }

  @Test
  void beyondTheLongestPacketAndWithoutOctetsFragmentsAreNone() {
    String units = "00".repeat(8);
    handle(ipv4(4, 65_528, false, units)); // would end at 65,536
    handle(ipv4(5, 8, true, ""));
    assertCounts(2, 0, 0, 0, 0);
    handle(ipv4(4, 65_528, false, "00".repeat(7)));
    assertCounts(3, 0, 0, 1, 0);
  }

  @Test
  void fragmentsThatAreCutAreSkipped() {
    String piece = ipv4(6, 0, true, udp("01234567")).replace(" ", "");
    handle(piece.substring(0, piece.length() - 2));
    assertCounts(1, 0, 1, 0, 0);
  }

  @Test
  void theOldestOfTooManyUnfinishedPacketsGoes() {
    String whole = udp("01234567").replace(" ", "");
    for (int id = 0; id < 257; id++) {
      handle(ipv4(id, 0, true, whole.substring(0, 16)));
    }
    assertCounts(257, 0, 0, 257, 0);
    for (int id = 256; id > 0; id--) {
      handle(ipv4(id, 8, false, whole.substring(16)));
    }
    assertEquals(256, handed.size());
    assertEquals(1, datagrams.incomplete());
    handle(ipv4(0, 8, false, whole.substring(16)));
    assertEquals(256, handed.size());
    assertEquals(2, datagrams.incomplete());
  }
}
