package weir.query;

import java.util.List;

/// What a store answers. It may cover a part of the flows at first.
public sealed interface Result permits Answer, Relations, Comparison, Records {
  /// How much of the flows it covers.
  Coverage coverage();

  /// Flow records that the filter and range let through; [Answer#UNCOUNTED] where that is not told.
  long matchedFlows();

  /// How long the store took; 0 where that is not told.
  default long elapsedNanos() {
    return 0;
  }

  /// The columns of groups that it has.
  default List<Answer.Key> keys() {
    return List.of();
  }

  /// Rows of [#keys].
  default int groups() {
    return 0;
  }
}
