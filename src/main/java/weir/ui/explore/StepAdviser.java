package weir.ui.explore;

import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowField;
import weir.query.Query;
import weir.query.RecordQuery;
import weir.query.Records;
import weir.query.StepAdvice;
import weir.store.Cancel;
import weir.store.FlowReader;
import weir.store.Question;
import weir.store.StoreException;

/// Looks at some flows of what is shown: how fine steps of charts are worth while. Belongs to the
/// JavaFX thread; waits for nothing.
final class StepAdviser implements AutoCloseable {
  private final ExploreModel model;
  private final Executor delivery;
  private @Nullable Cancel looking;

  /// @param delivery runs tasks on the JavaFX thread
  StepAdviser(ExploreModel model, Executor delivery) {
    this.model = model;
    this.delivery = delivery;
  }

  /// Tells the model soon; not where it cannot be told.
  void look() {
    close();
    DataSet set = model.dataSet().orElse(null);
    if (set == null) {
      return;
    }
    RecordQuery query =
        new RecordQuery(
            model.rangeNow(),
            model.scope().filter(),
            Set.of(FlowField.TIME_START, FlowField.TIME_END),
            StepAdvice.FLOWS);
    Cancel cancel = new Cancel();
    looking = cancel;
    FlowReader store = set.store();
    if (store.capabilities().lacks(query).isEmpty()) {
      Thread.ofVirtual().name("weir-steps").start(() -> look(store, query, cancel));
    }
  }

  private void look(FlowReader store, Query<Records> query, Cancel cancel) {
    try (Question<Records> question = store.ask(query, cancel)) {
      long least = StepAdvice.leastNanos(question.last().page(0, StepAdvice.FLOWS));
      delivery.execute(
          () -> {
            if (looking == cancel) {
              looking = null;
              model.time().advise(least);
            }
          });
    } catch (StoreException e) {
      // there is no advice then; the panels say what is wrong with the store
    }
  }

  @Override
  public void close() {
    if (looking != null) {
      looking.cancel();
      looking = null;
    }
  }
}
