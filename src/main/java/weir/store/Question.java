package weir.store;

import java.util.function.Supplier;
import weir.query.Result;

/// A question in the course of being answered. Each step gives an answer that covers more of the
/// flows, the newest first; the last one covers all and is exact. Belongs to one thread at a time.
///
/// @param <A> the answer
public interface Question<A extends Result> extends AutoCloseable {
  /// Works on, on the caller's thread, and gives the answer so far; the last one's
  /// [Result#coverage] is complete.
  ///
  /// @throws StoreException if it fails; [StoreException#isCancelled] if it was taken back
  A next();

  /// Works until all flows are covered.
  default A last() {
    A answer = next();
    while (!answer.coverage().complete()) {
      answer = next();
    }
    return answer;
  }

  /// Gives back what the answering took.
  @Override
  void close();

  /// One that is answered in a single step.
  static <A extends Result> Question<A> inOneStep(Supplier<A> answer) {
    return new Question<>() {
      @Override
      public A next() {
        return answer.get();
      }

      @Override
      public void close() {}
    };
  }
}
