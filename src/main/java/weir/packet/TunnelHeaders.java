package weir.packet;

import weir.flow.Layer;
import weir.flow.Tunnel;
import weir.wire.WireReader;

/// Headers between an outer packet and the one that it carries: GRE, VXLAN, Geneve.
final class TunnelHeaders {
  private static final int VXLAN_PORT = 4789;
  private static final int GENEVE_PORT = 6081;
  private static final int ETHER_PPP = 0x880b;

  /// Transparent Ethernet bridging: a whole frame.
  private static final int ETHER_BRIDGED = 0x6558;

  private TunnelHeaders() {}

  /// RFC 2784, RFC 2890 and, with version 1, RFC 2637: `flags and version u16, EtherType u16`, then
  /// what the flags announce. The key of version 1 is `payload length u16, call u16`.
  static void gre(Packet packet) {
    WireReader in = packet.in();
    if (in.remaining() < 4) {
      return;
    }
    int flags = in.u16();
    int type = in.u16();
    boolean checksum = (flags & 0x8000) != 0;
    boolean key = (flags & 0x2000) != 0;
    boolean sequence = (flags & 0x1000) != 0;
    boolean calls = (flags & 7) == 1;
    boolean acknowledgement = calls && (flags & 0x80) != 0;
    int before = checksum ? 4 : 0;
    int after = (sequence ? 4 : 0) + (acknowledgement ? 4 : 0);
    int octets = before + (key ? 4 : 0) + after;
    packet.layer(Layer.GRE, 4 + octets);
    if (in.remaining() < octets) {
      return;
    }
    in.skip(before);
    long id = key ? in.u32() & (calls ? 0xffff : 0xffff_ffffL) : 0;
    in.skip(after);
    if (packet.enter(Tunnel.GRE, id)) {
      inside(type, packet);
    }
  }

  private static void inside(int type, Packet packet) {
    int network =
        switch (type) {
          case ETHER_BRIDGED -> LinkHeaders.network(LinkType.ETHERNET, packet);
          case ETHER_PPP -> LinkHeaders.network(LinkType.PPP, packet);
          default -> LinkHeaders.etherType(type, packet);
        };
    UpperHeaders.ip(network, packet);
  }

  /// Whether a UDP port announces a packet within.
  static boolean isTunnel(int destinationPort) {
    return destinationPort == VXLAN_PORT || destinationPort == GENEVE_PORT;
  }

  /// What the UDP port announces.
  static void udp(int destinationPort, Packet packet) {
    switch (destinationPort) {
      case VXLAN_PORT -> vxlan(packet);
      case GENEVE_PORT -> geneve(packet);
      default -> {
        // an application's
      }
    }
  }

  /// RFC 7348: `flags u8, reserved 24 bits, VNI 24 bits, reserved u8`.
  private static void vxlan(Packet packet) {
    WireReader in = packet.in();
    if (in.remaining() < 8 || (in.peekU8(0) & 0x08) == 0) {
      return;
    }
    in.skip(4);
    int vni = in.i32() >>> 8;
    packet.layer(Layer.CUSTOM, 8);
    if (packet.enter(Tunnel.VXLAN, vni)) {
      UpperHeaders.ip(LinkHeaders.network(LinkType.ETHERNET, packet), packet);
    }
  }

  /// RFC 8926: `version 2 bits, options' length 6 bits in words, flags u8, EtherType u16, VNI 24
  /// bits, reserved u8`, options.
  private static void geneve(Packet packet) {
    WireReader in = packet.in();
    if (in.remaining() < 8 || in.peekU8(0) >>> 6 != 0) {
      return;
    }
    int options = (in.u8() & 0x3f) * 4;
    in.skip(1);
    int type = in.u16();
    int vni = in.i32() >>> 8;
    packet.layer(Layer.GENEVE, 8 + options);
    if (in.remaining() >= options) {
      in.skip(options);
      if (packet.enter(Tunnel.GENEVE, vni)) {
        inside(type, packet);
      }
    }
  }
}
