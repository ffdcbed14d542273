package weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import weir.query.Answer;
import weir.query.Coverage;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;
import weir.store.Question;

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
