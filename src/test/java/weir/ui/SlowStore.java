package weir.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import weir.flow.FlowField;
import weir.query.Answer;
import weir.query.Coverage;
import weir.query.Dimension;
import weir.query.FlowQuery;
import weir.query.Query;
import weir.query.Result;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.Capabilities;
import weir.store.FlowReader;
import weir.store.Question;
import weir.store.StoreException;
import weir.store.StoreStatus;

/// A billion made-up flows of seven days, looked at slowly, the newest first; rankings of addresses
/// begin with an answer from lists of the largest.
final class SlowStore implements FlowReader {
  static final long ROWS = 1_000_000_000L;

  static final int STEPS = 9;
  private static final long DAY = 86_400 * FlowQuery.SECOND;
  private static final int[] GROUPS = {6, 17, 1, 47, 50, 58, 2, 88, 89, 103, 112, 132};

  private final long stepMillis;
  private final long newestNanos;
  private final int lastStep;

  /// @param lastStep further steps bring nothing new; there is no end then
  SlowStore(long stepMillis, long newestNanos, int lastStep) {
    this.stepMillis = stepMillis;
    this.newestNanos = newestNanos;
    this.lastStep = lastStep;
  }

  private Capabilities lacks = Capabilities.ALL;

  @Override
  @SuppressWarnings("unchecked") // it is asked for sums alone
  public <A extends Result> Question<A> ask(Query<A> query, Cancel cancel) {
    return (Question<A>) sums((FlowQuery) query, cancel);
  }

  private Question<Answer> sums(FlowQuery query, Cancel cancel) {
    Semaphore cancelled = new Semaphore(0);
    cancel.onCancel(cancelled::release);
    return new Question<>() {
      private int done;

      @Override
      public Answer next() {
        try {
          if (cancelled.tryAcquire(stepMillis, TimeUnit.MILLISECONDS)) {
            throw StoreException.cancelled();
          }
        } catch (InterruptedException e) {
          throw StoreException.cancelled();
        }
        done++;
        return answer(query, Math.min(done, lastStep));
      }

      @Override
      public void close() {}
    };
  }

  /// The answer after so many steps.
  static Answer answer(FlowQuery query, int step) {
    boolean complete = step >= STEPS;
    boolean lists =
        query.bucketNanos() == 0
            && !query.by().isEmpty()
            && query.by().getFirst().isWide()
            && !complete;
    double share = Math.min(1, (double) step * step / (STEPS * STEPS));
    TimeRange range = query.range();
    long from = range.untilNanos() - (long) (range.lengthNanos() * (lists ? 1 : share));
    Coverage coverage =
        complete
            ? Coverage.complete(ROWS)
            : lists
                ? new Coverage(ROWS, ROWS, false, 0.0137)
                : new Coverage((long) (ROWS * share), ROWS, false, 0, from);
    long elapsed = step * 500_000_000L;
    Rows rows = new Rows(query);
    for (int group = 0; group < groups(query); group++) {
      rows.add(group, Math.max(from, range.fromNanos()));
    }
    return rows.answer((long) (ROWS * 0.61 * share)).withCoverage(coverage, elapsed);
  }

  private static int groups(FlowQuery query) {
    if (query.by().isEmpty()) {
      return 1;
    }
    int most = query.by().getFirst().is(FlowField.DIRECTION) ? 3 : GROUPS.length;
    return query.top() == 0 ? most : Math.min(most, query.top());
  }

  /// Collects an answer's columns.
  private static final class Rows {
    private final FlowQuery query;
    private final List<Long> starts = new ArrayList<>();
    private final List<Integer> groups = new ArrayList<>();
    private final List<Long> sums = new ArrayList<>();

    Rows(FlowQuery query) {
      this.query = query;
    }

    void add(int group, long fromNanos) {
      double perSecond = 4e6 / (1 + group);
      if (query.bucketNanos() == 0) {
        long seconds = (query.range().untilNanos() - fromNanos) / FlowQuery.SECOND;
        row(0, group, (long) (perSecond * seconds));
        return;
      }
      long bucket = query.bucketNanos();
      Random random = new Random(group);
      double drift = 0;
      for (long start = query.range().aligned(bucket).untilNanos() - bucket;
          start >= fromNanos - fromNanos % bucket;
          start -= bucket) {
        drift = 0.95 * drift + 0.08 * random.nextGaussian();
        double swell = 1 + 0.4 * Math.sin(2 * Math.PI * start / DAY + group * 0.4);
        long from = Math.max(start, query.range().fromNanos());
        double seconds = (Math.min(start + bucket, query.range().untilNanos()) - from) / 1e9;
        row(start, group, (long) (perSecond * seconds * Math.max(0.05, swell + drift)));
      }
    }

    private void row(long start, int group, long sum) {
      starts.add(start);
      groups.add(group);
      sums.add(sum);
    }

    Answer answer(long matched) {
      List<Answer.Key> keys = new ArrayList<>();
      for (Dimension field : query.by()) {
        long[] high = field.isWide() ? new long[groups.size()] : new long[0];
        long[] low = groups.stream().mapToLong(group -> value(field, group)).toArray();
        keys.add(new Answer.Key(field, high, low));
      }
      long[] measured = sums.stream().mapToLong(Long::longValue).toArray();
      long[][] columns = new long[query.measures().size()][];
      java.util.Arrays.fill(columns, measured);
      long[] buckets =
          query.bucketNanos() == 0
              ? new long[0]
              : starts.stream().mapToLong(Long::longValue).toArray();
      boolean[] other = new boolean[groups.size()];
      return new Answer(query, other.length, buckets, keys, other, columns, matched, 0);
    }

    private static long value(Dimension field, int group) {
      return field.is(FlowField.DIRECTION)
          ? group + 1
          : field.is(FlowField.TCP_FLAGS)
              ? LongStream.of(16, 24, 2, 18, 17, 4, 20, 25, 1, 8, 12, 0).toArray()[group]
              : field.isWide() ? 0xffff_0a00_0000L + group * 7919L : GROUPS[group];
    }
  }

  @Override
  public String sql(Query<?> query) {
    throw new UnsupportedOperationException();
  }

  /// The pictures of a store whose flows do not have these.
  SlowStore without(FlowField... fields) {
    lacks = new Capabilities(Set.of(fields), Set.of());
    return this;
  }

  @Override
  public Capabilities capabilities() {
    return lacks;
  }

  @Override
  public StoreStatus status() {
    return new StoreStatus(ROWS, 34L << 30, newestNanos - 7 * DAY, newestNanos);
  }

  @Override
  public void close() {}
}
