package weir.store;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.query.Answer;
import weir.query.FlowQuery;

/// A panel's question on its way through a [QueryRunner]. [#step] belongs to whoever took it from
/// the queue; the rest is for any thread.
final class RunningQuestion {
  private static final Logger LOG = LoggerFactory.getLogger(RunningQuestion.class);

  private final FlowStore store;
  private final FlowQuery query;
  private final BiConsumer<RunningQuestion, Runnable> delivery;
  private final Consumer<Answer> answered;
  private final Consumer<StoreException> failed;
  private final Cancel cancel = new Cancel();

  /// What is to be told and has not been.
  private final AtomicReference<@Nullable Runnable> news = new AtomicReference<>();

  private @Nullable Question question;
  private volatile boolean begun;

  /// @param delivery is handed what to run where answers are wanted
  RunningQuestion(
      FlowStore store,
      FlowQuery query,
      BiConsumer<RunningQuestion, Runnable> delivery,
      Consumer<Answer> answered,
      Consumer<StoreException> failed) {
    this.store = store;
    this.query = query;
    this.delivery = delivery;
    this.answered = answered;
    this.failed = failed;
  }

  void cancel() {
    cancel.cancel();
  }

  /// Lower ones go first.
  int rank() {
    return cancel.isCancelled() ? 0 : begun ? 2 : 1;
  }

  /// Works on for one answer, or gives back what was taken where there is no more to do.
  ///
  /// @return whether it wants another turn
  boolean step() {
    boolean more = false;
    try {
      more = !cancel.isCancelled() && answer();
    } catch (StoreException e) {
      if (!e.isCancelled()) {
        tell(() -> failed.accept(e));
      }
    } catch (RuntimeException | Error e) {
      LOG.error("a question failed; this is a defect: {}", query, e);
      StoreException defect =
          new StoreException("this question failed inside Weir: " + e + "; see the log", e);
      tell(() -> failed.accept(defect));
    }
    if (!more) {
      close();
    }
    return more;
  }

  private boolean answer() {
    if (question == null) {
      question = store.ask(query, cancel);
    }
    Answer answer = question.next();
    begun = true;
    tell(() -> answered.accept(answer));
    return !answer.coverage().complete();
  }

  /// Newer news take the place of those that still wait.
  private void tell(Runnable newest) {
    if (news.getAndSet(newest) == null) {
      delivery.accept(
          this,
          () -> {
            Runnable told = news.getAndSet(null);
            if (told != null) {
              told.run();
            }
          });
    }
  }

  private void close() {
    Question open = question;
    question = null;
    try {
      if (open != null) {
        open.close();
      }
    } catch (RuntimeException e) {
      LOG.error("a question could not be closed: {}", query, e);
    }
  }
}
