package weir.ui;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Popup;

/// Something more to read, just above what was clicked; any click elsewhere closes it.
final class Callout {
  /// Above it.
  private static final double ROOM = 24;

  private Callout() {}

  static Popup show(Node content, Region owner) {
    ScrollPane scroll = new ScrollPane(content);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().addAll("edge-to-edge", "page-scroll");
    scroll.setMaxHeight(owner.getScene().getHeight() - owner.getHeight() - ROOM);
    StackPane box = new StackPane(scroll);
    box.getStyleClass().add("callout");
    Popup popup = new Popup();
    popup.getContent().add(box);
    popup.setAutoHide(true);
    popup.setHideOnEscape(true);
    Bounds place = owner.localToScreen(owner.getLayoutBounds());
    popup.show(owner, place.getMinX(), place.getMinY());
    popup.setY(place.getMinY() - popup.getHeight() - 4);
    return popup;
  }
}
