package weir.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import weir.flow.FlowBatch;
import weir.query.Answer;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.RecordQuery;
import weir.query.TimeRange;

class QueryRunnerTest {
  private static final FlowQuery FIRST =
      FlowQuery.total(new TimeRange(0, 1), Filter.all(), Measure.FLOWS);
  private static final FlowQuery SECOND =
      FlowQuery.total(new TimeRange(0, 2), Filter.all(), Measure.FLOWS);

  private final BlockingQueue<Runnable> delivery = new LinkedBlockingQueue<>();
  private final List<FlowQuery> answered = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  @Test
  void onlyTheNewestAnswerOfAPanelIsDelivered() throws Exception {
    Slow store = new Slow();
    try (QueryRunner runner = new QueryRunner(store, delivery::add)) {
      submit(runner, "panel", FIRST);
      store.asked.await();
      submit(runner, "panel", SECOND);
      deliverNext();
      assertEquals(List.of(SECOND), answered);
      assertTrue(store.cancelled, "the first question went on");
      assertEquals(List.of(), failures);
    }
  }

  @Test
  void panelsDoNotDisturbEachOther() throws Exception {
    try (QueryRunner runner = new QueryRunner(EmptyStore.INSTANCE, delivery::add)) {
      submit(runner, "one", FIRST);
      submit(runner, "other", SECOND);
      deliverNext();
      deliverNext();
      assertEquals(2, answered.size());
    }
  }

  @Test
  void anAnswerThatComesAfterCloseIsDropped() throws Exception {
    QueryRunner runner = new QueryRunner(EmptyStore.INSTANCE, delivery::add);
    submit(runner, "panel", FIRST);
    Runnable late = delivery.poll(10, TimeUnit.SECONDS);
    runner.close();
    if (late != null) {
      late.run();
    }
    submit(runner, "panel", SECOND);
    assertEquals(List.of(), answered);
  }

  private void submit(QueryRunner runner, String panel, FlowQuery query) {
    runner.submit(
        panel,
        query,
        answer -> answered.add(answer.query()),
        failure -> failures.add(String.valueOf(failure.getMessage())));
  }

  private void deliverNext() throws InterruptedException {
    Runnable next = delivery.poll(10, TimeUnit.SECONDS);
    assertTrue(next != null, "no answer came");
    if (next != null) {
      next.run();
    }
  }

  /// Answers the first question only when it is cancelled.
  private static final class Slow implements FlowStore {
    final CountDownLatch asked = new CountDownLatch(1);
    volatile boolean cancelled;

    @Override
    public Question ask(FlowQuery query, Cancel cancel) {
      return Question.inOneStep(() -> answer(query, cancel));
    }

    private Answer answer(FlowQuery query, Cancel cancel) {
      if (query.equals(FIRST)) {
        CountDownLatch taken = new CountDownLatch(1);
        cancel.onCancel(
            () -> {
              cancelled = true;
              taken.countDown();
            });
        asked.countDown();
        try {
          assertTrue(taken.await(10, TimeUnit.SECONDS), "the first question went on");
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        throw StoreException.cancelled();
      }
      return Answer.nothing(query);
    }

    @Override
    public FlowWriter writer() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String sql(FlowQuery query) {
      return "";
    }

    @Override
    public FlowBatch records(RecordQuery query, Cancel cancel) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String sql(RecordQuery query) {
      throw new UnsupportedOperationException();
    }

    @Override
    public StoreStatus status() {
      return StoreStatus.EMPTY;
    }

    @Override
    public void close() {}
  }
}
