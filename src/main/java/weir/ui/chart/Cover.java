package weir.ui.chart;

import javafx.collections.ObservableList;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// Puts something else in the place of a panel's picture, below its header: a table of the same
/// numbers. What is below it cannot be reached meanwhile.
public final class Cover {
  private final Region panel;
  private final ObservableList<Node> children;
  private final PanelHeader header;
  private boolean focusable;
  private @Nullable Region shown;

  /// @param children of the panel
  public Cover(Region panel, ObservableList<Node> children, PanelHeader header) {
    this.panel = panel;
    this.children = children;
    this.header = header;
    header.offerTable();
    panel.layoutBoundsProperty().addListener((_, _, _) -> place());
    header.boundsInParentProperty().addListener((_, _, _) -> place());
  }

  /// @param instead null for the picture
  public void show(@Nullable Region instead) {
    Region before = shown;
    if (before == instead) {
      return;
    }
    boolean focused = panel.isFocusWithin();
    if (before == null) {
      focusable = panel.isFocusTraversable();
    } else {
      children.remove(before);
    }
    shown = instead;
    for (Node child : children) {
      if (child != header) {
        child.setDisable(instead != null);
      }
    }
    panel.setFocusTraversable(focusable && instead == null);
    if (instead != null) {
      instead.setManaged(false);
      children.add(instead);
      place();
    }
    header.tabled(instead != null);
    if (focused) {
      (instead == null ? panel : instead).requestFocus();
    }
  }

  private void place() {
    Region instead = shown;
    if (instead != null) {
      Insets insets = panel.getInsets();
      double top = header.getBoundsInParent().getMaxY();
      instead.resizeRelocate(
          insets.getLeft(),
          top,
          Math.max(0, panel.getWidth() - insets.getLeft() - insets.getRight()),
          Math.max(0, panel.getHeight() - top - insets.getBottom()));
    }
  }
}
