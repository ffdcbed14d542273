package weir.query;

import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;

/// A dimension as a column of flows in memory: what value each row has, as stores tell it of
/// theirs. Belongs to one thread at a time.
public final class RowDimension {
  private final Dimension dimension;
  private final RowTest.RowValue low;

  public RowDimension(Dimension dimension) {
    this.dimension = dimension;
    low =
        dimension instanceof Dimension.Cases cases
            ? KnownCases.of(cases)
            : (batch, row) -> RowTest.value(dimension, batch, row);
  }

  /// Whose column it is.
  public Dimension dimension() {
    return dimension;
  }

  /// The low half of a row's value.
  public long low(FlowBatch batch, int row) {
    return low.of(batch, row);
  }

  /// The high half of an address; 0 of all else.
  public long high(FlowBatch batch, int row) {
    return switch (dimension) {
      case Dimension.Whole(FlowField field) -> batch.high(field, row);
      case Dimension.Prefix prefix -> {
        IpAddress address =
            new IpAddress(batch.high(prefix.field(), row), batch.get(prefix.field(), row));
        yield address.high() & RowTest.upper(prefix.bits(address));
      }
      case Dimension.End(boolean higher) -> RowTest.end(higher, batch, row).high();
      default -> 0;
    };
  }

  /// A row's value as programs and filters read it.
  public String text(FlowBatch batch, int row) {
    return dimension.text(high(batch, row), low(batch, row));
  }

  /// A row's value as people read it.
  public String words(FlowBatch batch, int row) {
    return dimension.words(high(batch, row), low(batch, row));
  }
}
