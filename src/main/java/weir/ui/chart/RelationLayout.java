package weir.ui.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Where bars, ribbons and labels are, in pixels from the upper left corner of the picture, and
/// what is at a point. A value is as high in each layer, but bars are never too thin to be seen.
///
/// @param bars by layer and node
/// @param bands by gap and ribbon
/// @param labels of the bars that have room for one
record RelationLayout(
    RelationOrder order, Bar[][] bars, Band[][] bands, List<Label> labels, double scale) {
  private static final double BAR_EMS = 0.8;
  private static final double GAP_EMS = 0.7;
  private static final double MOST_GAP_EMS = 3;

  /// Gaps and the least heights of bars take at most so much of the height, each.
  private static final double MOST_SPENT = 0.3;

  private static final double LEAST_BAR = 2;

  /// Labels on either side have so much of the width.
  private static final double MARGIN = 0.23;

  private static final double MOST_MARGIN_EMS = 22;

  /// Labels within the picture leave that much to the ribbons.
  private static final double MOST_INSIDE = 0.8;

  private static final double LABEL_GAP_EMS = 0.45;

  /// What a pointer may miss a bar by.
  private static final double REACH = 3;

  private static final int BISECTIONS = 40;

  /// What a layout needs to know of letters.
  ///
  /// @param em their size
  /// @param line from one line to the next
  /// @param width of a text
  record Letters(double em, double line, ToDoubleFunction<String> width) {}

  /// A node.
  record Bar(double x, double y, double width, double height) {
    double middle() {
      return y + height / 2;
    }
  }

  /// A ribbon: it is as high at both ends.
  record Band(double x1, double y1, double x2, double y2, double height) {}

  /// What stands beside a bar.
  ///
  /// @param name as far as there is room
  /// @param value below it; empty where there is no room
  /// @param right whether it ends at the bar instead of beginning there
  /// @param inside whether it stands on ribbons
  record Label(
      int layer,
      int node,
      String name,
      String value,
      double x,
      double y,
      double width,
      double height,
      boolean right,
      boolean inside) {
    private boolean meets(Label other) {
      return layer == other.layer && y < other.y + other.height && other.y < y + height;
    }

    private boolean has(double pointX, double pointY) {
      return pointX >= x && pointX <= x + width && pointY >= y && pointY <= y + height;
    }
  }

  /// What is at a point: nodes whose relations are meant; empty for nothing.
  static RelationLayout of(RelationOrder order, double width, double height, Letters letters) {
    RelationGraph graph = order.graph();
    int layers = graph.layers().size();
    int most = graph.layers().stream().mapToInt(List::size).max().orElse(1);
    double gap = Math.min(GAP_EMS * letters.em, MOST_SPENT * height / Math.max(1, most - 1));
    double least = Math.min(LEAST_BAR, MOST_SPENT * height / Math.max(1, most));
    double scale = scale(graph, height, gap, least);
    double left = margin(graph, 0, width, letters);
    double right = margin(graph, layers - 1, width, letters);
    double barWidth = Math.min(BAR_EMS * letters.em, (width - left - right) / (2 * layers));
    double step = (width - left - right - barWidth) / Math.max(1, layers - 1);
    Bar[][] bars = new Bar[layers][];
    for (int layer = 0; layer < layers; layer++) {
      double x = Math.rint(left + layer * step);
      bars[layer] = bars(order, layer, x, barWidth, height, scale, least, letters.em);
    }
    Band[][] bands = new Band[layers - 1][];
    for (int at = 0; at < layers - 1; at++) {
      bands[at] = bands(order, at, bars, scale);
    }
    List<Label> labels = new ArrayList<>();
    for (int layer = 0; layer < layers; layer++) {
      labels.addAll(labels(graph, layer, bars[layer], step - barWidth, width, height, letters));
    }
    return new RelationLayout(order, bars, bands, List.copyOf(labels), scale);
  }

  /// Pixels a unit of the measure, so that the layer with the most bars just fits.
  private static double scale(RelationGraph graph, double height, double gap, double least) {
    double low = 0;
    double high = height / Math.max(Double.MIN_NORMAL, graph.total());
    for (int i = 0; i < BISECTIONS; i++) {
      double scale = (low + high) / 2;
      boolean fits =
          graph.layers().stream()
              .allMatch(layer -> heights(layer, scale, least) + gap * (layer.size() - 1) <= height);
      low = fits ? scale : low;
      high = fits ? high : scale;
    }
    return low;
  }

  private static double heights(List<RelationGraph.Node> layer, double scale, double least) {
    return layer.stream().mapToDouble(node -> Math.max(least, scale * node.value())).sum();
  }

  private static double margin(RelationGraph graph, int layer, double width, Letters letters) {
    double widest = 0;
    for (RelationGraph.Node node : graph.layers().get(layer)) {
      String value = Quantity.text(node.value(), graph.relations().query().measure());
      widest =
          Math.max(
              widest,
              Math.max(
                  letters.width.applyAsDouble(node.text()), letters.width.applyAsDouble(value)));
    }
    double wanted = widest + 2 * LABEL_GAP_EMS * letters.em;
    return Math.rint(Math.min(wanted, Math.min(MARGIN * width, MOST_MARGIN_EMS * letters.em)));
  }

  private static Bar[] bars(
      RelationOrder order,
      int layer,
      double x,
      double width,
      double height,
      double scale,
      double least,
      double em) {
    List<RelationGraph.Node> nodes = order.graph().layers().get(layer);
    double free = Math.max(0, height - heights(nodes, scale, least));
    double gap = nodes.size() == 1 ? 0 : Math.min(MOST_GAP_EMS * em, free / (nodes.size() - 1));
    double y = (free - gap * (nodes.size() - 1)) / 2;
    Bar[] bars = new Bar[nodes.size()];
    for (int index : order.order()[layer]) {
      double tall = Math.max(least, scale * nodes.get(index).value());
      bars[index] = new Bar(x, y, width, tall);
      y += tall + gap;
    }
    return bars;
  }

  /// Ribbons lie at a bar in the order of the bars at their other end.
  private static Band[] bands(RelationOrder order, int gap, Bar[][] bars, double scale) {
    List<RelationGraph.Ribbon> ribbons = order.graph().gaps().get(gap);
    int[] firsts = order.ranks(0);
    int[] from = order.ranks(gap);
    int[] to = order.ranks(gap + 1);
    List<Integer> indexes = new ArrayList<>();
    for (int i = 0; i < ribbons.size(); i++) {
      indexes.add(i);
    }
    Comparator<Integer> byFirst = Comparator.comparingInt(i -> firsts[ribbons.get(i).first()]);
    Comparator<Integer> byFrom = Comparator.comparingInt(i -> from[ribbons.get(i).from()]);
    Comparator<Integer> byTo = Comparator.comparingInt(i -> to[ribbons.get(i).to()]);
    double[] begins = new double[ribbons.size()];
    double[] ends = new double[ribbons.size()];
    double[] below = new double[bars[gap].length];
    indexes.sort(byTo.thenComparing(byFirst));
    for (int i : indexes) {
      int node = ribbons.get(i).from();
      begins[i] = bars[gap][node].y + below[node];
      below[node] += scale * ribbons.get(i).value();
    }
    below = new double[bars[gap + 1].length];
    indexes.sort(byFrom.thenComparing(byFirst));
    for (int i : indexes) {
      int node = ribbons.get(i).to();
      ends[i] = bars[gap + 1][node].y + below[node];
      below[node] += scale * ribbons.get(i).value();
    }
    Band[] bands = new Band[ribbons.size()];
    for (int i = 0; i < bands.length; i++) {
      Bar left = bars[gap][ribbons.get(i).from()];
      Bar right = bars[gap + 1][ribbons.get(i).to()];
      bands[i] =
          new Band(
              left.x + left.width, begins[i], right.x, ends[i], scale * ribbons.get(i).value());
    }
    return bands;
  }

  /// The largest bars first; those that stand closer than a line to one of them have none.
  private static List<Label> labels(
      RelationGraph graph,
      int layer,
      Bar[] bars,
      double between,
      double width,
      double height,
      Letters letters) {
    boolean first = layer == 0;
    boolean inside = !first && layer < graph.layers().size() - 1;
    double gap = LABEL_GAP_EMS * letters.em;
    List<Label> labels = new ArrayList<>();
    for (int node = 0; node < bars.length; node++) { // as the layer is ranked
      Bar bar = bars[node];
      double right = bar.x + bar.width + gap;
      double room = first ? bar.x - gap : inside ? MOST_INSIDE * between - gap : width - right;
      String name = cut(graph.node(layer, node).text(), room, letters.width);
      String value =
          Quantity.text(graph.node(layer, node).value(), graph.relations().query().measure());
      for (int lines = 2; lines > 0 && !name.isEmpty(); lines--) {
        boolean both = lines == 2;
        double wide = letters.width.applyAsDouble(name);
        if (both) {
          double valueWidth = letters.width.applyAsDouble(value);
          if (valueWidth > room || bar.height < lines * letters.line) {
            continue;
          }
          wide = Math.max(wide, valueWidth);
        }
        double tall = lines * letters.line;
        double y = Math.clamp(bar.middle() - tall / 2, 0, Math.max(0, height - tall));
        double x = first ? bar.x - gap - wide : right;
        Label label =
            new Label(layer, node, name, both ? value : "", x, y, wide, tall, first, inside);
        if (labels.stream().noneMatch(label::meets)) {
          labels.add(label);
          break;
        }
      }
    }
    return labels;
  }

  /// A text that fits, both ends of it where it does not: they tell names apart.
  static String cut(String text, double room, ToDoubleFunction<String> width) {
    if (width.applyAsDouble(text) <= room) {
      return text;
    }
    int low = 0;
    int high = text.length() - 1;
    while (low < high) {
      int kept = (low + high + 1) / 2;
      if (width.applyAsDouble(cut(text, kept)) <= room) {
        low = kept;
      } else {
        high = kept - 1;
      }
    }
    return low == 0 ? "" : cut(text, low);
  }

  private static String cut(String text, int kept) {
    int head = (kept + 1) / 2;
    return text.substring(0, head) + "…" + text.substring(text.length() - (kept - head));
  }

  /// The nodes that are meant by a point: that of a bar or label, the ends of a ribbon; none for
  /// nothing.
  List<RelationGraph.Node> hit(double x, double y) {
    RelationGraph graph = order.graph();
    for (Label label : labels) {
      if (!label.inside && label.has(x, y)) {
        return List.of(graph.node(label.layer, label.node));
      }
    }
    for (int layer = 0; layer < bars.length; layer++) {
      int node = barAt(layer, x, y);
      if (node >= 0) {
        return List.of(graph.node(layer, node));
      }
    }
    for (Label label : labels) {
      if (label.inside && label.has(x, y)) {
        return List.of(graph.node(label.layer, label.node));
      }
    }
    for (int gap = 0; gap < bands.length; gap++) {
      int ribbon = bandAt(gap, x, y);
      if (ribbon >= 0) {
        return graph.ends(gap, graph.gaps().get(gap).get(ribbon));
      }
    }
    return List.of();
  }

  /// The nearest, for thin ones stand close to each other.
  private int barAt(int layer, double x, double y) {
    int nearest = -1;
    double best = REACH;
    for (int node = 0; node < bars[layer].length; node++) {
      Bar bar = bars[layer][node];
      double distance = Math.max(0, Math.max(bar.y - y, y - bar.y - bar.height));
      if (x >= bar.x - REACH && x <= bar.x + bar.width + REACH && distance < best) {
        nearest = node;
        best = distance;
      }
    }
    return nearest;
  }

  /// The thinnest, for it lies on others.
  private int bandAt(int gap, double x, double y) {
    int thinnest = -1;
    double best = Double.MAX_VALUE;
    for (int ribbon = 0; ribbon < bands[gap].length; ribbon++) {
      Band band = bands[gap][ribbon];
      if (x < band.x1 || x > band.x2) {
        return -1;
      }
      double top = top(band, x);
      double height = Math.max(1, band.height);
      if (y >= top && y <= top + height && height < best) {
        thinnest = ribbon;
        best = height;
      }
    }
    return thinnest;
  }

  /// The upper edge of a band at a column: a curve whose handles are in the middle of the gap.
  static double top(Band band, double x) {
    double share = (x - band.x1) / Math.max(1e-9, band.x2 - band.x1);
    double low = 0;
    double high = 1;
    for (int i = 0; i < BISECTIONS; i++) {
      double s = (low + high) / 2;
      double at = 1.5 * s * (1 - s) + s * s * s;
      low = at < share ? s : low;
      high = at < share ? high : s;
    }
    return band.y1 + (band.y2 - band.y1) * low * low * (3 - 2 * low);
  }
}
