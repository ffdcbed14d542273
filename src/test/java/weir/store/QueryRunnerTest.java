package weir.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.store.ScriptedStore.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import weir.exporter.Overrides;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Coverage;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Query;
import weir.query.RecordQuery;
import weir.query.Records;
import weir.query.Result;
import weir.query.TimeRange;

/// One worker, so that turns can be told; answers are delivered when the test says.
class QueryRunnerTest {
  private static final String WORKER = " on weir-query-";

  private static final Overrides.Exporter NAMED = Overrides.Exporter.NOTHING.withName("edge");

  private final ScriptedStore store = new ScriptedStore();
  private final BlockingQueue<Runnable> delivery = new LinkedBlockingQueue<>();
  private final QueryRunner runner = new QueryRunner(store, delivery::add, 1);
  private final List<String> heard = new ArrayList<>();

  @AfterEach
  void close() {
    runner.close();
  }

  /// Finds records at once; says what is opened and closed.
  private record Found(BlockingQueue<String> log, long rows) implements FlowReader {
    @Override
    @SuppressWarnings("unchecked") // it is asked for records alone
    public <A extends Result> Question<A> ask(Query<A> query, Cancel cancel) {
      long name = ((RecordQuery) query).limit();
      return new Question<>() {
        @Override
        public A next() {
          log.add(name + " found");
          return (A) records(rows);
        }

        @Override
        public void close() {
          log.add(name + " closed");
        }
      };
    }

    @Override
    public String sql(Query<?> query) {
      return "";
    }

    @Override
    public StoreStatus status() {
      return StoreStatus.EMPTY;
    }

    @Override
    public void close() {}
  }

  private static Records records(long rows) {
    return new Records() {
      @Override
      public long rows() {
        return rows;
      }

      @Override
      public Set<FlowField> fields() {
        return Set.of();
      }

      @Override
      public FlowBatch page(long from, int most) {
        return new FlowBatch();
      }

      @Override
      public Map<FlowField, Long> filled() {
        return Map.of();
      }

      @Override
      public Coverage coverage() {
        return Coverage.complete(rows);
      }
    };
  }

  @Test
  void fewRecordsAreReadAtOnce() throws Exception {
    BlockingQueue<String> log = new LinkedBlockingQueue<>();
    try (QueryRunner records = new QueryRunner(new Found(log, 3), delivery::add, 1)) {
      RecordQuery query = new RecordQuery(TimeRange.ALL, Filter.all(), Set.of(), 1);
      records.submit("panel", query, _ -> heard.add("records"), _ -> heard.add("failed"));
      assertEquals("1 found", log.poll(10, TimeUnit.SECONDS));
      assertEquals("1 closed", log.poll(10, TimeUnit.SECONDS), "nobody reads any more");
      deliverNext();
    }
    assertEquals(List.of("records"), heard);
  }

  /// Pages are read after the last answer: what they need stays until the panel asks anew, is told
  /// to stop, or nobody asks any more.
  @Test
  void recordsStayOpenUntilTheyAreTakenBack() throws Exception {
    BlockingQueue<String> log = new LinkedBlockingQueue<>();
    try (QueryRunner records = new QueryRunner(new Found(log, 1_000_000), delivery::add, 1)) {
      for (int limit = 1; limit <= 3; limit++) {
        RecordQuery query = new RecordQuery(TimeRange.ALL, Filter.all(), Set.of(), limit);
        records.submit("panel", query, _ -> heard.add("records"), _ -> heard.add("failed"));
        if (limit == 2) {
          assertEquals("1 closed", log.poll(10, TimeUnit.SECONDS));
        }
        assertEquals(limit + " found", log.poll(10, TimeUnit.SECONDS));
        deliverNext();
        assertNull(log.poll(50, TimeUnit.MILLISECONDS), "closed while it is read");
        if (limit == 2) {
          records.stop("panel");
          assertEquals("2 closed", log.poll(10, TimeUnit.SECONDS));
        }
      }
    }
    assertEquals("3 closed", log.poll(10, TimeUnit.SECONDS));
    assertEquals(List.of("records", "records", "records"), heard);
  }

  @Test
  void panelsTakeTurns() throws Exception {
    submit("one", question('A', 3));
    submit("two", question('B', 2));
    store.step(5);
    assertEquals(List.of("A1", "B1", "A2", "B2", "B closed", "A3", "A closed"), happens(7));
  }

  @Test
  void firstPicturesGoBeforeAllElse() throws Exception {
    submit("one", question('A', 4));
    submit("two", question('B', 2));
    assertEquals("A1", store.next());
    store.step(2);
    assertEquals(List.of("B1", "A2"), happens(2));
    submit("three", question('C', 1));
    submit("four", question('D', 1));
    store.step(3);
    assertEquals(List.of("C1", "C closed", "D1", "D closed", "B2"), happens(5));
  }

  @Test
  void unfinishedAnswersAreDeliveredAsTheyCome() throws Exception {
    submit("one", question('A', 3));
    for (int i = 0; i < 3; i++) {
      store.step(1);
      deliverNext();
    }
    assertEquals(List.of("A 1 of 3", "A 2 of 3", "A complete"), heard);
  }

  @Test
  void ofSeveralUndeliveredAnswersOnlyTheNewestWaits() throws Exception {
    submit("one", question('A', 3));
    store.step(3);
    assertEquals(List.of("A1", "A2", "A3", "A closed"), happens(4));
    assertEquals(1, delivery.size());
    deliverNext();
    assertEquals(List.of("A complete"), heard);
  }

  @Test
  void whatIsKnownIsGivenBeforeAnythingIsAsked() throws Exception {
    store.changes = Optional.of(new Changes());
    answer("one", question('A', 2));
    submit("two", question('B', 1));
    assertEquals("B1", store.next());
    submit("three", question('C', 1));
    submit("four", question('D', 1));
    store.step(1);
    assertEquals(List.of("B closed", "C1"), happens(2));
    submit("one", question('A', 2));
    store.step(2);
    assertEquals(List.of("C closed", "D1", "D closed"), happens(3), "A is not asked again");
    for (int i = 0; i < 4; i++) {
      deliverNext();
    }
    assertEquals(
        List.of("A complete", "B complete", "C complete", "A complete", "D complete"), heard);
  }

  @Test
  void whatHasChangedIsAskedAgain() throws Exception {
    Changes changes = new Changes();
    store.changes = Optional.of(changes);
    answer("one", question('A', 1));
    changes.changed('A', 'A');
    answer("one", question('A', 1));
  }

  @Test
  void otherRatesAreAskedFor() throws Exception {
    store.changes = Optional.of(new Changes());
    answer("one", question('A', 1));
    store.overrides = new Overrides(Map.of(IpAddress.parse("192.0.2.1"), NAMED));
    answer("one", question('A', 1));
  }

  /// The range ends where flows come in: the next question will be another.
  @Test
  void whatMovesIsNotKept() throws Exception {
    Changes changes = new Changes();
    changes.came('A', 'A');
    store.changes = Optional.of(changes);
    answer("one", question('A', 1));
    answer("one", question('A', 1));
  }

  @Test
  void aStoreThatTellsNoChangesIsAskedAgain() throws Exception {
    answer("one", question('A', 1));
    answer("one", question('A', 1));
  }

  /// Is asked, and answered to the end.
  private void answer(String panel, FlowQuery question) throws Exception {
    int steps = (int) question.range().lengthNanos() - 1;
    heard.clear();
    submit(panel, question);
    store.step(steps);
    String name = ScriptedStore.name(question);
    for (int step = 1; step <= steps; step++) {
      assertEquals(name + step, store.next());
    }
    assertEquals(name + " closed", store.next());
    deliverNext();
    assertEquals(List.of(name + " complete"), heard);
  }

  @Test
  void aNewQuestionCancelsTheRunningOne() throws Exception {
    submit("one", question('A', 3));
    assertEquals("A1", store.next());
    submit("one", question('B', 1));
    assertEquals(List.of("A cancelled", "A closed", "B1"), happens(3));
    store.step(1);
    deliverNext();
    assertEquals(List.of("B complete"), heard);
  }

  @Test
  void aNewQuestionClosesTheWaitingOneFirstOfAll() throws Exception {
    submit("one", question('A', 3));
    submit("two", question('B', 3));
    store.step(1);
    assertEquals(List.of("A1", "B1"), happens(2));
    submit("one", question('C', 1));
    store.step(2);
    assertEquals(List.of("A closed", "C1", "C closed", "B2"), happens(4));
    assertEquals(List.of("A" + WORKER, "C" + WORKER), store.closed);
  }

  @Test
  void anAnswerThatWaitsIsNotDeliveredAfterANewQuestion() throws Exception {
    submit("one", question('A', 2));
    store.step(1);
    assertEquals(List.of("A1", "A2"), happens(2));
    submit("one", question('B', 1));
    deliverNext();
    assertEquals(List.of(), heard);
  }

  @Test
  void stopTakesAllBackAndNewQuestionsAreAnswered() throws Exception {
    submit("one", question('A', 3));
    submit("two", question('B', 3));
    store.step(1);
    assertEquals(List.of("A1", "B1"), happens(2));
    deliverNext();
    runner.stop();
    assertEquals(List.of("B cancelled", "B closed", "A closed"), happens(3));
    submit("one", question('C', 1));
    store.step(1);
    assertEquals(List.of("C1", "C closed"), happens(2));
    deliverNext();
    assertEquals(List.of("A 1 of 3", "C complete"), heard);
  }

  @Test
  void closeGivesBackWhatRunsAndWhatWaitsEachOnce() throws Exception {
    submit("one", question('A', 3));
    submit("two", question('B', 3));
    submit("three", question('C', 3));
    store.step(2);
    assertEquals(List.of("A1", "B1", "C1"), happens(3));
    runner.close();
    assertEquals(List.of("C cancelled", "C closed", "A closed", "B closed"), happens(4));
    submit("four", question('D', 1));
    while (!delivery.isEmpty()) {
      deliverNext();
    }
    assertEquals(List.of(), heard);
    assertEquals(List.of("C" + WORKER, "A" + WORKER, "B" + WORKER), store.closed);
  }

  @Test
  void aFailingStepIsToldAndEndsTheQuestion() throws Exception {
    submit("one", question('A', 0));
    store.step(2);
    assertEquals(List.of("A1", "A2", "A closed"), happens(3));
    deliverNext();
    assertEquals(List.of("out of flows"), heard);
    assertEquals(List.of("A" + WORKER), store.closed);
  }

  private void submit(String panel, FlowQuery query) {
    runner.submit(
        panel,
        query,
        answer -> {
          String name = ScriptedStore.name(answer.query());
          var coverage = answer.coverage();
          heard.add(
              coverage.complete()
                  ? name + " complete"
                  : name + " " + coverage.rows() + " of " + coverage.ofRows());
        },
        failure -> heard.add(String.valueOf(failure.getMessage())));
  }

  private List<String> happens(int count) throws InterruptedException {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(store.next());
    }
    return events;
  }

  private void deliverNext() throws InterruptedException {
    Runnable next = delivery.poll(10, TimeUnit.SECONDS);
    assertTrue(next != null, "no answer came");
    if (next != null) {
      next.run();
    }
  }
}
