package weir.store.clickhouse.feed;

import java.util.List;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

/// Flows and tables for tests of the feed.
final class Flows {
  static final Layout LAYOUT =
      new Layout(
          "`d`.`t`",
          List.of(
              Column.of("time", "UInt64", FlowField.TIME_RECEIVED, null),
              Column.of("bytes", "UInt64", FlowField.BYTES, null),
              Column.of("port", "UInt16", FlowField.SRC_PORT, null)));

  private Flows() {}

  static FlowBatch batch(int rows) {
    FlowBatch batch = new FlowBatch();
    for (int i = 0; i < rows; i++) {
      batch.set(FlowField.TIME_RECEIVED, 1_795_255_200_000_000_000L + i);
      batch.set(FlowField.BYTES, 100 + i);
      batch.endRow();
    }
    return batch;
  }

  static Block.Packed block(int rows) {
    Block block = new Block(LAYOUT);
    block.append(batch(rows), 0);
    return block.pack();
  }
}
