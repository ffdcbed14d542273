package weir.ui.control;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.event.EventTarget;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.PickResult;
import org.jspecify.annotations.Nullable;
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

  /// The menu key, and Shift+F10, ask for the menu of what has the keyboard. On Linux JavaFX does
  /// not say so itself.
  public static void byKey(Scene scene) {
    if (!System.getProperty("os.name", "").startsWith("Linux")) {
      return;
    }
    scene.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          boolean shiftF10 = event.isShiftDown() && event.getCode() == KeyCode.F10;
          if (event.getCode() == KeyCode.CONTEXT_MENU || shiftF10) {
            ask(scene.getFocusOwner());
            event.consume();
          }
        });
  }

  private static void ask(@Nullable Node node) {
    if (node != null) {
      Bounds bounds = node.getLayoutBounds();
      Point2D local = new Point2D(bounds.getCenterX(), bounds.getCenterY());
      Point2D screen = node.localToScreen(local);
      node.fireEvent(
          new ContextMenuEvent(
              ContextMenuEvent.CONTEXT_MENU_REQUESTED,
              local.getX(),
              local.getY(),
              screen.getX(),
              screen.getY(),
              true,
              new PickResult(node, local.getX(), local.getY())));
    }
  }

  /// Opens a menu below what was pressed; no items, no menu.
  public static void below(Node node, List<MenuItem> items) {
    if (!items.isEmpty()) {
      new ContextMenu(items.toArray(MenuItem[]::new)).show(node, Side.BOTTOM, 0, 0);
    }
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

  /// Gives a table a menu: that of the row under the pointer or, where the menu key asks, of the
  /// selected one and beside it; elsewhere that of none.
  public static <T> void on(TableView<T> table, Function<Optional<T>, List<MenuItem>> items) {
    table.setOnContextMenuRequested(
        event -> {
          boolean key = event.isKeyboardTrigger();
          Optional<TableRow<?>> row = key ? selected(table) : around(event.getTarget());
          Bounds place = row.map(node -> node.localToScreen(node.getLayoutBounds())).orElse(null);
          List<MenuItem> now = items.apply(row.map(node -> table.getItems().get(node.getIndex())));
          if (!now.isEmpty()) {
            ContextMenu menu = new ContextMenu(now.toArray(MenuItem[]::new));
            if (key && place != null) {
              menu.show(table, place.getMinX() + place.getHeight(), place.getMaxY());
            } else {
              menu.show(table, event.getScreenX(), event.getScreenY());
            }
            event.consume();
          }
        });
  }

  private static Optional<TableRow<?>> selected(TableView<?> table) {
    int index = table.getSelectionModel().getSelectedIndex();
    return rows(table).filter(row -> row.getIndex() == index).findFirst();
  }

  private static Stream<TableRow<?>> rows(TableView<?> table) {
    return table.lookupAll(".table-row-cell").stream()
        .<TableRow<?>>mapMulti(
            (node, next) -> {
              if (node instanceof TableRow<?> row && row.isVisible() && !row.isEmpty()) {
                next.accept(row);
              }
            });
  }

  private static Optional<TableRow<?>> around(EventTarget target) {
    Node node = target instanceof Node pointed ? pointed : null;
    while (node != null && !(node instanceof TableRow)) {
      node = node.getParent();
    }
    return node instanceof TableRow<?> row && !row.isEmpty() ? Optional.of(row) : Optional.empty();
  }
}
