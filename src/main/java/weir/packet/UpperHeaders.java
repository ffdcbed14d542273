package weir.packet;

import static weir.flow.FlowField.*;

import weir.flow.Layer;
import weir.flow.Tunnel;
import weir.wire.WireReader;

/// What IP carries: ports, flags and types of the protocols above it, and further packets.
final class UpperHeaders {
  static final int TCP = 6;
  static final int UDP = 17;
  static final int SCTP = 132;

  private static final int ICMP = 1;
  private static final int IPV4_INSIDE = 4;
  private static final int DCCP = 33;
  private static final int IPV6_INSIDE = 41;
  private static final int GRE = 47;
  private static final int ICMP_V6 = 58;
  private static final int UDP_LITE = 136;
  private static final int ETHERNET_INSIDE = 143;

  private UpperHeaders() {}

  /// An IP packet with what it carries.
  ///
  /// @param etherType what is announced; where that is not IP nothing is read
  static void ip(int etherType, Packet packet) {
    int protocol = IpHeaders.read(etherType, packet);
    if (protocol != IpHeaders.NONE && !packet.isLaterFragment()) {
      upper(protocol, packet);
    }
  }

  private static void upper(int protocol, Packet packet) {
    WireReader in = packet.in();
    switch (protocol) {
      case TCP -> {
        packet.layer(Layer.TCP, in.remaining() > 12 ? (in.peekU8(12) >>> 4) * 4 : 20);
        if (ports(packet) && in.remaining() >= 10) {
          packet.tcp(in.i32(), in.i32());
          packet.set(TCP_FLAGS, in.u16() & 0x1ff);
        }
      }
      case UDP -> udp(packet);
      case SCTP, DCCP, UDP_LITE -> ports(packet);
      case ICMP, ICMP_V6 -> icmp(protocol, packet);
      case IPV4_INSIDE, IPV6_INSIDE -> {
        if (packet.enter(direct(packet), 0)) {
          ip(LinkHeaders.network(LinkType.IP, packet), packet);
        }
      }
      case ETHERNET_INSIDE -> {
        if (packet.enter(direct(packet), 0)) {
          ip(LinkHeaders.network(LinkType.ETHERNET, packet), packet);
        }
      }
      case GRE -> TunnelHeaders.gre(packet);
      default -> {
        // no ports
      }
    }
  }

  /// A packet within a packet, with nothing between them.
  private static Tunnel direct(Packet packet) {
    return packet.isSteered() ? Tunnel.SRV6 : Tunnel.IP_IN_IP;
  }

  private static void icmp(int protocol, Packet packet) {
    packet.layer(protocol == ICMP ? Layer.ICMP : Layer.ICMPV6, 8);
    if (packet.in().remaining() >= 2) {
      packet.setOuter(ICMP_TYPE, packet.in().u8());
      packet.setOuter(ICMP_CODE, packet.in().u8());
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
