package weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTest {
  private static final long S = FlowQuery.SECOND;

  /// 1,000 octets in each bucket; the range covers 4 s of the first and 1 s of the last.
  @Test
  void ratesAtTheEdgesAreOverWhatTheRangeCovers() {
    Answer answer = answer(new TimeRange(6 * S, 21 * S), 10 * S, 0, 10 * S, 20 * S);
    assertEquals(2000, answer.value(0, 0));
    assertEquals(800, answer.value(1, 0));
    assertEquals(8000, answer.value(2, 0));
    assertEquals(1000, answer.value(2, 1));
  }

  @Test
  void withoutBucketsARateIsOverTheRange() {
    assertEquals(400, answer(new TimeRange(0, 20 * S), 0, 0).value(0, 0));
  }

  private static Answer answer(TimeRange range, long bucket, long... starts) {
    FlowQuery query =
        new FlowQuery(
            range,
            Filter.all(),
            List.of(),
            List.of(Measure.BITS_PER_SECOND, Measure.BYTES),
            bucket,
            0,
            false,
            true);
    long[] sums = new long[starts.length];
    java.util.Arrays.fill(sums, 1000);
    return new Answer(
        query,
        starts.length,
        starts,
        List.of(),
        new boolean[starts.length],
        new long[][] {sums, sums},
        0,
        0);
  }
}
