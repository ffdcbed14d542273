package weir.ui.picture;

import java.util.Optional;
import javafx.scene.Node;
import weir.export.Pen;

/// How a canvas is drawn again: what has been painted on one cannot be read back as shapes.
@FunctionalInterface
public interface Painted {
  /// Draws what is seen now, from the canvas's upper left corner on.
  void paint(Pen pen);

  /// Says who painted a canvas.
  static void by(Node canvas, Painted painter) {
    canvas.getProperties().put(Painted.class, painter);
  }

  static Optional<Painted> of(Node canvas) {
    return canvas.hasProperties()
            && canvas.getProperties().get(Painted.class) instanceof Painted painter
        ? Optional.of(painter)
        : Optional.empty();
  }
}
