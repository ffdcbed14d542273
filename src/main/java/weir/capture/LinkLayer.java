package weir.capture;

/// Finds the network header in a frame, for every link type that carries IP.
final class LinkLayer {
  private static final int NULL = 0;
  private static final int ETHERNET = 1;
  private static final int PPP = 9;
  private static final int RAW_BSD = 12;
  private static final int RAW_OPENBSD = 14;
  private static final int RAW = 101;
  private static final int LOOP = 108;
  private static final int LINUX_SLL = 113;
  private static final int IPV4 = 228;
  private static final int IPV6 = 229;
  private static final int LINUX_SLL2 = 276;

  private LinkLayer() {}

  /// Index of the IP header, or -1 where there is none. That it is IPv4 or IPv6 shows in its first
  /// four bits.
  static int network(int linkType, byte[] data, int offset, int end) {
    return switch (linkType) {
      case ETHERNET -> etherType(data, offset + 12, end);
      case RAW_BSD, RAW_OPENBSD, RAW, IPV4, IPV6 -> offset;
      // The family's number differs between systems and byte orders; the IP version does not.
      case NULL, LOOP -> offset + 4;
      case LINUX_SLL -> etherType(data, offset + 14, end);
      case LINUX_SLL2 -> sll2(data, offset, end);
      case PPP -> ppp(data, offset, end);
      default -> -1;
    };
  }

  /// Behind the EtherType at `at` and any number of 802.1Q and 802.1ad tags.
  private static int etherType(byte[] data, int at, int end) {
    int next = at;
    while (next + 2 <= end) {
      switch (Octets.u16(data, next)) {
        case 0x0800, 0x86dd -> {
          return next + 2;
        }
        case 0x8100, 0x88a8, 0x9100 -> next += 4;
        default -> {
          return -1;
        }
      }
    }
    return -1;
  }

  private static int sll2(byte[] data, int offset, int end) {
    if (offset + 20 > end) {
      return -1;
    }
    int protocol = Octets.u16(data, offset);
    return switch (protocol) {
      case 0x0800, 0x86dd -> offset + 20;
      case 0x8100, 0x88a8 -> etherType(data, offset + 22, end);
      default -> -1;
    };
  }

  private static int ppp(byte[] data, int offset, int end) {
    int at = offset + 2 <= end && Octets.u16(data, offset) == 0xff03 ? offset + 2 : offset;
    if (at + 2 > end) {
      return -1;
    }
    return switch (Octets.u16(data, at)) {
      case 0x0021, 0x0057 -> at + 2;
      default -> -1;
    };
  }
}
