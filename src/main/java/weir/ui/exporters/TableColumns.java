package weir.ui.exporters;

import java.util.Comparator;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/// Columns of the page's tables.
final class TableColumns {
  private TableColumns() {}

  /// A table that fills its place, with a sentence for when it is empty.
  static <T> TableView<T> table(String name, String placeholder) {
    TableView<T> table = new TableView<>();
    table.setAccessibleText(name);
    table.setColumnResizePolicy(TableColumns::fit);
    table.getStyleClass().addAll("dense", "exporter-table");
    Label empty = new Label(placeholder);
    empty.setWrapText(true);
    table.setPlaceholder(empty);
    return table;
  }

  /// The last column takes what is left; where there is not enough, columns keep their widths and
  /// the table scrolls, for a number that is cut off is a wrong one.
  @SuppressWarnings({"rawtypes", "unchecked"}) // as JavaFX has it
  private static boolean fit(TableView.ResizeFeatures features) {
    TableView<?> table = features.getTable();
    double wanted = table.getColumns().stream().mapToDouble(TableColumn::getPrefWidth).sum();
    if (features.getContentWidth() >= wanted) {
      return TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN.call(features);
    }
    if (features.getColumn() == null && !table.getColumns().isEmpty()) {
      TableColumn<?, ?> last = table.getColumns().getLast();
      features.setColumnWidth(last, last.getPrefWidth());
    }
    return TableView.UNCONSTRAINED_RESIZE_POLICY.call(features);
  }

  static <T> TableColumn<T, String> text(String title, double width, Function<T, String> value) {
    TableColumn<T, String> column = new TableColumn<>(title);
    column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
    column.setPrefWidth(width);
    return column;
  }

  /// Grouped by thousands; 0 is left out where it means that nothing is wrong.
  static <T> TableColumn<T, Number> count(
      String title, double width, boolean zeros, ToLongFunction<T> value) {
    return number(
        title,
        width,
        row -> value.applyAsLong(row),
        n -> n.longValue() == 0 && !zeros ? "" : String.format(Locale.ROOT, "%,d", n.longValue()));
  }

  /// A number that names something.
  static <T> TableColumn<T, Number> id(String title, double width, ToLongFunction<T> value) {
    return number(title, width, row -> value.applyAsLong(row), n -> Long.toString(n.longValue()));
  }

  static <T> TableColumn<T, Number> number(
      String title, double width, ToDoubleFunction<T> value, Function<Number, String> text) {
    TableColumn<T, Number> column = new TableColumn<>(title);
    column.setCellValueFactory(
        row -> new ReadOnlyObjectWrapper<>(value.applyAsDouble(row.getValue())));
    column.setComparator(Comparator.comparingDouble(Number::doubleValue));
    column.setPrefWidth(width);
    column.getStyleClass().add("number");
    column.setCellFactory(
        _ ->
            new TableCell<>() {
              @Override
              protected void updateItem(@Nullable Number item, boolean empty) {
                super.updateItem(item, empty);
                setText(empty || item == null ? null : text.apply(item));
              }
            });
    return column;
  }
}
