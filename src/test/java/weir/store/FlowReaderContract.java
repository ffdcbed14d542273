package weir.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import weir.exporter.Labels;
import weir.exporter.Overrides;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowJson;
import weir.query.Answer;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.RecordQuery;
import weir.query.Records;
import weir.query.TimeRange;

/// What every store keeps to, whatever it is made of: the same flows, the same questions, and the
/// numbers of a sum in plain Java, the [Oracle]. An implementation says how it is opened; what it
/// does behind its door to be quick must not show here.
///
/// Flows and questions come from a seed: `-Dcontract.seed=N` gives others.
@TestInstance(Lifecycle.PER_CLASS)
public abstract class FlowReaderContract {
  private static final ContractQuestions QUESTIONS =
      new ContractQuestions(flows(new ContractFlows().parts(1)));
  private static final Map<String, List<FlowQuery>> BY_KIND = QUESTIONS.byKind();
  static final FlowQuery TOTAL =
      FlowQuery.total(TimeRange.ALL, Filter.all(), Measure.FLOWS, Measure.BYTES);
  private static final RecordQuery RECORDS =
      new RecordQuery(TimeRange.ALL, Filter.all(), Set.of(), 10);

  final List<List<FlowBatch>> parts;
  final List<List<FlowBatch>> everydayParts;
  final List<List<FlowBatch>> fewFlows;
  private FlowReader store;

  /// @param times how often most flows come again
  protected FlowReaderContract(int times) {
    parts = new ContractFlows().parts(times);
    everydayParts = parts.subList(2, 4);
    fewFlows = parts.subList(3, 4);
  }

  /// Opens a store of its own that holds these flows, part by part in this order, for the caller to
  /// close.
  protected abstract FlowReader open(List<List<FlowBatch>> parts) throws Exception;

  /// Waits until a store has done what it does in its own time.
  protected void settle(FlowReader store) throws Exception {}

  /// Whether a series of many flows has a first answer before all flows were looked at.
  protected boolean answersInSteps() {
    return true;
  }

  /// The store that holds all flows.
  protected final FlowReader store() {
    return store;
  }

  /// All questions of the contract.
  protected static List<FlowQuery> questions() {
    return BY_KIND.values().stream().flatMap(List::stream).toList();
  }

  static List<FlowQuery> questions(String kind) {
    return BY_KIND.getOrDefault(kind, List.of());
  }

  static List<FlowBatch> flows(List<List<FlowBatch>> parts) {
    return parts.stream().flatMap(List::stream).toList();
  }

  @BeforeAll
  void openStore() throws Exception {
    store = open(parts);
  }

  @AfterAll
  void closeStore() {
    store.close();
  }

  static Set<String> kinds() {
    return BY_KIND.keySet();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void answersAreThoseOfTheOracle(String kind) {
    agree(store, questions(kind), new Oracle(flows(parts)));
  }

  static void agree(FlowReader store, List<FlowQuery> questions, Oracle oracle) {
    assertFalse(questions.isEmpty());
    Agreement.of(questions, query -> Agreement.of(store, query, oracle));
  }

  @Test
  void recordsAreTheNewestAndWhole() {
    Oracle oracle = new Oracle(flows(parts));
    Agreement.of(QUESTIONS.records(), query -> Agreement.of(store, query, oracle));
  }

  @Test
  void everyFlowIsStreamedOnce() throws Exception {
    RecordQuery some = QUESTIONS.records().get(1);
    try (FlowReader few = open(fewFlows)) {
      for (RecordQuery query :
          List.of(
              new RecordQuery(TimeRange.ALL, Filter.all(), Set.of(), 0),
              new RecordQuery(
                  some.range(),
                  some.filter(),
                  Set.of(FlowField.SRC_ADDRESS, FlowField.BYTES, FlowField.SEGMENTS),
                  0))) {
        List<String> expected = new ArrayList<>();
        try (Question<Records> question = few.ask(query, new Cancel())) {
          Records records = question.last();
          lines(records.page(0, (int) records.rows()), expected);
        }
        assertEquals(expected.stream().sorted().toList(), streamed(few, query));
      }
    }
  }

  private static List<String> streamed(FlowReader store, RecordQuery query) {
    List<String> streamed = new ArrayList<>();
    try (FlowStream flows =
        store.stream(query.range(), query.filter(), query.shown(), new Cancel())) {
      for (var next = flows.next(); next.isPresent(); next = flows.next()) {
        assertTrue(flows.share() >= 0 && flows.share() <= 1, "share " + flows.share());
        lines(next.get(), streamed);
      }
    }
    return streamed.stream().sorted().toList();
  }

  private static void lines(FlowBatch batch, List<String> to) {
    for (int row = 0; row < batch.rows(); row++) {
      StringBuilder line = new StringBuilder();
      FlowJson.append(batch, row, line);
      to.add(line.toString());
    }
  }

  @Test
  void aStreamThatIsTakenBackEnds() {
    Cancel cancel = new Cancel();
    try (FlowStream flows = store.stream(TimeRange.ALL, Filter.all(), Set.of(), cancel)) {
      assertTrue(flows.next().isPresent());
      cancel.cancel();
      assertCancelled(flows::next);
    }
  }

  @Test
  void everyQuestionIsExplained() {
    Agreement.of(questions(), q -> store.sql(q).isBlank() ? ContractQuestions.words(q) : "");
    assertFalse(store.sql(RECORDS).isBlank());
  }

  @Test
  void statusSaysWhatIsThere() {
    List<FlowBatch> all = flows(parts);
    LongSummaryStatistics received =
        all.stream()
            .distinct()
            .flatMapToLong(
                batch -> Arrays.stream(batch.longs(FlowField.TIME_RECEIVED), 0, batch.rows()))
            .summaryStatistics();
    StoreStatus status = store.status();
    assertEquals(all.stream().mapToLong(FlowBatch::rows).sum(), status.rows());
    assertEquals(received.getMin(), status.oldestNanos());
    assertEquals(received.getMax(), status.newestNanos());
    assertEquals(List.of(), status.problems());
  }

  /// Each step covers more; what it has is right for the flows that it says it covers; the last one
  /// is exact. A question can be taken back between two steps.
  @Test
  void whoExportedIsFoundByTheFlows() throws Exception {
    try (FlowReader fresh = open(List.of(List.of(FlowsOfExporters.flows())))) {
      settle(fresh);
      FlowsOfExporters.assertFound(ExportersOfFlows.read(fresh, new Cancel()));
    }
  }

  @Test
  void stepsCoverMoreAndMoreUntilTheAnswerIsExact() throws Exception {
    List<List<FlowBatch>> many = new ContractFlows().many();
    Oracle oracle = new Oracle(flows(many));
    try (FlowReader large = open(many)) {
      for (FlowQuery query : ContractQuestions.ofManyFlows()) {
        String words = ContractQuestions.words(query);
        List<Answer> steps = steps(large, query);
        for (int step = 0; step < steps.size() - 1; step++) {
          assertEquals("", Agreement.partly(steps.get(step), steps.get(step + 1), oracle), words);
        }
        assertEquals("", Agreement.of(steps.getLast(), oracle), words);
        boolean isSeries = query.bucketNanos() > 0;
        assertTrue(steps.size() > 1 || !isSeries || !answersInSteps(), words);
        takeBack(large, query);
      }
    }
  }

  private static List<Answer> steps(FlowReader store, FlowQuery query) {
    List<Answer> steps = new ArrayList<>();
    try (Question<Answer> question = store.ask(query, new Cancel())) {
      do {
        steps.add(question.next());
      } while (!steps.getLast().coverage().complete());
    }
    return steps;
  }

  private static void takeBack(FlowReader store, FlowQuery query) {
    Cancel cancel = new Cancel();
    try (Question<Answer> question = store.ask(query, cancel)) {
      Answer first = question.next();
      cancel.cancel();
      if (!first.coverage().complete()) {
        assertCancelled(question::next);
      }
    }
  }

  static void assertCancelled(Executable use) {
    assertTrue(assertThrows(StoreException.class, use).isCancelled());
  }

  @Test
  void whatWasTakenBackBeforehandIsNotAnswered() {
    Cancel cancel = new Cancel();
    cancel.cancel();
    assertCancelled(() -> store.run(TOTAL, cancel));
    assertCancelled(() -> store.run(RECORDS, cancel));
    assertEquals("", Agreement.of(store, TOTAL, new Oracle(flows(parts))), "the next question");
  }

  @Test
  @Timeout(60)
  void aQuestionIsTakenBackFromAnotherThreadWhereverItIs() throws Exception {
    for (int millis = 0; millis < 10; millis++) {
      Cancel cancel = new Cancel();
      CompletableFuture<Answer> asking = CompletableFuture.supplyAsync(() -> askForever(cancel));
      Thread.sleep(millis);
      cancel.cancel();
      Throwable failure = assertThrows(CompletionException.class, asking::join).getCause();
      assertTrue(failure instanceof StoreException e && e.isCancelled(), () -> "" + failure);
    }
  }

  private Answer askForever(Cancel cancel) {
    while (true) {
      var _ = store.run(TOTAL, cancel);
    }
  }

  @Test
  void nobodyIsAnsweredAfterTheClose() throws Exception {
    FlowReader closed = open(fewFlows);
    Question<Answer> before = closed.ask(TOTAL, new Cancel());
    closed.close();
    assertCancelled(() -> closed.run(TOTAL, new Cancel()));
    assertCancelled(() -> closed.run(RECORDS, new Cancel()));
    assertCancelled(before::next);
    before.close();
    closed.close();
  }

  @Test
  void aStoreWithoutFlowsHasNoAnswers() throws Exception {
    try (FlowReader empty = open(List.of())) {
      assertHoldsNothing(empty);
    }
  }

  static void assertHoldsNothing(FlowReader empty) {
    agree(empty, questions(), new Oracle(List.of()));
    assertEquals(0, empty.run(RECORDS, new Cancel()).rows());
    assertEquals(0, empty.status().rows());
    assertEquals(0, empty.status().oldestNanos());
    assertEquals(0, empty.status().newestNanos());
    assertEquals(Labels.NONE, empty.labels());
    assertEquals(Overrides.NONE, empty.overrides());
  }
}
