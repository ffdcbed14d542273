package weir.ui.console;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;
import weir.query.SqlAnswer;
import weir.query.SqlAnswer.Kind;
import weir.ui.control.TableColumns;

/// An answer as rows; a click on a column's head sorts by it.
final class AnswerTable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private static final double TEXT_WIDTH = 190;
  private static final double NUMBER_WIDTH = 130;

  private AnswerTable() {}

  static TableView<List<@Nullable Object>> create() {
    TableView<List<@Nullable Object>> table = TableColumns.table("Answer", "");
    table.setId("sql-table");
    table.setColumnResizePolicy(TableView.UNCONSTRAINED_RESIZE_POLICY);
    return table;
  }

  static void show(TableView<List<@Nullable Object>> table, SqlAnswer answer) {
    table.getSortOrder().clear();
    table.getItems().clear();
    table.getColumns().clear();
    for (int i = 0; i < answer.columns().size(); i++) {
      table.getColumns().add(column(answer.columns().get(i), i));
    }
    table.getItems().setAll(answer.rows());
  }

  private static TableColumn<List<@Nullable Object>, Object> column(
      SqlAnswer.Column column, int place) {
    TableColumn<List<@Nullable Object>, Object> made = new TableColumn<>(column.name());
    made.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue().get(place)));
    made.setComparator(Comparator.nullsFirst(AnswerTable::compare));
    made.setPrefWidth(column.kind().isNumber() ? NUMBER_WIDTH : TEXT_WIDTH);
    if (column.kind().isNumber()) {
      made.getStyleClass().add("number");
    }
    made.setCellFactory(
        _ ->
            new TableCell<>() {
              @Override
              protected void updateItem(@Nullable Object item, boolean empty) {
                super.updateItem(item, empty);
                setText(empty || item == null ? null : text(item, column.kind()));
              }
            });
    return made;
  }

  private static int compare(Object one, Object other) {
    return one instanceof Number a && other instanceof Number b
        ? one instanceof Long x && other instanceof Long y
            ? Long.compare(x, y)
            : Double.compare(a.doubleValue(), b.doubleValue())
        : one.toString().compareTo(other.toString());
  }

  static String text(Object cell, Kind kind) {
    if (kind == Kind.TIME && cell instanceof Long nanos) {
      return TIME.format(
          Instant.ofEpochSecond(
              Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L)));
    }
    return switch (cell) {
      case Long whole when kind == Kind.WHOLE -> String.format(Locale.ROOT, "%,d", whole);
      case Double number when Double.isFinite(number) ->
          new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
      default -> cell.toString();
    };
  }
}
