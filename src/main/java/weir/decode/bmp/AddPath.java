package weir.decode.bmp;

import weir.wire.WireReader;

/// Whether prefixes of a session have numbers of paths in front (RFC 7911).
record AddPath(boolean ipv4, boolean ipv6) {
  static final AddPath NONE = new AddPath(false, false);

  private static final int OPEN_FIXED = 10;
  private static final int CAPABILITIES = 2;
  private static final int ADD_PATH = 69;
  private static final int RECEIVE = 1;
  private static final int SEND = 2;

  boolean has(boolean six) {
    return six ? ipv6 : ipv4;
  }

  /// What both ends have agreed on.
  ///
  /// @param sent OPEN that the router sent, at its body
  /// @param received OPEN that it received, at its body
  /// @param out whether routes are those that it sends
  static AddPath agreed(WireReader sent, WireReader received, boolean out) {
    int[] mine = modes(sent);
    int[] theirs = modes(received);
    int own = out ? SEND : RECEIVE;
    int other = out ? RECEIVE : SEND;
    return new AddPath(
        (mine[0] & own) != 0 && (theirs[0] & other) != 0,
        (mine[1] & own) != 0 && (theirs[1] & other) != 0);
  }

  /// Of IPv4 and IPv6 unicast.
  private static int[] modes(WireReader open) {
    int[] modes = new int[2];
    open.skip(OPEN_FIXED - 1);
    int octets = open.u8();
    boolean extended = octets == 255 && open.hasRemaining() && open.peekU8(0) == 255; // RFC 9072
    if (extended) {
      open.skip(1);
      octets = open.u16();
    }
    int former = open.narrow(octets);
    while (open.hasRemaining()) {
      int type = open.u8();
      int length = extended ? open.u16() : open.u8();
      int outer = open.narrow(length);
      while (type == CAPABILITIES && open.hasRemaining()) {
        int code = open.u8();
        int inner = open.narrow(open.u8());
        while (code == ADD_PATH && open.remaining() >= 4) {
          int family = open.u16();
          int sub = open.u8();
          int mode = open.u8();
          if (sub == 1 && (family == 1 || family == 2)) {
            modes[family - 1] = mode;
          }
        }
        open.widen(inner);
      }
      open.widen(outer);
    }
    open.widen(former);
    return modes;
  }
}
