package weir.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import weir.exporter.Labels;
import weir.flow.FlowField;
import weir.flow.IpAddress;

/// Answers without buckets, written by hand: sums of octets over ten seconds, ranked by bits a
/// second.
public final class SampleRanking {
  private static final long TEN_SECONDS = 10 * FlowQuery.SECOND;

  private final List<Dimension> by;
  private final List<Measure> measures;
  private final List<List<IpAddress>> keys = new ArrayList<>();
  private final List<Boolean> others = new ArrayList<>();
  private final List<Long> sums = new ArrayList<>();
  private Filter filter = Filter.all();
  private Coverage coverage = Coverage.complete(0);
  private Labels labels = Labels.NONE;
  private int top = 100;

  private SampleRanking(List<Dimension> by, List<Measure> measures) {
    this.by = by;
    this.measures = measures;
  }

  public static SampleRanking by(FlowField... fields) {
    return by(Dimension.of(fields));
  }

  public static SampleRanking by(List<Dimension> dimensions) {
    return new SampleRanking(dimensions, List.of(Measure.BITS_PER_SECOND, Measure.BYTES));
  }

  public SampleRanking of(Measure... what) {
    SampleRanking next = new SampleRanking(by, List.of(what));
    next.keys.addAll(keys);
    next.others.addAll(others);
    next.sums.addAll(sums);
    return next;
  }

  /// @param values addresses, or numbers
  public SampleRanking row(long sum, Object... values) {
    keys.add(Arrays.stream(values).map(SampleRanking::value).toList());
    others.add(false);
    sums.add(sum);
    return this;
  }

  private static IpAddress value(Object value) {
    return value instanceof String address
        ? IpAddress.parse(address)
        : new IpAddress(0, ((Number) value).longValue());
  }

  public SampleRanking other(long sum) {
    keys.add(by.stream().map(_ -> new IpAddress(0, 0)).toList());
    others.add(true);
    sums.add(sum);
    return this;
  }

  public SampleRanking filter(Filter newFilter) {
    filter = newFilter;
    return this;
  }

  public SampleRanking top(int newTop) {
    top = newTop;
    return this;
  }

  public SampleRanking covering(Coverage newCoverage) {
    coverage = newCoverage;
    return this;
  }

  public SampleRanking called(Labels newLabels) {
    labels = newLabels;
    return this;
  }

  public Answer answer() {
    int rows = keys.size();
    List<Answer.Key> columns = new ArrayList<>();
    for (int i = 0; i < by.size(); i++) {
      int key = i;
      columns.add(
          new Answer.Key(
              by.get(i),
              keys.stream().mapToLong(row -> row.get(key).high()).toArray(),
              keys.stream().mapToLong(row -> row.get(key).low()).toArray()));
    }
    boolean[] other = new boolean[rows];
    for (int i = 0; i < rows; i++) {
      other[i] = others.get(i);
    }
    long[] column = sums.stream().mapToLong(Long::longValue).toArray();
    long[][] all = new long[measures.size()][];
    Arrays.fill(all, column);
    FlowQuery query =
        new FlowQuery(
            new TimeRange(0, TEN_SECONDS),
            filter,
            by,
            measures,
            0,
            top,
            others.contains(true),
            true);
    return new Answer(
        query, rows, new long[0], columns, other, all, rows, 1_000_000, coverage, labels);
  }
}
