package weir.ui;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import weir.query.View;

/// The keys, for F1 and `?`.
final class KeyList {
  private static final String[][] BEFORE_VIEWS = {
    {"Ctrl+O", "Open capture files"},
    {"Ctrl+Shift+O", "Open a data set that was collected or imported before"},
    {"Ctrl+L", "Listen for flows: on which addresses and ports, and who may send"},
    {"Ctrl+F   /", "Go to the filter"},
    {"Enter   Esc", "In the filter: apply, take back"},
    {"Alt+←   Alt+→", "Back, forward"},
    {"Enter   Shift+Enter", "On a row: keep only it, leave it out"},
    {"Space", "Pause and resume the display; flows keep being stored"},
    {"F5", "Ask again now"},
    {"Esc", "Stop asking; panels keep what they show"}
  };

  private static final String[][] AFTER_VIEWS = {
    {"Ctrl+E", "Exporters: who sends, templates, losses"},
    {"Ctrl+Shift+T", "Dark or light"},
    {"F1   ?", "This list"},
    {"Ctrl+Q", "Quit"}
  };

  private KeyList() {}

  static Node create(List<View> views) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("key-list");
    Label title = new Label("Keys");
    title.getStyleClass().add("panel-title");
    grid.add(title, 0, 0, 2, 1);
    add(grid, BEFORE_VIEWS);
    for (View view : views) {
      view.key().ifPresent(key -> add(grid, key, view.title()));
    }
    add(grid, AFTER_VIEWS);
    return grid;
  }

  private static void add(GridPane grid, String[][] rows) {
    for (String[] row : rows) {
      add(grid, row[0], row[1]);
    }
  }

  private static void add(GridPane grid, String keys, String what) {
    Label label = new Label(keys);
    label.getStyleClass().add("key");
    grid.addRow(grid.getRowCount(), label, new Label(what));
  }
}
