package weir.store.duckdb;

import java.util.Random;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.store.duckdb.write.SliceWriter;

/// Batches of made-up flows.
public final class Flows {
  /// 2026-11-21T10:00:00Z.
  public static final long START_NANOS = 1_795_255_200_000_000_000L;

  public static final SliceWriter.Room ENDLESS_ROOM =
      new SliceWriter.Room() {
        @Override
        public void check(long coming) {}

        @Override
        public long mostOfSlice() {
          return Long.MAX_VALUE;
        }
      };

  private Flows() {}

  /// Flows over `seconds` from [#START_NANOS] on, of few enough values that groups have several
  /// rows.
  public static FlowBatch random(Random random, int rows, int seconds) {
    FlowBatch batch = new FlowBatch();
    for (int row = 0; row < rows; row++) {
      batch.set(
          FlowField.TIME_RECEIVED,
          START_NANOS + random.nextInt(seconds) * 1_000_000_000L + random.nextInt(1_000_000_000));
      batch.set(FlowField.TYPE, 3);
      batch.set(FlowField.SAMPLING_RATE, random.nextInt(3) * 500L);
      batch.set(FlowField.BYTES, random.nextInt(100_000));
      batch.set(FlowField.PACKETS, random.nextInt(100));
      batch.set(FlowField.PROTOCOL, random.nextBoolean() ? 6 : 17);
      batch.set(FlowField.SRC_PORT, 1024 + random.nextInt(20));
      batch.set(FlowField.DST_PORT, random.nextBoolean() ? 443 : 53);
      batch.set(FlowField.TCP_FLAGS, random.nextInt(64));
      address(batch, FlowField.SRC_ADDRESS, random);
      address(batch, FlowField.DST_ADDRESS, random);
      batch.endRow();
    }
    return batch;
  }

  private static void address(FlowBatch batch, FlowField field, Random random) {
    if (random.nextInt(4) == 0) {
      batch.setAddress(field, 0x20010db800000000L + random.nextInt(4), -random.nextInt(3));
    } else {
      batch.setAddress(field, 0, IpAddress.mapped(0x0a000000 + random.nextInt(600)));
    }
  }
}
