package weir.store;

import java.util.Optional;

/// Stored flows whose AS are given anew, file by file, in the background.
public interface Refill {
  /// Files of flows that there were when it began.
  int files();

  /// How many of them are as they should be.
  int done();

  /// Flows that were looked at.
  long rows();

  /// Flows of these that have another AS now.
  long changed();

  /// Whether nothing is left to do: all of them are done, or failed, or it was cancelled.
  boolean isOver();

  /// What went wrong with those that stay as they were, in a sentence.
  Optional<String> problem();

  /// What is done stays done; the others stay as they are.
  void cancel();
}
