package weir.ui.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;
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
import weir.query.Dimension;
import weir.query.Dimensions;
import weir.query.Records;
import weir.store.StoreException;

/// Which fields and names are columns: all that there are, found by name, each field with in how
/// many of the flows it is filled.
public final class ColumnChooser {
  private final ContextMenu popup = new ContextMenu();
  private final TextField search = new TextField();
  private final ListView<Dimension> list = new ListView<>();
  private final Label note = new Label();
  private final List<Dimension> all;
  private final List<Dimension> chosen;
  private final Consumer<List<Dimension>> onChange;
  private Map<FlowField, Long> filled = Map.of();
  private boolean counted;
  private long rows;

  /// @param columns that there are now, in order
  /// @param known what names make of fields
  /// @param onChange gets what is chosen, in order
  public ColumnChooser(
      List<Dimension> columns, Dimensions known, Consumer<List<Dimension>> onChange) {
    this.all =
        Stream.concat(Dimension.of(FlowField.all()).stream(), known.made().stream()).toList();
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
    VBox box = new VBox(search, list, note);
    box.getStyleClass().add("column-chooser");
    CustomMenuItem item = new CustomMenuItem(box, false);
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
    @Nullable Dimension at = list.getSelectionModel().getSelectedItem();
    List<Dimension> fields =
        all.stream()
            .filter(
                field ->
                    field.label().toLowerCase(Locale.ROOT).contains(wanted)
                        || field.name().contains(wanted))
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
    @Nullable Dimension field = list.getSelectionModel().getSelectedItem();
    boolean up = event.getCode() == KeyCode.UP;
    if (event.getCode() == KeyCode.SPACE || event.getCode() == KeyCode.ENTER) {
      toggle(field);
      event.consume();
    } else if (event.isAltDown() && field != null && (up || event.getCode() == KeyCode.DOWN)) {
      move(field, up ? -1 : 1);
      event.consume();
    }
  }

  private void toggle(@Nullable Dimension field) {
    int at = field == null ? -1 : place(field);
    if (field == null || (at >= 0 && chosen.size() == 1)) {
      return; // one column is left
    }
    if (at >= 0) {
      chosen.remove(at);
    } else {
      chosen.add(field);
    }
    list.refresh();
    onChange.accept(List.copyOf(chosen));
  }

  /// Among the columns; names may have changed meanwhile.
  private int place(Dimension field) {
    return chosen.stream().map(Dimension::name).toList().indexOf(field.name());
  }

  private void move(Dimension field, int by) {
    int at = place(field);
    if (at >= 0 && at + by >= 0 && at + by < chosen.size()) {
      chosen.remove(at);
      chosen.add(at + by, field);
      list.refresh();
      onChange.accept(List.copyOf(chosen));
    }
  }

  /// A field: whether it is a column, and in how many flows it is filled.
  private final class Line extends ListCell<Dimension> {
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
    protected void updateItem(@Nullable Dimension field, boolean empty) {
      super.updateItem(field, empty);
      setText(null);
      if (field == null || empty) {
        setGraphic(null);
        return;
      }
      int place = place(field);
      box.setText(field.label());
      box.setSelected(place >= 0);
      count.setText(counted ? field.whole().map(this::share).orElse("") : "");
      setGraphic(line);
      setAccessibleText(field.label() + (place >= 0 ? ", a column" : "") + " " + count.getText());
    }

    private String share(FlowField field) {
      long of = filled.getOrDefault(field, 0L);
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
