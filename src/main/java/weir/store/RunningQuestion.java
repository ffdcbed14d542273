package weir.store;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.query.Query;
import weir.query.RecordQuery;
import weir.query.Records;
import weir.query.Result;

/// A panel's question on its way through a [QueryRunner]. [#step] belongs to whoever took it from
/// the queue; the rest is for any thread.
final class RunningQuestion<A extends Result> {
  private static final Logger LOG = LoggerFactory.getLogger(RunningQuestion.class);

  /// As many as a panel may ask for.
  private static final int FEW_RECORDS = 10_000;

  private final FlowReader store;
  private final KnownAnswers known;
  private final Query<A> query;
  private final BiConsumer<RunningQuestion<A>, Runnable> delivery;
  private final Consumer<A> answered;
  private final Consumer<StoreException> failed;
  private final Cancel cancel = new Cancel();

  /// What is to be told and has not been.
  private final AtomicReference<@Nullable Runnable> news = new AtomicReference<>();

  private @Nullable Question<A> question;
  private @Nullable HeldRecords records;
  private Optional<KnownAnswers.Moment> asked = Optional.empty();
  private volatile boolean lookedUp;
  private volatile boolean begun;
  private boolean complete;
  private boolean held;
  private boolean read;

  /// @param delivery is handed what to run where answers are wanted
  RunningQuestion(
      FlowReader store,
      KnownAnswers known,
      Query<A> query,
      BiConsumer<RunningQuestion<A>, Runnable> delivery,
      Consumer<A> answered,
      Consumer<StoreException> failed) {
    this.store = store;
    this.known = known;
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
    if (cancel.isCancelled()) {
      return 0;
    }
    return !lookedUp ? 1 : begun ? 3 : 2;
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
          new StoreException("this question failed inside Weir; the log has more", e);
      tell(() -> failed.accept(defect));
    }
    if (!more && !hold()) {
      close();
    }
    return more;
  }

  /// Many records are read after they were found: what they need is held until the panel asks anew.
  private synchronized boolean hold() {
    held = query instanceof RecordQuery && complete && !read && !cancel.isCancelled();
    return held;
  }

  /// Whether it holds what it took and needs one more turn to give it back; to be called once it is
  /// cancelled.
  synchronized boolean release() {
    boolean was = held;
    held = false;
    return was;
  }

  private boolean answer() {
    if (!lookedUp) {
      lookedUp = true;
      Optional<A> found = known.find(query);
      found.ifPresent(answer -> tell(() -> answered.accept(answer)));
      return found.isEmpty();
    }
    Question<A> open = question;
    if (open == null) {
      asked = known.now();
      open = store.ask(query, cancel);
      question = open;
    }
    A answer = read(open.next());
    begun = true;
    tell(() -> answered.accept(answer));
    complete = answer.coverage().complete();
    if (complete) {
      asked.ifPresent(moment -> known.keep(answer, moment));
    }
    return !complete;
  }

  /// A few records are read here, so that nobody waits for them where they are shown.
  @SuppressWarnings("unchecked") // records are records
  private A read(A answer) {
    if (!(answer instanceof Records found)) {
      return answer;
    }
    read = found.rows() <= FEW_RECORDS;
    if (read) {
      return (A) found.inMemory();
    }
    HeldRecords kept = new HeldRecords(found);
    records = kept;
    return (A) kept;
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
    Question<A> open = question;
    question = null;
    try {
      if (records != null) {
        records.end();
      }
      if (open != null) {
        open.close();
      }
    } catch (RuntimeException e) {
      LOG.error("a question could not be closed: {}", query, e);
    }
  }
}
