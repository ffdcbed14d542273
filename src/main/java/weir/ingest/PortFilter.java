package weir.ingest;

import java.util.BitSet;
import weir.flow.FlowBatch;
import weir.flow.PickedRows;
import weir.naming.Naming;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.RowTest;

/// Leaves out what is not to be stored of a port's flows, by the names that are in force. From any
/// thread.
final class PortFilter {
  private final Filter filter;
  private volatile Bound bound;

  /// The filter as names make it.
  private record Bound(Naming of, RowTest test) {
    private static Bound of(Filter filter, Naming naming) {
      return new Bound(naming, RowTest.of(Dimensions.of(naming).now(filter)));
    }
  }

  PortFilter(Filter filter, Naming naming) {
    this.filter = filter;
    this.bound = Bound.of(filter, naming);
  }

  /// @return how many rows were left out
  @SuppressWarnings("ReferenceEquality") // to compare long tables takes long
  int leaveOut(FlowBatch batch, Naming naming) {
    Bound now = bound;
    if (now.of != naming) {
      now = Bound.of(filter, naming);
      bound = now;
    }
    int rows = batch.rows();
    BitSet kept = new BitSet(rows);
    for (int row = 0; row < rows; row++) {
      if (now.test.holds(batch, row)) {
        kept.set(row);
      }
    }
    PickedRows.keep(batch, kept);
    return rows - batch.rows();
  }
}
