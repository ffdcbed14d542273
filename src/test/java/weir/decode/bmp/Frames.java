package weir.decode.bmp;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import weir.flow.IpAddress;
import weir.wire.OctetStream;

/// Messages of BMP, as RFC 7854 draws them.
public final class Frames {
  private static final HexFormat HEX = HexFormat.of();
  private static final String MARKER = "ff".repeat(16);

  /// Global, before filters.
  public static final String IN = "0000";

  /// Global, after filters.
  public static final String AFTER = "0040";

  /// Global, before filters, with numbers of AS of two octets.
  static final String OLD = "0020";

  /// Loc-RIB.
  static final String CHOSEN = "0300";

  /// Of a VPN.
  static final String VPN = "0100";

  private Frames() {}

  private static String u8(int value) {
    return HEX.toHexDigits((byte) value);
  }

  private static String u16(int value) {
    return HEX.toHexDigits((short) value);
  }

  static String u32(long value) {
    return HEX.toHexDigits((int) value);
  }

  private static int octets(String hex) {
    return hex.length() / 2;
  }

  private static String frame(int type, String body) {
    return "03" + u32(6 + octets(body)) + u8(type) + body;
  }

  public static String initiation(String name) {
    String text = HEX.formatHex(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return frame(4, u16(1) + u16(2) + "4f53" + u16(2) + u16(octets(text)) + text);
  }

  /// Of IPv4 neighbours.
  static String peer(String kind, String address) {
    boolean vpn = kind.equals(VPN);
    return kind
        + (vpn ? "0000fde800000001" : "0".repeat(16))
        + "0".repeat(24)
        + u32(IpAddress.parse(address).low())
        + u32(64_500)
        + u32(0x0a000001)
        + "0".repeat(16);
  }

  private static String bgp(int type, String body) {
    return MARKER + u16(19 + octets(body)) + u8(type) + body;
  }

  private static String open(String identifier, String capabilities) {
    String options = capabilities.isEmpty() ? "" : "02" + u8(octets(capabilities)) + capabilities;
    return bgp(
        1,
        "04"
            + u16(23_456)
            + u16(90)
            + u32(IpAddress.parse(identifier).low())
            + u8(octets(options))
            + options);
  }

  public static String up(String kind, String neighbour, String local) {
    return up(kind, neighbour, local, "");
  }

  static String up(String kind, String neighbour, String local, String capabilities) {
    return frame(
        3,
        peer(kind, neighbour)
            + "0".repeat(24)
            + u32(IpAddress.parse(local).low())
            + u16(179)
            + u16(40_000)
            + open("10.9.9.9", capabilities)
            + open("10.0.0.1", capabilities));
  }

  static String down(String kind, String neighbour) {
    return frame(2, peer(kind, neighbour) + "01");
  }

  static String path(Integer... systems) {
    StringBuilder path = new StringBuilder("02" + u8(systems.length));
    Arrays.stream(systems).forEach(as -> path.append(u32(as)));
    return attribute(2, path.toString());
  }

  static String attribute(int type, String value) {
    return "40" + u8(type) + u8(octets(value)) + value;
  }

  static String nextHop(String address) {
    return attribute(3, u32(IpAddress.parse(address).low()));
  }

  static String communities(long... values) {
    StringBuilder all = new StringBuilder();
    Arrays.stream(values).forEach(value -> all.append(u32(value)));
    return attribute(8, all.toString());
  }

  static String prefix(String network) {
    String[] parts = network.split("/");
    int bits = Integer.parseInt(parts[1]);
    IpAddress address = IpAddress.parse(parts[0]);
    String all =
        address.isV4()
            ? u32(address.low())
            : HEX.toHexDigits(address.high()) + HEX.toHexDigits(address.low());
    return u8(bits) + all.substring(0, (bits + 7) / 8 * 2);
  }

  public static String routes(String peer, String attributes, List<String> prefixes) {
    StringBuilder all = new StringBuilder();
    prefixes.forEach(one -> all.append(prefix(one)));
    return update(peer, "", attributes, all.toString());
  }

  static String update(String peer, String withdrawn, String attributes, String announced) {
    return frame(
        0,
        peer
            + bgp(
                2,
                u16(octets(withdrawn))
                    + withdrawn
                    + u16(octets(attributes))
                    + attributes
                    + announced));
  }

  static String routesOfSix(String nextHop, String... prefixes) {
    StringBuilder all = new StringBuilder();
    Arrays.stream(prefixes).forEach(one -> all.append(prefix(one)));
    IpAddress hop = IpAddress.parse(nextHop);
    return attribute(
        14,
        "000201" + "10" + HEX.toHexDigits(hop.high()) + HEX.toHexDigits(hop.low()) + "00" + all);
  }

  /// Plain routes of a neighbour.
  public static String someRoutes(String neighbour, List<String> prefixes) {
    return routes(
        peer(IN, neighbour),
        attribute(1, "00") + path(64_501, 64_502) + nextHop(neighbour) + communities(0xfde80064L),
        prefixes);
  }

  /// A neighbour whose prefixes have numbers of paths, and numbers of AS of both lengths.
  public static String paths(String neighbour) {
    return up(IN, neighbour, "192.0.2.1", "450400010103")
        + update(peer(IN, neighbour), "", path(1, 2), u32(7) + prefix("10.0.0.0/8"))
        + update(
            peer(OLD, neighbour),
            "",
            attribute(2, "0202fde95ba0") + attribute(17, "0201" + u32(70_000)),
            u32(8) + prefix("203.0.113.0/24"))
        + down(IN, neighbour);
  }

  /// Routes of IPv6, told and taken back.
  public static String six(String neighbour) {
    String peer = peer(AFTER, neighbour);
    return update(peer, "", path(3) + routesOfSix("2001:db8::1", "2001:db8:5::/48"), "")
        + update(peer, "", attribute(15, "000201" + prefix("2001:db8:5::/48")), "")
        + update(peer, "", attribute(15, "000201"), "")
        + update(peer, "", "", "");
  }

  public static byte[] octetsOf(String... frames) {
    return HEX.parseHex(String.join("", frames));
  }

  /// What a router sends from an address.
  public static OctetStream stream(String from, byte[] octets) {
    IpAddress sender = IpAddress.parse(from);
    ByteArrayInputStream in = new ByteArrayInputStream(octets);
    return new OctetStream() {
      @Override
      public String name() {
        return "the stream from " + from;
      }

      @Override
      public void patience(long nanos) {}

      @Override
      public long senderHigh() {
        return sender.high();
      }

      @Override
      public long senderLow() {
        return sender.low();
      }

      @Override
      public int read() {
        return in.read();
      }

      @Override
      public int read(byte[] into, int from, int length) {
        return in.read(into, from, length);
      }
    };
  }
}
