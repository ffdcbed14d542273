package weir.packet;

import static weir.flow.FlowField.*;

import weir.flow.FlowBatch;
import weir.flow.IpAddress;
import weir.flow.Layer;
import weir.flow.Tunnel;
import weir.wire.WireReader;

/// IPv4 (RFC 791), IPv6 (RFC 8200) and the ports, flags and types behind them.
final class InternetHeaders {
  private static final int ETHER_IPV4 = 0x0800;
  private static final int ETHER_IPV6 = 0x86dd;

  private static final int HOP_BY_HOP = 0;
  private static final int ICMP = 1;
  private static final int IPV4_INSIDE = 4;
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int DCCP = 33;
  private static final int IPV6_INSIDE = 41;
  private static final int ROUTING = 43;
  private static final int FRAGMENT = 44;
  private static final int GRE = 47;
  private static final int AUTHENTICATION = 51;
  private static final int ICMP_V6 = 58;
  private static final int DESTINATION = 60;
  private static final int SCTP = 132;
  private static final int UDP_LITE = 136;
  private static final int ETHERNET_INSIDE = 143;

  /// RFC 8754.
  private static final int SEGMENT_ROUTING = 4;

  private InternetHeaders() {}

  /// An IPv4 or IPv6 packet, whichever its first four bits say.
  static void ip(Packet packet) {
    if (!packet.in().hasRemaining()) {
      return;
    }
    switch (packet.in().peekU8(0) >>> 4) {
      case 4 -> {
        packet.set(ETHER_TYPE, ETHER_IPV4);
        ipv4(packet);
      }
      case 6 -> {
        packet.set(ETHER_TYPE, ETHER_IPV6);
        ipv6(packet);
      }
      default -> {
        // no version of IP
      }
    }
  }

  static void ipv4(Packet packet) {
    WireReader in = packet.in();
    if (in.remaining() < 20 || in.peekU8(0) >>> 4 != 4) {
      return;
    }
    int headerLength = (in.u8() & 0xf) * 4;
    packet.layer(Layer.IPV4, headerLength);
    packet.set(TOS, in.u8());
    int length = in.u16();
    int id = in.u16();
    int fragment = in.u16();
    packet.set(TTL, in.u8());
    int protocol = in.u8();
    packet.set(PROTOCOL, protocol);
    in.skip(2);
    packet.setAddress(SRC_ADDRESS, 0, IpAddress.mapped(in.i32()));
    packet.setAddress(DST_ADDRESS, 0, IpAddress.mapped(in.i32()));
    if (!packet.isInner()) {
      FlowBatch row = packet.row();
      row.set(BYTES_L3, length);
      row.set(FRAGMENT_ID, id);
      row.set(IP_FLAGS, fragment >>> 13);
      row.set(FRAGMENT_OFFSET, fragment & 0x1fff);
    }
    int options = headerLength - 20;
    if (options < 0 || in.remaining() < options || (fragment & 0x1fff) != 0) {
      return;
    }
    in.skip(options);
    transport(protocol, packet, false);
  }

  static void ipv6(Packet packet) {
    WireReader in = packet.in();
    if (in.remaining() < 40 || in.peekU8(0) >>> 4 != 6) {
      return;
    }
    packet.layer(Layer.IPV6, 40);
    int first = in.i32();
    packet.set(TOS, (first >>> 20) & 0xff);
    int length = in.u16();
    int next = in.u8();
    packet.set(TTL, in.u8());
    packet.setAddress(SRC_ADDRESS, in.u64(), in.u64());
    packet.setAddress(DST_ADDRESS, in.u64(), in.u64());
    if (!packet.isInner()) {
      packet.row().set(FLOW_LABEL, first & 0xfffff);
      packet.row().set(BYTES_L3, length + 40);
    }
    extensions(next, packet);
  }

  /// Extension headers up to the upper protocol, or to where the packet was cut: then the last
  /// known number stands.
  private static void extensions(int first, Packet packet) {
    WireReader in = packet.in();
    int next = first;
    boolean segments = false;
    while (isExtension(next) && in.remaining() >= 8) {
      int header = next;
      next = in.u8();
      int units = in.u8();
      if (header == FRAGMENT) {
        if (fragment(packet)) {
          packet.set(PROTOCOL, next);
          return;
        }
        continue;
      }
      int length = header == AUTHENTICATION ? (units + 2) * 4 : (units + 1) * 8;
      if (in.remaining() < length - 2) {
        packet.set(PROTOCOL, next);
        return;
      }
      int limit = in.narrow(length - 2);
      segments |= header == ROUTING && routing(length, packet);
      in.widen(limit);
    }
    packet.set(PROTOCOL, next);
    transport(next, packet, segments);
  }

  /// Whether it is not the first fragment: no ports follow.
  private static boolean fragment(Packet packet) {
    int fragment = packet.in().u16();
    long id = packet.in().u32();
    packet.layer(Layer.FRAGMENT, 8);
    if (!packet.isInner()) {
      packet.row().set(FRAGMENT_ID, id);
      packet.row().set(FRAGMENT_OFFSET, fragment >>> 3);
      packet.row().set(IP_FLAGS, fragment & 1);
    }
    return fragment >>> 3 != 0;
  }

  /// `type u8, segments left u8, last entry u8, flags u8, tag u16, segments`; whether it is one of
  /// segment routing.
  private static boolean routing(int length, Packet packet) {
    WireReader in = packet.in();
    packet.layer(Layer.ROUTING, length);
    boolean segmentRouting = in.u8() == SEGMENT_ROUTING;
    int left = in.u8();
    int last = in.u8();
    in.skip(3);
    if (segmentRouting && !packet.isInner()) {
      packet.row().set(SEGMENTS_LEFT, left);
      for (int i = 0; i <= last && in.remaining() >= 16; i++) {
        packet.row().addAddress(SEGMENTS, packet.row().rows(), in.u64(), in.u64());
      }
    }
    return segmentRouting;
  }

  private static boolean isExtension(int next) {
    return switch (next) {
      case HOP_BY_HOP, ROUTING, FRAGMENT, AUTHENTICATION, DESTINATION -> true;
      default -> false;
    };
  }

  /// @param segments whether the packet is steered along segments
  private static void transport(int protocol, Packet packet, boolean segments) {
    WireReader in = packet.in();
    Tunnel direct = segments ? Tunnel.SRV6 : Tunnel.IP_IN_IP;
    switch (protocol) {
      case TCP -> {
        packet.layer(Layer.TCP, in.remaining() > 12 ? (in.peekU8(12) >>> 4) * 4 : 20);
        if (ports(packet) && in.remaining() >= 10) {
          in.skip(8);
          packet.set(TCP_FLAGS, in.u16() & 0x1ff);
        }
      }
      case UDP -> udp(packet);
      case SCTP, DCCP, UDP_LITE -> ports(packet);
      case ICMP, ICMP_V6 -> icmp(protocol, packet);
      case IPV4_INSIDE, IPV6_INSIDE -> {
        if (packet.enter(direct, 0)) {
          ip(packet);
        }
      }
      case ETHERNET_INSIDE -> {
        if (packet.enter(direct, 0)) {
          LinkHeaders.ethernet(packet);
        }
      }
      case GRE -> TunnelHeaders.gre(packet);
      default -> {
        // no ports
      }
    }
  }

  private static void icmp(int protocol, Packet packet) {
    packet.layer(protocol == ICMP ? Layer.ICMP : Layer.ICMPV6, 8);
    if (packet.in().remaining() >= 2 && !packet.isInner()) {
      packet.row().set(ICMP_TYPE, packet.in().u8());
      packet.row().set(ICMP_CODE, packet.in().u8());
    }
  }

  private static void udp(Packet packet) {
    WireReader in = packet.in();
    packet.layer(Layer.UDP, 8);
    int destination = in.remaining() >= 4 ? (in.peekU8(2) << 8) | in.peekU8(3) : 0;
    if (ports(packet) && in.remaining() >= 4) {
      in.skip(4);
      TunnelHeaders.udp(destination, packet);
    }
  }

  private static boolean ports(Packet packet) {
    WireReader in = packet.in();
    if (in.remaining() < 4) {
      return false;
    }
    packet.set(SRC_PORT, in.u16());
    packet.set(DST_PORT, in.u16());
    return true;
  }
}
