package weir.packet;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowBatch;
import weir.flow.FlowBatches;
import weir.flow.FlowField;
import weir.flow.FlowType;
import weir.wire.WireReader;

/// Makes a row of every packet, in the order in which they come, with all that its headers say.
final class PacketRows implements PacketFlows {
  private final FlowBatches out;
  private final PacketRow parser;
  private final Consumer<FlowBatch> begun;
  private @Nullable FlowBatch filling;
  private long packets;

  PacketRows(FlowBatches out, Consumer<FlowBatch> stamp, Consumer<FlowBatch> begun) {
    this.out = out;
    this.parser = new PacketRow(stamp);
    this.begun = begun;
  }

  @Override
  public void handle(LinkType link, long receivedNanos, long wireOctets, WireReader octets) {
    FlowBatch row = filling;
    if (row == null) {
      row = out.take();
      filling = row;
    }
    packets++;
    parser.fill(link, receivedNanos, octets, row);
    row.set(FlowField.PACKETS, 1);
    row.set(FlowField.BYTES, wireOctets);
    row.set(FlowField.TYPE, FlowType.PACKETS.code());
    row.set(FlowField.TIME_RECEIVED, receivedNanos);
    row.set(FlowField.TIME_START, receivedNanos);
    row.set(FlowField.TIME_END, receivedNanos);
    begun.accept(row);
    row.endRow();
    if (row.isFull()) {
      flush();
    }
  }

  @Override
  public void idle(long nowNanos) {
    flush();
  }

  @Override
  public void flush() {
    FlowBatch filled = filling;
    if (filled != null) {
      filling = null;
      out.give(filled);
    }
  }

  @Override
  public long packets() {
    return packets;
  }

  @Override
  public long early() {
    return 0;
  }
}
