package weir.ui.remotes;

import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.store.Checkup;

/// What came of trying a connection out: a line a step, and the tables of flows to choose from.
final class CheckupList extends VBox {
  private final Consumer<Checkup.Table> onTable;

  /// @param onTable called when a table is chosen
  CheckupList(Consumer<Checkup.Table> onTable) {
    this.onTable = onTable;
    setId("checkup");
    getStyleClass().add("checkup");
    clear();
  }

  void clear() {
    getChildren().clear();
    setVisible(false);
    setManaged(false);
  }

  /// It is being tried.
  void await(String what) {
    clear();
    ProgressIndicator spinner = new ProgressIndicator();
    spinner.getStyleClass().add("checkup-spinner");
    Label label = new Label("Trying " + what + "…");
    HBox line = new HBox(spinner, label);
    line.getStyleClass().add("checkup-step");
    put(line);
  }

  /// @param database that is typed, as `table`: what is chosen already
  void show(Checkup checkup, String database, String table) {
    clear();
    checkup.steps().forEach(step -> put(line(step)));
    if (checkup.tables().isEmpty()) {
      return;
    }
    Label title =
        new Label(
            checkup.tables().size() == 1 ? "The table of flows" : "Which table of flows is meant?");
    title.getStyleClass().add("checkup-title");
    put(title);
    ToggleGroup group = new ToggleGroup();
    for (Checkup.Table found : checkup.tables()) {
      RadioButton button =
          new RadioButton(found.database() + "." + found.name() + "  ·  " + found.schema());
      button.setMnemonicParsing(false); // names have underscores
      button.getStyleClass().add("checkup-table");
      button.setToggleGroup(group);
      button.setSelected(
          checkup.tables().size() == 1
              || (found.name().equals(table)
                  && (database.isEmpty() || found.database().equals(database))));
      button.setOnAction(_ -> onTable.accept(found));
      put(button);
    }
  }

  private void put(javafx.scene.Node node) {
    getChildren().add(node);
    setVisible(true);
    setManaged(true);
  }

  private static HBox line(Checkup.Step step) {
    FontIcon icon = new FontIcon(step.good() ? Feather.CHECK_CIRCLE : Feather.X_CIRCLE);
    icon.getStyleClass().addAll("health-icon", step.good() ? "good" : "bad");
    Label what = new Label(step.what());
    what.getStyleClass().add("checkup-what");
    what.setMinWidth(USE_PREF_SIZE);
    Label sentence = new Label(step.sentence());
    sentence.getStyleClass().add(step.good() ? "checkup-good" : "checkup-bad");
    sentence.setWrapText(true);
    sentence.setMinHeight(USE_PREF_SIZE);
    HBox.setHgrow(sentence, Priority.ALWAYS);
    HBox line = new HBox(icon, what, sentence);
    line.getStyleClass().add("checkup-step");
    line.setAccessibleText(
        step.what() + (step.good() ? ", good: " : ", does not work: ") + step.sentence());
    return line;
  }
}
