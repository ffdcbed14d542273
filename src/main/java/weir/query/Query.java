package weir.query;

import java.util.HashSet;
import java.util.Set;
import weir.flow.FlowField;

/// A question about flows, and what kind of answer it has. It says nothing of how a store answers
/// it.
///
/// @param <A> the answer
public sealed interface Query<A extends Result>
    permits FlowQuery, RecordQuery, RelationQuery, ComparisonQuery {
  /// By time received, over all that is looked at.
  TimeRange range();

  /// By time received, the flows that it looks at.
  default TimeRange looked() {
    return range();
  }

  /// Fields that it looks at.
  Set<FlowField> fields();

  /// What it looks at.
  default Set<Dimension> dimensions() {
    Set<Dimension> all = new HashSet<>(filter().dimensions());
    switch (this) {
      case FlowQuery sums -> all.addAll(sums.by());
      case RelationQuery relations -> all.addAll(relations.layers());
      case ComparisonQuery both -> {
        all.addAll(both.query().by());
        all.addAll(both.query().filter().dimensions());
        all.addAll(both.againstFilter().dimensions());
      }
      case RecordQuery records -> all.add(records.order().by());
    }
    return all;
  }

  /// Which flows.
  Filter filter();

  /// Whether bytes and packets are multiplied by each flow's sampling rate.
  boolean scaled();

  /// The same asked so much later, or earlier where it is negative.
  Query<A> moved(long nanos);

  /// The answer where there are no flows.
  A nothing();
}
