package weir.packet;

import weir.flow.FlowBatch;
import weir.wire.WireReader;

/// Writes the headers of a packet into a batch's open row: the outermost ones, and those of a
/// packet inside of it (GRE, IP-in-IP, VXLAN, Geneve, SRv6) into the fields for inner ones. A
/// packet that is cut short is normal (samplers send its start only): what was there is kept, and
/// nothing is thrown. Reused from packet to packet; not thread-safe.
public final class PacketHeaders {
  private final Packet packet = new Packet();

  public PacketHeaders() {}

  /// Reads up to the reader's limit; where it stops there is of no meaning.
  public void parse(LinkType link, WireReader in, FlowBatch row) {
    packet.start(in, row);
    UpperHeaders.ip(LinkHeaders.network(link, packet), packet);
    packet.end();
  }

  /// Whether the outermost headers of the last packet had TCP's.
  boolean hasTcp() {
    return packet.hasTcp();
  }

  /// Of its TCP header.
  int sequence() {
    return packet.sequence();
  }

  int acknowledgement() {
    return packet.acknowledgement();
  }
}
