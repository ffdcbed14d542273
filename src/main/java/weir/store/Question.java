package weir.store;

import java.util.function.Supplier;
import weir.query.Answer;

/// A question in the course of being answered. Each step gives an answer that covers more of the
/// flows, the newest first; the last one covers all and is exact. Belongs to one thread at a time.
public interface Question extends AutoCloseable {
  /// Works on, on the caller's thread, and gives the answer so far; the last one's
  /// [Answer#coverage] is complete.
  ///
  /// @throws StoreException if it fails; [StoreException#isCancelled] if it was taken back
  Answer next();

  /// Gives back what the answering took.
  @Override
  void close();

  /// One that is answered in a single step.
  static Question inOneStep(Supplier<Answer> answer) {
    return new Question() {
      @Override
      public Answer next() {
        return answer.get();
      }

      @Override
      public void close() {}
    };
  }
}
