package weir.ui;

import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The keys, for `?`.
final class KeyList {
  /// A line.
  record Key(String keys, String what) {}

  private static final List<Key> SOURCES =
      List.of(new Key("Del", "On a source: close it"), new Key("Ctrl+V", "Open a link"));

  private static final List<Key> PICTURE =
      List.of(
          new Key("Esc", "All panels again; stop asking; of two sources, one alone again"),
          new Key("Enter  Shift+Enter", "On a row: keep only it, leave it out"),
          new Key("Ctrl+C", "On a row: copy it"),
          new Key("Ctrl+H", "On a row: the page of its host"),
          new Key("Enter  D  C  S", "In flows: one in full, and away; columns; order"),
          new Key("Ctrl+Shift+←↑→↓", "On a panel: change places with the one beside it"));

  private static final List<Key> CHART =
      List.of(
          new Key("←  →  Home  End", "Another time; with Shift ten steps"),
          new Key("↑  ↓", "Another band"),
          new Key("Enter  Alt+Enter", "Keep only it, leave it out"),
          new Key("Shift+Enter", "Mark what is pointed at, as dragging does"),
          new Key(
              "←→↑↓  Enter  Esc", "On what is marked: step it, with Shift widen it; zoom, end it"));

  private static final List<Key> FILTER =
      List.of(
          new Key("/", "Go to the filter, too"),
          new Key("Tab  Ctrl+Space", "In it: complete, what can come next"),
          new Key("Enter  Esc", "In it: apply, take back"));

  private static final List<Key> WINDOW =
      List.of(
          new Key("Ctrl+Shift+P", "Find anything, too"),
          new Key("Enter", "Press the button that has the keyboard"),
          new Key("Shift+F10", "Menu of what has the keyboard"));

  private KeyList() {}

  /// @param commands that there are, with their keys
  /// @param onHelp opens the hand-book
  static Node create(List<Command> commands, Runnable onHelp) {
    HBox columns =
        new HBox(
            new VBox(
                part("Sources", Command.Kind.SOURCE, commands, SOURCES),
                part("Views", Command.Kind.VIEW, commands, List.of()),
                part("Filter", Command.Kind.FILTER, commands, FILTER)),
            new VBox(
                part("The picture", Command.Kind.PICTURE, commands, PICTURE),
                part("A chart", CHART),
                part("Window", Command.Kind.WINDOW, commands, WINDOW)));
    columns.getStyleClass().add("key-list");
    Button help = new Button("All of it is in the hand-book", Icons.of(Feather.BOOK_OPEN));
    help.setId("keys-help");
    help.getStyleClass().add("flat");
    help.setOnAction(_ -> onHelp.run());
    VBox all = new VBox(columns, help);
    all.getStyleClass().add("key-page");
    return all;
  }

  /// Commands of a kind that have keys, and what else there is.
  private static Node part(
      String name, Command.Kind kind, List<Command> commands, List<Key> others) {
    Stream<Key> keys =
        commands.stream()
            .filter(one -> one.kind() == kind && !one.keys().isEmpty())
            .map(one -> new Key(one.keys(), one.title()));
    return part(name, Stream.concat(keys, others.stream()).toList());
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
