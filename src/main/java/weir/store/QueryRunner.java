package weir.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import weir.query.Query;
import weir.query.Result;

/// Asks a store, off the caller's thread, one question at a time a panel: a new one cancels the one
/// before, and only the newest question is heard of.
///
/// What is known already and still true is given at once, to all panels before any is worked for.
/// The others take turns, a step a turn. Those that have shown nothing yet go before all others, so
/// that every panel has its first picture before any goes on. Unfinished answers are delivered as
/// they come; where delivery is slower than the store, only the newest of a panel waits.
///
/// [#submit], [#stop] and [#close] are called on the thread on which `delivery` runs things.
public final class QueryRunner implements AutoCloseable {
  /// More would only share the same cores, and take them from what comes in.
  private static final int AT_ONCE = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private final FlowReader store;
  private final KnownAnswers known;
  private final Executor delivery;
  private final ExecutorService threads;
  private final Map<String, RunningQuestion<?>> running = new HashMap<>();
  private final List<RunningQuestion<?>> waiting = new ArrayList<>();

  /// @param delivery where answers are delivered
  public QueryRunner(FlowReader store, Executor delivery) {
    this(store, delivery, AT_ONCE);
  }

  /// @param atOnce how many questions are worked on at the same time
  QueryRunner(FlowReader store, Executor delivery, int atOnce) {
    this.store = store;
    this.known = new KnownAnswers(store);
    this.delivery = delivery;
    threads =
        new ThreadPoolExecutor(
            atOnce,
            atOnce,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("weir-query-", 0).factory(),
            (turn, _) -> turn.run()); // closed meanwhile: the question is closed by who has it
  }

  /// Asks for a panel; nothing happens once the runner is closed.
  ///
  /// @param answered gets answers that cover more and more; the last one is complete
  /// @param failed gets what went wrong; cancelled questions are not heard of again
  public <A extends Result> void submit(
      String panel, Query<A> query, Consumer<A> answered, Consumer<StoreException> failed) {
    if (threads.isShutdown()) {
      return;
    }
    RunningQuestion<A> next =
        new RunningQuestion<>(
            store,
            known,
            query,
            (question, news) -> deliver(panel, question, news),
            answered,
            failed);
    stop(panel);
    running.put(panel, next);
    queue(next);
  }

  /// Takes back a panel's question; what it has answered stays answered.
  public void stop(String panel) {
    RunningQuestion<?> before = running.remove(panel);
    if (before != null) {
      takeBack(before);
    }
  }

  /// Takes back all questions; what they have answered stays answered.
  public void stop() {
    running.values().forEach(this::takeBack);
    running.clear();
  }

  /// One that has answered and is still read from gets one more turn, to close what it holds.
  private void takeBack(RunningQuestion<?> question) {
    question.cancel();
    if (question.release()) {
      queue(question);
    }
  }

  /// Each call makes for one turn.
  private void queue(RunningQuestion<?> question) {
    synchronized (waiting) {
      waiting.add(question);
    }
    threads.execute(this::turn);
  }

  private void turn() {
    RunningQuestion<?> question = takeNext();
    if (question.step()) {
      queue(question);
    }
  }

  /// Those taken back first, which only give back what they hold; then those whose answer may be
  /// known; then those that have shown nothing yet; the longest waiting of each.
  private RunningQuestion<?> takeNext() {
    synchronized (waiting) {
      RunningQuestion<?> next =
          Collections.min(waiting, Comparator.comparingInt(RunningQuestion::rank));
      waiting.remove(next);
      return next;
    }
  }

  private void deliver(String panel, RunningQuestion<?> question, Runnable news) {
    delivery.execute(
        () -> {
          if (running.get(panel) == question) {
            news.run();
          }
        });
  }

  @Override
  public void close() {
    stop();
    threads.shutdown(); // turns that wait are still taken: they close their questions
  }
}
