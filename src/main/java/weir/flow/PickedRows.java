package weir.flow;

import java.util.BitSet;

/// Leaves rows of a batch out, in place: column by column, so that it costs little where most stay.
public final class PickedRows {
  private PickedRows() {}

  /// Leaves out all rows but those that are kept, which stay in their order.
  public static void keep(FlowBatch batch, BitSet kept) {
    int rows = batch.rows();
    int first = kept.nextClearBit(0); // those before stay where they are
    if (first >= rows) {
      return;
    }
    for (FlowField field : FlowField.ALL) {
      if (batch.uses(field)) {
        keep(batch.column(field), kept, first);
        if (field.isWide()) {
          keep(batch.highs(field), kept, first);
        }
      }
    }
    batch.rollback(kept.cardinality());
  }

  /// Stretches of rows that stay together are moved together.
  private static void keep(Object column, BitSet kept, int first) {
    int to = first;
    for (int from = kept.nextSetBit(first); from >= 0; ) {
      int until = kept.nextClearBit(from);
      System.arraycopy(column, from, column, to, until - from);
      to += until - from;
      from = kept.nextSetBit(until);
    }
  }
}
