package weir.ui.names;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.ui.control.Hints;

/// What stands above all names: the file that they are in, what is wrong with it, and what can be
/// done with all of them.
final class NamesHead extends VBox {
  private final Label file = new Label();
  private final Label warning = new Label();
  private final Button undo;

  /// @param kept whether there is a file
  NamesHead(
      boolean kept,
      Runnable onOpen,
      Runnable onImport,
      Runnable onExport,
      Runnable onUndo,
      Runnable onClose) {
    Label title = new Label("Names");
    title.getStyleClass().add("page-title");
    file.setId("names-file");
    file.getStyleClass().add("exporters-summary");
    file.setMinWidth(0);
    warning.setId("names-warning");
    warning.getStyleClass().add("exporters-warning");
    warning.setGraphic(new FontIcon(Feather.ALERT_TRIANGLE));
    warning.setWrapText(true);
    warning.setMinHeight(USE_PREF_SIZE);
    Button open = button("names-open", "Open the file", Feather.EDIT, onOpen);
    open.setDisable(!kept);
    Button close = button("names-close", "", Feather.X, onClose);
    close.setAccessibleText("Leave the names");
    close.setTooltip(Hints.of("Leave the names (Ctrl+N)"));
    undo = button("names-undo", "Undo", Feather.CORNER_UP_LEFT, onUndo);
    undo.setTooltip(Hints.of("Take the last change back (Ctrl+Z)"));
    offerUndo(false);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox buttons =
        new HBox(
            title,
            space,
            open,
            button("names-import", "Import CSV", Feather.DOWNLOAD, onImport),
            button("names-export", "Export CSV", Feather.UPLOAD, onExport),
            undo,
            close);
    buttons.getStyleClass().add("names-buttons");
    getChildren().setAll(buttons, file, warning);
    getStyleClass().add("exporters-head");
    warn(List.of());
  }

  private static Button button(String id, String text, Feather icon, Runnable action) {
    Button button = new Button(text, new FontIcon(icon));
    button.setId(id);
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(_ -> action.run());
    return button;
  }

  void offerUndo(boolean offered) {
    undo.setDisable(!offered);
  }

  /// Says where names are kept.
  void show(Optional<Path> kept, List<String> problems) {
    file.setText(
        kept.map(path -> path + (Files.exists(path) ? "" : " is made with the first name"))
            .orElse("Nothing is kept: the names are gone when Weir ends."));
    warn(problems);
  }

  private void warn(List<String> problems) {
    warning.setText(String.join("\n", problems));
    warning.setVisible(!problems.isEmpty());
    warning.setManaged(!problems.isEmpty());
  }
}
