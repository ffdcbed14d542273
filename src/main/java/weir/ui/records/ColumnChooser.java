package weir.ui.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowField;
import weir.query.Records;
import weir.store.StoreException;

/// Which fields are columns: all of the catalogue, found by name, each with in how many of the
/// flows it is filled.
public final class ColumnChooser {
  private final ContextMenu popup = new ContextMenu();
  private final TextField search = new TextField();
  private final ListView<FlowField> list = new ListView<>();
  private final Label note = new Label();
  private final List<FlowField> chosen;
  private final Consumer<List<FlowField>> onChange;
  private Map<FlowField, Long> filled = Map.of();
  private boolean counted;
  private long rows;

  /// @param columns that there are now, in order
  /// @param onChange gets what is chosen, in order
  public ColumnChooser(List<FlowField> columns, Consumer<List<FlowField>> onChange) {
    this.chosen = new ArrayList<>(columns);
    this.onChange = onChange;
    search.setPromptText("Find a field");
    search.setId("column-search");
    search.setAccessibleText("Find a field");
    search.textProperty().addListener((_, _, _) -> fill());
    search.addEventFilter(KeyEvent.KEY_PRESSED, this::searchKey);
    list.setId("column-list");
    list.getStyleClass().add("dense");
    list.setCellFactory(_ -> new Line());
    list.addEventFilter(KeyEvent.KEY_PRESSED, this::listKey);
    note.getStyleClass().add("panel-detail");
    VBox all = new VBox(search, list, note);
    all.getStyleClass().add("column-chooser");
    CustomMenuItem item = new CustomMenuItem(all, false);
    popup.getItems().add(item);
    popup.setId("column-popup");
    fill();
  }

  /// Opens below a node; the search has the keyboard. How often fields are filled is counted
  /// meanwhile.
  ///
  /// @param delivery runs tasks on the JavaFX thread
  public void show(Node below, Records records, Executor delivery) {
    rows = records.rows();
    note.setText("Counting in how many flows each is filled…");
    popup.show(below, Side.BOTTOM, 0, 0);
    search.requestFocus();
    Thread.ofPlatform()
        .daemon()
        .name("weir-fill-counts")
        .start(
            () -> {
              try {
                Map<FlowField, Long> found = records.filled();
                delivery.execute(() -> counted(found));
              } catch (StoreException e) {
                delivery.execute(
                    () -> note.setText(e.isCancelled() ? "" : "Not counted: " + e.getMessage()));
              }
            });
  }

  private void counted(Map<FlowField, Long> found) {
    filled = found;
    counted = true;
    note.setText(String.format(Locale.ROOT, "Of %,d flows", rows));
    fill();
  }

  private void fill() {
    String wanted = search.getText().toLowerCase(Locale.ROOT).strip();
    @Nullable FlowField at = list.getSelectionModel().getSelectedItem();
    List<FlowField> fields =
        FlowField.all().stream()
            .filter(
                field ->
                    field.label().toLowerCase(Locale.ROOT).contains(wanted)
                        || field.fieldName().contains(wanted))
            .toList();
    list.getItems().setAll(fields);
    if (at != null && fields.contains(at)) {
      list.getSelectionModel().select(at);
    } else if (!fields.isEmpty()) {
      list.getSelectionModel().select(0);
    }
  }

  private void searchKey(KeyEvent event) {
    if (event.getCode() == KeyCode.DOWN) {
      list.requestFocus();
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER) {
      toggle(list.getSelectionModel().getSelectedItem());
      event.consume();
    }
  }

  private void listKey(KeyEvent event) {
    @Nullable FlowField field = list.getSelectionModel().getSelectedItem();
    boolean up = event.getCode() == KeyCode.UP;
    if (event.getCode() == KeyCode.SPACE || event.getCode() == KeyCode.ENTER) {
      toggle(field);
      event.consume();
    } else if (event.isAltDown() && field != null && (up || event.getCode() == KeyCode.DOWN)) {
      move(field, up ? -1 : 1);
      event.consume();
    }
  }

  private void toggle(@Nullable FlowField field) {
    if (field == null || chosen.equals(List.of(field))) {
      return; // one column is left
    }
    if (!chosen.remove(field)) {
      chosen.add(field);
    }
    list.refresh();
    onChange.accept(List.copyOf(chosen));
  }

  private void move(FlowField field, int by) {
    int at = chosen.indexOf(field);
    if (at >= 0 && at + by >= 0 && at + by < chosen.size()) {
      chosen.remove(at);
      chosen.add(at + by, field);
      list.refresh();
      onChange.accept(List.copyOf(chosen));
    }
  }

  /// A field: whether it is a column, and in how many flows it is filled.
  private final class Line extends ListCell<FlowField> {
    private final CheckBox box = new CheckBox();
    private final Label count = new Label();
    private final HBox line;

    Line() {
      Region space = new Region();
      HBox.setHgrow(space, Priority.ALWAYS);
      count.getStyleClass().add("panel-detail");
      box.setFocusTraversable(false);
      box.setMnemonicParsing(false);
      box.setOnAction(_ -> toggle(getItem()));
      line = new HBox(box, space, count);
      line.getStyleClass().add("column-line");
    }

    @Override
    protected void updateItem(@Nullable FlowField field, boolean empty) {
      super.updateItem(field, empty);
      setText(null);
      if (field == null || empty) {
        setGraphic(null);
        return;
      }
      int place = chosen.indexOf(field);
      box.setText(field.label());
      box.setSelected(place >= 0);
      count.setText(counted ? share(filled.getOrDefault(field, 0L)) : "");
      setGraphic(line);
      setAccessibleText(field.label() + (place >= 0 ? ", a column" : "") + " " + count.getText());
    }

    private String share(long of) {
      return of == 0
          ? "–"
          : of == rows ? "all" : String.format(Locale.ROOT, "%,d · %s", of, percent(of));
    }

    private String percent(long of) {
      double percent = 100.0 * of / Math.max(1, rows);
      return percent < 0.1 ? "< 0.1 %" : String.format(Locale.ROOT, "%.1f %%", percent);
    }
  }
}
