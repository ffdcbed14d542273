package weir.store;

import weir.flow.FlowBatch;
import weir.query.Answer;
import weir.query.FlowQuery;

/// Keeps flows and answers questions about them. One thread appends and commits; any number ask.
public interface FlowStore extends AutoCloseable {
  /// Adds the batch's rows; they can be asked for, and survive a crash, after the next [#commit].
  ///
  /// @throws StoreException if they cannot be kept; says what to do
  void append(FlowBatch batch);

  /// Makes everything appended so far durable and visible.
  void commit();

  /// Answers a question, on the caller's thread.
  ///
  /// @throws StoreException if it fails; [StoreException#isCancelled] if `cancel` did it
  Answer run(FlowQuery query, Cancel cancel);

  /// The SQL that [#run] would send, for people to read.
  String sql(FlowQuery query);

  StoreStatus status();

  /// Commits and closes.
  @Override
  void close();
}
