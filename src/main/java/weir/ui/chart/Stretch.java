package weir.ui.chart;

import weir.query.TimeRange;

/// A stretch of time that is marked, in whole buckets of what is shown.
///
/// @param shown all that is shown
record Stretch(TimeRange range, TimeRange shown, long bucketNanos) {
  /// So many buckets later, or earlier; as long, within what is shown.
  Stretch stepped(long buckets) {
    long by =
        Math.clamp(
            buckets * bucketNanos,
            Math.min(0, shown.fromNanos() - range.fromNanos()),
            Math.max(0, shown.untilNanos() - range.untilNanos()));
    return with(new TimeRange(range.fromNanos() + by, range.untilNanos() + by));
  }

  /// With so many buckets more at its end; or at its beginning, where it is negative.
  Stretch widened(long buckets) {
    long more = buckets * bucketNanos;
    return with(
        buckets < 0
            ? new TimeRange(
                Math.max(shown.fromNanos(), range.fromNanos() + more), range.untilNanos())
            : new TimeRange(
                range.fromNanos(), Math.min(shown.untilNanos(), range.untilNanos() + more)));
  }

  /// The same where something else is shown by now.
  Stretch in(TimeRange nowShown, long newBucketNanos) {
    return new Stretch(range, nowShown, newBucketNanos);
  }

  /// Whether anything of it is to be seen.
  boolean isSeen() {
    return range.fromNanos() < shown.untilNanos() && range.untilNanos() > shown.fromNanos();
  }

  private Stretch with(TimeRange other) {
    return new Stretch(other, shown, bucketNanos);
  }
}
