package weir.ui.control;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A list that typing shortens: a field, and below it what the text in it may mean. Up and Down
/// move in the list, Enter and a click choose.
///
/// @param <T> what can be chosen
public final class TypedList<T> extends VBox {
  /// Rows above the chosen one that stay in sight.
  private static final int ABOVE = 3;

  private final TextField field = new TextField();
  private final ObservableList<T> found = FXCollections.observableArrayList();
  private final ListView<T> list = new ListView<>(found);
  private final Function<String, List<T>> find;
  private final Consumer<T> onChosen;

  /// How one of them is shown.
  ///
  /// @param text what it is
  /// @param beside at the end of its row
  public record Row<T>(Function<T, String> text, Function<T, Node> beside) {}

  /// @param id of the field with `-search` behind it, of the list with `-list`
  /// @param find what a text may mean, the likeliest first
  public TypedList(
      String id, Row<T> row, Function<String, List<T>> find, Consumer<T> onChosen, String nothing) {
    this.find = find;
    this.onChosen = onChosen;
    field.setId(id + "-search");
    field.textProperty().addListener((_, _, _) -> look());
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    list.setId(id + "-list");
    list.getStyleClass().add("typed-rows");
    list.setFocusTraversable(false);
    list.setCellFactory(_ -> cell(row));
    list.setPlaceholder(new Label(nothing));
    getStyleClass().add("typed-list");
    getChildren().addAll(field, list);
  }

  /// What the field asks for.
  ///
  /// @param spoken the same for who cannot see it
  public void prompt(String shown, String spoken) {
    field.setPromptText(shown);
    field.setAccessibleText(spoken);
  }

  /// Begins anew, with nothing typed.
  public void begin() {
    field.setText("");
    look();
  }

  /// Gives the field the keyboard.
  public void focus() {
    field.requestFocus();
  }

  private ListCell<T> cell(Row<T> row) {
    ListCell<T> cell =
        new ListCell<>() {
          @Override
          protected void updateItem(@Nullable T item, boolean empty) {
            super.updateItem(item, empty);
            setAccessibleText(item == null ? null : row.text().apply(item));
            setGraphic(item == null || empty ? null : line(row, item));
          }
        };
    cell.getStyleClass().add("typed-cell");
    cell.setPrefWidth(0); // as wide as the list
    cell.setOnMouseClicked(
        event -> {
          if (event.getButton() == MouseButton.PRIMARY && cell.getItem() != null) {
            onChosen.accept(cell.getItem());
          }
        });
    return cell;
  }

  private static <T> Node line(Row<T> row, T item) {
    Label text = new Label(row.text().apply(item));
    text.setMinWidth(0);
    Node beside = row.beside().apply(item);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    if (beside instanceof Region region) {
      region.setMinWidth(Region.USE_PREF_SIZE); // the text gives way
    }
    HBox line = new HBox(text, space, beside);
    line.getStyleClass().add("typed-line");
    return line;
  }

  private void key(KeyEvent event) {
    switch (event.getCode()) {
      case ENTER -> {
        T at = list.getSelectionModel().getSelectedItem();
        if (at != null) {
          onChosen.accept(at);
        }
      }
      case DOWN, UP -> {
        int at =
            list.getSelectionModel().getSelectedIndex()
                + (event.getCode() == KeyCode.DOWN ? 1 : -1);
        if (at >= 0 && at < found.size()) {
          list.getSelectionModel().select(at);
          list.scrollTo(Math.max(0, at - ABOVE));
        }
      }
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void look() {
    found.setAll(find.apply(field.getText()));
    list.getSelectionModel().select(0);
    list.scrollTo(0);
  }
}
