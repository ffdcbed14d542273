package weir.ui.names;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.cell.TextFieldTableCell;
import javafx.scene.input.KeyCode;
import javafx.util.converter.DefaultStringConverter;
import org.jspecify.annotations.Nullable;
import weir.naming.NameSheet;
import weir.naming.NameSheet.Line;
import weir.ui.control.Hints;
import weir.ui.control.TableColumns;

/// The lines of a sheet; a cell is edited in its place.
final class SheetTable {
  private static final double NARROW = 70;
  private static final double WIDTH = 110;
  private static final double WIDE = 170;

  private final ObservableList<Line> all = FXCollections.observableArrayList();
  private final FilteredList<Line> found = new FilteredList<>(all);
  private final SortedList<Line> sorted = new SortedList<>(found);
  private final TableView<Line> table = TableColumns.table("Names", "Reading names …");
  private final BiPredicate<Line, List<String>> onEdit;
  private final BiConsumer<Line, List<String>> onTyped;

  /// @param onEdit takes a line and what its cells are to be; whether they could be taken
  /// @param onDelete takes lines that are to go
  /// @param onTyped told of a line, and of its cells while one is typed, and when that ends
  SheetTable(
      BiPredicate<Line, List<String>> onEdit,
      Consumer<List<Line>> onDelete,
      BiConsumer<Line, List<String>> onTyped) {
    this.onEdit = onEdit;
    this.onTyped = onTyped;
    table.setId("names-table");
    table.setEditable(true);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.setItems(sorted);
    sorted.comparatorProperty().bind(table.comparatorProperty());
    table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    table.getSelectionModel().setCellSelectionEnabled(false);
    table.setOnKeyPressed(
        event -> {
          boolean typing = event.getTarget() instanceof TextInputControl;
          if (!typing
              && (event.getCode() == KeyCode.DELETE || event.getCode() == KeyCode.BACK_SPACE)) {
            onDelete.accept(selected());
            event.consume();
          } else if (!typing
              && (event.getCode() == KeyCode.F2 || event.getCode() == KeyCode.ENTER)) {
            editFirst();
            event.consume();
          }
        });
  }

  TableView<Line> node() {
    return table;
  }

  List<Line> selected() {
    return List.copyOf(table.getSelectionModel().getSelectedItems());
  }

  /// Told of the lines that are selected.
  void onSelected(Consumer<List<Line>> told) {
    table
        .getSelectionModel()
        .getSelectedItems()
        .addListener((ListChangeListener<Line>) _ -> told.accept(selected()));
  }

  private void editFirst() {
    int row = table.getSelectionModel().getSelectedIndex();
    table.getColumns().stream()
        .filter(TableColumn::isEditable)
        .findFirst()
        .ifPresent(column -> table.edit(row, column));
  }

  /// Names have been read: what is empty is empty.
  void known() {
    if (table.getPlaceholder() instanceof Label label) {
      label.setText("Nothing is named here yet: add a line below, or import CSV.");
    }
  }

  /// The columns of another sheet.
  void columns(NameSheet sheet) {
    List<TableColumn<Line, ?>> columns = new ArrayList<>();
    for (int i = 0; i < sheet.columns().size(); i++) {
      columns.add(column(sheet, i));
    }
    columns.add(TableColumns.<Line>text("From", WIDE, line -> line.origin().words()));
    table.getSortOrder().clear();
    table.getColumns().setAll(columns);
  }

  private TableColumn<Line, String> column(NameSheet sheet, int at) {
    String name = sheet.columns().get(at);
    TableColumn<Line, String> column =
        TableColumns.text(Heading.of(name), width(name), line -> line.cells().get(at));
    column.setId("names-column-" + name);
    column.setEditable(at >= sheet.keys());
    column.setCellValueFactory(row -> new ReadOnlyStringWrapper(row.getValue().cells().get(at)));
    column.setComparator(SheetTable::compare);
    if (column.isEditable()) {
      column.setCellFactory(_ -> Hints.whole(new Typed(at)));
      column.setOnEditCommit(
          event -> {
            List<String> cells = new ArrayList<>(event.getRowValue().cells());
            cells.set(at, event.getNewValue());
            if (!onEdit.test(event.getRowValue(), cells)) {
              table.refresh();
            }
          });
    }
    return column;
  }

  /// A cell that tells what is typed into it.
  private final class Typed extends TextFieldTableCell<Line, String> {
    private final int at;
    private boolean heard;

    Typed(int at) {
      super(new DefaultStringConverter());
      this.at = at;
    }

    @Override
    public void startEdit() {
      super.startEdit();
      if (!heard && getGraphic() instanceof TextInputControl field) { // one for all edits
        heard = true;
        field.textProperty().addListener((_, _, text) -> tell(text));
      }
    }

    @Override
    public void cancelEdit() {
      super.cancelEdit();
      tell(getItem());
    }

    private void tell(@Nullable String text) {
      Line line = getTableRow() == null ? null : getTableRow().getItem();
      if (line != null && text != null && at < line.cells().size()) {
        List<String> cells = new ArrayList<>(line.cells());
        cells.set(at, text);
        onTyped.accept(line, cells);
      }
    }
  }

  private static double width(String column) {
    return switch (column) {
      case "index", "speed", "side", "own", "country", "vlan", "vrf", "port", "dscp" -> NARROW;
      case "name", "description", "file", "tag" -> WIDE;
      default -> WIDTH;
    };
  }

  /// Numbers by what they are worth.
  static int compare(String one, String other) {
    boolean numbers = one.matches("\\d{1,18}") && other.matches("\\d{1,18}");
    return numbers
        ? Long.compare(Long.parseLong(one), Long.parseLong(other))
        : String.CASE_INSENSITIVE_ORDER.compare(one, other);
  }

  /// Brings the lines to the newest; what is being edited goes on being edited if nothing changed.
  void show(List<Line> lines) {
    if (!all.equals(lines)) {
      List<Line> before = selected();
      all.setAll(lines);
      before.forEach(line -> table.getSelectionModel().select(line));
    }
  }

  /// Only lines that have all of these words.
  void search(String text) {
    List<String> words = List.of(text.toLowerCase(Locale.ROOT).strip().split("\\s+"));
    found.setPredicate(
        line -> {
          String whole = String.join(" ", line.cells()).toLowerCase(Locale.ROOT);
          return words.stream().allMatch(whole::contains);
        });
  }

  int shown() {
    return found.size();
  }
}
