package weir.query;

import java.util.List;
import java.util.Optional;

/// One panel of a view: where it is, how its answer is drawn, and its question.
///
/// @param nothing what it says where there is nothing to draw; empty for the usual
public record Panel(
    String id, String title, Visual visual, Place place, Sums sums, String nothing) {
  /// Of a question that says how wide they are; more would be seen by nobody.
  private static final int MOST_BUCKETS = 4_000;

  /// As many combinations as can be told apart.
  private static final int TOP_RELATIONS = 30;

  public Panel(String id, String title, Visual visual, Place place, Sums sums) {
    this(id, title, visual, place, sums, "");
  }

  /// A stretch of a row of the grid.
  ///
  /// @param column of [View#COLUMNS], the leftmost
  /// @param columns how many it spans
  public record Place(int column, int row, int columns) {
    boolean overlaps(Place other) {
      return row == other.row
          && column < other.column + other.columns
          && other.column < column + columns;
    }
  }

  /// A question for sums with holes, which a [Frame] fills: the range, the filter, the unit.
  ///
  /// @param by what to group by, in order; none for everything together
  /// @param filter which of the frame's flows
  /// @param measure what is summed; empty for the frame's unit
  /// @param top as in [FlowQuery]
  /// @param others as in [FlowQuery]
  /// @param bucketNanos width of time buckets at least; 0 for what suits the screen
  public record Sums(
      List<Dimension> by,
      Filter filter,
      Optional<Measure> measure,
      int top,
      boolean others,
      long bucketNanos) {
    public Sums {
      by = List.copyOf(by);
    }

    /// In buckets that suit the screen.
    public Sums(
        List<Dimension> by, Filter filter, Optional<Measure> measure, int top, boolean others) {
      this(by, filter, measure, top, others, 0);
    }
  }

  /// The question, its holes filled.
  public Query<?> questionFor(Frame frame) {
    return switch (visual.asks()) {
      case OVER_TIME, GROUPS -> queryFor(frame);
      case RELATIONS -> relationsFor(frame);
    };
  }

  /// The question of a panel of relations.
  public RelationQuery relationsFor(Frame frame) {
    return new RelationQuery(
        frame.range(),
        frame.filter().and(sums.filter),
        dimensions(frame),
        measure(frame),
        sums.top == 0 ? TOP_RELATIONS : sums.top,
        frame.scaled());
  }

  /// As it was asked for, if that gives no more buckets than a chart can tell apart.
  private long bucketNanos(Frame frame) {
    long asked = sums.bucketNanos;
    boolean fits = asked > 0 && frame.range().lengthNanos() / asked <= MOST_BUCKETS;
    return fits ? asked : Math.max(asked, frame.bucketNanos());
  }

  private Measure measure(Frame frame) {
    return sums.measure.orElse(frame.unit().rate());
  }

  private List<Dimension> dimensions(Frame frame) {
    return sums.by.stream().map(frame.dimensions()::now).toList();
  }

  /// The question of a panel of sums. A ranking has the sum over the range beside a rate, a heatmap
  /// so many values in a row that the frame has room for all rows.
  public FlowQuery queryFor(Frame frame) {
    Measure measure = measure(frame);
    boolean both = !visual.overTime() && measure.isRate();
    FlowQuery query =
        new FlowQuery(
            frame.range(),
            frame.filter().and(sums.filter),
            dimensions(frame),
            both ? List.of(measure, measure.base()) : List.of(measure),
            visual.overTime() ? bucketNanos(frame) : 0,
            sums.top,
            sums.others,
            frame.scaled());
    return visual == Visual.HEATMAP ? query.withBinWidth(binWidth(query, frame)) : query;
  }

  private static long binWidth(FlowQuery query, Frame frame) {
    return ValueSpan.of(query.by().getLast(), query.filter()).binWidth(frame.rows());
  }
}
