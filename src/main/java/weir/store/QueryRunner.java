package weir.store;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import weir.query.Answer;
import weir.query.FlowQuery;

/// Asks a store, one question at a time a panel; only the newest answer is delivered.
public final class QueryRunner implements AutoCloseable {
  private final FlowStore store;
  private final Executor delivery;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().name("query-", 0).factory());
  private final Map<String, Cancel> running = new HashMap<>();

  public QueryRunner(FlowStore store, Executor delivery) {
    this.store = store;
    this.delivery = delivery;
  }

  public void submit(
      String panel, FlowQuery query, Consumer<Answer> answered, Consumer<StoreException> failed) {
    Cancel cancel = new Cancel();
    Cancel old = running.put(panel, cancel);
    if (old != null) {
      old.cancel();
    }
    threads.execute(
        () -> {
          try {
            Answer answer = store.run(query, cancel);
            delivery.execute(
                () -> {
                  if (running.get(panel) == cancel) {
                    answered.accept(answer);
                  }
                });
          } catch (StoreException e) {
            delivery.execute(
                () -> {
                  if (running.get(panel) == cancel && !e.isCancelled()) {
                    failed.accept(e);
                  }
                });
          }
        });
  }

  @Override
  public void close() {
    running.values().forEach(Cancel::cancel);
    running.clear();
    threads.shutdownNow();
  }
}
