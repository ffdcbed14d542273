package weir.ui.chart;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/// What the reader points at in relations, with mouse or keys. It stays at the same nodes while
/// answers come.
final class RelationPointer {
  private static final double STILL_PIXELS = 4;

  private final RelationChart chart;

  private List<RelationGraph.Key> marked = List.of();
  private boolean byKeys;
  private double x;
  private double y;

  RelationPointer(RelationChart chart) {
    this.chart = chart;
  }

  void on(RelationCanvas canvas) {
    canvas.setOnMouseMoved(this::move);
    canvas.setOnMouseExited(_ -> leave());
    canvas.setOnMouseClicked(this::click);
  }

  List<RelationGraph.Key> marked() {
    return marked;
  }

  /// The nodes that are pointed at, as far as they are still there.
  List<RelationGraph.Node> nodes() {
    RelationLayout layout = chart.layoutOfPicture();
    return layout == null ? List.of() : layout.order().graph().nodes(marked);
  }

  private void move(MouseEvent event) {
    RelationLayout layout = chart.layoutOfPicture();
    boolean still = Math.hypot(event.getX() - x, event.getY() - y) < STILL_PIXELS;
    if (layout == null || (byKeys && still)) {
      return; // a mouse that nobody moves takes nothing away from keys
    }
    x = event.getX();
    y = event.getY();
    byKeys = false;
    mark(layout.hit(x, y));
  }

  private void leave() {
    if (!byKeys) {
      mark(List.of());
    }
  }

  private void click(MouseEvent event) {
    RelationLayout layout = chart.layoutOfPicture();
    if (event.getButton() == MouseButton.PRIMARY && event.isStillSincePress() && layout != null) {
      select(layout.hit(event.getX(), event.getY()), event.isAltDown());
    }
  }

  private void select(List<RelationGraph.Node> nodes, boolean exclude) {
    RelationGraph.selection(nodes, exclude).ifPresent(chart::select);
  }

  private void mark(List<RelationGraph.Node> nodes) {
    List<RelationGraph.Key> keys = nodes.stream().map(RelationGraph.Node::key).toList();
    boolean other = !keys.equals(marked);
    marked = keys;
    if (other) {
      chart.pointed();
    }
    read();
  }

  void focused(boolean focused) {
    if (!focused && byKeys) {
      byKeys = false;
      leave();
    }
  }

  /// After new data or a new size.
  void refresh() {
    RelationLayout layout = chart.layoutOfPicture();
    if (layout != null && !byKeys && !marked.isEmpty()) {
      mark(layout.hit(x, y));
    } else if (nodes().isEmpty()) {
      marked = List.of();
    }
    read();
  }

  private void read() {
    List<RelationGraph.Node> nodes = nodes();
    RelationLayout layout = chart.layoutOfPicture();
    if (nodes.isEmpty() || layout == null) {
      chart.hideReading();
    } else if (byKeys) {
      RelationLayout.Bar bar = bar(layout, nodes.getFirst());
      chart.read(nodes, bar.x(), bar.x() + bar.width(), bar.middle());
    } else {
      chart.read(nodes, x, x, y);
    }
  }

  private static RelationLayout.Bar bar(RelationLayout layout, RelationGraph.Node node) {
    int layer = node.key().layer();
    return layout.bars()[layer][layout.order().graph().layers().get(layer).indexOf(node)];
  }

  boolean isByKeys() {
    return byKeys;
  }

  void key(KeyEvent event) {
    RelationLayout layout = chart.layoutOfPicture();
    if (layout == null) {
      return;
    }
    boolean used = true;
    switch (event.getCode()) {
      case UP -> step(layout, -1);
      case DOWN -> step(layout, 1);
      case HOME -> step(layout, Integer.MIN_VALUE);
      case END -> step(layout, Integer.MAX_VALUE);
      case LEFT -> across(layout, -1);
      case RIGHT -> across(layout, 1);
      case ENTER -> select(nodes(), event.isAltDown());
      case ESCAPE -> {
        used = !marked.isEmpty();
        byKeys = false;
        leave();
      }
      default -> used = false;
    }
    if (used) {
      event.consume();
    }
  }

  /// The node that keys go on from.
  private RelationGraph.@Nullable Node current() {
    List<RelationGraph.Node> nodes = nodes();
    return nodes.isEmpty() ? null : nodes.getFirst();
  }

  private void step(RelationLayout layout, int by) {
    RelationGraph.Node from = current();
    int layer = from == null ? 0 : from.key().layer();
    int[] order = layout.order().order()[layer];
    int rank = 0;
    if (from != null) {
      int index = layout.order().graph().layers().get(layer).indexOf(from);
      rank = layout.order().ranks(layer)[index];
      rank = Math.clamp((long) rank + by, 0, order.length - 1);
    } else if (by > 1) {
      rank = order.length - 1;
    }
    go(layout, layer, order[rank]);
  }

  /// To the node of the next layer with which it has most in common.
  private void across(RelationLayout layout, int by) {
    RelationGraph graph = layout.order().graph();
    RelationGraph.Node from = current();
    if (from == null) {
      step(layout, 0);
      return;
    }
    int layer = from.key().layer() + by;
    if (layer >= 0 && layer < graph.layers().size()) {
      double[] common = graph.lit(List.of(from.key())).nodes()[layer];
      double most = Arrays.stream(common).max().orElse(0);
      int node =
          IntStream.range(0, common.length).filter(i -> common[i] == most).findFirst().orElse(0);
      go(layout, layer, node);
    }
  }

  private void go(RelationLayout layout, int layer, int node) {
    byKeys = true;
    mark(List.of(layout.order().graph().node(layer, node)));
  }
}
