package weir.ui.names;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.naming.NameSheet;
import weir.naming.NameSheets;
import weir.naming.Table;

/// A field for each column of a sheet, and what they say together is a new line.
final class AddLine extends HBox {
  private static final double GAP = 6;

  private final List<TextField> fields = new ArrayList<>();
  private final List<ComboBox<String>> choices = new ArrayList<>();
  private final Predicate<List<String>> onAdd;
  private final Consumer<List<String>> onTyped;

  private final Supplier<Optional<String>> chooser;

  /// @param onAdd takes the cells; whether they could be taken
  /// @param onTyped told of the cells while they are typed
  /// @param chooser asks for a file, and says its path
  AddLine(
      Predicate<List<String>> onAdd,
      Consumer<List<String>> onTyped,
      Supplier<Optional<String>> chooser) {
    this.onAdd = onAdd;
    this.onTyped = onTyped;
    this.chooser = chooser;
    getStyleClass().add("names-add");
    setSpacing(GAP);
  }

  /// @param columns of the table above, whose widths the fields have
  void show(NameSheet sheet, List<? extends TableColumn<?, ?>> columns) {
    fields.clear();
    choices.clear();
    getChildren().clear();
    for (String column : sheet.columns()) {
      boolean ofKinds = sheet.id().equals(NameSheets.FILES) && column.equals("kind");
      ComboBox<String> kinds = new ComboBox<>();
      TextField field = ofKinds ? kinds.getEditor() : new TextField();
      field.setId("names-add-" + column);
      field.setPromptText(Heading.of(column));
      field.setAccessibleText("New: " + Heading.of(column));
      field.setMinWidth(40);
      Control shown = ofKinds ? kinds : field;
      shown.prefWidthProperty().bind(columns.get(fields.size()).widthProperty().subtract(GAP));
      field.setOnAction(_ -> add());
      field.textProperty().addListener((_, _, _) -> onTyped.accept(cells()));
      fields.add(field);
      if (ofKinds) {
        choices.add(kinds);
        kinds.setEditable(true);
        kinds.setPromptText(Heading.of(column));
        kinds.setId("names-add-kinds");
        kinds.setAccessibleText("New: " + Heading.of(column));
        for (Table.Kind kind : Table.Kind.values()) {
          kinds.getItems().add(kind.word());
        }
      }
      getChildren().add(shown);
    }
    if (sheet.id().equals(NameSheets.FILES)) {
      getChildren().add(choose(fields.getLast()));
    }
    Button add = new Button("Add", new FontIcon(Feather.PLUS));
    add.setId("names-add");
    add.setMinWidth(USE_PREF_SIZE);
    add.setOnAction(_ -> add());
    getChildren().add(add);
  }

  private List<String> cells() {
    return fields.stream().map(TextField::getText).toList();
  }

  private Button choose(TextField path) {
    Button choose = new Button("Choose", new FontIcon(Feather.FOLDER));
    choose.setId("names-add-choose");
    choose.setMinWidth(USE_PREF_SIZE);
    choose.setOnAction(_ -> chooser.get().ifPresent(path::setText));
    return choose;
  }

  private void add() {
    if (onAdd.test(cells())) {
      choices.forEach(one -> one.setValue(null)); // else the same could not be picked again
      fields.forEach(TextField::clear);
      fields.getFirst().requestFocus();
    }
  }
}
