package weir.packet;

import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.Layer;
import weir.wire.WireReader;

/// What is below IP: Ethernet with IEEE 802.1Q tags, MPLS (RFC 3032), PPP (RFC 1662) and PPPoE (RFC
/// 2516).
final class LinkHeaders {
  static final int ETHER_MPLS = 0x8847;

  private static final int ETHER_IPV4 = 0x0800;
  private static final int ETHER_IPV6 = 0x86dd;
  private static final int ETHER_MPLS_MULTICAST = 0x8848;
  private static final int ETHER_PPPOE_SESSION = 0x8864;

  /// Stacks of more are somebody's joke; they are read through, not stored.
  private static final int MOST_LABELS = 16;

  private LinkHeaders() {}

  static void ethernet(Packet packet) {
    WireReader in = packet.in();
    if (in.remaining() < 12) {
      return;
    }
    if (packet.isInner()) {
      in.skip(12);
    } else {
      packet.row().set(FlowField.DST_MAC, in.unsigned(6));
      packet.row().set(FlowField.SRC_MAC, in.unsigned(6));
    }
    packet.layer(Layer.ETHERNET, 14);
    int tags = 0;
    while (in.remaining() >= 2) {
      int type = in.u16();
      if (type != 0x8100 && type != 0x88a8 && type != 0x9100) {
        etherType(type, packet);
        return;
      }
      if (in.remaining() < 2) {
        return;
      }
      tag(in.u16() & 0xfff, tags++, packet);
    }
  }

  private static void tag(int vlan, int depth, Packet packet) {
    packet.layer(Layer.DOT1Q, 4);
    if (!packet.isInner() && depth == 0) {
      packet.row().set(FlowField.VLAN, vlan);
    } else if (!packet.isInner() && depth == 1) {
      packet.row().set(FlowField.CUSTOMER_VLAN, vlan);
    }
  }

  /// What an EtherType announces; below 0x0600 it is a length of IEEE 802.3.
  static void etherType(int type, Packet packet) {
    if (type < 0x0600) {
      return;
    }
    packet.set(FlowField.ETHER_TYPE, type);
    switch (type) {
      case ETHER_IPV4 -> InternetHeaders.ipv4(packet);
      case ETHER_IPV6 -> InternetHeaders.ipv6(packet);
      case ETHER_MPLS, ETHER_MPLS_MULTICAST -> mpls(packet, type);
      case ETHER_PPPOE_SESSION -> pppoe(packet);
      default -> {
        // ARP, LLDP and so on: no more to say about them
      }
    }
  }

  /// `label 20 bits, class 3, bottom 1, TTL 8`; what follows shows in its first four bits.
  static void mpls(Packet packet, int type) {
    packet.set(FlowField.ETHER_TYPE, type);
    WireReader in = packet.in();
    int start = in.position();
    int labels = 0;
    boolean bottom = false;
    while (!bottom && in.remaining() >= 4) {
      int entry = in.i32();
      bottom = (entry & 0x100) != 0;
      if (!packet.isInner() && labels < MOST_LABELS) {
        packet.row().add(FlowField.MPLS_LABELS, entry >>> 12);
      }
      packet.layer(Layer.MPLS, 4);
      labels++;
    }
    if (!packet.isInner()) {
      ttls(start, Math.min(labels, MOST_LABELS), packet.row(), in);
    }
    if (bottom) {
      InternetHeaders.ip(packet);
    }
  }

  private static void ttls(int start, int labels, FlowBatch row, WireReader in) {
    int end = in.position();
    in.position(start);
    for (int i = 0; i < labels; i++) {
      row.add(FlowField.MPLS_TTLS, in.i32() & 0xff);
    }
    in.position(end);
  }

  /// With or without address and control.
  static void ppp(Packet packet) {
    WireReader in = packet.in();
    if (in.remaining() >= 2 && in.peekU8(0) == 0xff && in.peekU8(1) == 0x03) {
      in.skip(2);
    }
    if (in.remaining() < 2) {
      return;
    }
    packet.layer(Layer.CUSTOM, 2);
    switch (in.u16()) {
      case 0x0021 -> etherType(ETHER_IPV4, packet);
      case 0x0057 -> etherType(ETHER_IPV6, packet);
      case 0x0281 -> mpls(packet, ETHER_MPLS);
      default -> {
        // control protocols
      }
    }
  }

  private static void pppoe(Packet packet) {
    if (packet.in().remaining() >= 6) {
      packet.in().skip(6);
      packet.layer(Layer.CUSTOM, 6);
      ppp(packet);
    }
  }
}
