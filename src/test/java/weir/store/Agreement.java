package weir.store;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.query.Answer;
import weir.query.Coverage;
import weir.query.FlowQuery;
import weir.query.RecordQuery;
import weir.query.Records;
import weir.query.TimeRange;

/// Compares what a store answers with what the [Oracle] does. Where they differ it is said in
/// words; an empty text is agreement.
final class Agreement {
  private static final int MOST_SAID = 3;

  private Agreement() {}

  /// Asks several questions at a time, as panels do.
  ///
  /// @param wrong what is wrong with the answer to one
  static <Q> void of(List<Q> questions, Function<Q, String> wrong) {
    List<String> failures =
        questions.parallelStream().map(wrong).filter(text -> !text.isEmpty()).toList();
    if (!failures.isEmpty()) {
      fail(
          failures.stream()
              .limit(MOST_SAID)
              .collect(
                  Collectors.joining(
                      "\n\n",
                      "%d of %d answers are wrong, with -Dcontract.seed=%d:\n\n"
                          .formatted(failures.size(), questions.size(), ContractFlows.SEED),
                      "\n")));
    }
  }

  static String of(FlowReader store, FlowQuery query, Oracle oracle) {
    String difference;
    try {
      Answer answer = store.run(query, new Cancel());
      difference = answer.query().equals(query) ? of(answer, oracle) : "is of another question";
    } catch (StoreException e) {
      difference = String.valueOf(e.getMessage());
    }
    return difference.isEmpty()
        ? ""
        : ContractQuestions.words(query) + "\n" + difference + "\n" + store.sql(query);
  }

  /// @param answer the last one, which is exact
  static String of(Answer answer, Oracle oracle) {
    FlowQuery query = answer.query();
    List<Oracle.Row> rows = Oracle.rows(answer);
    List<Oracle.Row> expected = oracle.rows(query);
    for (int i = 0; i < Math.max(rows.size(), expected.size()); i++) {
      String should = i < expected.size() ? expected.get(i).toString() : "nothing";
      String is = i < rows.size() ? rows.get(i) + rates(answer, i, rows.get(i)) : "nothing";
      if (!is.equals(should)) {
        return "row %d of %d should be\n  %s, is\n  %s".formatted(i, expected.size(), should, is);
      }
    }
    long matched = oracle.matched(query);
    if (answer.matchedFlows() != matched) {
      return answer.matchedFlows() + " flows matched, not " + matched;
    }
    Coverage coverage = answer.coverage();
    boolean whole =
        coverage.complete() && coverage.rows() == coverage.ofRows() && coverage.mostMissing() == 0;
    return whole ? "" : coverage + " of " + matched;
  }

  private static String rates(Answer answer, int at, Oracle.Row row) {
    FlowQuery query = answer.query();
    for (int m = 0; m < query.measures().size(); m++) {
      double should = Oracle.shown(query, query.measures().get(m), row, row.sums().get(m));
      double is = answer.value(at, m);
      if (Math.abs(is - should) > 1e-9 * should) {
        return " shows " + is + " instead of " + should;
      }
    }
    return "";
  }

  /// @param answer one that is not the last
  /// @param next the one after it
  static String partly(Answer answer, Answer next, Oracle oracle) {
    Coverage coverage = answer.coverage();
    if (coverage.complete()
        || coverage.rows() > next.coverage().rows()
        || coverage.rows() > coverage.ofRows()
        || coverage.ofRows() != next.coverage().ofRows()) {
      return coverage + " before " + next.coverage();
    }
    Map<List<Object>, Long> exact =
        oracle.rows(everyGroup(answer.query())).stream()
            .collect(
                Collectors.toMap(
                    row -> List.of(row.bucketNanos(), row.group()), row -> row.sums().getFirst()));
    for (Oracle.Row row : Oracle.rows(answer)) {
      long sum = row.sums().getFirst();
      long most = exact.getOrDefault(List.of(row.bucketNanos(), row.group()), 0L);
      if (!row.other() && (sum > most || sum < least(answer, row, most))) {
        return row + " of " + most + " with " + coverage;
      }
    }
    return "";
  }

  /// What a row has at least of its whole sum, by what the answer says of itself.
  private static long least(Answer answer, Oracle.Row row, long whole) {
    Coverage coverage = answer.coverage();
    if (answer.query().bucketNanos() == 0) {
      return coverage.partial() ? 0 : (long) (whole * (1 - coverage.mostMissing())) - 1;
    }
    boolean isWhole =
        coverage.mostMissing() == 0
            && coverage.wholeFromNanos() > 0
            && row.bucketNanos() >= coverage.wholeFromNanos();
    return isWhole ? whole : 0;
  }

  private static FlowQuery everyGroup(FlowQuery query) {
    return new FlowQuery(
        query.range(),
        query.filter(),
        query.by(),
        query.measures(),
        query.bucketNanos(),
        0,
        false,
        query.scaled(),
        query.binWidth());
  }

  static String of(FlowReader store, RecordQuery query, Oracle oracle) {
    List<String> texts;
    try (Question<Records> question = store.ask(query, new Cancel())) {
      Records records = question.last();
      FlowBatch found = records.page(0, (int) records.rows());
      texts =
          IntStream.range(0, found.rows())
              .mapToObj(row -> Oracle.text(found, row, FlowField.all()))
              .toList();
    }
    String difference = inOrder(oracle.records(query), texts, query.limit());
    return difference.isEmpty()
        ? ""
        : ContractQuestions.words(query) + "\n" + difference + "\n" + store.sql(query);
  }

  /// @param newest as [Oracle#records] gives them
  private static String inOrder(List<Oracle.Found> newest, List<String> found, long limit) {
    if (found.size() != Math.min(limit, newest.size())) {
      return found.size() + " records, not " + Math.min(limit, newest.size());
    }
    List<String> sameTime = new ArrayList<>();
    long nanos = -1;
    for (int i = 0; i < found.size(); i++) {
      if (newest.get(i).receivedNanos() != nanos) {
        nanos = newest.get(i).receivedNanos();
        sameTime.clear();
        for (Oracle.Found one : newest.subList(i, newest.size())) {
          if (one.receivedNanos() != nanos) {
            break;
          }
          sameTime.add(one.text());
        }
      }
      if (!sameTime.remove(found.get(i))) {
        return "record %d is\n  %s, none of those received %s:\n  %s"
            .formatted(i, found.get(i), TimeRange.instant(nanos), sameTime);
      }
    }
    return "";
  }
}
