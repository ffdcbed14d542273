package weir.packet;

import static weir.flow.FlowField.DST_PORT;
import static weir.flow.FlowField.SAMPLING_RATE;
import static weir.flow.FlowField.SRC_PORT;
import static weir.flow.FlowField.TCP_FLAGS;
import static weir.flow.FlowField.TCP_HANDSHAKE_RTT;

import java.util.function.Consumer;
import weir.flow.FlowBatch;
import weir.wire.WireReader;

/// Fills the open row of a batch with what a packet says, alone and after those before it. Of a
/// sample nobody knows what was sent again, so that handshakes tell no time.
final class PacketRow {
  private final Consumer<FlowBatch> stamp;
  private final PacketHeaders headers = new PacketHeaders();
  private final Handshakes handshakes = new Handshakes();

  PacketRow(Consumer<FlowBatch> stamp) {
    this.stamp = stamp;
  }

  void fill(LinkType link, long receivedNanos, WireReader octets, FlowBatch row) {
    stamp.accept(row);
    headers.parse(link, octets, row);
    if (headers.hasTcp()
        && row.get(SAMPLING_RATE) <= 1
        && handshakes.concerns((int) row.get(TCP_FLAGS), ports(row))) {
      row.set(
          TCP_HANDSHAKE_RTT,
          handshakes.micros(row, headers.sequence(), headers.acknowledgement(), receivedNanos));
    }
  }

  private static int ports(FlowBatch row) {
    return (int) (row.get(SRC_PORT) << 16 | row.get(DST_PORT));
  }

  /// Whether it may be a packet of a handshake, which is not like others of its headers.
  boolean isOfHandshake(PlainHeaders plain) {
    return plain.tcpFlags() != 0 && handshakes.concerns(plain.tcpFlags(), plain.ports());
  }
}
