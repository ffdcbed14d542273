package weir.packet;

import java.util.function.Consumer;
import weir.flow.FlowBatch;
import weir.flow.FlowBatches;

/// Makes flows of packets: those of a second that say the same become one row, or every packet one.
/// One thread.
public interface PacketFlows extends PacketHandler {
  /// @param everyPacket whether each is a row of its own
  /// @param out takes the rows
  /// @param stamp writes into a packet's row, which is open, what its headers do not tell: who
  ///   captured it, and where; the same for all packets
  /// @param begun hears of the packets that begin a row: their row is open
  static PacketFlows of(
      boolean everyPacket, FlowBatches out, Consumer<FlowBatch> stamp, Consumer<FlowBatch> begun) {
    return everyPacket ? new PacketRows(out, stamp, begun) : new SecondTable(out, stamp, begun);
  }

  /// Hands on what can be by now.
  ///
  /// @param nowNanos since 1970, on the clock of the packets
  void idle(long nowNanos);

  /// Hands on what is held: when no more packets come, or none have come for a second.
  void flush();

  /// Packets that were counted.
  long packets();

  /// How often rows were handed on before their second was over, for want of room.
  long early();
}
