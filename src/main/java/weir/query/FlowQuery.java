package weir.query;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import weir.flow.FlowField;

/// One question: which flows, grouped how, summed how. Every panel, table and export is one of
/// these.
///
/// @param range by time received
/// @param filter which flows
/// @param by dimensions to group by, in order; none for the total
/// @param measures what to sum, at least one; the first one ranks
/// @param bucketNanos width of time buckets, a whole multiple of a second, or 0 for one sum over
///   the range
/// @param top keep the groups with the largest first measure over the whole range; 0 keeps all
/// @param others whether what `top` leaves out comes as one more group, "Other"
/// @param scaled whether bytes and packets are multiplied by each flow's sampling rate
/// @param binWidth the last of `by`, a number, is grouped into ranges of so many values, each told
///   by its lowest: the rows of a heatmap; 0 groups by the values themselves
/// @param rank what the groups are ranked by
public record FlowQuery(
    TimeRange range,
    Filter filter,
    List<Dimension> by,
    List<Measure> measures,
    long bucketNanos,
    int top,
    boolean others,
    boolean scaled,
    long binWidth,
    Rank rank)
    implements Query<Answer> {

  public static final long SECOND = 1_000_000_000L;

  public FlowQuery {
    by = List.copyOf(by);
    measures = List.copyOf(measures);
    if (measures.isEmpty()) {
      throw new IllegalArgumentException("a query needs a measure");
    }
    if (top < 0 || bucketNanos < 0 || bucketNanos % SECOND != 0) {
      throw new IllegalArgumentException("top " + top + ", bucket " + bucketNanos + " ns");
    }
    for (Dimension dimension : by) {
      if (!dimension.groupable()) {
        throw new IllegalArgumentException("cannot group by " + dimension.label());
      }
    }
    if (rank.ofSteps() && bucketNanos == 0 && rank.stepNanos() == 0) {
      throw new IllegalArgumentException("ranked by steps of no length");
    }
    if (binWidth < 0 || (binWidth > 0 && (by.isEmpty() || !by.getLast().isNumber()))) {
      throw new IllegalArgumentException("bins of " + binWidth + " of " + by);
    }
  }

  @Override
  public Set<FlowField> fields() {
    Set<FlowField> fields = EnumSet.noneOf(FlowField.class);
    by.forEach(dimension -> fields.addAll(dimension.fields()));
    fields.addAll(filter.fields());
    measures.forEach(measure -> fields.addAll(measure.fields()));
    return fields;
  }

  @Override
  public Answer nothing() {
    return Answer.nothing(this);
  }

  /// Without bins.
  public FlowQuery(
      TimeRange range,
      Filter filter,
      List<Dimension> by,
      List<Measure> measures,
      long bucketNanos,
      int top,
      boolean others,
      boolean scaled) {
    this(range, filter, by, measures, bucketNanos, top, others, scaled, 0, Rank.AVERAGE);
  }

  /// The total of everything, scaled.
  public static FlowQuery total(TimeRange range, Filter filter, Measure... measures) {
    return new FlowQuery(range, filter, List.of(), List.of(measures), 0, 0, false, true);
  }

  /// The largest groups, without "Other".
  public static FlowQuery ranking(
      TimeRange range, Filter filter, int top, List<Dimension> by, Measure... measures) {
    return new FlowQuery(range, filter, by, List.of(measures), 0, top, false, true);
  }

  /// The largest groups and "Other" over time.
  public static FlowQuery series(
      TimeRange range,
      Filter filter,
      long bucketNanos,
      int top,
      List<Dimension> by,
      Measure... measures) {
    return new FlowQuery(range, filter, by, List.of(measures), bucketNanos, top, true, true);
  }

  @Override
  public FlowQuery moved(long nanos) {
    return withRange(range.moved(nanos));
  }

  public FlowQuery withRange(TimeRange newRange) {
    return new FlowQuery(
        newRange, filter, by, measures, bucketNanos, top, others, scaled, binWidth, rank);
  }

  public FlowQuery withFilter(Filter newFilter) {
    return new FlowQuery(
        range, newFilter, by, measures, bucketNanos, top, others, scaled, binWidth, rank);
  }

  public FlowQuery withBucket(long newBucketNanos) {
    return new FlowQuery(
        range, filter, by, measures, newBucketNanos, top, others, scaled, binWidth, rank);
  }

  /// The same sums of all groups together.
  public FlowQuery withoutGroups() {
    return new FlowQuery(range, filter, List.of(), measures, bucketNanos, 0, false, scaled);
  }

  public FlowQuery withMeasures(List<Measure> newMeasures) {
    return new FlowQuery(
        range, filter, by, newMeasures, bucketNanos, top, others, scaled, binWidth, rank);
  }

  public FlowQuery withScaled(boolean newScaled) {
    return new FlowQuery(
        range, filter, by, measures, bucketNanos, top, others, newScaled, binWidth, rank);
  }

  /// Over time and value: a heatmap's cells.
  public FlowQuery withBinWidth(long newBinWidth) {
    return new FlowQuery(
        range, filter, by, measures, bucketNanos, top, others, scaled, newBinWidth, rank);
  }

  public FlowQuery withRank(Rank newRank) {
    return new FlowQuery(
        range, filter, by, measures, bucketNanos, top, others, scaled, binWidth, newRank);
  }

  /// Whether groups are ranked by what they have in single steps of time.
  public boolean isRankedBySteps() {
    return rank.ofSteps() && !by.isEmpty();
  }

  /// The question whose sums say how groups rank: over time, where steps of time do.
  public FlowQuery inRankSteps() {
    return isRankedBySteps() && bucketNanos == 0 ? withBucket(rank.stepNanos()) : this;
  }
}
