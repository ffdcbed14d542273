package weir.packet;

import weir.flow.Layer;
import weir.wire.WireReader;

/// What firewalls and capturing devices put before packets: OpenBSD's pflog, Linux's nflog, macOS's
/// pktap, Endace's ERF, Juniper's cookie, Symantec's firewall.
final class CaptureHeaders {
  private static final int NO_IP = LinkHeaders.NO_IP;

  private static final int NFLOG_PAYLOAD = 9;
  private static final int JUNIPER_MAGIC = 0x4d4743;

  private CaptureHeaders() {}

  private static boolean skip(int octets, Packet packet) {
    WireReader in = packet.in();
    if (octets < 1 || octets > in.remaining()) {
      return false;
    }
    in.skip(octets);
    packet.layer(Layer.CUSTOM, octets);
    return true;
  }

  /// Its length, without padding, is in the first octet.
  static int pflog(Packet packet) {
    WireReader in = packet.in();
    int octets = in.hasRemaining() ? (in.peekU8(0) + 3) & ~3 : 0;
    return skip(octets, packet) ? LinkHeaders.version(packet) : NO_IP;
  }

  /// `family u8, version u8, resource u16`, then attributes, each `length u16, type u16, value`,
  /// padded to four octets, in the byte order of who captured: types are below 256.
  static int nflog(Packet packet) {
    WireReader in = packet.in();
    int at = 4;
    while (in.remaining() >= at + 4) {
      boolean little = in.peekU8(at + 3) == 0;
      int length =
          little ? RadioHeaders.little16(in, at) : (in.peekU8(at) << 8) | in.peekU8(at + 1);
      int type = in.peekU8(little ? at + 2 : at + 3);
      if (type == NFLOG_PAYLOAD) {
        return skip(at + 4, packet) ? LinkHeaders.version(packet) : NO_IP;
      }
      if (length < 4) {
        return NO_IP;
      }
      at += (length + 3) & ~3;
    }
    return NO_IP;
  }

  /// `length u32, type u32, link type u32` and more, little-endian.
  static int pktap(Packet packet) {
    WireReader in = packet.in();
    if (in.remaining() < 12) {
      return NO_IP;
    }
    int link = RadioHeaders.little32(in, 8);
    return skip(RadioHeaders.little32(in, 0), packet)
        ? LinkHeaders.network(LinkType.captured(link), packet)
        : NO_IP;
  }

  /// `time u64, type u8, flags u8, length u16, lost u16, length on the wire u16`; with the highest
  /// bit of the type set, further headers of eight octets, the last of which has that bit clear.
  static int erf(Packet packet) {
    WireReader in = packet.in();
    if (in.remaining() < 16) {
      return NO_IP;
    }
    int type = in.peekU8(8) & 0x7f;
    int octets = 16;
    boolean more = in.peekU8(8) >= 0x80;
    while (more && in.remaining() >= octets + 8) {
      more = in.peekU8(octets) >= 0x80;
      octets += 8;
    }
    return switch (type) {
      // offset u8, padding u8
      case 2, 11, 16, 20 ->
          skip(octets + 2, packet) ? LinkHeaders.network(LinkType.ETHERNET, packet) : NO_IP;
      case 1, 10, 15, 19 ->
          skip(octets, packet) ? LinkHeaders.network(LinkType.PPP, packet) : NO_IP;
      case 22, 23 -> skip(octets, packet) ? LinkHeaders.version(packet) : NO_IP;
      default -> NO_IP;
    };
  }

  /// `magic 24 bits, flags u8`, with the highest flag `length u16` and that much more; where the
  /// second lowest is set there is no link's header but `family u32`.
  ///
  /// @param number of the link type, which tells what follows
  static int juniper(int number, Packet packet) {
    WireReader in = packet.in();
    if (in.remaining() < 6
        || ((in.peekU8(0) << 16) | (in.peekU8(1) << 8) | in.peekU8(2)) != JUNIPER_MAGIC) {
      return NO_IP;
    }
    int flags = in.peekU8(3);
    boolean extended = (flags & 0x80) != 0;
    int octets = extended ? 6 + ((in.peekU8(4) << 8) | in.peekU8(5)) : 4;
    if ((flags & 2) != 0) {
      return skip(octets + 4, packet) ? LinkHeaders.version(packet) : NO_IP;
    }
    LinkType link =
        switch (number) {
          case 179 -> LinkType.PPP;
          case 180 -> LinkType.FRAME_RELAY;
          case 181 -> LinkType.CISCO_HDLC;
          default -> LinkType.ETHERNET;
        };
    return skip(octets, packet) ? LinkHeaders.network(link, packet) : NO_IP;
  }

  /// Of 44 octets with the EtherType behind six, or of 56 with it behind 36.
  static int symantec(Packet packet) {
    WireReader in = packet.in();
    if (in.remaining() < 44) {
      return NO_IP;
    }
    return (in.peekU8(6) | in.peekU8(7)) != 0
        ? LinkHeaders.announced(6, 36, packet)
        : LinkHeaders.announced(36, 18, packet);
  }
}
