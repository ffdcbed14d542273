package weir.query;

import java.util.EnumSet;
import java.util.Set;
import weir.flow.FlowField;

/// A question for flow records themselves, in any order and of any number.
///
/// @param range by time received
/// @param filter which flows
/// @param shown fields that are wanted; none for all that any record fills
/// @param order which come first
/// @param limit most records; 0 for all
public record RecordQuery(
    TimeRange range, Filter filter, Set<FlowField> shown, Order order, long limit)
    implements Query<Records> {

  /// @param by what to sort by. Records that are alike in it come newest first
  public record Order(Dimension by, boolean descending) {
    public static final Order NEWEST_FIRST =
        new Order(Dimension.field(FlowField.TIME_RECEIVED), true);

    public static final Order OLDEST_FIRST =
        new Order(Dimension.field(FlowField.TIME_RECEIVED), false);

    public Order {
      if (by.whole().map(FlowField::isList).orElse(false)) {
        throw new IllegalArgumentException(by.label() + " is a list, which has no order");
      }
    }
  }

  public RecordQuery {
    shown = Set.copyOf(shown);
    if (limit < 0) {
      throw new IllegalArgumentException("a limit of " + limit + " records");
    }
  }

  /// The newest records first.
  public RecordQuery(TimeRange range, Filter filter, Set<FlowField> shown, long limit) {
    this(range, filter, shown, Order.NEWEST_FIRST, limit);
  }

  @Override
  public Set<FlowField> fields() {
    Set<FlowField> fields = EnumSet.copyOf(order.by().fields());
    fields.addAll(shown);
    fields.addAll(filter.fields());
    return fields;
  }

  /// Records are as they were told.
  @Override
  public boolean scaled() {
    return false;
  }

  /// The same of another range.
  public RecordQuery range(TimeRange other) {
    return new RecordQuery(other, filter, shown, order, limit);
  }

  @Override
  public RecordQuery moved(long nanos) {
    return range(range.moved(nanos));
  }

  @Override
  public Records nothing() {
    return Records.NONE;
  }
}
