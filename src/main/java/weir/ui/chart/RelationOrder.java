package weir.ui.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// In which order the nodes of each layer stand, from top to bottom, so that few ribbons cross:
/// each layer is sorted by where its ribbons come from, then by where they go to, by turns. The
/// first layer is ranked, "Other" is last everywhere.
///
/// @param order by layer: indexes of nodes
record RelationOrder(RelationGraph graph, int[][] order) {
  private static final int SWEEPS = 6;

  /// An order that has been seen stays until another one has so much less crossing.
  private static final double WORTH_A_JUMP = 1.3;

  /// Crossings below this share of what could cross are no reason either.
  private static final double FEW = 0.01;

  /// The best that was found.
  static RelationOrder of(RelationGraph graph) {
    int[][] order =
        graph.layers().stream()
            .map(layer -> IntStream.range(0, layer.size()).toArray())
            .toArray(int[][]::new);
    RelationOrder best = new RelationOrder(graph, order);
    double least = best.crossings();
    RelationOrder next = best;
    for (int i = 0; i < SWEEPS && least > 0; i++) {
      next = next.swept(i % 2 == 0);
      double crossings = next.crossings();
      if (crossings < least) {
        best = next;
        least = crossings;
      }
    }
    return best;
  }

  /// The one before, as far as its nodes are still there, unless it has become much worse than what
  /// would be found now. New nodes stand where their ribbons come from.
  static RelationOrder after(RelationOrder before, RelationGraph graph) {
    RelationOrder fresh = of(graph);
    RelationOrder kept = fresh.like(before);
    double total = graph.total();
    double much = WORTH_A_JUMP * fresh.crossings() + FEW * total * total;
    return kept.crossings() <= much ? kept : fresh;
  }

  /// Old nodes in their old order; a new one stays behind the one that it is behind here.
  private RelationOrder like(RelationOrder before) {
    int[][] next = new int[order.length][];
    for (int layer = 0; layer < order.length; layer++) {
      List<RelationGraph.Node> nodes = graph.layers().get(layer);
      Map<RelationGraph.Key, Double> rank = new HashMap<>();
      for (int index : before.order[layer]) {
        rank.put(before.graph.node(layer, index).key(), (double) rank.size());
      }
      double[] ranks = new double[nodes.size()];
      double last = -1;
      for (int index : order[layer]) {
        Double old = rank.get(nodes.get(index).key());
        last = old != null ? old : last + 1e-6;
        ranks[index] = nodes.get(index).other() ? Double.MAX_VALUE : last;
      }
      next[layer] = sorted(order[layer], ranks);
    }
    return new RelationOrder(graph, next);
  }

  private static int[] sorted(int[] order, double[] ranks) {
    return Arrays.stream(order)
        .boxed()
        .sorted(Comparator.comparingDouble(index -> ranks[index]))
        .mapToInt(index -> index)
        .toArray();
  }

  /// Each layer but the first by its neighbours on one side.
  private RelationOrder swept(boolean right) {
    int[][] next = Arrays.stream(order).map(int[]::clone).toArray(int[][]::new);
    int layers = next.length;
    for (int i = 1; i < layers; i++) {
      int layer = right ? i : layers - 1 - i;
      if (layer > 0) {
        int neighbour = right ? layer - 1 : layer + 1;
        next[layer] = sorted(next[layer], centres(layer, neighbour, next[neighbour]));
      }
    }
    return new RelationOrder(graph, next);
  }

  /// Where the ribbons of a layer's nodes are at a neighbour, in the mean.
  private double[] centres(int layer, int neighbour, int[] neighbours) {
    List<RelationGraph.Node> there = graph.layers().get(neighbour);
    double[] middles = new double[there.size()];
    double at = 0;
    for (int index : neighbours) {
      middles[index] = at + there.get(index).value() / 2;
      at += there.get(index).value();
    }
    List<RelationGraph.Node> nodes = graph.layers().get(layer);
    double[] sums = new double[nodes.size()];
    for (RelationGraph.Ribbon ribbon : graph.gaps().get(Math.min(layer, neighbour))) {
      boolean forth = neighbour < layer;
      sums[forth ? ribbon.to() : ribbon.from()] +=
          ribbon.value() * middles[forth ? ribbon.from() : ribbon.to()];
    }
    for (int i = 0; i < sums.length; i++) {
      RelationGraph.Node node = nodes.get(i);
      sums[i] = node.other() ? Double.MAX_VALUE : sums[i] / node.value();
    }
    return sums;
  }

  /// Where each node of a layer stands, by its index.
  int[] ranks(int layer) {
    int[] ranks = new int[order[layer].length];
    for (int rank = 0; rank < ranks.length; rank++) {
      ranks[order[layer][rank]] = rank;
    }
    return ranks;
  }

  /// What crosses: the product of both ribbons' values, over all pairs that do.
  double crossings() {
    double sum = 0;
    for (int gap = 0; gap < graph.gaps().size(); gap++) {
      sum += crossings(gap);
    }
    return sum;
  }

  private double crossings(int gap) {
    int[] left = ranks(gap);
    int[] right = ranks(gap + 1);
    List<RelationGraph.Ribbon> ribbons = new ArrayList<>(graph.gaps().get(gap));
    ribbons.sort(Comparator.comparingInt(ribbon -> left[ribbon.from()]));
    // what came before, summed by where it ends: a binary indexed tree
    double[] ended = new double[right.length + 1];
    double before = 0;
    double sum = 0;
    int i = 0;
    while (i < ribbons.size()) {
      int until = i;
      while (until < ribbons.size()
          && left[ribbons.get(until).from()] == left[ribbons.get(i).from()]) {
        RelationGraph.Ribbon ribbon = ribbons.get(until++);
        sum += ribbon.value() * (before - upTo(ended, right[ribbon.to()]));
      }
      for (; i < until; i++) {
        add(ended, right[ribbons.get(i).to()], ribbons.get(i).value());
        before += ribbons.get(i).value();
      }
    }
    return sum;
  }

  private static void add(double[] tree, int rank, double value) {
    for (int at = rank + 1; at < tree.length; at += at & -at) {
      tree[at] += value;
    }
  }

  private static double upTo(double[] tree, int rank) {
    double sum = 0;
    for (int at = rank + 1; at > 0; at -= at & -at) {
      sum += tree[at];
    }
    return sum;
  }
}
