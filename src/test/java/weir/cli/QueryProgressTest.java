package weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import weir.query.Answer;
import weir.query.Coverage;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.Query;
import weir.query.Result;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.Cost;
import weir.store.FlowReader;
import weir.store.Question;
import weir.store.StoreException;
import weir.store.StoreStatus;

class QueryProgressTest {
  private static final String CLEAR = "\r\033[K";

  private final StringWriter err = new StringWriter();
  private long nanos;

  @Test
  void aLongQuestionSaysHowFarItHasComeAndLeavesNothingBehind() {
    assertTrue(ask(true, 600_000_000L).coverage().complete());
    assertEquals(
        CLEAR + "looking at 4,000 flows · 50 %" + CLEAR + "looking at 4,000 flows · 75 %" + CLEAR,
        err.toString());
  }

  @Test
  void aShortQuestionSaysNothing() {
    ask(true, 1_000_000L);
    assertEquals("", err.toString());
  }

  @Test
  void nothingIsSaidWhereNobodyReadsIt() {
    ask(false, 600_000_000L);
    assertEquals("", err.toString());
  }

  @Test
  void aLongScanIsSaidBefore() {
    warn(() -> new Cost(4_100_000_000L));
    assertEquals(
        "weir: this reads about 4.1 billion rows; a shorter range reads fewer, Ctrl+C takes it"
            + " back\n",
        err.toString().replace("\r", ""));
  }

  @Test
  void aShortOneIsNotAndOneThatCannotBeToldIsNoError() {
    warn(() -> new Cost(999_999_999L));
    warn(
        () -> {
          throw new StoreException("no EXPLAIN here", null);
        });
    assertEquals("", err.toString());
  }

  private void warn(Supplier<Cost> cost) {
    FlowReader store =
        new FlowReader() {
          @Override
          public Optional<Cost> cost(Query<?> query, Cancel cancel) {
            return Optional.of(cost.get());
          }

          @Override
          public <A extends Result> Question<A> ask(Query<A> query, Cancel cancel) {
            return Question.inOneStep(query::nothing);
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
        };
    FlowQuery query = FlowQuery.total(new TimeRange(0, 1), Filter.all(), Measure.FLOWS);
    QueryProgress.run(store, query, new PrintWriter(err), _ -> {});
  }

  private Answer ask(boolean terminal, long stepNanos) {
    return new QueryProgress(new PrintWriter(err), terminal, () -> nanos)
        .answer(
            new Question<Answer>() {
              private int done;

              @Override
              public Answer next() {
                done++;
                nanos += stepNanos;
                FlowQuery query = FlowQuery.total(new TimeRange(0, 1), Filter.all(), Measure.FLOWS);
                return Answer.nothing(query)
                    .withCoverage(new Coverage(done * 1000L, 4000, done == 4, 0), nanos);
              }

              @Override
              public void close() {}
            });
  }
}
