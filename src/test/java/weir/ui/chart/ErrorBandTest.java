package weir.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import weir.flow.Direction;
import weir.flow.FlowField;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.SamplingError;
import weir.query.TimeRange;

class ErrorBandTest {
  private static final long SECOND = FlowQuery.SECOND;
  private static final TimeRange RANGE = new TimeRange(100 * SECOND, 102 * SECOND);

  /// One second of 100 packets in and 10,000 internal seen, and one of 100 out.
  private static Answer told(long rate) {
    FlowQuery query =
        SamplingError.told(
            FlowQuery.series(
                RANGE,
                Filter.all(),
                SECOND,
                0,
                Dimension.of(FlowField.DIRECTION),
                Measure.BITS_PER_SECOND));
    long[] seen = {100, 10_000, 100};
    long[] packets = {100 * rate, 10_000 * rate, 100 * rate};
    return new Answer(
        query,
        3,
        new long[] {100 * SECOND, 100 * SECOND, 101 * SECOND},
        List.of(
            new Answer.Key(
                query.by().getFirst(),
                new long[0],
                new long[] {Direction.IN.code(), Direction.INTERNAL.code(), Direction.OUT.code()})),
        new boolean[3],
        new long[][] {packets, packets, seen},
        10_200,
        0);
  }

  @Test
  void eachSideHasTheErrorOfAllThatWasSeenOnIt() {
    ErrorBand band = ErrorBand.of(told(1_000_000));
    TimeRange first = new TimeRange(100 * SECOND, 101 * SECOND);
    TimeRange second = new TimeRange(101 * SECOND, 102 * SECOND);
    assertEquals(1.96 / Math.sqrt(10_100), band.part(first, false), 1e-6);
    assertEquals(0, band.part(first, true));
    assertEquals(0.196, band.part(second, true), 1e-6);
    assertEquals(0, band.part(new TimeRange(100 * SECOND, 110 * SECOND), false), "other steps");
    assertEquals(0, band.part(second.moved(SECOND), false), "not known");
    assertFalse(band.isNothing());
    assertTrue(ErrorBand.of(told(1)).isNothing(), "no sampling");
    assertEquals(
        List.of("Sampling, out ± 20 %"),
        Reading.errors(band, second).stream().map(row -> row.label() + " " + row.value()).toList());
    assertEquals(List.of(), Reading.errors(null, second));
  }

  @Test
  void words() {
    assertEquals("± 2.0 %", ErrorBand.text(0.0196));
    assertEquals("± 20 %", ErrorBand.text(0.196));
    assertEquals("± > 100 %", ErrorBand.text(Double.POSITIVE_INFINITY));
  }
}
