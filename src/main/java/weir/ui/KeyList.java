package weir.ui;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import weir.query.View;

/// The keys, for `?`.
final class KeyList {
  /// A line.
  record Key(String keys, String what) {}

  private static final List<Key> SOURCES =
      List.of(
          new Key("Ctrl+O", "Open capture files"),
          new Key("Ctrl+Shift+O", "Open a data set"),
          new Key("Ctrl+L", "Listen: on which ports, and who may send"),
          new Key("Ctrl+Shift+L", "Connect to ClickHouse"),
          new Key("Ctrl+K", "Capture on this machine"),
          new Key("Ctrl+Shift+K", "Stop capturing, start again"),
          new Key("Del", "On a source: close it"),
          new Key("Ctrl+Shift+S", "Save a workspace"),
          new Key("Ctrl+Shift+C  Ctrl+V", "Copy a link to what is shown, open one"));

  private static final List<Key> PICTURE =
      List.of(
          new Key("Space", "Pause and go on; flows keep being stored"),
          new Key("F5", "Ask again now"),
          new Key("Esc", "Stop asking; of two sources, one alone again"),
          new Key("Ctrl+D", "Compare with another time or other flows"),
          new Key("Alt+←  Alt+→", "Back, forward"),
          new Key("[  ]", "As long a time earlier, later"),
          new Key("Enter  Shift+Enter", "On a row: keep only it, leave it out"),
          new Key("Ctrl+C", "On a row: copy it"),
          new Key("Ctrl+H", "On a row: the page of its host"),
          new Key("Ctrl+Shift+←↑→↓", "On a panel: change places with the one beside it"),
          new Key("Ctrl+P", "Report of the view, as HTML or PDF"),
          new Key("Ctrl+Shift+E", "Export the panel that has the keyboard, or all"));

  private static final List<Key> CHART =
      List.of(
          new Key("←  →  Home  End", "Another time; with Shift ten steps"),
          new Key("↑  ↓", "Another band"),
          new Key("Enter  Alt+Enter", "Keep only it, leave it out"),
          new Key("Shift+Enter", "Mark a stretch of time, as dragging does"),
          new Key("←  →  Enter  Esc", "On a stretch: step it, with Shift widen it; zoom, end it"));

  private static final List<Key> FILTER =
      List.of(
          new Key("Ctrl+F  /", "Go to the filter"),
          new Key("Ctrl+Shift+F", "Saved and recent filters"),
          new Key("Tab  Ctrl+Space", "In it: complete, what can come next"),
          new Key("Enter  Esc", "In it: apply, take back"));

  private static final List<Key> WINDOW =
      List.of(
          new Key("Enter", "Press the button that has the keyboard"),
          new Key("Shift+F10", "Menu of what has the keyboard"),
          new Key("Ctrl+Shift+T", "Dark or light"),
          new Key("Ctrl++  Ctrl+-  Ctrl+0", "Larger, smaller, as usual"),
          new Key("F1", "Help with what is shown"),
          new Key("?", "This list"),
          new Key("Ctrl+Q", "Quit"));

  private KeyList() {}

  private static List<Key> pages(List<View> views) {
    List<Key> pages = new ArrayList<>();
    for (View view : views) {
      view.key().ifPresent(key -> pages.add(new Key(key, view.title())));
    }
    pages.add(new Key("Ctrl+E", "Exporters: who sends, templates, losses"));
    return pages;
  }

  /// @param onHelp opens the hand-book
  static Node create(List<View> views, Runnable onHelp) {
    HBox columns =
        new HBox(
            new VBox(part("Sources", SOURCES), part("Views", pages(views)), part("Filter", FILTER)),
            new VBox(part("The picture", PICTURE), part("A chart", CHART), part("Window", WINDOW)));
    columns.getStyleClass().add("key-list");
    Button help = new Button("All of it is in the hand-book", Icons.of(Feather.BOOK_OPEN));
    help.setId("keys-help");
    help.getStyleClass().add("flat");
    help.setOnAction(_ -> onHelp.run());
    VBox all = new VBox(columns, help);
    all.getStyleClass().add("key-page");
    return all;
  }

  private static Node part(String name, List<Key> keys) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("keys");
    Label title = new Label(name);
    title.getStyleClass().add("panel-title");
    grid.add(title, 0, 0, 2, 1);
    for (Key key : keys) {
      Label label = new Label(key.keys());
      label.getStyleClass().add("key");
      grid.addRow(grid.getRowCount(), label, new Label(key.what()));
    }
    return grid;
  }
}
