package weir.query;

import java.util.List;
import java.util.Optional;

/// One panel of a view: where it is, how its answer is drawn, and its question.
///
/// @param nothing what it says where there is nothing to draw; empty for the usual
public record Panel(
    String id, String title, Visual visual, Place place, Sums sums, String nothing) {
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
  /// @param by what to group by, in order; at least one
  /// @param filter which of the frame's flows
  /// @param measure what is summed; empty for the frame's unit
  /// @param top as in [FlowQuery]
  /// @param others as in [FlowQuery]
  public record Sums(
      List<Dimension> by, Filter filter, Optional<Measure> measure, int top, boolean others) {
    public Sums {
      by = List.copyOf(by);
    }
  }

  /// The question, its holes filled. A ranking has the sum over the range beside a rate.
  public FlowQuery queryFor(Frame frame) {
    Measure measure = sums.measure.orElse(frame.unit().rate());
    boolean both = !visual.overTime() && measure.isRate();
    return new FlowQuery(
        frame.range(),
        frame.filter().and(sums.filter),
        sums.by.stream().map(frame.dimensions()::now).toList(),
        both ? List.of(measure, measure.base()) : List.of(measure),
        visual.overTime() ? frame.bucketNanos() : 0,
        sums.top,
        sums.others,
        frame.scaled());
  }
}
