package weir.store.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.flow.FlowField;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.Rank;
import weir.query.TimeRange;

/// Rows by steps of time are put in the order that a rank asks for.
class RankedRowsTest {
  private static final long STEP = FlowQuery.SECOND;
  private static final int STEPS = 40;

  /// Port 1 is steady, 2 is high three times, 3 is high once, 4 is the largest and lacks a step.
  private static List<Answers.Row> rows() {
    List<Answers.Row> rows = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      add(rows, step, 1, 10);
      add(rows, step, 2, step < 3 ? 60 : 1);
      add(rows, step, 3, step == 7 ? 100 : 2);
      if (step != STEPS - 1) {
        add(rows, step, 4, 30);
      }
    }
    return rows;
  }

  private static void add(List<Answers.Row> rows, int step, long port, long sum) {
    rows.add(
        new Answers.Row(
            step * STEP,
            new Answers.Group(false, List.of(port)),
            new BigInteger[] {BigInteger.valueOf(sum)},
            BigInteger.ONE));
  }

  private static String order(Rank.By by, int seconds) {
    FlowQuery query =
        FlowQuery.ranking(
                new TimeRange(0, seconds * STEP),
                Filter.all(),
                0,
                Dimension.of(FlowField.DST_PORT),
                Measure.FLOWS)
            .withRank(new Rank(by, STEP));
    StringBuilder order = new StringBuilder();
    for (Answers.Row row : RankedRows.of(query, rows())) {
      order.append(row.group().values().getFirst());
    }
    return order.toString();
  }

  @ParameterizedTest
  @CsvSource({"MAXIMUM, 3241", "P95, 2413", "MINIMUM, 1324", "LAST, 1324"})
  void ofSteps(Rank.By by, String expected) {
    assertEquals(expected, order(by, STEPS));
  }

  @Test
  void aStepWithoutRowsCountsAsNothing() {
    assertEquals("4123", order(Rank.By.MINIMUM, STEPS + 1), "all lack one: their sums rank");
  }
}
