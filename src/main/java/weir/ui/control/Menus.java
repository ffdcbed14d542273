package weir.ui.control;

import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What the right mouse button and the menu key offer.
public final class Menus {
  private Menus() {}

  public static MenuItem item(String text, Feather icon, Runnable action) {
    MenuItem item = new MenuItem(text, new FontIcon(icon));
    item.setMnemonicParsing(false); // field names have underscores
    item.setOnAction(_ -> action.run());
    return item;
  }

  /// An item that puts a text on the clipboard.
  public static MenuItem copy(String text, Supplier<String> what) {
    return item(text, Feather.COPY, () -> copy(what.get()));
  }

  public static void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }

  /// Gives a node a menu whose items are made when it is asked for; no items, no menu.
  public static void on(Node node, Supplier<List<MenuItem>> items) {
    node.setOnContextMenuRequested(
        event -> {
          List<MenuItem> now = items.get();
          if (!now.isEmpty()) {
            ContextMenu menu = new ContextMenu(now.toArray(MenuItem[]::new));
            menu.show(node, event.getScreenX(), event.getScreenY());
            event.consume();
          }
        });
  }
}
