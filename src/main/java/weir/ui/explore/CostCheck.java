package weir.ui.explore;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import weir.query.Query;
import weir.store.Cancel;
import weir.store.Cost;
import weir.store.StoreException;

/// Finds out before a data set of others is asked whether that would take long. Belongs to the
/// JavaFX thread; waits for nothing.
final class CostCheck {
  private final DataSet set;
  private final Executor delivery;
  private @Nullable Cancel checking;
  private @Nullable Asked allowed;
  private boolean high;

  CostCheck(DataSet set, Executor delivery) {
    this.set = set;
    this.delivery = delivery;
  }

  /// @param decided gets what the questions take together if that is much, else nothing: soon, or
  ///   at once where it is plain; never if something else is checked before
  void check(Asked asked, List<Query<?>> questions, Consumer<Optional<Cost>> decided) {
    stop();
    if (asked.equals(allowed) || isCheap(questions.size())) {
      decide(Optional.empty(), decided);
      return;
    }
    Cancel cancel = new Cancel();
    checking = cancel;
    Runnable work =
        () -> {
          Optional<Cost> cost = cost(questions, cancel).filter(Cost::isHigh);
          delivery.execute(
              () -> {
                if (checking == cancel) {
                  checking = null;
                  decide(cost, decided);
                }
              });
        };
    Thread.ofVirtual().name("weir-cost").start(work);
  }

  private void decide(Optional<Cost> cost, Consumer<Optional<Cost>> decided) {
    high = cost.isPresent();
    decided.accept(cost);
  }

  /// Each question looks at each flow twice at most.
  private boolean isCheap(int questions) {
    return !set.ofOthers() || !new Cost(2L * questions * set.store().status().rows()).isHigh();
  }

  /// Nothing where it cannot be told: then the questions themselves say what is wrong.
  private Optional<Cost> cost(List<Query<?>> questions, Cancel cancel) {
    long rows = 0;
    try {
      for (Query<?> question : questions) {
        rows += set.store().cost(question, cancel).map(Cost::rows).orElse(0L);
      }
      return Optional.of(new Cost(rows));
    } catch (StoreException e) {
      return Optional.empty();
    }
  }

  /// This much is wanted, whatever it takes.
  void allow(Asked asked) {
    allowed = asked;
  }

  /// Whether what is wanted takes long, and nobody has said yet that it is to be asked.
  boolean isHigh() {
    return high || checking != null;
  }

  /// Nobody waits for a decision any more.
  void stop() {
    if (checking != null) {
      checking.cancel();
      checking = null;
    }
  }
}
