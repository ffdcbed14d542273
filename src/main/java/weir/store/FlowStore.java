package weir.store;

import weir.query.Answer;
import weir.query.FlowQuery;

/// Keeps flows and answers questions about them. Any number of threads ask, and write, each through
/// a [FlowWriter] of its own.
public interface FlowStore extends AutoCloseable {
  /// Opens a way in for one thread; close it before the store.
  FlowWriter writer();

  /// Begins to answer a question; the work is done by [Question#next].
  Question ask(FlowQuery query, Cancel cancel);

  /// Answers a question to the end, on the caller's thread.
  ///
  /// @throws StoreException if it fails; [StoreException#isCancelled] if `cancel` did it
  default Answer run(FlowQuery query, Cancel cancel) {
    try (Question question = ask(query, cancel)) {
      Answer answer = question.next();
      while (!answer.coverage().complete()) {
        answer = question.next();
      }
      return answer;
    }
  }

  /// The SQL that [#run] would send, for people to read.
  String sql(FlowQuery query);

  StoreStatus status();

  /// Commits and closes.
  @Override
  void close();
}
