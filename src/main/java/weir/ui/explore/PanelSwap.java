package weir.ui.explore;

import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;
import weir.query.Panel;

/// Puts panels in each other's place: a header is dragged onto another panel, or Ctrl+Shift and an
/// arrow key moves the panel that has the keyboard.
final class PanelSwap {
  /// A shorter way is a click.
  private static final double DRAGGED = 8;

  private static final String TARGET = "swap-target";

  private final PanelGrid grid;
  private final BiConsumer<String, String> swap;

  /// What is held; null for nothing.
  private @Nullable Panel held;

  private double fromX;
  private double fromY;
  private boolean dragging;
  private @Nullable Panel target;

  PanelSwap(PanelGrid grid, BiConsumer<String, String> swap) {
    this.grid = grid;
    this.swap = swap;
  }

  void install() {
    grid.addEventFilter(MouseEvent.MOUSE_PRESSED, this::pressed);
    grid.addEventFilter(MouseEvent.MOUSE_DRAGGED, this::dragged);
    grid.addEventFilter(MouseEvent.MOUSE_RELEASED, this::released);
    grid.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
  }

  private void pressed(MouseEvent event) {
    boolean header =
        event.getButton() == MouseButton.PRIMARY
            && event.getTarget() instanceof Node node
            && isHeader(node);
    held = header ? grid.panelOf((Node) event.getTarget()).orElse(null) : null;
    fromX = event.getX();
    fromY = event.getY();
  }

  private boolean isHeader(Node node) {
    for (Node at = node; at != null && at != grid; at = at.getParent()) {
      if (at instanceof ButtonBase) {
        return false;
      }
      if (at.getStyleClass().contains("panel-header")) {
        return true;
      }
    }
    return false;
  }

  private void dragged(MouseEvent event) {
    Panel from = held;
    if (from == null) {
      return;
    }
    if (!dragging && Math.hypot(event.getX() - fromX, event.getY() - fromY) < DRAGGED) {
      return;
    }
    dragging = true;
    grid.setCursor(Cursor.CLOSED_HAND);
    aim(grid.panelAt(event.getX(), event.getY()).filter(panel -> !panel.equals(from)).orElse(null));
    event.consume();
  }

  private void aim(@Nullable Panel at) {
    if (Objects.equals(at, target)) {
      return;
    }
    Panel before = target;
    if (before != null) {
      grid.node(before).getStyleClass().remove(TARGET);
    }
    if (at != null) {
      grid.node(at).getStyleClass().add(TARGET);
    }
    target = at;
  }

  private void released(MouseEvent event) {
    Panel from = held;
    Panel to = target;
    aim(null);
    held = null;
    if (!dragging) {
      return;
    }
    dragging = false;
    grid.setCursor(null);
    event.consume();
    if (from != null && to != null) {
      swap.accept(from.id(), to.id());
    }
  }

  private void key(KeyEvent event) {
    if (!event.isShortcutDown() || !event.isShiftDown() || event.isAltDown()) {
      return;
    }
    Optional<Panel> from =
        event.getTarget() instanceof Node node ? grid.panelOf(node) : Optional.empty();
    Optional<Panel> to =
        from.flatMap(
            panel ->
                grid.view()
                    .flatMap(
                        view ->
                            switch (event.getCode()) {
                              case LEFT -> view.beside(panel, -1, 0);
                              case RIGHT -> view.beside(panel, 1, 0);
                              case UP -> view.beside(panel, 0, -1);
                              case DOWN -> view.beside(panel, 0, 1);
                              default -> Optional.empty();
                            }));
    if (from.isPresent() && to.isPresent()) {
      swap.accept(from.get().id(), to.get().id());
      event.consume();
    }
  }
}
