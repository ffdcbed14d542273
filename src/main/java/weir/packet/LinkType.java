package weir.packet;

import java.util.HashMap;
import java.util.Map;

/// What a packet begins with: a number, what stands before the header, and how that is read. There
/// is one for every number, of most of which nothing is read.
public final class LinkType {
  /// How the first header is read.
  enum Framing {
    ETHERNET,
    /// Of a switch: a tag of four octets behind the addresses.
    ETHERNET_DSA,
    /// The same, of eight octets.
    ETHERNET_EDSA,
    DOCSIS,
    LLC,
    /// With LLC, or IP at once.
    ATM,
    SUN_ATM,
    TOKEN_RING,
    FDDI,
    ARCNET,
    /// With two octets more.
    LINUX_ARCNET,
    IEEE_1394,
    INFINIBAND,
    WIFI,
    RADIOTAP,
    PRISM,
    AVS,
    PPP,
    PPPOE,
    CISCO_HDLC,
    FRAME_RELAY,
    AX25,
    IP,
    MPLS,
    LINUX_SLL,
    LINUX_SLL2,
    PFLOG,
    NFLOG,
    PPI,
    PKTAP,
    ERF,
    JUNIPER,
    SYMANTEC,
    NOTHING
  }

  private static final Map<Integer, LinkType> READ = new HashMap<>();

  public static final LinkType ETHERNET = read(1, Framing.ETHERNET, 0);
  public static final LinkType PPP = read(9, Framing.PPP, 0);

  /// Nothing before the IPv4 or IPv6 header.
  public static final LinkType IP = read(101, Framing.IP, 0);

  public static final LinkType MPLS = read(219, Framing.MPLS, 0);

  static final LinkType FRAME_RELAY = read(107, Framing.FRAME_RELAY, 0);
  static final LinkType WIFI = read(105, Framing.WIFI, 0);
  static final LinkType CISCO_HDLC = read(104, Framing.CISCO_HDLC, 0);

  static {
    read(0, Framing.IP, 4); // BSD's loopback: the family's number, which differs between systems
    read(3, Framing.AX25, 0);
    read(6, Framing.TOKEN_RING, 0);
    read(7, Framing.ARCNET, 0);
    read(8, Framing.IP, 16); // SLIP: direction, and how the header was packed
    read(10, Framing.FDDI, 0);
    READ.put(12, IP); // numbers of libpcap itself, on some systems
    READ.put(14, IP);
    read(50, Framing.PPP, 0);
    read(51, Framing.PPPOE, 0);
    read(99, Framing.SYMANTEC, 0);
    read(100, Framing.ATM, 0);
    read(106, Framing.ATM, 0);
    read(108, Framing.IP, 4);
    read(109, Framing.IP, 12); // OpenBSD's enc: family, SPI, flags
    read(113, Framing.LINUX_SLL, 0);
    read(117, Framing.PFLOG, 0);
    read(119, Framing.PRISM, 0);
    read(122, Framing.LLC, 16); // Fibre Channel: both addresses
    read(123, Framing.SUN_ATM, 0);
    read(127, Framing.RADIOTAP, 0);
    read(129, Framing.LINUX_ARCNET, 0);
    read(138, Framing.IEEE_1394, 0);
    read(143, Framing.DOCSIS, 0);
    read(163, Framing.AVS, 0);
    read(166, Framing.PPP, 0);
    for (int number = 178; number <= 181; number++) {
      read(number, Framing.JUNIPER, 0);
    }
    read(192, Framing.PPI, 0);
    read(197, Framing.ERF, 0);
    read(202, Framing.AX25, 1); // KISS: port and command
    read(204, Framing.PPP, 1); // these three: the direction
    read(205, Framing.CISCO_HDLC, 1);
    read(206, Framing.FRAME_RELAY, 1);
    read(226, Framing.IP, 24); // Solaris's ipnet
    read(228, Framing.IP, 0);
    read(229, Framing.IP, 0);
    read(239, Framing.NFLOG, 0);
    read(240, Framing.ETHERNET, 4); // netANALYZER's own header
    read(241, Framing.ETHERNET, 12); // and a preamble
    read(242, Framing.INFINIBAND, 0);
    read(258, Framing.PKTAP, 0);
    read(259, Framing.ETHERNET, 8); // EPON's preamble
    read(274, Framing.ETHERNET, 8); // IEEE 802.3br's
    read(276, Framing.LINUX_SLL2, 0);
    read(281, Framing.ETHERNET_DSA, 0);
    read(282, Framing.ETHERNET, 4); // a switch's tag
    read(284, Framing.ETHERNET_DSA, 0);
    read(285, Framing.ETHERNET_EDSA, 0);
  }

  /// Of those of which nothing is read, the ones that people meet.
  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(186, "USB"),
          Map.entry(187, "Bluetooth"),
          Map.entry(189, "USB"),
          Map.entry(195, "IEEE 802.15.4"),
          Map.entry(201, "Bluetooth"),
          Map.entry(220, "USB"),
          Map.entry(227, "CAN"),
          Map.entry(230, "IEEE 802.15.4"),
          Map.entry(247, "InfiniBand"),
          Map.entry(248, "SCTP without IP"),
          Map.entry(249, "USB"),
          Map.entry(251, "Bluetooth"),
          Map.entry(252, "what Wireshark exported"),
          Map.entry(253, "Linux netlink"),
          Map.entry(254, "Bluetooth"),
          Map.entry(256, "Bluetooth"),
          Map.entry(266, "USB"),
          Map.entry(270, "LoRa"),
          Map.entry(271, "virtual sockets"),
          Map.entry(272, "Bluetooth"),
          Map.entry(283, "IEEE 802.15.4"));

  private static final LinkType[] SAMPLED = {
    captured(-1),
    ETHERNET,
    captured(-1),
    captured(6),
    captured(10),
    FRAME_RELAY,
    captured(-1),
    PPP,
    captured(-1),
    captured(-1),
    captured(-1),
    IP,
    IP,
    MPLS,
    PPP,
    WIFI
  };

  private final int number;
  private final Framing framing;
  private final int before;

  private LinkType(int number, Framing framing, int before) {
    this.number = number;
    this.framing = framing;
    this.before = before;
  }

  private static LinkType read(int number, Framing framing, int before) {
    LinkType type = new LinkType(number, framing, before);
    READ.put(number, type);
    return type;
  }

  /// By sFlow's number for the protocol that a sampled header starts with (sFlow 5 §5.3).
  public static LinkType sampled(int protocol) {
    return protocol >= 0 && protocol < SAMPLED.length ? SAMPLED[protocol] : SAMPLED[0];
  }

  /// By tcpdump's number, `LINKTYPE_…`, which capture files give.
  public static LinkType captured(int number) {
    LinkType read = READ.get(number);
    return read == null ? new LinkType(number, Framing.NOTHING, 0) : read;
  }

  /// tcpdump's number; below 0 where it has none.
  public int number() {
    return number;
  }

  /// Whether anything is read of packets that begin so.
  public boolean isRead() {
    return framing != Framing.NOTHING;
  }

  Framing framing() {
    return framing;
  }

  /// Octets before the first header that say nothing of interest.
  int before() {
    return before;
  }

  /// For people: "link type 189 (USB)".
  @Override
  public String toString() {
    String name = NAMES.get(number);
    return "link type " + number + (name == null ? "" : " (" + name + ")");
  }
}
