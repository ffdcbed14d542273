package weir.ui.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import weir.query.Measure;

/// Relations in words: what the reading box and a screen reader say, what is copied.
record RelationText(RelationGraph graph) {
  private static final String ARROW = " → ";

  /// Neighbours that a reading names on either side of a node.
  private static final int NEIGHBOURS = 4;

  /// Ribbons that a description names.
  private static final int DESCRIBED = 5;

  private Measure measure() {
    return graph.relations().query().measure();
  }

  /// The names of nodes from left to right.
  static String names(List<RelationGraph.Node> nodes) {
    return nodes.stream().map(RelationGraph.Node::text).collect(Collectors.joining(ARROW));
  }

  /// "Source AS", or "Source AS → Destination AS".
  String layers(List<RelationGraph.Node> nodes) {
    return nodes.stream()
        .map(node -> graph.relations().query().layers().get(node.key().layer()).label())
        .collect(Collectors.joining(ARROW));
  }

  /// What is known of what goes through nodes.
  ///
  /// @param paints of the first layer
  /// @param most rows
  List<ReadingBox.Row> rows(
      List<RelationGraph.Node> nodes, RelationGraph.Lit lit, SeriesPaint[] paints, int most) {
    List<ReadingBox.Row> rows = new ArrayList<>();
    RelationGraph.Node first = nodes.getFirst();
    boolean coloured = first.key().layer() == 0;
    SeriesPaint paint =
        coloured ? paints[graph.layers().getFirst().indexOf(first)] : SeriesPaint.NONE;
    rows.add(new ReadingBox.Row(names(nodes), share(lit.total()), paint, true));
    rows.add(plain("Average", rate(lit.total())));
    rows.add(plain(measure().base().label(), sum(lit.total())));
    if (nodes.size() == 1) {
      int layer = first.key().layer();
      addNeighbours(rows, layer - 1, lit, "from ", most);
      addNeighbours(rows, layer + 1, lit, "to ", most);
    }
    return rows;
  }

  private void addNeighbours(
      List<ReadingBox.Row> rows, int layer, RelationGraph.Lit lit, String word, int most) {
    if (layer < 0 || layer >= graph.layers().size()) {
      return;
    }
    double[] values = lit.nodes()[layer];
    int[] largest =
        IntStream.range(0, values.length)
            .filter(node -> values[node] > 0)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer node) -> values[node]).reversed())
            .mapToInt(node -> node)
            .toArray();
    int shown = Math.clamp((long) most - rows.size(), 0, Math.min(NEIGHBOURS, largest.length));
    for (int i = 0; i < shown; i++) {
      rows.add(plain(word + graph.node(layer, largest[i]).text(), shown(values[largest[i]])));
    }
    if (shown < largest.length && rows.size() < most) {
      double rest = Arrays.stream(largest).skip(shown).mapToDouble(node -> values[node]).sum();
      rows.add(plain("and " + (largest.length - shown) + " more", shown(rest)));
    }
  }

  private static ReadingBox.Row plain(String label, String value) {
    return new ReadingBox.Row(label, value, SeriesPaint.NONE, false);
  }

  /// A value as the picture has it.
  String shown(double value) {
    return Quantity.text(value, measure());
  }

  /// As a rate over the range, whatever the picture has.
  String rate(double value) {
    Measure rate =
        Arrays.stream(Measure.values())
            .filter(Measure::isRate)
            .filter(one -> one.base() == measure().base())
            .findFirst()
            .orElseThrow();
    return Quantity.text(rate.of(base(value), lengthNanos()), rate);
  }

  /// As a sum over the range.
  String sum(double value) {
    return Quantity.text(base(value), measure().base());
  }

  private double base(double value) {
    return value / measure().of(1, lengthNanos());
  }

  private long lengthNanos() {
    return graph.relations().query().range().lengthNanos();
  }

  /// Of everything.
  String share(double value) {
    double percent = 100 * value / graph.whole();
    return percent > 0 && percent < 0.1
        ? "< 0.1 %"
        : String.format(Locale.ROOT, percent < 9.95 ? "%.1f %%" : "%.0f %%", percent);
  }

  /// Layers with their number of values, the total, and what is largest, for those who hear it.
  String description(String title) {
    String layers =
        IntStream.range(0, graph.layers().size())
            .mapToObj(
                layer ->
                    graph.relations().query().layers().get(layer).label()
                        + " ("
                        + graph.layers().get(layer).size()
                        + ")")
            .collect(Collectors.joining(" to "));
    String largest =
        IntStream.range(0, graph.gaps().size())
            .boxed()
            .flatMap(gap -> graph.gaps().get(gap).stream().map(ribbon -> new Placed(gap, ribbon)))
            .sorted(Comparator.comparingDouble((Placed one) -> one.ribbon.value()).reversed())
            .limit(DESCRIBED)
            .map(
                one ->
                    graph.ends(one.gap, one.ribbon).stream()
                            .map(RelationGraph.Node::text)
                            .collect(Collectors.joining(" to "))
                        + " "
                        + spoken(one.ribbon.value()))
            .collect(Collectors.joining(", "));
    return (title.isEmpty() ? "Relations" : title)
        + ": "
        + layers
        + "; "
        + total()
        + "; "
        + largest;
  }

  /// "3.20 Gbit/s in all".
  String total() {
    return shown(graph.total()) + (graph.total() < graph.whole() ? " without Other" : " in all");
  }

  private record Placed(int gap, RelationGraph.Ribbon ribbon) {}

  /// "1.20 Gbit/s, 34 %".
  String spoken(double value) {
    return shown(value) + ", " + share(value);
  }

  /// A line a row of the answer, for spreadsheets.
  String csv() {
    var relations = graph.relations();
    StringBuilder text = new StringBuilder();
    relations.query().layers().forEach(layer -> text.append(Csv.quoted(layer.label())).append(','));
    text.append(Csv.quoted(measure().unit())).append('\n');
    for (int row = 0; row < graph.values().length; row++) {
      for (int layer = 0; layer < graph.layers().size(); layer++) {
        text.append(Csv.quoted(graph.node(layer, graph.places()[layer][row]).text())).append(',');
      }
      text.append(Csv.number(graph.values()[row])).append('\n');
    }
    return text.toString();
  }
}
