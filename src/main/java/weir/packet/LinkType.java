package weir.packet;

/// What a packet begins with.
public enum LinkType {
  ETHERNET,
  PPP,
  /// Nothing before the IPv4 or IPv6 header.
  IP,
  MPLS,
  /// BSD's loopback: four octets before the IP header.
  LOOPBACK,
  LINUX_SLL,
  LINUX_SLL2,
  /// Token Ring, FDDI, Frame Relay and the like, of which nothing is read.
  OTHER;

  /// By sFlow's number for the protocol that a sampled header starts with (sFlow 5 §5.3).
  public static LinkType sampled(int number) {
    return switch (number) {
      case 1 -> ETHERNET;
      case 7 -> PPP;
      case 11, 12 -> IP;
      case 13 -> MPLS;
      default -> OTHER;
    };
  }

  /// By tcpdump's number, `LINKTYPE_…`, which capture files give.
  public static LinkType captured(int number) {
    return switch (number) {
      case 0, 108 -> LOOPBACK;
      case 1 -> ETHERNET;
      case 9 -> PPP;
      case 12, 14, 101, 228, 229 -> IP;
      case 113 -> LINUX_SLL;
      case 276 -> LINUX_SLL2;
      default -> OTHER;
    };
  }
}
