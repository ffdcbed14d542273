package weir.ui.names;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.scene.control.Button;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.naming.NameSheet;

/// A field for each column of a sheet, and what they say together is a new line.
final class AddLine extends HBox {
  private static final double GAP = 6;

  private final List<TextField> fields = new ArrayList<>();
  private final Predicate<List<String>> onAdd;
  private final Consumer<List<String>> onTyped;

  /// @param onAdd takes the cells; whether they could be taken
  /// @param onTyped told of the cells while they are typed
  AddLine(Predicate<List<String>> onAdd, Consumer<List<String>> onTyped) {
    this.onAdd = onAdd;
    this.onTyped = onTyped;
    getStyleClass().add("names-add");
    setSpacing(GAP);
  }

  /// @param columns of the table above, whose widths the fields have
  void show(NameSheet sheet, List<? extends TableColumn<?, ?>> columns) {
    fields.clear();
    for (String column : sheet.columns()) {
      TextField field = new TextField();
      field.setId("names-add-" + column);
      field.setPromptText(Heading.of(column));
      field.setAccessibleText("New: " + Heading.of(column));
      field.setMinWidth(40);
      field.prefWidthProperty().bind(columns.get(fields.size()).widthProperty().subtract(GAP));
      field.setOnAction(_ -> add());
      field.textProperty().addListener((_, _, _) -> onTyped.accept(cells()));
      fields.add(field);
    }
    Button add = new Button("Add", new FontIcon(Feather.PLUS));
    add.setId("names-add");
    add.setMinWidth(USE_PREF_SIZE);
    add.setOnAction(_ -> add());
    getChildren().setAll(fields);
    getChildren().add(add);
  }

  private List<String> cells() {
    return fields.stream().map(TextField::getText).toList();
  }

  private void add() {
    if (onAdd.test(cells())) {
      fields.forEach(TextField::clear);
      fields.getFirst().requestFocus();
    }
  }
}
