package weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SamplingErrorTest {
  /// The table of sFlow's theory of packet sampling: 196·√(1/n) per cent.
  @Test
  void itIsThatOfTheTheory() {
    assertEquals(0.196, SamplingError.part(1e9, 100), 1e-6);
    assertEquals(0.0196, SamplingError.part(1e12, 10_000), 1e-6);
  }

  @Test
  void whatWasNotSampledIsExact() {
    assertEquals(0, SamplingError.part(10, 10));
    assertEquals(0, SamplingError.part(0, 0));
  }

  @Test
  void ofNothingSeenNothingIsKnown() {
    assertEquals(Double.POSITIVE_INFINITY, SamplingError.part(100, 0));
  }

  /// One of ten packets, drawn two thousand times: the true sum lies within in 95 of 100 cases.
  @Test
  void theTrueSumLiesWithin() {
    Random random = new Random(7);
    int packets = 3_000;
    int within = 0;
    int times = 2_000;
    for (int time = 0; time < times; time++) {
      int seen = 0;
      for (int packet = 0; packet < packets; packet++) {
        seen += random.nextInt(10) == 0 ? 1 : 0;
      }
      double estimated = seen * 10.0;
      double error = estimated * SamplingError.part(estimated, seen);
      within += Math.abs(estimated - packets) <= error ? 1 : 0;
    }
    assertEquals(0.95, (double) within / times, 0.015);
  }

  @Test
  void flowsAndRawSumsHaveNone() {
    FlowQuery bytes = FlowQuery.total(TimeRange.ALL, Filter.all(), Measure.BITS_PER_SECOND);
    assertTrue(SamplingError.concerns(bytes));
    assertFalse(SamplingError.concerns(bytes.withScaled(false)));
    assertFalse(SamplingError.concerns(bytes.withMeasures(List.of(Measure.FLOWS))));
    FlowQuery told = SamplingError.told(bytes);
    assertTrue(SamplingError.isTold(told));
    assertFalse(SamplingError.isTold(bytes));
    assertEquals(
        List.of(Measure.BITS_PER_SECOND, Measure.PACKETS, Measure.SAMPLES), told.measures());
    assertEquals(0.196, SamplingError.part(new long[][] {{5}, {100_000_000}, {100}}, 0), 1e-6);
  }
}
