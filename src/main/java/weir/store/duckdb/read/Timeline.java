package weir.store.duckdb.read;

import java.util.Arrays;
import weir.query.TimeRange;

/// How many records lie in each of many equal stretches of time: tells where in time the record of
/// a number is. As large for a hundred million records as for a hundred.
final class Timeline {
  /// What is counted at least; a range is cut into no more.
  private static final int MOST_STRETCHES = 200_000;

  private final TimeRange range;
  private final long widthNanos;
  private final boolean newestFirst;

  /// Of each stretch, in the order of records; once [#sum] was called, of all before it.
  private final long[] counts;

  /// Some stretches of a timeline.
  ///
  /// @param range all of it
  /// @param before records that come before it
  /// @param rows records in it
  record Stretch(TimeRange range, long before, long rows) {}

  /// @param range by time received; not longer than there are records
  Timeline(TimeRange range, boolean newestFirst) {
    this.range = range;
    this.newestFirst = newestFirst;
    this.widthNanos = Math.max(1, Math.ceilDiv(range.lengthNanos(), MOST_STRETCHES));
    this.counts = new long[(int) Math.ceilDiv(range.lengthNanos(), widthNanos) + 1];
  }

  TimeRange range() {
    return range;
  }

  long widthNanos() {
    return widthNanos;
  }

  /// @param stretch by time, the earliest is 0
  void add(int stretch, long rows) {
    counts[place(stretch)] += rows;
  }

  private int place(int stretch) {
    return newestFirst ? counts.length - 2 - stretch : stretch;
  }

  /// All were added.
  void sum() {
    long before = 0;
    for (int i = 0; i < counts.length; i++) {
      long here = counts[i];
      counts[i] = before;
      before += here;
    }
  }

  long rows() {
    return counts[counts.length - 1];
  }

  /// The stretches that have records of those numbers.
  ///
  /// @param last also one of them
  Stretch around(long first, long last) {
    int from = stretch(first);
    int to = stretch(last);
    int earliest = newestFirst ? place(to) : from;
    int latest = newestFirst ? place(from) : to;
    long until = range.fromNanos() + (latest + 1) * widthNanos;
    return new Stretch(
        new TimeRange(
            range.fromNanos() + earliest * widthNanos, Math.min(until, range.untilNanos())),
        counts[from],
        counts[to + 1] - counts[from]);
  }

  /// The last one before which there are no more than so many.
  private int stretch(long number) {
    int found = Arrays.binarySearch(counts, number);
    if (found < 0) {
      return -found - 2;
    }
    while (found + 1 < counts.length && counts[found + 1] == number) {
      found++; // those before it are empty
    }
    return found;
  }
}
