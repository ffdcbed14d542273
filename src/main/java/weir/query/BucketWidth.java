package weir.query;

import java.util.Arrays;

/// Widths of time buckets.
public final class BucketWidth {
  private static final int[] SECONDS = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400
  };

  private BucketWidth() {}

  /// All of them that are shorter than a week, the narrowest first.
  public static long[] all() {
    return Arrays.stream(SECONDS).mapToLong(seconds -> seconds * FlowQuery.SECOND).toArray();
  }

  /// The narrowest that gives no more buckets than pixels.
  public static long nanos(TimeRange range, int pixels) {
    for (int seconds : SECONDS) {
      if (range.lengthNanos() / (seconds * FlowQuery.SECOND) <= pixels) {
        return seconds * FlowQuery.SECOND;
      }
    }
    return 604_800 * FlowQuery.SECOND;
  }
}
