package weir.ui.picture;

import java.util.Optional;
import javafx.scene.Node;
import weir.export.Pen;

/// How a node is drawn in files instead of by its looks: a canvas, for what has been painted on one
/// cannot be read back as shapes, or a button that is nothing on paper.
@FunctionalInterface
public interface Painted {
  /// Draws what is seen now, from the node's upper left corner on.
  void paint(Pen pen);

  /// Says who paints a node.
  static void by(Node node, Painted painter) {
    node.getProperties().put(Painted.class, painter);
  }

  /// Leaves a node, and what is in it, out of pictures.
  static void never(Node node) {
    by(node, _ -> {});
  }

  static Optional<Painted> of(Node node) {
    return node.hasProperties()
            && node.getProperties().get(Painted.class) instanceof Painted painter
        ? Optional.of(painter)
        : Optional.empty();
  }
}
