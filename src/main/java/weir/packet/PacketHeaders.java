package weir.packet;

import static weir.flow.FlowField.DST_MAC;
import static weir.flow.FlowField.ETHER_TYPE;
import static weir.flow.FlowField.SRC_MAC;
import static weir.flow.FlowField.VLAN;

import weir.flow.FlowBatch;
import weir.wire.WireReader;

/// Writes the outermost headers of a packet into a batch's open row. A packet that is cut short is
/// normal (samplers send its start only): what was there is kept, and nothing is thrown.
public final class PacketHeaders {
  /// sFlow's numbers for the protocol that a sampled header starts with (sFlow 5 §5.3).
  public static final int ETHERNET = 1;

  public static final int PPP = 7;
  public static final int IPV4 = 11;
  public static final int IPV6 = 12;
  public static final int MPLS = 13;

  private static final int ETHER_IPV4 = 0x0800;
  private static final int ETHER_IPV6 = 0x86dd;
  private static final int ETHER_MPLS = 0x8847;
  private static final int ETHER_MPLS_MULTICAST = 0x8848;

  private PacketHeaders() {}

  /// Reads up to the reader's limit; where it stops there is of no meaning.
  ///
  /// @param headerProtocol one of the constants; of others nothing is known and nothing is written
  public static void parse(int headerProtocol, WireReader in, FlowBatch row) {
    switch (headerProtocol) {
      case ETHERNET -> ethernet(in, row);
      case PPP -> ppp(in, row);
      case IPV4, IPV6 -> ip(in, row);
      case MPLS -> mpls(in, row, ETHER_MPLS);
      default -> {
        // Token Ring, FDDI, Frame Relay and the like
      }
    }
  }

  /// An IPv4 or IPv6 packet, whichever its first four bits say.
  public static void ip(WireReader in, FlowBatch row) {
    if (!in.hasRemaining()) {
      return;
    }
    switch (in.peekU8(0) >>> 4) {
      case 4 -> {
        row.set(ETHER_TYPE, ETHER_IPV4);
        InternetHeaders.ipv4(in, row);
      }
      case 6 -> {
        row.set(ETHER_TYPE, ETHER_IPV6);
        InternetHeaders.ipv6(in, row);
      }
      default -> {
        // no version of IP
      }
    }
  }

  private static void ethernet(WireReader in, FlowBatch row) {
    if (in.remaining() < 12) {
      return;
    }
    row.set(DST_MAC, in.unsigned(6));
    row.set(SRC_MAC, in.unsigned(6));
    boolean outermost = true;
    while (in.remaining() >= 2) {
      int type = in.u16();
      if (type != 0x8100 && type != 0x88a8 && type != 0x9100) {
        etherType(type, in, row);
        return;
      }
      if (in.remaining() < 2) {
        return;
      }
      int tag = in.u16();
      if (outermost) {
        row.set(VLAN, tag & 0xfff);
        outermost = false;
      }
    }
  }

  private static void etherType(int type, WireReader in, FlowBatch row) {
    if (type < 0x0600) {
      return; // IEEE 802.3: a length, no type
    }
    row.set(ETHER_TYPE, type);
    switch (type) {
      case ETHER_IPV4 -> InternetHeaders.ipv4(in, row);
      case ETHER_IPV6 -> InternetHeaders.ipv6(in, row);
      case ETHER_MPLS, ETHER_MPLS_MULTICAST -> mpls(in, row, type);
      default -> {
        // ARP, LLDP and so on: no more to say about them
      }
    }
  }

  /// RFC 3032: labels of 4 bytes, the bottom one marked; what follows shows in its first four bits.
  private static void mpls(WireReader in, FlowBatch row, int type) {
    row.set(ETHER_TYPE, type);
    while (in.remaining() >= 4) {
      boolean bottom = (in.i32() & 0x100) != 0;
      if (bottom) {
        ip(in, row);
        return;
      }
    }
  }

  /// RFC 1662, with or without address and control.
  private static void ppp(WireReader in, FlowBatch row) {
    if (in.remaining() >= 2 && in.peekU8(0) == 0xff && in.peekU8(1) == 0x03) {
      in.skip(2);
    }
    if (in.remaining() < 2) {
      return;
    }
    switch (in.u16()) {
      case 0x0021 -> {
        row.set(ETHER_TYPE, ETHER_IPV4);
        InternetHeaders.ipv4(in, row);
      }
      case 0x0057 -> {
        row.set(ETHER_TYPE, ETHER_IPV6);
        InternetHeaders.ipv6(in, row);
      }
      case 0x0281 -> mpls(in, row, ETHER_MPLS);
      default -> {
        // control protocols
      }
    }
  }
}
