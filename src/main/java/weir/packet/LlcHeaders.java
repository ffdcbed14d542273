package weir.packet;

import weir.flow.FlowField;
import weir.flow.Layer;
import weir.wire.WireReader;

/// Links that announce IP by IEEE 802.2's LLC and SNAP, or by numbers that are like it: Token Ring,
/// FDDI, ATM (RFC 2684), Frame Relay (RFC 2427), ARCNET (RFC 1201), AX.25, DOCSIS.
final class LlcHeaders {
  private static final int NO_IP = LinkHeaders.NO_IP;
  private static final int UNNUMBERED = 3;
  private static final int MAC_OCTETS = 6;

  private LlcHeaders() {}

  /// `destination's service u8, source's service u8, control u8`.
  static int llc(Packet packet) {
    WireReader in = packet.in();
    if (in.remaining() < 3) {
      return NO_IP;
    }
    int services = in.u16();
    if (in.u8() != UNNUMBERED) {
      return NO_IP;
    }
    packet.layer(Layer.CUSTOM, 3);
    return switch (services) {
      case 0xaaaa -> snap(2, packet);
      case 0x0606 -> LinkHeaders.etherType(LinkHeaders.ETHER_IPV4, packet);
      case 0xfefe -> in.hasRemaining() ? networkLayer(in.u8(), packet) : NO_IP;
      default -> NO_IP;
    };
  }

  /// `organisation 24 bits, type u16`.
  ///
  /// @param padding octets before a bridged frame
  private static int snap(int padding, Packet packet) {
    WireReader in = packet.in();
    if (in.remaining() < 5) {
      return NO_IP;
    }
    int organisation = (int) in.unsigned(3);
    int type = in.u16();
    packet.layer(Layer.CUSTOM, 5);
    return switch (organisation) {
      case 0, 0x0000f8 -> LinkHeaders.etherType(type, packet);
      case 0x0080c2 -> bridged(type, padding, packet);
      default -> NO_IP;
    };
  }

  /// An Ethernet frame, with or without its checksum.
  private static int bridged(int type, int padding, Packet packet) {
    WireReader in = packet.in();
    if ((type != 1 && type != 7) || in.remaining() < padding) {
      return NO_IP;
    }
    in.skip(padding);
    return LinkHeaders.network(LinkType.ETHERNET, packet);
  }

  /// By ISO's number, NLPID.
  private static int networkLayer(int number, Packet packet) {
    return switch (number) {
      case 0x80 -> snap(0, packet);
      case 0x8e -> LinkHeaders.etherType(LinkHeaders.ETHER_IPV6, packet);
      case 0xcc -> LinkHeaders.etherType(LinkHeaders.ETHER_IPV4, packet);
      case 0xcf -> LinkHeaders.network(LinkType.PPP, packet);
      default -> NO_IP;
    };
  }

  /// Whether LLC is before IP was agreed on by both ends, so that it has to be seen.
  static int atm(Packet packet) {
    WireReader in = packet.in();
    int services = in.remaining() < 3 ? 0 : (in.peekU8(0) << 8) | in.peekU8(1);
    return services == 0xaaaa || services == 0xfefe ? llc(packet) : LinkHeaders.version(packet);
  }

  /// `direction 1 bit, traffic 7 bits, path u8, channel u16`.
  static int sunAtm(Packet packet) {
    WireReader in = packet.in();
    if (in.remaining() < 4) {
      return NO_IP;
    }
    int traffic = in.u8() & 0xf;
    in.skip(3);
    packet.layer(Layer.CUSTOM, 4);
    return traffic == 2 ? llc(packet) : NO_IP;
  }

  /// `access u8, frame control u8, destination 6, source 6`, then where the source's first bit is
  /// set the route, whose first octet has its length.
  static int tokenRing(Packet packet) {
    WireReader in = packet.in();
    if (in.remaining() < 2 + 2 * MAC_OCTETS) {
      return NO_IP;
    }
    in.skip(1);
    boolean data = in.u8() >>> 6 == 1;
    boolean routed = (in.peekU8(MAC_OCTETS) & 0x80) != 0;
    macs(packet);
    int route = routed && in.hasRemaining() ? in.peekU8(0) & 0x1f : 0;
    packet.layer(Layer.CUSTOM, 14 + route);
    if (!data || in.remaining() < route) {
      return NO_IP;
    }
    in.skip(route);
    return llc(packet);
  }

  /// `frame control u8, destination 6, source 6`.
  static int fddi(Packet packet) {
    WireReader in = packet.in();
    if (in.remaining() < 1 + 2 * MAC_OCTETS) {
      return NO_IP;
    }
    boolean data = (in.u8() & 0x70) == 0x50;
    macs(packet);
    packet.layer(Layer.CUSTOM, 13);
    return data ? llc(packet) : NO_IP;
  }

  /// The highest bit of a source says that there is a route.
  private static void macs(Packet packet) {
    WireReader in = packet.in();
    packet.setOuter(FlowField.DST_MAC, in.unsigned(MAC_OCTETS));
    packet.setOuter(FlowField.SRC_MAC, in.unsigned(MAC_OCTETS) & 0x7fff_ffff_ffffL);
  }

  /// `source u8, destination u8, type u8`, and of today's types `split flag u8, sequence u16`,
  /// behind four octets more where the flag is 0xff. What was split is read in its first piece.
  ///
  /// @param offset octets of the packet's place in the card's memory, before the type
  static int arcnet(int offset, Packet packet) {
    WireReader in = packet.in();
    if (in.remaining() < 3 + offset) {
      return NO_IP;
    }
    in.skip(2 + offset);
    int type = in.u8();
    boolean old = type == 240;
    int more = old ? 0 : in.hasRemaining() && in.peekU8(0) == 0xff ? 7 : 3;
    if (in.remaining() < more) {
      return NO_IP;
    }
    int split = old ? 0 : in.peekU8(more - 3);
    in.skip(more);
    packet.layer(Layer.CUSTOM, 3 + offset + more);
    boolean laterPiece = split != 0 && (split & 1) == 0;
    return switch (laterPiece ? 0 : type) {
      case 212, 240 -> LinkHeaders.etherType(LinkHeaders.ETHER_IPV4, packet);
      case 196 -> LinkHeaders.etherType(LinkHeaders.ETHER_IPV6, packet);
      default -> NO_IP;
    };
  }

  /// Q.922's address, whose last octet has its lowest bit set; then control and ISO's number, or
  /// with Cisco's way an EtherType.
  static int frameRelay(Packet packet) {
    WireReader in = packet.in();
    int address = 0;
    boolean last = false;
    while (!last && in.hasRemaining() && address < 4) {
      last = (in.u8() & 1) == 1;
      address++;
    }
    if (!last || in.remaining() < 2) {
      return NO_IP;
    }
    if (in.peekU8(0) != UNNUMBERED) {
      packet.layer(Layer.CUSTOM, address + 2);
      return LinkHeaders.etherType(in.u16(), packet);
    }
    int padding = in.peekU8(1) == 0 ? 1 : 0;
    if (in.remaining() < 2 + padding) {
      return NO_IP;
    }
    in.skip(1 + padding);
    packet.layer(Layer.CUSTOM, address + 2 + padding);
    return networkLayer(in.u8(), packet);
  }

  /// Addresses of seven octets, the last of which has its lowest bit set; `control u8, protocol
  /// u8`.
  static int ax25(Packet packet) {
    WireReader in = packet.in();
    int octets = 0;
    boolean last = false;
    while (!last && in.remaining() >= 7) {
      in.skip(6);
      last = (in.u8() & 1) == 1;
      octets += 7;
    }
    if (!last || in.remaining() < 2) {
      return NO_IP;
    }
    packet.layer(Layer.CUSTOM, octets + 2);
    return in.u16() == 0x03cc ? LinkHeaders.etherType(LinkHeaders.ETHER_IPV4, packet) : NO_IP;
  }

  /// `frame control u8, parameter u8, length u16, extended header, checksum u16`.
  static int docsis(Packet packet) {
    WireReader in = packet.in();
    if (in.remaining() < 6) {
      return NO_IP;
    }
    int control = in.u8();
    int parameter = in.u8();
    int extended = (control & 1) == 1 ? parameter : 0;
    packet.layer(Layer.CUSTOM, 6 + extended);
    if (control >>> 6 != 0 || in.remaining() < 4 + extended) {
      return NO_IP;
    }
    in.skip(4 + extended);
    return LinkHeaders.network(LinkType.ETHERNET, packet);
  }
}
