package weir.packet;

import weir.flow.FlowField;
import weir.flow.Layer;
import weir.wire.WireReader;

/// IEEE 802.11, and what captures put before it: radiotap, Prism's and AVS's headers, PPI.
final class RadioHeaders {
  private static final int NO_IP = LinkHeaders.NO_IP;
  private static final int AVS_MAGIC = 0x8021_1000;

  private RadioHeaders() {}

  static int little16(WireReader in, int ahead) {
    return in.peekU8(ahead) | (in.peekU8(ahead + 1) << 8);
  }

  static int little32(WireReader in, int ahead) {
    return little16(in, ahead) | (little16(in, ahead + 2) << 16);
  }

  private static int big32(WireReader in, int ahead) {
    return Integer.reverseBytes(little32(in, ahead));
  }

  /// `frame control 16 bits, duration u16, three addresses, sequence 16 bits`, then what the
  /// control tells of: a fourth address, the class of service, more for high throughput. Of
  /// encrypted frames the addresses are all that is seen.
  ///
  /// @param padded whether the card filled the header up to a multiple of four octets
  static int wifi(boolean padded, Packet packet) {
    WireReader in = packet.in();
    if (in.remaining() < 24) {
      return NO_IP;
    }
    int kind = in.peekU8(0);
    int flags = in.peekU8(1);
    boolean toSystem = (flags & 1) != 0;
    boolean fromSystem = (flags & 2) != 0;
    boolean service = (kind & 0x80) != 0;
    int fixed = toSystem && fromSystem ? 30 : 24;
    int octets = fixed + (service ? 2 : 0) + (service && (flags & 0x80) != 0 ? 4 : 0);
    int whole = padded ? (octets + 3) & ~3 : octets;
    if ((kind & 0x0c) != 8 || in.remaining() < whole) {
      return NO_IP; // management and control, or cut
    }
    boolean laterPiece = (in.peekU8(22) & 0xf) != 0;
    boolean several = service && (in.peekU8(fixed) & 0x80) != 0;
    addresses(toSystem, fromSystem, packet);
    in.skip(whole - fixed);
    packet.layer(Layer.CUSTOM, whole);
    boolean empty = (kind & 0x40) != 0;
    boolean encrypted = (flags & 0x40) != 0;
    if (empty || encrypted || laterPiece) {
      return NO_IP;
    }
    return several ? first(packet) : LlcHeaders.llc(packet);
  }

  /// Which address is whose depends on whether the frame goes to the wired side and comes from it.
  private static void addresses(boolean toSystem, boolean fromSystem, Packet packet) {
    WireReader in = packet.in();
    in.skip(4);
    long receiver = in.unsigned(6);
    long transmitter = in.unsigned(6);
    long third = in.unsigned(6);
    in.skip(2);
    long fourth = toSystem && fromSystem ? in.unsigned(6) : third;
    packet.setOuter(FlowField.DST_MAC, toSystem ? third : receiver);
    packet.setOuter(FlowField.SRC_MAC, fromSystem ? fourth : transmitter);
  }

  /// The first of several packets in a frame: `destination 6, source 6, length u16`.
  private static int first(Packet packet) {
    WireReader in = packet.in();
    if (in.remaining() < 14) {
      return NO_IP;
    }
    packet.setOuter(FlowField.DST_MAC, in.unsigned(6));
    packet.setOuter(FlowField.SRC_MAC, in.unsigned(6));
    in.skip(2);
    packet.layer(Layer.CUSTOM, 14);
    return LlcHeaders.llc(packet);
  }

  /// `version u8, padding u8, length u16, fields that there are u32…`, all of it little-endian. Of
  /// the fields only the flags matter; before them is the clock at most.
  static int radiotap(Packet packet) {
    WireReader in = packet.in();
    if (in.remaining() < 8) {
      return NO_IP;
    }
    int length = little16(in, 2);
    if (length < 8 || length > in.remaining()) {
      return NO_IP;
    }
    int present = little32(in, 4);
    int at = 8;
    for (int more = present; more < 0 && at + 4 <= length; at += 4) {
      more = little32(in, at);
    }
    if ((present & 1) != 0) {
      at = ((at + 7) & ~7) + 8;
    }
    boolean padded = (present & 2) != 0 && at < length && (in.peekU8(at) & 0x20) != 0;
    in.skip(length);
    packet.layer(Layer.CUSTOM, length);
    return wifi(padded, packet);
  }

  /// `message u32, length u32`, in the byte order of who captured; some drivers put AVS's header in
  /// its place.
  static int prism(Packet packet) {
    WireReader in = packet.in();
    if (in.remaining() < 8) {
      return NO_IP;
    }
    if ((big32(in, 0) & 0xffff_fff0) == AVS_MAGIC) {
      return avs(packet);
    }
    int little = little32(in, 4);
    return behind(little >>> 16 == 0 ? little : big32(in, 4), packet);
  }

  /// `magic u32, length u32`.
  static int avs(Packet packet) {
    return packet.in().remaining() < 8 ? NO_IP : behind(big32(packet.in(), 4), packet);
  }

  private static int behind(int length, Packet packet) {
    WireReader in = packet.in();
    if (length < 8 || length > in.remaining()) {
      return NO_IP;
    }
    in.skip(length);
    packet.layer(Layer.CUSTOM, length);
    return wifi(false, packet);
  }

  /// `version u8, flags u8, length u16, link type u32`, little-endian, and fields.
  static int ppi(Packet packet) {
    WireReader in = packet.in();
    if (in.remaining() < 8) {
      return NO_IP;
    }
    int length = little16(in, 2);
    int link = little32(in, 4);
    if (length < 8 || length > in.remaining()) {
      return NO_IP;
    }
    in.skip(length);
    packet.layer(Layer.CUSTOM, length);
    return LinkHeaders.network(LinkType.captured(link), packet);
  }
}
