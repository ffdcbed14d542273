package weir.ui.explore;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import weir.query.Answer;
import weir.query.Coverage;
import weir.query.Measure;
import weir.query.Selection;
import weir.ui.chart.PanelHeader;
import weir.ui.chart.Quantity;
import weir.ui.control.Zoom;

/// The largest groups as rows: name, rate with a bar, sum, share. A click or Enter keeps only that
/// group, Shift+Enter leaves it out, the right button offers the rest. Refreshed in place: the
/// selected group stays selected wherever it moves.
final class RankingTable extends VBox {
  private static final double ROW_HEIGHT = 24;

  /// Narrower tables leave the sum out: names matter more.
  private static final double ALL_COLUMNS_WIDTH = 410;

  private final ObservableList<RankingRow> rows = FXCollections.observableArrayList();
  private final TableView<RankingRow> table = new TableView<>(rows);
  private final PanelHeader header = new PanelHeader();
  private final Label message = new Label();
  private final TableColumn<RankingRow, RankingRow> rate;
  private final TableColumn<RankingRow, RankingRow> sum;

  /// Whether there is no sum beside what ranks.
  private final BooleanProperty alone = new SimpleBooleanProperty();

  private final Consumer<Selection> onSelect;

  RankingTable(String title, Consumer<Selection> onSelect) {
    this.onSelect = onSelect;
    getStyleClass().add("ranking");
    message.getStyleClass().add("panel-message");
    message.setWrapText(true);
    rate = column("Rate", () -> new BarCell());
    sum = column("Sum", () -> new TextCell(RankingTable::sumText));
    setUpTable();
    VBox.setVgrow(table, Priority.ALWAYS);
    header.title(title);
    describe();
    getChildren().addAll(header, table);
  }

  private void setUpTable() {
    TableColumn<RankingRow, RankingRow> name = column("Name", NameCell::new);
    TableColumn<RankingRow, RankingRow> share =
        column("Share", () -> new TextCell(RankingTable::shareText));
    widths(name, 90, 200, 10_000);
    name.getStyleClass().add("name-column");
    widths(rate, 96, 104, 160);
    widths(sum, 80, 82, 100);
    widths(share, 72, 72, 76);
    table.getColumns().setAll(List.of(name, rate, sum, share));
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.fixedCellSizeProperty().bind(Zoom.of(table).map(zoom -> ROW_HEIGHT * zoom));
    Zoom.columns(table);
    sum.visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> table.getWidth() > ALL_COLUMNS_WIDTH * Zoom.factor(table) && !alone.get(),
                table.widthProperty(),
                alone));
    table.setPlaceholder(message);
    table.getStyleClass().addAll("dense", "ranking-table");
    table.setRowFactory(_ -> new RankingTableRow(onSelect));
    table.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
  }

  private static void widths(TableColumn<?, ?> column, double min, double pref, double max) {
    column.setMinWidth(min);
    column.setPrefWidth(pref);
    column.setMaxWidth(max);
  }

  private static TableColumn<RankingRow, RankingRow> column(
      String title, java.util.function.Supplier<TableCell<RankingRow, RankingRow>> cell) {
    TableColumn<RankingRow, RankingRow> column = new TableColumn<>(title);
    column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
    column.setCellFactory(_ -> cell.get());
    column.setSortable(false); // the store ranks; sorting a top list by hand would mislead
    column.setReorderable(false);
    return column;
  }

  private void key(KeyEvent event) {
    RankingRow row = table.getSelectionModel().getSelectedItem();
    if (event.getCode() == KeyCode.ENTER && row != null && !row.other()) {
      onSelect.accept(row.selection(event.isShiftDown()));
      event.consume();
    }
  }

  void show(Answer answer) {
    RankingRow selected = table.getSelectionModel().getSelectedItem();
    List<RankingRow> newest = RankingRow.of(answer);
    Measure measure = answer.query().measures().getFirst();
    boolean partial = answer.coverage().partial();
    alone.set(partial || answer.query().measures().size() == 1);
    rate.setText(partial ? measure.base().label() + " so far" : measure.label());
    sum.setText(measure.base().label());
    message.setText(partial ? "No flows in what was looked at so far" : "No flows in this range");
    header.detail(detail(newest));
    header.answered(answer.coverage());
    replace(newest);
    reselect(selected);
    describe();
  }

  void showMessage(String text) {
    rows.clear();
    header.detail("");
    header.failed();
    message.setText(text);
    describe();
  }

  /// An answer is awaited; what is shown stays until it comes.
  ///
  /// @param asking as in [PanelHeader#await]
  void await(Optional<String> asking) {
    header.await(asking);
  }

  /// Says how far the answer has come that will take the place of what is shown.
  void again(Coverage coverage) {
    header.again(coverage);
    describe();
  }

  /// The question was taken back; what is shown stays.
  void stopped() {
    header.stop();
    describe();
  }

  private void describe() {
    table.setAccessibleText(
        header.note().isEmpty() ? header.title() : header.title() + "; " + header.note());
  }

  private static String detail(List<RankingRow> rows) {
    long groups = rows.stream().filter(row -> !row.other()).count();
    boolean more = groups < rows.size();
    return groups == 0 ? "" : more ? "top " + groups : Long.toString(groups);
  }

  /// Row by row, so that the table neither scrolls nor flickers.
  private void replace(List<RankingRow> newest) {
    int common = Math.min(rows.size(), newest.size());
    for (int i = 0; i < common; i++) {
      if (!rows.get(i).equals(newest.get(i))) {
        rows.set(i, newest.get(i));
      }
    }
    if (rows.size() > common) {
      rows.remove(common, rows.size());
    }
    rows.addAll(newest.subList(common, newest.size()));
  }

  private void reselect(@Nullable RankingRow selected) {
    if (selected == null) {
      return;
    }
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).sameGroup(selected)) {
        table.getSelectionModel().select(i);
        return;
      }
    }
    table.getSelectionModel().clearSelection();
  }

  private static String sumText(RankingRow row) {
    return Quantity.text(row.sum(), row.sumMeasure());
  }

  static String rateText(RankingRow row) {
    return Quantity.text(row.rate(), row.rateMeasure());
  }

  static String shareText(RankingRow row) {
    double percent = row.share() * 100;
    if (percent > 0 && percent < 0.1) {
      return "< 0.1 %";
    }
    return String.format(java.util.Locale.ROOT, "%.1f %%", percent);
  }

  /// Plain text on the right.
  private static final class TextCell extends TableCell<RankingRow, RankingRow> {
    private final Function<RankingRow, String> text;

    TextCell(Function<RankingRow, String> text) {
      this.text = text;
      getStyleClass().add("number-cell");
    }

    @Override
    protected void updateItem(@Nullable RankingRow row, boolean empty) {
      super.updateItem(row, empty);
      setText(empty || row == null ? "" : text.apply(row));
    }
  }

  /// The group; addresses in a fixed-width face.
  private static final class NameCell extends TableCell<RankingRow, RankingRow> {
    private final Tooltip whole = new Tooltip();

    NameCell() {
      setTextOverrun(OverrunStyle.CENTER_ELLIPSIS); // an address's end tells hosts apart
    }

    @Override
    protected void updateItem(@Nullable RankingRow row, boolean empty) {
      super.updateItem(row, empty);
      getStyleClass().remove("address");
      if (empty || row == null) {
        setText("");
        setTooltip(null);
        return;
      }
      setText(row.label());
      whole.setText(row.label());
      setTooltip(whole);
      if (!row.other() && row.by().getFirst().isAddress()) {
        getStyleClass().add("address");
      }
    }
  }
}
