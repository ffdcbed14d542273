package weir.ui.names;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.naming.NameSheet;
import weir.naming.NameSheets;
import weir.naming.Table;

/// A field for each column of a sheet, and what they say together is a new line.
final class AddLine extends HBox {
  private final List<TextField> fields = new ArrayList<>();
  private final Predicate<List<String>> onAdd;

  private final Supplier<Optional<String>> chooser;

  /// @param onAdd takes the cells; whether they could be taken
  /// @param chooser asks for a file, and says its path
  AddLine(Predicate<List<String>> onAdd, Supplier<Optional<String>> chooser) {
    this.onAdd = onAdd;
    this.chooser = chooser;
    getStyleClass().add("names-add");
  }

  void show(NameSheet sheet) {
    fields.clear();
    getChildren().clear();
    for (String column : sheet.columns()) {
      boolean ofKinds = sheet.id().equals(NameSheets.FILES) && column.equals("kind");
      ComboBox<String> kinds = new ComboBox<>();
      TextField field = ofKinds ? kinds.getEditor() : new TextField();
      field.setId("names-add-" + column);
      field.setPromptText(Heading.of(column));
      field.setAccessibleText("New: " + Heading.of(column));
      field.setPrefColumnCount(8);
      field.setMinWidth(40);
      field.setOnAction(_ -> add());
      HBox.setHgrow(field, Priority.ALWAYS);
      fields.add(field);
      if (ofKinds) {
        kinds.setEditable(true);
        kinds.setPromptText(Heading.of(column));
        kinds.setId("names-add-kinds");
        kinds.setAccessibleText("New: " + Heading.of(column));
        for (Table.Kind kind : Table.Kind.values()) {
          kinds.getItems().add(kind.word());
        }
      }
      getChildren().add(ofKinds ? kinds : field);
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

  private Button choose(TextField path) {
    Button choose = new Button("Choose", new FontIcon(Feather.FOLDER));
    choose.setId("names-add-choose");
    choose.setMinWidth(USE_PREF_SIZE);
    choose.setOnAction(_ -> chooser.get().ifPresent(path::setText));
    return choose;
  }

  private void add() {
    if (onAdd.test(fields.stream().map(TextField::getText).toList())) {
      fields.forEach(TextField::clear);
      fields.getFirst().requestFocus();
    }
  }
}
