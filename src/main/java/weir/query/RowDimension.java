package weir.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;

/// A dimension as a column of flows in memory: what value each row has, as stores tell it of
/// theirs. Belongs to one thread at a time.
public final class RowDimension {
  /// Flows have few different values of what filters look at, as a rule.
  private static final int MOST_KNOWN = 10_000;

  private final Dimension dimension;
  private final RowTest.RowValue low;

  public RowDimension(Dimension dimension) {
    this.dimension = dimension;
    low =
        dimension instanceof Dimension.Cases cases
            ? new Known(List.copyOf(cases.fields()), RowTest.value(cases))
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

  /// Keeps what filters made of values: names of interfaces take as many filters as there are
  /// names.
  private record Known(List<FlowField> fields, RowTest.RowValue value, Map<List<Long>, Long> known)
      implements RowTest.RowValue {
    Known(List<FlowField> fields, RowTest.RowValue value) {
      this(fields, value, new HashMap<>());
    }

    @Override
    public long of(FlowBatch batch, int row) {
      if (fields.stream().anyMatch(FlowField::isList)) {
        return value.of(batch, row);
      }
      List<Long> key = new ArrayList<>(2 * fields.size());
      for (FlowField field : fields) {
        key.add(batch.get(field, row));
        if (field.isWide()) {
          key.add(batch.high(field, row));
        }
      }
      Long there = known.get(key);
      if (there != null) {
        return there;
      }
      long made = value.of(batch, row);
      if (known.size() >= MOST_KNOWN) {
        known.clear();
      }
      known.put(key, made);
      return made;
    }
  }
}
