package weir.store;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.query.Answer;
import weir.query.FlowQuery;

/// Asks a store, off the caller's thread, one question at a time a panel: a new one cancels the one
/// before, and only the newest answer is delivered.
///
/// [#submit] and [#close] are called on the thread on which `delivery` runs things.
public final class QueryRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QueryRunner.class);

  /// More would only share the same cores, and take them from what comes in.
  private static final int AT_ONCE = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private final FlowStore store;
  private final Executor delivery;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          AT_ONCE, Thread.ofPlatform().daemon().name("weir-query-", 0).factory());
  private final Map<String, Cancel> running = new HashMap<>();

  /// @param delivery where answers are delivered
  public QueryRunner(FlowStore store, Executor delivery) {
    this.store = store;
    this.delivery = delivery;
  }

  /// Asks for a panel; nothing happens once the runner is closed.
  ///
  /// @param failed gets what went wrong; cancelled questions are not heard of again
  public void submit(
      String panel, FlowQuery query, Consumer<Answer> answered, Consumer<StoreException> failed) {
    if (threads.isShutdown()) {
      return;
    }
    Cancel cancel = new Cancel();
    Cancel before = running.put(panel, cancel);
    if (before != null) {
      before.cancel();
    }
    threads.execute(
        () -> {
          if (cancel.isCancelled()) {
            return;
          }
          try {
            Answer answer = store.run(query, cancel);
            deliver(panel, cancel, () -> answered.accept(answer));
          } catch (StoreException e) {
            if (!e.isCancelled()) {
              deliver(panel, cancel, () -> failed.accept(e));
            }
          } catch (RuntimeException e) {
            LOG.error("a question failed; this is a defect: {}", query, e);
            StoreException defect =
                new StoreException("this question failed inside Weir: " + e + "; see the log", e);
            deliver(panel, cancel, () -> failed.accept(defect));
          }
        });
  }

  private void deliver(String panel, Cancel cancel, Runnable news) {
    delivery.execute(
        () -> {
          if (running.get(panel) == cancel) {
            news.run();
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
