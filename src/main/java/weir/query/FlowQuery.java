package weir.query;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import weir.flow.FlowField;

/// One question: which flows, grouped how, summed how. Every panel, table and export is one of
/// these.
///
/// @param range by time received
/// @param filter which flows
/// @param by dimensions to group by, in order; none for the total
/// @param measures what to sum, at least one; the first one ranks, by its sum where it is a ratio.
///   What ratios are over is added behind them
/// @param bucketNanos width of time buckets, a whole multiple of a second, or 0 for one sum over
///   the range
/// @param top keep the groups with the largest first measure over the whole range; 0 keeps all
/// @param others whether what `top` leaves out comes as one more group, "Other"
/// @param scaled whether bytes and packets are multiplied by each flow's sampling rate
/// @param binWidth the last of `by`, a number, is grouped into ranges of so many values, each told
///   by its lowest: the rows of a heatmap; 0 groups by the values themselves
/// @param rank what the groups are ranked by
/// @param spread whether what a flow has is spread evenly over the time from its start to its end;
///   what of that lies outside of the range is left out. Else all of it counts when it was received
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
    Rank rank,
    boolean spread)
    implements Query<Answer> {

  public static final long SECOND = 1_000_000_000L;

  /// Exporters tell of flows that go on at least every half an hour; this is twice that.
  private static final long LONGEST = 3_600 * SECOND;

  public FlowQuery {
    by = List.copyOf(by);
    measures = withOvers(measures);
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

  private static List<Measure> withOvers(List<Measure> measures) {
    Set<Measure> all = new LinkedHashSet<>();
    measures.forEach(measure -> measure.over().ifPresent(all::add));
    measures.forEach(all::remove);
    return Stream.concat(measures.stream(), all.stream()).toList();
  }

  /// Where a measure's sums are among those of an answer; -1 for none.
  int place(Measure measure) {
    return measures.indexOf(measure);
  }

  @Override
  public Set<FlowField> fields() {
    Set<FlowField> fields = EnumSet.noneOf(FlowField.class);
    by.forEach(dimension -> fields.addAll(dimension.fields()));
    fields.addAll(filter.fields());
    measures.forEach(measure -> fields.addAll(measure.fields()));
    if (spread) {
      fields.addAll(List.of(FlowField.TIME_START, FlowField.TIME_END));
    }
    return fields;
  }

  @Override
  public Answer nothing() {
    return Answer.nothing(this);
  }

  /// Ranked by sums, of flows that count when they were received.
  public FlowQuery(
      TimeRange range,
      Filter filter,
      List<Dimension> by,
      List<Measure> measures,
      long bucketNanos,
      int top,
      boolean others,
      boolean scaled,
      long binWidth) {
    this(
        range,
        filter,
        by,
        measures,
        bucketNanos,
        top,
        others,
        scaled,
        binWidth,
        Rank.AVERAGE,
        false);
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
    this(range, filter, by, measures, bucketNanos, top, others, scaled, 0);
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
        newRange, filter, by, measures, bucketNanos, top, others, scaled, binWidth, rank, spread);
  }

  public FlowQuery withFilter(Filter newFilter) {
    return new FlowQuery(
        range, newFilter, by, measures, bucketNanos, top, others, scaled, binWidth, rank, spread);
  }

  public FlowQuery withBucket(long newBucketNanos) {
    return new FlowQuery(
        range, filter, by, measures, newBucketNanos, top, others, scaled, binWidth, rank, spread);
  }

  /// The same sums of all groups together.
  public FlowQuery withoutGroups() {
    return new FlowQuery(range, filter, List.of(), measures, bucketNanos, 0, false, scaled)
        .withSpread(spread);
  }

  public FlowQuery withMeasures(List<Measure> newMeasures) {
    return new FlowQuery(
        range, filter, by, newMeasures, bucketNanos, top, others, scaled, binWidth, rank, spread);
  }

  public FlowQuery withScaled(boolean newScaled) {
    return new FlowQuery(
        range, filter, by, measures, bucketNanos, top, others, newScaled, binWidth, rank, spread);
  }

  /// Over time and value: a heatmap's cells.
  public FlowQuery withBinWidth(long newBinWidth) {
    return new FlowQuery(
        range, filter, by, measures, bucketNanos, top, others, scaled, newBinWidth, rank, spread);
  }

  public FlowQuery withSpread(boolean newSpread) {
    return new FlowQuery(
        range, filter, by, measures, bucketNanos, top, others, scaled, binWidth, rank, newSpread);
  }

  /// Where flows are spread, those that were received a while after the range have begun in it.
  @Override
  public TimeRange looked() {
    long more = spread ? Math.min(LONGEST, Long.MAX_VALUE - range.untilNanos()) : 0;
    return new TimeRange(range.fromNanos(), range.untilNanos() + more);
  }

  public FlowQuery withRank(Rank newRank) {
    return new FlowQuery(
        range, filter, by, measures, bucketNanos, top, others, scaled, binWidth, newRank, spread);
  }

  /// Whether groups are ranked by what they have in single steps of time.
  public boolean isRankedBySteps() {
    return rank.ofSteps() && !by.isEmpty();
  }

  /// How many steps of time the range touches.
  public long steps() {
    long first = Math.floorDiv(range.fromNanos(), bucketNanos);
    return Math.floorDiv(range.untilNanos() - 1, bucketNanos) - first + 1;
  }

  /// The question whose sums say how groups rank: over time, where steps of time do.
  public FlowQuery inRankSteps() {
    return isRankedBySteps() && bucketNanos == 0 ? withBucket(rank.stepNanos()) : this;
  }
}
