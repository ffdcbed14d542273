package weir.ui.control;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/// Columns of tables on pages. Texts that do not fit are cut in the middle and have a hint; numbers
/// are never cut, for a number that is cut off is a wrong one.
public final class TableColumns {
  private static final double LEAST_TEXT = 60;

  private TableColumns() {}

  /// A table that fills its place, with a sentence for when it is empty.
  public static <T> TableView<T> table(String name, String placeholder) {
    TableView<T> table = new TableView<>();
    table.setAccessibleText(name);
    table.setColumnResizePolicy(TableColumns::fit);
    table.getStyleClass().addAll("dense", "exporter-table");
    Label empty = new Label(placeholder);
    empty.setWrapText(true);
    table.setPlaceholder(empty);
    Menus.on(table, _ -> table.getItems().isEmpty() ? List.of() : List.of(CopyMenu.of(table)));
    return table;
  }

  /// The last column takes what is left; where there is not enough, columns keep their widths and
  /// the table scrolls.
  @SuppressWarnings({"rawtypes", "unchecked"}) // as JavaFX has it
  private static boolean fit(TableView.ResizeFeatures features) {
    TableView<?> table = features.getTable();
    double wanted =
        table.getVisibleLeafColumns().stream().mapToDouble(TableColumn::getPrefWidth).sum();
    if (features.getContentWidth() >= wanted) {
      return TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN.call(features);
    }
    if (features.getColumn() == null) {
      for (TableColumn column : table.getVisibleLeafColumns()) {
        features.setColumnWidth(column, column.getPrefWidth());
      }
    }
    return TableView.UNCONSTRAINED_RESIZE_POLICY.call(features);
  }

  /// Of a column that is in no table yet, at 100 %.
  private static void widths(TableColumn<?, ?> column, double usual, double least) {
    column
        .tableViewProperty()
        .flatMap(Zoom::of)
        .orElse(1.0)
        .subscribe(
            zoom -> {
              column.setMinWidth(least * zoom);
              column.setPrefWidth(usual * zoom);
            });
  }

  public static <T> TableColumn<T, String> text(
      String title, double width, Function<T, String> value) {
    TableColumn<T, String> column = new TableColumn<>(title);
    column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
    widths(column, width, Math.min(width, LEAST_TEXT));
    column.setCellFactory(_ -> Hints.whole(cell(text -> text, _ -> null)));
    return column;
  }

  /// Grouped by thousands; 0 is left out where it means that nothing is wrong.
  public static <T> TableColumn<T, Number> count(
      String title, double width, boolean zeros, ToLongFunction<T> value) {
    return number(
        title,
        width,
        row -> value.applyAsLong(row),
        n -> n.longValue() == 0 && !zeros ? "" : String.format(Locale.ROOT, "%,d", n.longValue()));
  }

  /// A number that names something.
  public static <T> TableColumn<T, Number> id(String title, double width, ToLongFunction<T> value) {
    TableColumn<T, Number> column =
        number(title, width, row -> value.applyAsLong(row), n -> Long.toString(n.longValue()));
    column.setMaxWidth(width);
    return column;
  }

  public static <T> TableColumn<T, Number> number(
      String title, double width, ToDoubleFunction<T> value, Function<Number, String> text) {
    TableColumn<T, Number> column = new TableColumn<>(title);
    column.setCellValueFactory(
        row -> new ReadOnlyObjectWrapper<>(value.applyAsDouble(row.getValue())));
    column.setComparator(Comparator.comparingDouble(Number::doubleValue));
    widths(column, width, 0);
    column.setCellFactory(_ -> cell(text, _ -> null));
    return right(column);
  }

  /// On the right, as numbers are.
  public static <T, V> TableColumn<T, V> right(TableColumn<T, V> column) {
    widths(column, column.getPrefWidth(), column.getPrefWidth());
    column.getStyleClass().add("number");
    return column;
  }

  /// A column of things with an order of their own, which are told with a text and a picture.
  public static <T, V> TableColumn<T, V> pictured(
      String title,
      double width,
      Function<T, V> value,
      Comparator<V> order,
      Function<V, String> text,
      Function<V, @Nullable Node> picture) {
    TableColumn<T, V> column = new TableColumn<>(title);
    column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
    column.setComparator(order);
    widths(column, width, Math.min(width, 2 * LEAST_TEXT));
    column.setCellFactory(_ -> Hints.whole(cell(text, picture)));
    return column;
  }

  private static <T, V> TableCell<T, V> cell(
      Function<V, String> text, Function<V, @Nullable Node> picture) {
    return new TableCell<>() {
      @Override
      protected void updateItem(@Nullable V item, boolean empty) {
        super.updateItem(item, empty);
        setText(empty || item == null ? null : text.apply(item));
        setGraphic(empty || item == null ? null : picture.apply(item));
      }
    };
  }

  /// Only what has changed, so that what is chosen and where it was scrolled to stays.
  ///
  /// @return whether it has
  public static <T> boolean refresh(TableView<T> table, List<T> newest) {
    if (table.getItems().equals(newest)) {
      return false;
    }
    int selected = table.getSelectionModel().getSelectedIndex();
    table.getItems().setAll(newest);
    table.sort();
    if (!newest.isEmpty()) {
      table.getSelectionModel().select(Math.min(Math.max(selected, 0), newest.size() - 1));
    }
    return true;
  }
}
