package weir.ui.explore;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import weir.export.AnswerFormat;
import weir.export.Sheet;
import weir.query.Selection;
import weir.ui.chart.ChartGroup;
import weir.ui.control.CopyMenu;
import weir.ui.control.Menus;

/// The numbers of a picture as a table, row by row, with what can be done with each: for who wants
/// the exact one, and for who does not see the picture.
final class TwinTable extends TableView<Integer> {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final Region panel;
  private final ChartGroup charts;
  private final Consumer<Selection> onSelect;
  private List<Sheet.Column> columns = List.of();
  private PanelView.Numbers numbers;
  private ZoneId zone = ZoneOffset.UTC;

  /// @param panel whose numbers they are
  /// @param title its title
  TwinTable(
      Region panel,
      String title,
      ChartGroup charts,
      Consumer<Selection> onSelect,
      PanelView.Numbers first) {
    this.panel = panel;
    this.charts = charts;
    this.onSelect = onSelect;
    numbers = first;
    getStyleClass().addAll("dense", "twin-table");
    setAccessibleText("Numbers of " + title + ", a row each");
    setPlaceholder(new Label("No flows in this range"));
    getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    setOnMouseClicked(
        event -> {
          if (event.getClickCount() == 2) {
            drill(event.isAltDown());
          }
          event.consume(); // on the picture below, it would zoom out
        });
    Menus.on(this, this::items);
    show(first, zone);
  }

  /// Shows other numbers; the rows that are selected stay so.
  void show(PanelView.Numbers newest, ZoneId newZone) {
    numbers = newest;
    zone = newZone;
    if (!columns.equals(newest.sheet().columns())) {
      columns = newest.sheet().columns();
      List<TableColumn<Integer, String>> made = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        made.add(column(i));
      }
      getColumns().setAll(made);
    }
    int rows = newest.sheet().rows();
    if (getItems().size() > rows) {
      getItems().remove(rows, getItems().size());
    }
    List<Integer> more = new ArrayList<>();
    for (int row = getItems().size(); row < rows; row++) {
      more.add(row);
    }
    getItems().addAll(more);
    refresh();
  }

  private TableColumn<Integer, String> column(int index) {
    Sheet.Column of = columns.get(index);
    TableColumn<Integer, String> column = new TableColumn<>(of.label());
    column.setSortable(false);
    column.setPrefWidth(of.isText() ? 170 : 110);
    if (!of.isText()) {
      column.getStyleClass().add("number");
    }
    column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text(row.getValue(), index)));
    return column;
  }

  private String text(int row, int column) {
    Sheet sheet = numbers.sheet();
    if (row >= sheet.rows() || sheet.none(row, column)) {
      return "";
    }
    if (sheet.left(row, column)) {
      return "Other";
    }
    if (sheet.columns().get(column).kind() != Sheet.Kind.TIME) {
      return sheet.shown(row, column);
    }
    long nanos = sheet.whole(row, column);
    return TIME.format(Instant.ofEpochSecond(0, nanos).atZone(zone));
  }

  private int[] selected() {
    return getSelectionModel().getSelectedIndices().stream()
        .mapToInt(Integer::intValue)
        .filter(row -> row >= 0 && row < numbers.sheet().rows())
        .sorted()
        .toArray();
  }

  private Optional<Selection> pointed(boolean exclude) {
    int[] rows = selected();
    return rows.length == 1 ? numbers.rows().group(rows[0], exclude) : Optional.empty();
  }

  private boolean drill(boolean exclude) {
    Optional<Selection> to = pointed(exclude);
    to.ifPresent(onSelect);
    return to.isPresent();
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER) {
      drill(event.isAltDown() || event.isShiftDown());
      event.consume();
    } else if (event.isShortcutDown() && event.getCode() == KeyCode.C && !event.isShiftDown()) {
      Menus.copy(AnswerFormat.TSV.text(rows()));
      event.consume();
    } else if (!event.isShortcutDown() && event.getCode().isNavigationKey()) {
      event.consume(); // nothing to the picture below
    }
  }

  /// Those that are selected; all where none is.
  private Sheet rows() {
    int[] rows = selected();
    return rows.length == 0 ? numbers.sheet() : numbers.sheet().only(rows);
  }

  private List<MenuItem> items() {
    List<MenuItem> items = new ArrayList<>();
    pointed(false)
        .ifPresent(
            only ->
                items.add(
                    Menus.item("Filter for this", Feather.FILTER, () -> onSelect.accept(only))));
    pointed(true)
        .ifPresent(
            not -> items.add(Menus.item("Filter out", Feather.SLASH, () -> onSelect.accept(not))));
    int[] rows = selected();
    if (rows.length == 1) {
      numbers
          .rows()
          .time(rows[0])
          .ifPresent(
              time ->
                  items.add(
                      Menus.item("Only this time", Feather.CLOCK, () -> onSelect.accept(time))));
    }
    if (rows.length > 0) {
      items.add(CopyMenu.of(rows.length == 1 ? "Copy row as" : "Copy rows as", this::rows, zone));
      items.add(new SeparatorMenuItem());
    }
    items.addAll(charts.offered(panel, pointed(false)));
    return items;
  }
}
