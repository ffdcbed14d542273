package weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

class AsOfTest {
  private static final long SECOND = FlowQuery.SECOND;
  private static final TimeRange NOW = new TimeRange(1000 * SECOND, 1097 * SECOND);

  @Test
  void rangesEndWhereTheyAreToAndAreAsLong() {
    assertEquals(NOW, AsOf.NOW.range(NOW, 1, 60 * SECOND));
    assertEquals(
        new TimeRange(943 * SECOND, 1040 * SECOND),
        AsOf.LATEST.range(NOW, 1039 * SECOND + 5, 60 * SECOND));
    assertEquals(NOW, AsOf.LATEST.range(NOW, 0, 60 * SECOND), "there is none");
    assertEquals(
        new TimeRange(983 * SECOND, 1080 * SECOND), AsOf.WHOLE_STEP.range(NOW, 1, 60 * SECOND));
  }

  @Test
  void stepsAreAsLongAsNearlyAllFlows() {
    assertEquals(60 * SECOND, StepAdvice.leastNanos(flows(100, 58)));
    assertEquals(0, StepAdvice.leastNanos(flows(100, 1)), "any step will do");
    assertEquals(0, StepAdvice.leastNanos(flows(19, 58)), "too few to tell");
    FlowBatch some = flows(100, 2);
    FlowBatch long1 = flows(4, 3600);
    FlowBatch all = new FlowBatch();
    for (FlowBatch of : new FlowBatch[] {some, long1}) {
      for (int row = 0; row < of.rows(); row++) {
        all.copyRow(of, row, FlowField.all().stream().filter(of::uses).toList());
        all.endRow();
      }
    }
    assertEquals(2 * SECOND, StepAdvice.leastNanos(all), "a few long ones do not make it");
  }

  private static FlowBatch flows(int rows, int seconds) {
    FlowBatch batch = new FlowBatch();
    for (int row = 0; row < rows; row++) {
      batch.set(FlowField.TIME_START, 1_000_000 * SECOND);
      batch.set(FlowField.TIME_END, (1_000_000 + seconds) * SECOND);
      batch.endRow();
    }
    return batch;
  }
}
