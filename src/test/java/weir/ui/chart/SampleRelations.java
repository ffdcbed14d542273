package weir.ui.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import weir.exporter.Labels;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Answer;
import weir.query.Coverage;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.RelationQuery;
import weir.query.Relations;
import weir.query.TimeRange;

/// Relations, written by hand or drawn at random from a seed.
final class SampleRelations {
  static final long REST = -1;

  private static final long SECOND = FlowQuery.SECOND;
  private static final long START = 1_700_000_000L * SECOND;

  private record Row(long sum, long[] keys) {}

  private final List<Dimension> layers;
  private final Measure measure;
  private final List<Row> rows = new ArrayList<>();

  SampleRelations(Measure measure, FlowField... layers) {
    this.layers = Dimension.of(layers);
    this.measure = measure;
  }

  /// @param keys a value a layer, or [#REST]; of an address the last 32 bits
  SampleRelations row(long sum, long... keys) {
    rows.add(new Row(sum, keys.clone()));
    return this;
  }

  /// So many combinations of so many values a layer, and what is left of each.
  SampleRelations random(long seed, int combinations, long... values) {
    Random random = new Random(seed);
    for (int i = 0; i < combinations; i++) {
      long[] keys = new long[layers.size()];
      for (int layer = 0; layer < keys.length; layer++) {
        long value = (long) Math.abs(random.nextGaussian() * values[layer] / 2.5);
        keys[layer] =
            random.nextInt(12) == 0
                ? REST
                : 1000L * (layer + 1) + Math.min(value, values[layer] - 1);
      }
      row((long) (1e10 * Math.exp(-5 * random.nextDouble())), keys);
    }
    return this;
  }

  Relations relations() {
    return relations(20, Labels.NONE);
  }

  Relations relations(int top, Labels labels) {
    rows.sort(Comparator.comparingLong(Row::sum).reversed());
    int n = rows.size();
    List<Answer.Key> keys = new ArrayList<>();
    boolean[][] other = new boolean[layers.size()][n];
    for (int layer = 0; layer < layers.size(); layer++) {
      boolean wide = layers.get(layer).isWide();
      long[] low = new long[n];
      long[] high = new long[wide ? n : 0];
      for (int row = 0; row < n; row++) {
        long key = rows.get(row).keys[layer];
        other[layer][row] = key == REST;
        long mapped = IpAddress.mapped((int) key);
        low[row] = key == REST ? 0 : wide ? mapped : key;
      }
      keys.add(new Answer.Key(layers.get(layer), high, low));
    }
    RelationQuery query =
        new RelationQuery(
            new TimeRange(START, START + 100 * SECOND), Filter.all(), layers, measure, top, true);
    return new Relations(
        query,
        n,
        keys,
        other,
        rows.stream().mapToLong(Row::sum).toArray(),
        n,
        1_000_000,
        Coverage.complete(n),
        labels);
  }
}
