package weir.ui.remotes;

import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.store.Checkup;
import weir.store.TableColumns;
import weir.ui.control.CheckLine;

/// What came of trying a connection out: a line a step, and the tables of flows to choose from.
final class CheckupList extends VBox {
  private final Consumer<Checkup.Table> onTable;
  private final Consumer<TableColumns> onMap;

  /// @param onTable called when a table is chosen
  /// @param onMap called when the columns of an unknown table are to be mapped
  CheckupList(Consumer<Checkup.Table> onTable, Consumer<TableColumns> onMap) {
    this.onTable = onTable;
    this.onMap = onMap;
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
    checkup.warnings().forEach(warning -> put(line(warning)));
    showTables(checkup, database, table);
    checkup.unknown().forEach(unknown -> put(mapping(unknown)));
  }

  private HBox mapping(TableColumns unknown) {
    Label text = new Label("There is a table " + unknown.title() + " that Weir does not know.");
    text.setWrapText(true);
    Button map = new Button("Map its columns…", new FontIcon(Feather.SHUFFLE));
    map.getStyleClass().add("checkup-map");
    map.setMinWidth(USE_PREF_SIZE);
    map.setOnAction(_ -> onMap.accept(unknown));
    HBox line = new HBox(text, map);
    line.getStyleClass().addAll("checkup-step", "checkup-unknown");
    return line;
  }

  private static Label line(String warning) {
    Label label = new Label(warning, new FontIcon(Feather.ALERT_TRIANGLE));
    label.getStyleClass().add("connect-warning");
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }

  private void showTables(Checkup checkup, String database, String table) {
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

  private static CheckLine line(Checkup.Step step) {
    return new CheckLine(step.what(), step.good(), "does not work", step.sentence());
  }
}
