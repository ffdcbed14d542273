package weir.ui.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowField;
import weir.query.Dimension;
import weir.query.Dimensions;
import weir.ui.control.DropDown;

/// What can be grouped by, as a list that typing shortens. Prefixes are typed: "src_addr/24".
final class DimensionPicker {
  private final ExploreModel model;
  private final TextField field = new TextField();
  private final ObservableList<Dimension> found = FXCollections.observableArrayList();
  private final ListView<Dimension> list = new ListView<>(found);
  private final VBox content = new VBox();
  private @Nullable DropDown popup;
  private Consumer<Dimension> chosen = _ -> {};

  DimensionPicker(ExploreModel model) {
    this.model = model;
    field.setId("dimension-search");
    field.setPromptText("Field, or src_addr/24");
    field.setAccessibleText("Field to group by");
    field.textProperty().addListener((_, _, _) -> find());
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    list.setId("dimension-list");
    list.getStyleClass().add("dimension-list");
    list.setFocusTraversable(false);
    list.setCellFactory(_ -> cell());
    list.setPlaceholder(new Label("No such field"));
    content.getStyleClass().add("dimension-picker");
    content.getChildren().addAll(field, list);
  }

  /// @param below what opens it
  /// @param then told what was chosen
  void show(Button below, Consumer<Dimension> then) {
    hide();
    chosen = then;
    DropDown made = new DropDown(below, content);
    popup = made;
    field.setText("");
    find();
    made.setOnShown(field::requestFocus);
    made.show();
  }

  void hide() {
    if (popup != null) {
      popup.hide();
      popup = null;
    }
  }

  private ListCell<Dimension> cell() {
    ListCell<Dimension> cell =
        new ListCell<>() {
          @Override
          protected void updateItem(@Nullable Dimension dimension, boolean empty) {
            super.updateItem(dimension, empty);
            if (dimension == null || empty) {
              setText(null);
              setGraphic(null);
            } else {
              Label name = new Label(dimension.name());
              name.getStyleClass().add("dimension-name");
              setText(dimension.label());
              setGraphic(name);
            }
          }
        };
    cell.getStyleClass().add("dimension-cell");
    cell.setContentDisplay(ContentDisplay.RIGHT);
    cell.setOnMouseClicked(
        event -> {
          if (event.getButton() == MouseButton.PRIMARY && cell.getItem() != null) {
            choose(cell.getItem());
          }
        });
    return cell;
  }

  private void key(KeyEvent event) {
    KeyCode code = event.getCode();
    if (code == KeyCode.ENTER) {
      Dimension at = list.getSelectionModel().getSelectedItem();
      if (at != null) {
        choose(at);
      }
      event.consume();
    } else if (code == KeyCode.DOWN || code == KeyCode.UP) {
      int at = list.getSelectionModel().getSelectedIndex() + (code == KeyCode.DOWN ? 1 : -1);
      if (at >= 0 && at < found.size()) {
        list.getSelectionModel().select(at);
        list.scrollTo(Math.max(0, at - 3));
      }
      event.consume();
    }
  }

  private void choose(Dimension dimension) {
    Consumer<Dimension> told = chosen;
    hide();
    told.accept(dimension);
  }

  private void find() {
    found.setAll(matching(model.dimensions(), lacking(), field.getText()));
    list.getSelectionModel().select(0);
    list.scrollTo(0);
  }

  private Set<FlowField> lacking() {
    return model.dataSet().map(set -> set.store().capabilities().lackedFields()).orElse(Set.of());
  }

  /// What a text may mean, the likeliest first: what is called so, what begins so, what has it.
  static List<Dimension> matching(Dimensions dimensions, Set<FlowField> lacking, String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    Stream<Dimension> all =
        Stream.concat(
            FlowField.all().stream().filter(FlowField::groupable).map(Dimension::field),
            dimensions.made().stream());
    List<Dimension> known =
        all.filter(one -> one.fields().stream().noneMatch(lacking::contains)).toList();
    List<Dimension> found = new ArrayList<>();
    if (wanted.contains("/")) {
      dimensions.named(wanted).ifPresent(found::add);
    }
    known.stream().filter(one -> begins(one, wanted)).forEach(found::add);
    known.stream().filter(one -> !begins(one, wanted) && has(one, wanted)).forEach(found::add);
    return found.stream().distinct().toList();
  }

  private static boolean begins(Dimension one, String wanted) {
    return one.name().startsWith(wanted) || lower(one.label()).startsWith(wanted);
  }

  private static boolean has(Dimension one, String wanted) {
    return one.name().contains(wanted) || lower(one.label()).contains(wanted);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
