package weir.store;

import java.util.Optional;
import java.util.Set;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

/// Flows as they are stored, one batch after another: no more than a few batches are in memory,
/// however many flows there are. Belongs to one thread at a time.
public interface FlowStream extends AutoCloseable {
  /// Fields that any of them may fill, of those that were asked for.
  Set<FlowField> fields();

  /// The next flows, until the next call; empty behind the last ones.
  ///
  /// @throws StoreException if they cannot be read; [StoreException#isCancelled] if they were taken
  ///   back
  Optional<FlowBatch> next();

  /// How much has been looked at of what there is to look at, about: 0 to 1.
  double share();

  /// Gives back what the reading took.
  @Override
  void close();
}
