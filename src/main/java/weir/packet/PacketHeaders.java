package weir.packet;

import weir.flow.FlowBatch;
import weir.wire.WireReader;

/// Writes the headers of a packet into a batch's open row: the outermost ones, and those of a
/// packet inside of it (GRE, IP-in-IP, VXLAN, Geneve, SRv6) into the fields for inner ones. A
/// packet that is cut short is normal (samplers send its start only): what was there is kept, and
/// nothing is thrown. Reused from packet to packet; not thread-safe.
public final class PacketHeaders {
  /// sFlow's numbers for the protocol that a sampled header starts with (sFlow 5 §5.3).
  public static final int ETHERNET = 1;

  public static final int PPP = 7;
  public static final int IPV4 = 11;
  public static final int IPV6 = 12;
  public static final int MPLS = 13;

  private final Packet packet = new Packet();

  public PacketHeaders() {}

  /// Reads up to the reader's limit; where it stops there is of no meaning.
  ///
  /// @param headerProtocol one of the constants; of others nothing is known and nothing is written
  public void parse(int headerProtocol, WireReader in, FlowBatch row) {
    packet.start(in, row);
    switch (headerProtocol) {
      case ETHERNET -> LinkHeaders.ethernet(packet);
      case PPP -> LinkHeaders.ppp(packet);
      case IPV4, IPV6 -> InternetHeaders.ip(packet);
      case MPLS -> LinkHeaders.mpls(packet, LinkHeaders.ETHER_MPLS);
      default -> {
        // Token Ring, FDDI, Frame Relay and the like
      }
    }
    packet.end();
  }
}
