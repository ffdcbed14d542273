package weir.query;

import java.util.Arrays;
import java.util.stream.IntStream;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

/// Which steps of charts are no finer than what exporters tell: a flow counts when its export
/// comes, with all that it has sent since it began. Finer steps show when was exported.
public final class StepAdvice {
  /// Fewer tell nothing.
  private static final int LEAST_FLOWS = 20;

  private static final double MOST_FLOWS = 0.95;

  private StepAdvice() {}

  /// Flows that are looked at.
  public static final int FLOWS = 1_000;

  /// A step that is as long as 95 of 100 flows at least; 0 where any will do, or nothing is known.
  public static long leastNanos(FlowBatch flows) {
    long[] lengths =
        IntStream.range(0, flows.rows())
            .filter(row -> flows.get(FlowField.TIME_START, row) > 0)
            .mapToLong(
                row -> flows.get(FlowField.TIME_END, row) - flows.get(FlowField.TIME_START, row))
            .filter(length -> length >= 0)
            .sorted()
            .toArray();
    if (lengths.length < LEAST_FLOWS) {
      return 0;
    }
    long length = lengths[(int) Math.ceil(MOST_FLOWS * lengths.length) - 1];
    return length <= FlowQuery.SECOND
        ? 0
        : Arrays.stream(BucketWidth.all()).filter(width -> width >= length).findFirst().orElse(0);
  }
}
