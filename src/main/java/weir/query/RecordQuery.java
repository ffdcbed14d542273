package weir.query;

import java.util.Set;
import weir.flow.FlowField;

/// A question for flow records themselves, the newest ones first.
///
/// @param range by time received
/// @param filter which flows
/// @param fields that are wanted; none for all that any record fills
/// @param limit most records
public record RecordQuery(TimeRange range, Filter filter, Set<FlowField> fields, int limit) {
  public RecordQuery {
    fields = Set.copyOf(fields);
    if (limit < 1) {
      throw new IllegalArgumentException("a limit of " + limit + " records");
    }
  }
}
