package weir.query;

import java.util.Set;
import weir.flow.FlowField;

/// The same sums of two sets of flows: two ranges, or two filters, or both. Groups are ranked by
/// how much the first measure differs.
///
/// @param query the flows that are looked at, their groups and measures; without buckets
/// @param against the range that they are compared with
/// @param againstFilter the filter that they are compared with
/// @param largestToo whether the groups that are largest on either side are kept beside those that
///   differ most, `top` of each
public record ComparisonQuery(
    FlowQuery query, TimeRange against, Filter againstFilter, boolean largestToo)
    implements Query<Comparison> {
  public ComparisonQuery {
    if (query.bucketNanos() != 0) {
      throw new IllegalArgumentException("a comparison is not over time");
    }
    query = query.withRank(Rank.AVERAGE); // by how much groups differ over the range
  }

  /// Of the groups that differ most alone.
  public ComparisonQuery(FlowQuery query, TimeRange against, Filter againstFilter) {
    this(query, against, againstFilter, false);
  }

  /// The question for the flows that are compared with.
  public FlowQuery other() {
    return query.withRange(against).withFilter(againstFilter);
  }

  @Override
  public Set<FlowField> fields() {
    Set<FlowField> fields = query.fields();
    fields.addAll(againstFilter.fields());
    return fields;
  }

  @Override
  public Comparison nothing() {
    return Comparison.nothing(this);
  }

  @Override
  public Filter filter() {
    return query.filter();
  }

  @Override
  public boolean scaled() {
    return query.scaled();
  }

  @Override
  public ComparisonQuery moved(long nanos) {
    return new ComparisonQuery(query.moved(nanos), against.moved(nanos), againstFilter, largestToo);
  }

  @Override
  public TimeRange range() {
    return new TimeRange(
        Math.min(query.range().fromNanos(), against.fromNanos()),
        Math.max(query.range().untilNanos(), against.untilNanos()));
  }

  @Override
  public TimeRange looked() {
    TimeRange one = query.looked();
    TimeRange two = other().looked();
    return new TimeRange(
        Math.min(one.fromNanos(), two.fromNanos()), Math.max(one.untilNanos(), two.untilNanos()));
  }
}
