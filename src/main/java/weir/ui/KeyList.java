package weir.ui;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;

/// The keys, for F1 and `?`.
final class KeyList {
  private static final String[][] KEYS = {
    {"Ctrl+O", "Open capture files"},
    {"Ctrl+Shift+O", "Open a data set that was collected or imported before"},
    {"Ctrl+L", "Listen for flows: on which addresses and ports, and who may send"},
    {"Ctrl+F   /", "Go to the filter"},
    {"Enter   Esc", "In the filter: apply, take back"},
    {"Alt+←   Alt+→", "Back, forward"},
    {"Enter   Shift+Enter", "On a row: keep only it, leave it out"},
    {"Space", "Pause and resume the display; flows keep being stored"},
    {"F5", "Ask again now"},
    {"Esc", "Stop asking; panels keep what they show"},
    {"Ctrl+1 … 9", "Views"},
    {"Ctrl+E", "Exporters: who sends, templates, losses"},
    {"Ctrl+Shift+T", "Dark or light"},
    {"F1   ?", "This list"},
    {"Ctrl+Q", "Quit"}
  };

  private KeyList() {}

  static Node create() {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("key-list");
    Label title = new Label("Keys");
    title.getStyleClass().add("panel-title");
    grid.add(title, 0, 0, 2, 1);
    for (int row = 0; row < KEYS.length; row++) {
      Label keys = new Label(KEYS[row][0]);
      keys.getStyleClass().add("key");
      grid.addRow(row + 1, keys, new Label(KEYS[row][1]));
    }
    return grid;
  }
}
