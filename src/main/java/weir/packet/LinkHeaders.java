package weir.packet;

import weir.flow.FlowField;
import weir.flow.Layer;
import weir.wire.WireReader;

/// What is below IP: Ethernet with IEEE 802.1Q tags, MPLS (RFC 3032), PPP (RFC 1662), PPPoE (RFC
/// 2516), Cisco's HDLC. Each method, here and in the classes for other links, reads up to an IP
/// header and gives the EtherType that announces it, or [#NO_IP].
final class LinkHeaders {
  static final int NO_IP = 0;

  static final int ETHER_IPV4 = IpHeaders.ETHER_IPV4;
  static final int ETHER_IPV6 = IpHeaders.ETHER_IPV6;
  private static final int FIRST_ETHER_TYPE = 0x0600;
  private static final int ETHER_MPLS = 0x8847;
  private static final int ETHER_MPLS_MULTICAST = 0x8848;
  private static final int ETHER_PPPOE_SESSION = 0x8864;

  /// Stacks of more are somebody's joke; they are read through, not stored.
  private static final int MOST_LABELS = 16;

  private LinkHeaders() {}

  static int network(LinkType link, Packet packet) {
    WireReader in = packet.in();
    int before = link.before();
    if (!packet.enterLink() || in.remaining() < before) {
      return NO_IP;
    }
    if (before > 0) {
      in.skip(before);
      packet.layer(Layer.CUSTOM, before);
    }
    return switch (link.framing()) {
      case ETHERNET -> ethernet(0, packet);
      case ETHERNET_DSA -> ethernet(4, packet);
      case ETHERNET_EDSA -> ethernet(8, packet);
      case IP -> version(packet);
      case MPLS -> mpls(ETHER_MPLS, packet);
      case PPP -> ppp(packet);
      case PPPOE -> pppoe(packet);
      // address u8, control u8, EtherType u16
      case CISCO_HDLC -> announced(2, 0, packet);
      // packet type u16, hardware type u16, address length u16, address 8, EtherType u16
      case LINUX_SLL -> announced(14, 0, packet);
      // EtherType u16, reserved u16, interface u32, hardware type u16, packet type u8, address
      // length u8, address 8
      case LINUX_SLL2 -> announced(0, 18, packet);
      // destination 8, source 8, EtherType u16 (RFC 2734)
      case IEEE_1394 -> announced(16, 0, packet);
      // global route header 40, EtherType u16, reserved u16 (RFC 4391)
      case INFINIBAND -> announced(40, 2, packet);
      case LLC -> LlcHeaders.llc(packet);
      case ATM -> LlcHeaders.atm(packet);
      case SUN_ATM -> LlcHeaders.sunAtm(packet);
      case TOKEN_RING -> LlcHeaders.tokenRing(packet);
      case FDDI -> LlcHeaders.fddi(packet);
      case ARCNET -> LlcHeaders.arcnet(0, packet);
      case LINUX_ARCNET -> LlcHeaders.arcnet(2, packet);
      case FRAME_RELAY -> LlcHeaders.frameRelay(packet);
      case AX25 -> LlcHeaders.ax25(packet);
      case DOCSIS -> LlcHeaders.docsis(packet);
      case WIFI -> RadioHeaders.wifi(false, packet);
      case RADIOTAP -> RadioHeaders.radiotap(packet);
      case PRISM -> RadioHeaders.prism(packet);
      case AVS -> RadioHeaders.avs(packet);
      case PPI -> RadioHeaders.ppi(packet);
      case PFLOG -> CaptureHeaders.pflog(packet);
      case NFLOG -> CaptureHeaders.nflog(packet);
      case PKTAP -> CaptureHeaders.pktap(packet);
      case ERF -> CaptureHeaders.erf(packet);
      case JUNIPER -> CaptureHeaders.juniper(link.number(), packet);
      case SYMANTEC -> CaptureHeaders.symantec(packet);
      case NOTHING -> NO_IP;
    };
  }

  /// @param tag octets of a switch's own behind the addresses
  private static int ethernet(int tag, Packet packet) {
    WireReader in = packet.in();
    if (in.remaining() < 12) {
      return NO_IP;
    }
    packet.setOuter(FlowField.DST_MAC, in.unsigned(6));
    packet.setOuter(FlowField.SRC_MAC, in.unsigned(6));
    packet.layer(Layer.ETHERNET, 14 + tag);
    if (in.remaining() < tag + 2) {
      return NO_IP;
    }
    in.skip(tag);
    return tagged(in.u16(), packet);
  }

  /// A header with an EtherType in it.
  ///
  /// @param before octets of it before the type
  /// @param after octets of it behind the type
  static int announced(int before, int after, Packet packet) {
    WireReader in = packet.in();
    if (in.remaining() < before + 2 + after) {
      return NO_IP;
    }
    in.skip(before);
    int type = in.u16();
    in.skip(after);
    packet.layer(Layer.CUSTOM, before + 2 + after);
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
    return type < FIRST_ETHER_TYPE && packet.enterLink()
        ? LlcHeaders.llc(packet) // the type is a length (IEEE 802.3), or Linux's number for LLC
        : etherType(type, packet);
  }

  private static void tag(int vlan, int depth, Packet packet) {
    packet.layer(Layer.DOT1Q, 4);
    if (depth == 0) {
      packet.setOuter(FlowField.VLAN, vlan);
    } else if (depth == 1) {
      packet.setOuter(FlowField.CUSTOMER_VLAN, vlan);
    }
  }

  /// What an EtherType announces.
  static int etherType(int type, Packet packet) {
    if (type < FIRST_ETHER_TYPE) {
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
  static int version(Packet packet) {
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

  /// With or without address and control, in place of which may be a direction; the protocol in one
  /// octet or in two. Cisco's HDLC has another address.
  static int ppp(Packet packet) {
    WireReader in = packet.in();
    int address = in.remaining() >= 2 ? in.peekU8(0) : -1;
    if (address == 0x0f || address == 0x8f) {
      return announced(2, 0, packet);
    }
    if ((address == 0xff || address == 0 || address == 1) && in.peekU8(1) == 0x03) {
      in.skip(2);
    }
    int octets = in.hasRemaining() && (in.peekU8(0) & 1) == 1 ? 1 : 2;
    if (in.remaining() < octets) {
      return NO_IP;
    }
    packet.layer(Layer.CUSTOM, octets);
    return switch (octets == 1 ? in.u8() : in.u16()) {
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
