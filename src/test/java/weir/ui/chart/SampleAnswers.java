package weir.ui.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import weir.flow.FlowField;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;

/// Answers over time, written by hand or drawn at random from a seed.
final class SampleAnswers {
  private record Row(long startNanos, long[] keys, boolean other, long sum) {}

  private final FlowQuery query;
  private final List<Row> rows = new ArrayList<>();

  SampleAnswers(TimeRange range, long bucketNanos, Measure measure, FlowField... by) {
    query = FlowQuery.series(range, Filter.all(), bucketNanos, 20, Dimension.of(by), measure);
  }

  SampleAnswers row(long bucket, long sum, long... keys) {
    rows.add(new Row(start(bucket), keys, false, sum));
    return this;
  }

  SampleAnswers other(long bucket, long sum) {
    rows.add(new Row(start(bucket), new long[query.by().size()], true, sum));
    return this;
  }

  /// A group that wanders around a mean of `sum` a bucket, with a daily swell and a few bursts.
  SampleAnswers wander(long seed, double sum, boolean isOther, long... keys) {
    Random random = new Random(seed);
    long buckets = query.range().lengthNanos() / query.bucketNanos();
    double drift = 0;
    double burst = 0;
    for (long i = 0; i < buckets; i++) {
      drift = 0.97 * drift + 0.06 * random.nextGaussian();
      burst = random.nextDouble() < 0.006 ? 0.9 + random.nextDouble() : burst * 0.82;
      double swell = 1 + 0.25 * Math.sin(i * 6.0 / buckets + seed);
      double value = sum * Math.max(0.02, swell + drift + burst + 0.03 * random.nextGaussian());
      long[] key = keys.length == 0 ? new long[query.by().size()] : keys;
      rows.add(new Row(start(i), key, isOther, (long) value));
    }
    return this;
  }

  Answer answer() {
    int n = rows.size();
    List<Answer.Key> keys = new ArrayList<>();
    for (int k = 0; k < query.by().size(); k++) {
      int column = k;
      long[] low = rows.stream().mapToLong(row -> row.keys[column]).toArray();
      keys.add(new Answer.Key(query.by().get(k), new long[0], low));
    }
    boolean[] other = new boolean[n];
    for (int i = 0; i < n; i++) {
      other[i] = rows.get(i).other;
    }
    long[] starts = rows.stream().mapToLong(Row::startNanos).toArray();
    long[][] sums = {rows.stream().mapToLong(Row::sum).toArray()};
    return new Answer(query, n, starts, keys, other, sums, n, 1_000_000);
  }

  private long start(long bucket) {
    return query.range().aligned(query.bucketNanos()).fromNanos() + bucket * query.bucketNanos();
  }
}
