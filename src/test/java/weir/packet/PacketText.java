package weir.packet;

import weir.flow.FlowBatch;
import weir.flow.FlowJson;
import weir.wire.WireReader;
import weir.wire.WireWriter;

/// Packets in hexadecimal digits, and what their headers give.
final class PacketText {
  /// The destination's and the source's address in an Ethernet header.
  static final String MACS = "020000000002 020000000001 ";

  /// From 10.0.0.1 to 10.0.0.2.
  static final String IPV4_ADDRESSES = "0a000001 0a000002 ";

  /// From 2001:db8::1 to 2001:db8::2.
  static final String IPV6_ADDRESSES =
      "20010db8000000000000000000000001 20010db8000000000000000000000002 ";

  /// UDP from port 53 to port 50000, without a payload.
  static final String UDP = "0035 c350 0008 0000 ";

  /// From 10.0.0.1 to 10.0.0.2, TTL 64, whole.
  static String ipv4(String protocol, String payload) {
    return "4500 0000 0000 0000 40 " + protocol + " 0000 " + IPV4_ADDRESSES + payload;
  }

  /// From 2001:db8::1 to 2001:db8::2, hop limit 64.
  static String ipv6(String next, String payload) {
    return "60000000 0000 " + next + " 40 " + IPV6_ADDRESSES + payload;
  }

  static WireReader octets(String hex) {
    return new WireReader(new WireWriter().hex(hex).toBytes());
  }

  static FlowBatch parse(LinkType link, String hex) {
    return parse(new PacketHeaders(), link, hex);
  }

  static FlowBatch parse(PacketHeaders headers, LinkType link, String hex) {
    var row = new FlowBatch();
    headers.parse(link, octets(hex), row);
    return row;
  }

  /// All fields of the row that are not zero, as JSON without its outer braces and quotes.
  static String text(FlowBatch row) {
    var line = new StringBuilder();
    FlowJson.append(row, row.rows(), line);
    return line.substring(1, line.length() - 1).replace("\"", "");
  }

  static String text(LinkType link, String hex) {
    return text(parse(link, hex));
  }

  /// The headers that were seen and how long each is.
  static String layers(LinkType link, String hex) {
    String all = text(link, hex);
    int start = all.indexOf("layer_stack");
    return start < 0
        ? ""
        : all.substring(start).replace("layer_stack:", "").replace("layer_size:", "");
  }
}
