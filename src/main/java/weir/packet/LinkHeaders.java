package weir.packet;

import weir.flow.FlowField;
import weir.flow.Layer;
import weir.wire.WireReader;

/// What is below IP: Ethernet with IEEE 802.1Q tags, MPLS (RFC 3032), PPP (RFC 1662), PPPoE (RFC
/// 2516), and what systems put before packets that they capture. Each reads up to an IP header and
/// gives the EtherType that announces it, or [#NO_IP].
final class LinkHeaders {
  private static final int NO_IP = 0;

  private static final int ETHER_IPV4 = IpHeaders.ETHER_IPV4;
  private static final int ETHER_IPV6 = IpHeaders.ETHER_IPV6;
  private static final int ETHER_MPLS = 0x8847;
  private static final int ETHER_MPLS_MULTICAST = 0x8848;
  private static final int ETHER_PPPOE_SESSION = 0x8864;

  private static final int LOOPBACK_OCTETS = 4;
  private static final int LINUX_SLL_OCTETS = 16;
  private static final int LINUX_SLL2_OCTETS = 20;

  /// Stacks of more are somebody's joke; they are read through, not stored.
  private static final int MOST_LABELS = 16;

  private LinkHeaders() {}

  static int network(LinkType link, Packet packet) {
    return switch (link) {
      case ETHERNET -> ethernet(packet);
      case PPP -> ppp(packet);
      case IP -> version(packet);
      case MPLS -> mpls(ETHER_MPLS, packet);
      case LOOPBACK -> loopback(packet);
      case LINUX_SLL -> linuxSll(packet);
      case LINUX_SLL2 -> linuxSll2(packet);
      case OTHER -> NO_IP;
    };
  }

  private static int ethernet(Packet packet) {
    WireReader in = packet.in();
    if (in.remaining() < 12) {
      return NO_IP;
    }
    packet.setOuter(FlowField.DST_MAC, in.unsigned(6));
    packet.setOuter(FlowField.SRC_MAC, in.unsigned(6));
    packet.layer(Layer.ETHERNET, 14);
    return in.remaining() < 2 ? NO_IP : tagged(in.u16(), packet);
  }

  /// The family's number differs between systems and byte orders; the IP version does not.
  private static int loopback(Packet packet) {
    if (packet.in().remaining() < LOOPBACK_OCTETS) {
      return NO_IP;
    }
    packet.in().skip(LOOPBACK_OCTETS);
    packet.layer(Layer.CUSTOM, LOOPBACK_OCTETS);
    return version(packet);
  }

  /// `packet type u16, hardware type u16, address length u16, address 8, EtherType u16`.
  private static int linuxSll(Packet packet) {
    WireReader in = packet.in();
    if (in.remaining() < LINUX_SLL_OCTETS) {
      return NO_IP;
    }
    in.skip(LINUX_SLL_OCTETS - 2);
    packet.layer(Layer.CUSTOM, LINUX_SLL_OCTETS);
    return tagged(in.u16(), packet);
  }

  /// `EtherType u16, reserved u16, interface u32, hardware type u16, packet type u8, address length
  /// u8, address 8`.
  private static int linuxSll2(Packet packet) {
    WireReader in = packet.in();
    if (in.remaining() < LINUX_SLL2_OCTETS) {
      return NO_IP;
    }
    int type = in.u16();
    in.skip(LINUX_SLL2_OCTETS - 2);
    packet.layer(Layer.CUSTOM, LINUX_SLL2_OCTETS);
    return tagged(type, packet);
  }

  /// An EtherType was read; any number of tags comes before the one that counts.
  private static int tagged(int first, Packet packet) {
    WireReader in = packet.in();
    int type = first;
    for (int tags = 0; type == 0x8100 || type == 0x88a8 || type == 0x9100; tags++) {
      if (in.remaining() < 2) {
        return NO_IP;
      }
      tag(in.u16() & 0xfff, tags, packet);
      if (in.remaining() < 2) {
        return NO_IP;
      }
      type = in.u16();
    }
    return etherType(type, packet);
  }

  private static void tag(int vlan, int depth, Packet packet) {
    packet.layer(Layer.DOT1Q, 4);
    if (depth == 0) {
      packet.setOuter(FlowField.VLAN, vlan);
    } else if (depth == 1) {
      packet.setOuter(FlowField.CUSTOMER_VLAN, vlan);
    }
  }

  /// What an EtherType announces; below 0x0600 it is a length of IEEE 802.3.
  static int etherType(int type, Packet packet) {
    if (type < 0x0600) {
      return NO_IP;
    }
    packet.set(FlowField.ETHER_TYPE, type);
    return switch (type) {
      case ETHER_IPV4, ETHER_IPV6 -> type;
      case ETHER_MPLS, ETHER_MPLS_MULTICAST -> mpls(type, packet);
      case ETHER_PPPOE_SESSION -> pppoe(packet);
      default -> NO_IP; // ARP, LLDP and so on: no more to say about them
    };
  }

  /// Nothing announces IPv4 or IPv6; their first four bits tell them apart.
  private static int version(Packet packet) {
    WireReader in = packet.in();
    return switch (in.hasRemaining() ? in.peekU8(0) >>> 4 : 0) {
      case 4 -> etherType(ETHER_IPV4, packet);
      case 6 -> etherType(ETHER_IPV6, packet);
      default -> NO_IP;
    };
  }

  /// `label 20 bits, class 3, bottom 1, TTL 8`; what follows shows in its first four bits.
  private static int mpls(int type, Packet packet) {
    packet.set(FlowField.ETHER_TYPE, type);
    WireReader in = packet.in();
    int start = in.position();
    int labels = 0;
    boolean bottom = false;
    while (!bottom && in.remaining() >= 4) {
      int entry = in.i32();
      bottom = (entry & 0x100) != 0;
      if (labels < MOST_LABELS) {
        packet.addOuter(FlowField.MPLS_LABELS, entry >>> 12);
      }
      packet.layer(Layer.MPLS, 4);
      labels++;
    }
    ttls(start, Math.min(labels, MOST_LABELS), packet);
    return bottom ? version(packet) : NO_IP;
  }

  private static void ttls(int start, int labels, Packet packet) {
    WireReader in = packet.in();
    int end = in.position();
    in.position(start);
    for (int i = 0; i < labels; i++) {
      packet.addOuter(FlowField.MPLS_TTLS, in.i32() & 0xff);
    }
    in.position(end);
  }

  /// With or without address and control.
  private static int ppp(Packet packet) {
    WireReader in = packet.in();
    if (in.remaining() >= 2 && in.peekU8(0) == 0xff && in.peekU8(1) == 0x03) {
      in.skip(2);
    }
    if (in.remaining() < 2) {
      return NO_IP;
    }
    packet.layer(Layer.CUSTOM, 2);
    return switch (in.u16()) {
      case 0x0021 -> etherType(ETHER_IPV4, packet);
      case 0x0057 -> etherType(ETHER_IPV6, packet);
      case 0x0281 -> mpls(ETHER_MPLS, packet);
      default -> NO_IP; // control protocols
    };
  }

  private static int pppoe(Packet packet) {
    if (packet.in().remaining() < 6) {
      return NO_IP;
    }
    packet.in().skip(6);
    packet.layer(Layer.CUSTOM, 6);
    return ppp(packet);
  }
}
