package weir.packet;

import static weir.flow.FlowField.*;

import weir.flow.IpAddress;
import weir.flow.Layer;
import weir.wire.WireReader;

/// IPv4 (RFC 791), and IPv6 (RFC 8200) with its extension headers.
final class IpHeaders {
  static final int ETHER_IPV4 = 0x0800;
  static final int ETHER_IPV6 = 0x86dd;

  /// No protocol: the packet is no IP, or cut before its payload.
  static final int NONE = -1;

  private static final int IPV4_OCTETS = 20;
  private static final int IPV6_OCTETS = 40;

  private static final int HOP_BY_HOP = 0;
  private static final int ROUTING = 43;
  private static final int FRAGMENT = 44;
  private static final int AUTHENTICATION = 51;
  private static final int DESTINATION = 60;

  /// RFC 8754.
  private static final int SEGMENT_ROUTING = 4;

  private IpHeaders() {}

  /// Reads up to the payload.
  ///
  /// @param etherType what is announced; of others than IPv4 and IPv6 nothing is read
  /// @return the protocol of the payload, also where that is a later fragment; [#NONE] where there
  ///   is none to be seen
  static int read(int etherType, Packet packet) {
    packet.startIp();
    return switch (etherType) {
      case ETHER_IPV4 -> ipv4(packet);
      case ETHER_IPV6 -> ipv6(packet);
      default -> NONE;
    };
  }

  private static int ipv4(Packet packet) {
    WireReader in = packet.in();
    if (in.remaining() < IPV4_OCTETS || in.peekU8(0) >>> 4 != 4) {
      return NONE;
    }
    int start = in.position();
    int headerOctets = (in.u8() & 0xf) * 4;
    packet.layer(Layer.IPV4, headerOctets);
    packet.set(TOS, in.u8());
    int length = in.u16(); // 0 where the network card was to cut the packet up
    packet.setOuter(BYTES_L3, length);
    packet.payloadEnd(length == 0 ? in.limit() : start + length);
    int id = in.u16();
    int fragment = in.u16();
    packet.fragment(id, fragment & 0x1fff, fragment >>> 13);
    packet.set(TTL, in.u8());
    int protocol = in.u8();
    packet.set(PROTOCOL, protocol);
    in.skip(2);
    packet.source(0, IpAddress.mapped(in.i32()));
    packet.destination(0, IpAddress.mapped(in.i32()));
    int options = headerOctets - IPV4_OCTETS;
    if (options < 0 || in.remaining() < options) {
      return NONE;
    }
    in.skip(options);
    return protocol;
  }

  private static int ipv6(Packet packet) {
    WireReader in = packet.in();
    if (in.remaining() < IPV6_OCTETS || in.peekU8(0) >>> 4 != 6) {
      return NONE;
    }
    int start = in.position();
    packet.layer(Layer.IPV6, IPV6_OCTETS);
    int first = in.i32();
    packet.set(TOS, (first >>> 20) & 0xff);
    packet.setOuter(FLOW_LABEL, first & 0xfffff);
    int length = in.u16();
    packet.setOuter(BYTES_L3, length + IPV6_OCTETS);
    packet.payloadEnd(length == 0 ? in.limit() : start + IPV6_OCTETS + length);
    int next = in.u8();
    packet.set(TTL, in.u8());
    packet.source(in.u64(), in.u64());
    packet.destination(in.u64(), in.u64());
    return extensions(next, packet);
  }

  /// Extension headers up to the payload, or to where the packet was cut: then the last known
  /// number stands.
  private static int extensions(int first, Packet packet) {
    WireReader in = packet.in();
    int next = first;
    boolean whole = true;
    while (whole && !packet.isLaterFragment() && isExtension(next) && in.remaining() >= 8) {
      int header = next;
      next = in.u8();
      int units = in.u8();
      if (header == FRAGMENT) {
        int fragment = in.u16();
        packet.layer(Layer.FRAGMENT, 8);
        packet.fragment(in.u32(), fragment >>> 3, fragment & 1);
      } else {
        whole =
            extension(header, header == AUTHENTICATION ? (units + 2) * 4 : (units + 1) * 8, packet);
      }
    }
    packet.set(PROTOCOL, next);
    return whole ? next : NONE;
  }

  private static boolean isExtension(int next) {
    return switch (next) {
      case HOP_BY_HOP, ROUTING, FRAGMENT, AUTHENTICATION, DESTINATION -> true;
      default -> false;
    };
  }

  /// Passes over one whose first two octets were read; whether it is there to its end.
  private static boolean extension(int header, int octets, Packet packet) {
    WireReader in = packet.in();
    if (in.remaining() < octets - 2) {
      return false;
    }
    int limit = in.narrow(octets - 2);
    if (header == ROUTING) {
      routing(octets, packet);
    }
    in.widen(limit);
    return true;
  }

  /// `type u8, segments left u8, last entry u8, flags u8, tag u16, segments`.
  private static void routing(int octets, Packet packet) {
    WireReader in = packet.in();
    packet.layer(Layer.ROUTING, octets);
    boolean segmentRouting = in.u8() == SEGMENT_ROUTING;
    int left = in.u8();
    int last = in.u8();
    in.skip(3);
    if (segmentRouting) {
      packet.steered();
      packet.setOuter(SEGMENTS_LEFT, left);
      for (int i = 0; i <= last && in.remaining() >= 16; i++) {
        packet.addOuterAddress(SEGMENTS, in.u64(), in.u64());
      }
    }
  }
}
