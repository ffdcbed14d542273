package weir.query;

/// Widths of time buckets.
public final class BucketWidth {
  private static final int[] SECONDS = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400
  };

  private BucketWidth() {}

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
