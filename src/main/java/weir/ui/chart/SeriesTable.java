package weir.ui.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import weir.flow.Direction;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;

/// An answer made dense: for each group a value in each bucket of the range.
///
/// @param range whole buckets
/// @param first the first bucket of which all flows have been looked at; earlier ones are not known
/// @param series ranked, "Other" last
/// @param asked what the buckets have flows of
record SeriesTable(
    TimeRange range,
    long bucketNanos,
    Measure measure,
    int first,
    List<Series> series,
    TimeRange asked) {
  /// @param measure index into the query's measures
  /// @param nowNanos the wall clock
  static SeriesTable of(Answer answer, int measure, long nowNanos) {
    FlowQuery query = answer.query();
    Buckets buckets = Buckets.of(answer, nowNanos);
    TimeRange range = buckets.range();
    long bucket = buckets.bucketNanos();
    int first = buckets.first();
    List<Series> series = new ArrayList<>();
    for (int row = 0; row < answer.rows(); ) {
      int end = row + 1;
      while (end < answer.rows() && answer.sameGroup(row, end)) {
        end++;
      }
      double average = average(answer, measure, row, end, range.fromNanos() + first * bucket);
      double[] points = points(buckets);
      series.add(series(answer, measure, row, end, average, points, range));
      row = end;
    }
    return new SeriesTable(
        range, bucket, query.measures().get(measure), first, List.copyOf(series), query.range());
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
    return withSeries(all);
  }

  /// The same of other series.
  SeriesTable withSeries(List<Series> others) {
    return new SeriesTable(range, bucketNanos, measure, first, List.copyOf(others), asked);
  }

  /// The same, shown so much later.
  SeriesTable later(long nanos) {
    return new SeriesTable(
        range.moved(nanos), bucketNanos, measure, first, series, asked.moved(nanos));
  }

  /// How much of a bucket there are flows of: the range ends, or begins, within it.
  long coveredNanos(int bucket) {
    TimeRange of = bucket(bucket);
    return Math.max(
        0,
        Math.min(of.untilNanos(), asked.untilNanos())
            - Math.max(of.fromNanos(), asked.fromNanos()));
  }

  /// Whether a bucket's value is that of a part of it.
  boolean isCut(int bucket) {
    return coveredNanos(bucket) < bucketNanos;
  }

  int buckets() {
    return Buckets.count(range, bucketNanos);
  }

  /// One bucket's stretch of time.
  TimeRange bucket(int index) {
    return time().bucket(index);
  }

  /// The bucket of a moment, or -1.
  int bucketOf(long nanos) {
    return time().bucketOf(nanos);
  }

  /// The time from the plot's left to its right, as in [Buckets#axis].
  TimeRange axis() {
    return time().axis();
  }

  /// Its buckets, whatever is known of them.
  Buckets time() {
    return new Buckets(range, bucketNanos, first, buckets());
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

  private static double[] points(Buckets buckets) {
    double[] points = new double[buckets.count()];
    Arrays.fill(points, 0, buckets.first(), Double.NaN);
    Arrays.fill(points, buckets.known(), points.length, Double.NaN);
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
    int whole = from; // a group's rows are in the order of time
    while (whole < until && answer.bucketStartNanos()[whole] < wholeFromNanos) {
      whole++;
    }
    double value = answer.value(measure, whole, until, length);
    return query.measures().get(measure).isRate()
        ? value
        : value / Math.max(1, (double) length / query.bucketNanos());
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
