package weir.ui.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.ui.control.DropDown;
import weir.ui.control.Hints;

/// Saved and recent filters, to be applied, named and deleted.
final class ShelfMenu extends Button {
  private static final int MOST_ROWS = 12;
  private static final double CELL_EMS = 2.1;
  private static final double WIDTH_EMS = 34;

  /// A row.
  ///
  /// @param saved null for one that was only applied
  private record Row(FilterShelf.@Nullable Named saved, String text) {}

  private final FilterShelf shelf;
  private final Supplier<String> current;
  private final Consumer<String> chosen;
  private final TextField name = new TextField();
  private final Button save = new Button("Save");
  private final ListView<Row> rows = new ListView<>();
  private final Label none = new Label("No filter was applied yet");
  private final DropDown popup;

  /// What gets the name that is typed, if not the current filter.
  private FilterShelf.@Nullable Named renamed;

  /// @param below what it opens below
  /// @param current the filter that would be saved; empty for none
  /// @param chosen told of a filter to apply
  ShelfMenu(Region below, FilterShelf shelf, Supplier<String> current, Consumer<String> chosen) {
    super("", new FontIcon(Feather.BOOKMARK));
    this.shelf = shelf;
    this.current = current;
    this.chosen = chosen;
    setId("filter-shelf");
    getStyleClass().addAll("flat", "button-icon", "clear");
    setTooltip(Hints.of("Saved and recent filters (Ctrl+Shift+F)"));
    setAccessibleText("Saved and recent filters");
    popup = new DropDown(below, content());
    popup.setOnShown(
        () -> {
          if (rows.getItems().isEmpty()) {
            name.requestFocus();
          } else {
            rows.requestFocus();
          }
        });
    setOnAction(_ -> open());
    shelf.keptProperty().addListener((_, _, _) -> fill());
  }

  void open() {
    rename(null);
    fill();
    popup.show();
  }

  private Region content() {
    name.setId("shelf-name");
    name.setAccessibleText("Name of the filter");
    name.setOnAction(_ -> save());
    HBox.setHgrow(name, Priority.ALWAYS);
    save.setId("shelf-save");
    save.setOnAction(_ -> save());
    save.disableProperty().bind(name.textProperty().isEmpty().or(name.disabledProperty()));
    HBox top = new HBox(name, save);
    top.getStyleClass().add("shelf-top");
    rows.setId("shelf-rows");
    rows.getStyleClass().addAll("dense", "offers");
    rows.setAccessibleText("Saved and recent filters");
    rows.setCellFactory(_ -> new Cell());
    rows.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    rows.visibleProperty().bind(none.visibleProperty().not());
    rows.managedProperty().bind(rows.visibleProperty());
    none.getStyleClass().add("hint");
    none.managedProperty().bind(none.visibleProperty());
    Label keys = new Label("Enter applies · F2 renames · Del removes");
    keys.getStyleClass().add("hint");
    VBox box = new VBox(top, rows, none, keys);
    box.getStyleClass().addAll("filter-popup", "shelf");
    return box;
  }

  private void fill() {
    Row before = rows.getSelectionModel().getSelectedItem();
    List<Row> all = new ArrayList<>();
    shelf.kept().saved().forEach(one -> all.add(new Row(one, one.text())));
    shelf.kept().recent().stream()
        .filter(text -> all.stream().noneMatch(row -> row.text().equals(text)))
        .forEach(text -> all.add(new Row(null, text)));
    rows.getItems().setAll(all);
    int place = Math.max(0, all.indexOf(before));
    if (!all.isEmpty()) {
      rows.getSelectionModel().select(place);
    }
    none.setVisible(all.isEmpty());
    double em = getFont().getSize();
    rows.setFixedCellSize(Math.ceil(CELL_EMS * em));
    rows.setPrefSize(WIDTH_EMS * em, Math.min(MOST_ROWS, all.size()) * rows.getFixedCellSize() + 4);
  }

  /// The name is for this one, or for the filter that holds.
  private void rename(FilterShelf.@Nullable Named filter) {
    renamed = filter;
    name.setText(filter == null ? "" : filter.name());
    save.setText(filter == null ? "Save" : "Rename");
    boolean nothing = filter == null && current.get().isEmpty();
    name.setDisable(nothing);
    name.setPromptText(nothing ? "No filter to save" : "Name of this filter");
    if (filter != null) {
      name.requestFocus();
      name.selectAll();
    }
  }

  private void save() {
    String said = name.getText().strip();
    if (said.isEmpty()) {
      return;
    }
    FilterShelf.Named old = renamed;
    if (old == null) {
      shelf.save(new FilterShelf.Named(said, current.get()));
    } else {
      shelf.rename(old, said);
    }
    rename(null);
    rows.requestFocus();
  }

  private void key(KeyEvent event) {
    Row row = rows.getSelectionModel().getSelectedItem();
    if (row == null) {
      return;
    }
    switch (event.getCode()) {
      case ENTER -> apply(row);
      case F2 -> edit(row);
      case DELETE, BACK_SPACE -> remove(row);
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void apply(Row row) {
    popup.hide();
    chosen.accept(row.text());
  }

  /// One that was only applied is given a name.
  private void edit(Row row) {
    rename(row.saved() == null ? new FilterShelf.Named("", row.text()) : row.saved());
  }

  private void remove(Row row) {
    if (row.saved() == null) {
      shelf.forget(row.text());
    } else {
      shelf.delete(row.saved());
    }
  }

  /// A filter, with what can be done with it.
  private final class Cell extends ListCell<Row> {
    private final Label called = new Label();
    private final Label text = new Label();
    private final Region space = new Region();
    private final Button edit = small(Feather.EDIT_2, "Rename", true);
    private final Button remove = small(Feather.TRASH_2, "Remove", false);
    private final HBox line = new HBox(called, text, space, edit, remove);

    Cell() {
      HBox.setHgrow(space, Priority.ALWAYS);
      called.setMinWidth(Region.USE_PREF_SIZE);
      called.getStyleClass().add("shelf-name");
      text.getStyleClass().add("note");
      line.getStyleClass().add("offer");
      line.setMinWidth(0);
      line.prefWidthProperty().bind(widthProperty().subtract(12));
      setPrefWidth(0);
      setOnMouseClicked(
          (MouseEvent event) -> {
            if (getItem() != null) {
              apply(getItem());
            }
          });
    }

    private Button small(Feather icon, String what, boolean edits) {
      Button button = new Button("", new FontIcon(icon));
      button.getStyleClass().addAll("flat", "button-icon", "clear");
      button.setFocusTraversable(false);
      button.setTooltip(Hints.of(what));
      button.setAccessibleText(what);
      button.setOnAction(
          _ -> {
            if (edits) {
              edit(getItem());
            } else {
              remove(getItem());
            }
          });
      return button;
    }

    @Override
    protected void updateItem(Row row, boolean empty) {
      super.updateItem(row, empty);
      if (!empty && row != null) {
        called.setText(row.saved() == null ? "" : row.saved().name());
        called.setManaged(row.saved() != null);
        text.setText(row.text().replace('\n', ' '));
      }
      setGraphic(empty ? null : line);
    }
  }
}
