package weir.ui.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;

final class StepNumberTest {
  private static final long S = FlowQuery.SECOND;

  /// 1 to 100, in no order.
  private static final double[] HUNDRED =
      IntStream.range(0, 100).mapToDouble(i -> 1 + (i * 37) % 100).toArray();

  @Test
  void numbersAreOfKnownSteps() {
    assertEquals(1, StepNumber.MINIMUM.of(HUNDRED));
    assertEquals(95, StepNumber.P95.of(HUNDRED), "95 of 100 are not higher");
    assertEquals(100, StepNumber.MAXIMUM.of(HUNDRED));
    assertEquals(1 + (99 * 37) % 100, StepNumber.LAST.of(HUNDRED));
    double[] known = {Double.NaN, 3, 0, 5, Double.NaN};
    assertEquals(0, StepNumber.MINIMUM.of(known));
    assertEquals(5, StepNumber.LAST.of(known));
    assertEquals(5, StepNumber.P95.of(known), "of three the highest");
    assertTrue(Double.isNaN(StepNumber.MAXIMUM.of(new double[] {Double.NaN})));
  }

  @Test
  void groupsHaveAValueAStep() {
    SampleAnswers answer =
        new SampleAnswers(
            new TimeRange(1000 * S, 1003 * S), S, Measure.BITS_PER_SECOND, FlowField.PROTOCOL);
    answer.row(0, 100, 6).row(2, 300, 6).row(1, 50, 17).other(1, 7);
    GroupSteps steps =
        GroupSteps.of(answer.answer(), new ChartGroup(ChartChoice.FIRST, _ -> {}, () -> 2000 * S));
    assertEquals("1 s", steps.width());
    assertArrayEquals(
        new double[] {800, 0, 2400}, steps.of(List.of(new IpAddress(0, 6))).orElseThrow());
    assertArrayEquals(
        new double[] {0, 400, 0}, steps.of(List.of(new IpAddress(0, 17))).orElseThrow());
    assertArrayEquals(new double[] {0, 56, 0}, steps.of(List.of()).orElseThrow(), "Other");
    assertTrue(steps.of(List.of(new IpAddress(0, 1))).isEmpty());
    assertArrayEquals(new double[] {800, 456, 2400}, steps.total());
  }
}
