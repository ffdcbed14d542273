package weir.packet;

import java.util.Arrays;
import weir.wire.WireReader;

/// The headers that most packets have: Ethernet with two tags at most, IP with nothing between it
/// and TCP, UDP or ICMP, all of it captured, no tunnel. Of such a packet [#key] holds every bit
/// from which [PacketHeaders] tells a flow; what differs from packet to packet of one flow is left
/// out (lengths, ids, sequence numbers, checksums). So packets of equal keys belong to one row, and
/// are counted without being parsed.
///
/// Reused from packet to packet; not thread-safe.
final class PlainHeaders {
  /// Of the longest key: what it begins with, Ethernet 2, tags 1, IPv6 5, what that carries.
  static final int WORDS = 10;

  private static final int ICMP = 1;
  private static final int TCP = 6;
  private static final int ICMP_V6 = 58;

  private static final int ETHERNET_OCTETS = 14;
  private static final int IPV4_OCTETS = 20;
  private static final int IPV6_OCTETS = 40;

  /// From a later fragment on.
  private static final int FRAGMENT_OFFSET = 0x1fff;

  private final long[] key = new long[WORDS];
  private int words;
  private int ipOctets;
  private int tcpFlags;
  private int ports;

  /// Whether the packet is such a one. The reader stays where it is.
  boolean read(LinkType link, WireReader in) {
    words = 0;
    tcpFlags = 0;
    add(link.number());
    int start = in.position();
    boolean plain =
        switch (link.framing()) {
          case ETHERNET -> link.before() == 0 && in.remaining() >= ETHERNET_OCTETS && ethernet(in);
          case IP -> link.before() == 0 && in.remaining() >= IPV4_OCTETS && ip(versionType(in), in);
          default -> false;
        };
    in.position(start);
    if (plain) {
      Arrays.fill(key, words, WORDS, 0);
    }
    return plain;
  }

  private static int versionType(WireReader in) {
    return switch (in.peekU8(0) >>> 4) {
      case 4 -> IpHeaders.ETHER_IPV4;
      case 6 -> IpHeaders.ETHER_IPV6;
      default -> 0;
    };
  }

  private boolean ethernet(WireReader in) {
    add(in.u64());
    long rest = in.u32();
    int type = in.u16();
    add((rest << 16) | type);
    long tags = 0;
    for (int i = 0; i < 2 && isTag(type) && in.remaining() >= 4; i++) {
      long tag = in.u32();
      tags = (tags << 32) | tag;
      type = (int) tag & 0xffff;
    }
    add(tags);
    return ip(type, in);
  }

  private static boolean isTag(int type) {
    return type == 0x8100 || type == 0x88a8 || type == 0x9100;
  }

  private boolean ip(int etherType, WireReader in) {
    return switch (etherType) {
      case IpHeaders.ETHER_IPV4 -> in.remaining() >= IPV4_OCTETS && ipv4(in);
      case IpHeaders.ETHER_IPV6 -> in.remaining() >= IPV6_OCTETS && ipv6(in);
      default -> false;
    };
  }

  private boolean ipv4(WireReader in) {
    int first = in.i32();
    int fragment = in.i32() & 0xffff;
    int ttlAndProtocol = in.i32() >>> 16;
    ipOctets = first & 0xffff;
    add(((long) (first >>> 16) << 32) | ((long) fragment << 16) | ttlAndProtocol);
    add(in.u64());
    return first >>> 24 == 0x45
        && (fragment & FRAGMENT_OFFSET) == 0
        && upper(ttlAndProtocol & 0xff, in);
  }

  private boolean ipv6(WireReader in) {
    long first = in.u32();
    int second = in.i32();
    ipOctets = (second >>> 16) + IPV6_OCTETS;
    add((first << 16) | (second & 0xffff));
    add(in.u64());
    add(in.u64());
    add(in.u64());
    add(in.u64());
    return first >>> 28 == 6 && upper((second >>> 8) & 0xff, in);
  }

  private boolean upper(int protocol, WireReader in) {
    return switch (protocol) {
      case TCP -> in.remaining() >= 14 && tcp(in);
      case UpperHeaders.UDP -> in.remaining() >= 8 && udp(in);
      case ICMP, ICMP_V6 -> in.remaining() >= 2 && icmp(in);
      default -> false;
    };
  }

  private boolean tcp(WireReader in) {
    ports = in.i32();
    in.skip(8);
    tcpFlags = in.u16() & 0x1ff;
    add((Integer.toUnsignedLong(ports) << 16) | tcpFlags);
    return true;
  }

  private boolean udp(WireReader in) {
    ports = in.i32();
    add(Integer.toUnsignedLong(ports));
    return !TunnelHeaders.isTunnel(ports & 0xffff);
  }

  private boolean icmp(WireReader in) {
    add(in.u16());
    return true;
  }

  private void add(long word) {
    key[words++] = word;
  }

  /// [#WORDS] of them, the last ones 0 where there are fewer. Do not change it.
  long[] key() {
    return key;
  }

  /// Spreads keys.
  int hash() {
    long hash = words;
    for (int i = 0; i < words; i++) {
      hash = (hash ^ key[i]) * 0x9e3779b97f4a7c15L;
      hash ^= hash >>> 32;
    }
    return (int) hash;
  }

  /// 0 where it is not TCP.
  int tcpFlags() {
    return tcpFlags;
  }

  /// The source's in the upper half, the destination's in the lower.
  int ports() {
    return ports;
  }

  /// As its header says.
  int ipOctets() {
    return ipOctets;
  }
}
