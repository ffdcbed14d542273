package weir.ui.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.Kind;
import weir.query.Dimension;
import weir.query.Relations;
import weir.query.Selection;

/// [Relations] as a graph: the values of each layer, largest first and "Other" last, and ribbons
/// between neighbouring layers, told apart by the value of the first layer that they come from.
///
/// @param places by layer and row: which node of the layer the row goes through
/// @param ribbonOf by gap between layers and row: which ribbon of the gap the row is part of
/// @param values the measure's, by row
/// @param whole the measure's value of everything, also of what is hidden
record RelationGraph(
    Relations relations,
    List<List<Node>> layers,
    List<List<Ribbon>> gaps,
    int[][] places,
    int[][] ribbonOf,
    double[] values,
    double whole) {

  /// What a node is from answer to answer, whatever it is called.
  ///
  /// @param values of the node's dimensions; none for what is left of the layer
  record Key(int layer, List<IpAddress> values) {
    boolean other() {
      return values.isEmpty();
    }
  }

  /// A value of a layer.
  ///
  /// @param by the layer's dimension; of an interface also the exporter whose it is, where that is
  ///   a layer, too
  record Node(Key key, List<Dimension> by, String text, double value) {
    boolean other() {
      return key.other();
    }
  }

  /// What goes from a node of one layer to one of the next.
  ///
  /// @param first the node of the first layer that it comes from
  /// @param from in the layer on the left of the gap
  /// @param to in the layer on its right
  record Ribbon(int first, int from, int to, double value) {}

  /// How much of the whole goes through some nodes, all of them.
  ///
  /// @param nodes by layer and node
  /// @param ribbons by gap and ribbon
  record Lit(double total, double[][] nodes, double[][] ribbons) {}

  /// @param otherHidden leaves out what goes through any layer's "Other"
  static RelationGraph of(Relations all, boolean otherHidden) {
    Relations relations = otherHidden ? all.withoutOther() : all;
    int count = relations.query().layers().size();
    int[] rows =
        IntStream.range(0, relations.rows()).filter(row -> relations.sums()[row] > 0).toArray();
    double[] values = Arrays.stream(rows).mapToDouble(relations::value).toArray();
    int[][] places = new int[count][];
    List<List<Node>> layers = new ArrayList<>();
    for (int layer = 0; layer < count; layer++) {
      places[layer] = new int[rows.length];
      layers.add(layer(relations, layer, rows, values, places[layer]));
    }
    int[][] ribbonOf = new int[count - 1][rows.length];
    List<List<Ribbon>> gaps = new ArrayList<>();
    for (int gap = 0; gap < count - 1; gap++) {
      gaps.add(ribbons(places, gap, values, ribbonOf[gap]));
    }
    double whole = IntStream.range(0, all.rows()).mapToDouble(all::value).sum();
    return new RelationGraph(relations, layers, gaps, places, ribbonOf, values, whole);
  }

  private static List<Node> layer(
      Relations relations, int layer, int[] rows, double[] values, int[] places) {
    List<Integer> columns = columns(relations, layer);
    List<Dimension> by = columns.stream().map(relations.query().layers()::get).toList();
    Map<Key, Node> met = new LinkedHashMap<>();
    Key[] keys = new Key[rows.length];
    for (int i = 0; i < rows.length; i++) {
      int row = rows[i];
      List<IpAddress> key =
          relations.other()[layer][row]
              ? List.of()
              : columns.stream().map(column -> value(relations, row, column)).toList();
      keys[i] = new Key(layer, key);
      Node node = new Node(keys[i], by, relations.text(row, layer), values[i]);
      met.merge(keys[i], node, (old, _) -> new Node(old.key, by, old.text, old.value + node.value));
    }
    List<Node> nodes =
        met.values().stream()
            .sorted(
                Comparator.comparing(Node::other)
                    .thenComparing(Comparator.comparingDouble(Node::value).reversed())
                    .thenComparing(Node::text))
            .toList();
    Map<Key, Integer> index = new HashMap<>();
    nodes.forEach(node -> index.put(node.key, index.size()));
    Arrays.setAll(places, i -> index.getOrDefault(keys[i], 0));
    return nodes;
  }

  /// Keys of the answer that make a value of a layer.
  private static List<Integer> columns(Relations relations, int layer) {
    List<Dimension> layers = relations.query().layers();
    boolean isInterface =
        layers.get(layer).whole().map(FlowField::kind).filter(Kind.INTERFACE::equals).isPresent();
    List<Integer> columns = new ArrayList<>(List.of(layer));
    for (int i = 0; isInterface && i < layers.size(); i++) {
      if (layers.get(i).is(FlowField.EXPORTER)) {
        columns.add(i);
      }
    }
    return columns;
  }

  private static IpAddress value(Relations relations, int row, int column) {
    var key = relations.keys().get(column);
    return new IpAddress(key.high(row), key.low()[row]);
  }

  private static List<Ribbon> ribbons(int[][] places, int gap, double[] values, int[] ribbonOf) {
    Map<List<Integer>, Integer> index = new HashMap<>();
    List<Ribbon> ribbons = new ArrayList<>();
    for (int row = 0; row < values.length; row++) {
      int first = places[0][row];
      int from = places[gap][row];
      int to = places[gap + 1][row];
      int at = index.computeIfAbsent(List.of(first, from, to), _ -> index.size());
      double before = at < ribbons.size() ? ribbons.get(at).value : 0;
      Ribbon ribbon = new Ribbon(first, from, to, before + values[row]);
      if (at < ribbons.size()) {
        ribbons.set(at, ribbon);
      } else {
        ribbons.add(ribbon);
      }
      ribbonOf[row] = at;
    }
    return List.copyOf(ribbons);
  }

  boolean isEmpty() {
    return values.length == 0;
  }

  double total() {
    return Arrays.stream(values).sum();
  }

  Node node(int layer, int index) {
    return layers.get(layer).get(index);
  }

  /// The nodes that a ribbon tells of, without the same one twice.
  List<Node> ends(int gap, Ribbon ribbon) {
    Node from = node(gap, ribbon.from);
    Node to = node(gap + 1, ribbon.to);
    return gap == 0 ? List.of(from, to) : List.of(node(0, ribbon.first), from, to);
  }

  /// The nodes with these keys; empty where one of them is gone.
  List<Node> nodes(List<Key> keys) {
    List<Node> nodes =
        layers.stream().flatMap(List::stream).filter(node -> keys.contains(node.key)).toList();
    return nodes.size() == keys.size() ? nodes : List.of();
  }

  /// What goes through all of some nodes, at most one a layer.
  Lit lit(List<Key> keys) {
    int[] wanted = new int[layers.size()];
    Arrays.fill(wanted, -1);
    for (Node node : nodes(keys)) {
      wanted[node.key.layer] = layers.get(node.key.layer).indexOf(node);
    }
    double total = 0;
    double[][] nodes = layers.stream().map(all -> new double[all.size()]).toArray(double[][]::new);
    double[][] ribbons = gaps.stream().map(all -> new double[all.size()]).toArray(double[][]::new);
    for (int row = 0; row < values.length; row++) {
      boolean through = true;
      for (int layer = 0; layer < wanted.length; layer++) {
        through &= wanted[layer] < 0 || wanted[layer] == places[layer][row];
      }
      if (through) {
        total += values[row];
        for (int layer = 0; layer < wanted.length; layer++) {
          nodes[layer][places[layer][row]] += values[row];
        }
        for (int gap = 0; gap < ribbons.length; gap++) {
          ribbons[gap][ribbonOf[gap][row]] += values[row];
        }
      }
    }
    return new Lit(total, nodes, ribbons);
  }

  /// What a click on nodes means; "Other" means nothing.
  static Optional<Selection> selection(List<Node> nodes, boolean exclude) {
    List<Dimension> by = new ArrayList<>();
    List<IpAddress> values = new ArrayList<>();
    for (Node node : nodes) {
      for (int i = 0; i < node.key.values.size(); i++) {
        if (!by.contains(node.by.get(i))) {
          by.add(node.by.get(i));
          values.add(node.key.values.get(i));
        }
      }
    }
    return by.isEmpty() ? Optional.empty() : Optional.of(new Selection.Group(by, values, exclude));
  }
}
