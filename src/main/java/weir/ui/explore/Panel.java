package weir.ui.explore;

import java.util.function.Function;
import weir.query.FlowQuery;

/// One panel of a view: a question and how its answer is drawn. No nodes in it.
///
/// @param column of [View#COLUMNS], the leftmost
/// @param columns how many it spans
/// @param query the question; scaled or not is set by the view
public record Panel(
    String id,
    String title,
    Visual visual,
    int column,
    int row,
    int columns,
    Function<Frame, FlowQuery> query) {

  /// How an answer is drawn.
  public enum Visual {
    /// Areas, what goes out downwards.
    MIRROR,
    /// Areas on top of each other.
    STACKED,
    LINES,
    /// The largest groups in a table.
    RANKING
  }

  public FlowQuery queryFor(Frame frame) {
    return query.apply(frame).withScaled(frame.scaled());
  }
}
