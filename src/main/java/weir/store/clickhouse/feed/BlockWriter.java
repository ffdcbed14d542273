package weir.store.clickhouse.feed;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import weir.flow.FlowBatch;
import weir.store.FlowWriter;

/// Fills blocks with flows, and hands them on when they are full or told to.
final class BlockWriter implements FlowWriter {
  private final Supplier<Layout> layout;
  private final Consumer<Block.Packed> sink;
  private Block block;
  private long committed;

  BlockWriter(Supplier<Layout> layout, Consumer<Block.Packed> sink) {
    this.layout = layout;
    this.sink = sink;
    this.block = new Block(layout.get());
  }

  @Override
  public void append(FlowBatch batch) {
    Layout now = layout.get();
    if (!now.equals(block.layout())) {
      commit();
      block = new Block(now);
    }
    for (int row = 0; row < batch.rows(); ) {
      row += block.append(batch, row);
      if (block.rows() == Block.ROWS) {
        commit();
      }
    }
  }

  /// What cannot be written is given up.
  @Override
  public void commit() {
    int rows = block.rows();
    if (rows > 0) {
      sink.accept(block.pack());
      committed += rows;
    }
  }

  @Override
  public long committed() {
    return committed;
  }

  /// Servers want few large blocks.
  @Override
  public long patienceNanos() {
    return TimeUnit.SECONDS.toNanos(1);
  }

  @Override
  public void close() {
    commit();
  }
}
