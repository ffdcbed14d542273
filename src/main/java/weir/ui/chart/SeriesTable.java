package weir.ui.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import weir.flow.Direction;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Answer;
import weir.query.Coverage;
import weir.query.Dimension;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;

/// An answer made dense: for each group a value in each bucket of the range.
///
/// @param range whole buckets
/// @param first the first bucket of which all flows have been looked at; earlier ones are not known
/// @param series ranked, "Other" last
record SeriesTable(
    TimeRange range, long bucketNanos, Measure measure, int first, List<Series> series) {
  /// Flows take this long to be stored and seen; younger empty buckets may still fill.
  static final long SETTLE_NANOS = 5 * FlowQuery.SECOND;

  /// A bucket that is still running is left out when it is at most this wide: it would dip.
  private static final long SHORT_NANOS = 10 * FlowQuery.SECOND;

  /// More would be a mistake in the query: screens are not so wide.
  private static final int MOST_BUCKETS = 100_000;

  /// @param measure index into the query's measures
  /// @param nowNanos the wall clock
  static SeriesTable of(Answer answer, int measure, long nowNanos) {
    FlowQuery query = answer.query();
    long bucket = query.bucketNanos();
    if (bucket <= 0) {
      throw new IllegalArgumentException("a chart over time needs buckets");
    }
    TimeRange range = query.range().aligned(bucket);
    int buckets = (int) Math.min(MOST_BUCKETS, range.lengthNanos() / bucket);
    int known = known(answer, range, bucket, buckets, nowNanos);
    int first = first(answer, range, bucket, buckets);
    List<Series> series = new ArrayList<>();
    for (int row = 0; row < answer.rows(); ) {
      int end = row + 1;
      while (end < answer.rows() && answer.sameGroup(row, end)) {
        end++;
      }
      double average = average(answer, measure, row, end, range.fromNanos() + first * bucket);
      double[] points = points(buckets, first, known);
      series.add(series(answer, measure, row, end, average, points, range));
      row = end;
    }
    return new SeriesTable(
        range, bucket, query.measures().get(measure), first, List.copyOf(series));
  }

  /// With the series of another data set laid over it, as far as their buckets are the same.
  SeriesTable with(SeriesTable over, String name) {
    long apart = over.range.fromNanos() - range.fromNanos();
    if (over.bucketNanos != bucketNanos || apart % bucketNanos != 0) {
      return this; // of another question, which is about to be answered
    }
    List<Series> all = new ArrayList<>(series);
    for (Series one : over.series) {
      double[] points = new double[buckets()];
      Arrays.fill(points, Double.NaN);
      for (int i = 0; i < one.points().length; i++) {
        long at = i + apart / bucketNanos;
        if (at >= 0 && at < points.length) {
          points[(int) at] = one.points()[i];
        }
      }
      all.add(one.over(name, points));
    }
    return new SeriesTable(range, bucketNanos, measure, first, List.copyOf(all));
  }

  int buckets() {
    return (int) Math.min(MOST_BUCKETS, range.lengthNanos() / bucketNanos);
  }

  /// One bucket's stretch of time.
  TimeRange bucket(int index) {
    long from = range.fromNanos() + index * bucketNanos;
    return new TimeRange(from, from + bucketNanos);
  }

  /// The bucket of a moment, or -1.
  int bucketOf(long nanos) {
    boolean inside = nanos >= range.fromNanos() && nanos < range.untilNanos();
    return inside ? (int) ((nanos - range.fromNanos()) / bucketNanos) : -1;
  }

  /// The time from the plot's left to its right. A single bucket has as much room on either side:
  /// it is seen to be one.
  TimeRange axis() {
    if (buckets() != 1) {
      return range;
    }
    long until = range.untilNanos();
    return new TimeRange(
        Math.max(0, range.fromNanos() - bucketNanos),
        until > Long.MAX_VALUE - bucketNanos ? until : until + bucketNanos);
  }

  boolean isEmpty() {
    return series.isEmpty();
  }

  /// The last bucket with values, or -1.
  int newest() {
    if (isEmpty()) {
      return -1;
    }
    double[] points = series.getFirst().points();
    int newest = points.length - 1;
    while (newest >= 0 && Double.isNaN(points[newest])) {
      newest--;
    }
    return newest;
  }

  /// Buckets of which something is known: up to the newest row, or to where it has settled.
  private static int known(
      Answer answer, TimeRange range, long bucket, int buckets, long nowNanos) {
    long newest = range.fromNanos() - bucket;
    for (long start : answer.bucketStartNanos()) {
      newest = Math.max(newest, start);
    }
    long until = Math.max(newest + bucket, nowNanos - SETTLE_NANOS);
    long known = Math.floorDiv(until - range.fromNanos(), bucket);
    if (bucket <= SHORT_NANOS && newest + bucket > nowNanos && newest <= nowNanos && known > 1) {
      known--;
    }
    return Math.clamp(known, 0, buckets);
  }

  /// The first whole bucket; where a store does not say so, that of the oldest row.
  private static int first(Answer answer, TimeRange range, long bucket, int buckets) {
    Coverage coverage = answer.coverage();
    if (!coverage.partial()) {
      return 0;
    }
    long whole = coverage.wholeFromNanos();
    if (whole == 0) {
      whole = Arrays.stream(answer.bucketStartNanos()).min().orElse(range.untilNanos());
    }
    return Math.clamp(Math.ceilDiv(whole - range.fromNanos(), bucket), 0, buckets);
  }

  private static double[] points(int buckets, int first, int known) {
    double[] points = new double[buckets];
    Arrays.fill(points, 0, first, Double.NaN);
    Arrays.fill(points, known, buckets, Double.NaN);
    return points;
  }

  /// Over the time that is covered, which is the whole range of a complete answer: what a ranking
  /// of the same question says. Flows of buckets at the edges that the range or the clock cuts
  /// count, and so does just the time that the range has of them.
  ///
  /// @param wholeFromNanos what came earlier is not known
  private static double average(
      Answer answer, int measure, int from, int until, long wholeFromNanos) {
    FlowQuery query = answer.query();
    long start = Math.max(query.range().fromNanos(), wholeFromNanos);
    long length = query.range().untilNanos() - start;
    if (length <= 0) {
      return Double.NaN;
    }
    double sum = 0;
    for (int row = from; row < until; row++) {
      sum += answer.bucketStartNanos()[row] >= wholeFromNanos ? answer.sums()[measure][row] : 0;
    }
    Measure shown = query.measures().get(measure);
    return shown.isRate()
        ? shown.of(sum, length)
        : sum / Math.max(1, (double) length / query.bucketNanos());
  }

  private static Series series(
      Answer answer,
      int measure,
      int from,
      int until,
      double average,
      double[] points,
      TimeRange range) {
    for (int row = from; row < until; row++) {
      long start = answer.bucketStartNanos()[row];
      long index = Math.floorDiv(start - range.fromNanos(), answer.query().bucketNanos());
      if (index >= 0 && index < points.length && !Double.isNaN(points[(int) index])) {
        points[(int) index] = answer.value(row, measure);
      }
    }
    boolean other = answer.other()[from];
    List<Dimension> by = answer.query().by();
    List<IpAddress> values =
        answer.keys().stream().map(key -> new IpAddress(key.high(from), key.low()[from])).toList();
    boolean below =
        !other
            && !by.isEmpty()
            && by.getFirst().is(FlowField.DIRECTION)
            && values.getFirst().low() == Direction.OUT.code();
    return new Series(answer.label(from), by, values, other, below, average, false, points);
  }
}
