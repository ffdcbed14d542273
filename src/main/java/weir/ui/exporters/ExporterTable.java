package weir.ui.exporters;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import weir.doctor.Diagnosis;
import weir.doctor.Words;
import weir.flow.IpAddress;
import weir.ui.control.CopyMenu;
import weir.ui.control.Menus;
import weir.ui.control.TableColumns;
import weir.ui.control.Zoom;

/// The exporters, one of them chosen; no higher than its rows.
final class ExporterTable extends StackPane {
  private static final int MOST_ROWS = 10;

  private final ObservableList<Row> rows = FXCollections.observableArrayList();
  private final TableView<Row> table =
      TableColumns.table("Exporters", "No exporter has been heard from.");
  private final Consumer<Row> onChoose;
  private final Runnable onRename;
  private final Tending tending;
  private final Consumer<Row> onBlock;

  /// From the first to be left out where it is narrow.
  private final List<TableColumn<Row, ?>> leastWorth;

  private @Nullable IpAddress chosen;
  private boolean refreshing;

  /// @param onChoose called when a person has chosen another one
  /// @param onRename asks for another name of the chosen one
  /// @param onBlock blocks one, or no more
  ExporterTable(Consumer<Row> onChoose, Runnable onRename, Consumer<Row> onBlock, Tending tending) {
    this.onChoose = onChoose;
    this.onRename = onRename;
    this.tending = tending;
    this.onBlock = onBlock;
    getStyleClass().addAll("panel", "exporter-card");
    var lastHeard = TableColumns.<Row>text("Last heard", 165, Row::lastHeard);
    lastHeard.setComparator(null);
    lastHeard.setSortable(false);
    var clock =
        TableColumns.<Row>number(
            "Clock", 110, row -> Words.clockSeconds(row.exporter()), n -> clock(n.doubleValue()));
    var sends =
        TableColumns.<Row>text("Sends", 140, row -> Words.protocols(row.exporter().types()));
    var address =
        TableColumns.<Row, Row>pictured(
            "Address", 120, row -> row, Row.BY_ADDRESS, row -> row.address().toString(), _ -> null);
    var dropped =
        TableColumns.<Row>count("Dropped", 80, false, row -> Words.dropped(row.exporter()));
    var flows = TableColumns.<Row>count("Flows", 90, true, row -> row.exporter().records());
    leastWorth = List.of(clock, address, sends, dropped, lastHeard, flows);
    table
        .getColumns()
        .addAll(
            List.of(
                TableColumns.<Row>text("Exporter", 115, Row::name),
                TableColumns.<Row, Diagnosis>pictured(
                    "State",
                    200,
                    Row::health,
                    Diagnosis.WORST_FIRST,
                    Diagnosis::word,
                    HealthIcon::of),
                address,
                sends,
                TableColumns.<Row>text(
                    "Sampling rate", 180, row -> Words.rate(row.exporter(), row.said())),
                TableColumns.<Row>number(
                    "Flows/s", 80, Row::flowsPerSecond, n -> flowsPerSecond(n.doubleValue())),
                flows,
                TableColumns.right(
                    TableColumns.<Row, Row>pictured(
                        "Lost",
                        120,
                        row -> row,
                        Comparator.comparingDouble(row -> Words.lostShare(row.exporter())),
                        row -> Words.lost(row.exporter()),
                        _ -> null)),
                dropped,
                clock,
                lastHeard));
    SortedList<Row> sorted = new SortedList<>(rows);
    sorted.comparatorProperty().bind(table.comparatorProperty());
    table.setItems(sorted);
    table.getSelectionModel().selectedItemProperty().addListener((_, _, now) -> choose(now));
    Zoom.columns(table);
    Zoom.of(table).subscribe(_ -> leaveOut(table.getWidth()));
    table.widthProperty().subscribe(width -> leaveOut(width.doubleValue()));
    Menus.on(table, this::menu);
    var rowsShown =
        Bindings.createDoubleBinding(
            () -> Math.clamp(rows.size(), 2, MOST_ROWS) + 1.2, rows); // and the header
    table.prefHeightProperty().bind(rowsShown.multiply(table.fixedCellSizeProperty()).add(4));
    table.minHeightProperty().bind(table.prefHeightProperty());
    table.maxHeightProperty().bind(table.prefHeightProperty());
    getChildren().setAll(table);
  }

  static String flowsPerSecond(double rate) {
    return rate < 0 ? "" : Words.count(Math.round(rate));
  }

  private static String clock(double seconds) {
    return Math.abs(seconds) < Words.CLOCK_SECONDS
        ? ""
        : Words.length(Math.abs(seconds)) + (seconds > 0 ? " ahead" : " behind");
  }

  /// The columns of least worth go where not all have room.
  private void leaveOut(double width) {
    double wanted = table.getColumns().stream().mapToDouble(TableColumn::getPrefWidth).sum() + 2;
    for (TableColumn<Row, ?> column : leastWorth) {
      boolean fits = wanted <= width;
      column.setVisible(fits);
      wanted -= fits ? 0 : column.getPrefWidth();
    }
  }

  private List<MenuItem> menu() {
    Row row = table.getSelectionModel().getSelectedItem();
    return row == null
        ? List.of()
        : List.of(
            Menus.item(
                "Show flows of " + row.name(),
                Feather.FILTER,
                () -> tending.flows().accept(row.address())),
            Menus.item(
                "Show records of " + row.name(),
                Feather.LIST,
                () -> tending.records().accept(row.address())),
            Menus.item("Rename…", Feather.EDIT_2, onRename),
            Menus.item(
                row.said().blocked() ? "Unblock" : "Block: drop what it sends",
                Feather.SLASH,
                () -> onBlock.accept(row)),
            Menus.copy("Copy address " + row.address(), () -> row.address().toString()),
            CopyMenu.of(table));
  }

  private void choose(@Nullable Row row) {
    if (!refreshing && row != null && !row.address().equals(chosen)) {
      chosen = row.address();
      onChoose.accept(row);
    }
  }

  /// The exporter that is chosen.
  Optional<IpAddress> chosen() {
    return Optional.ofNullable(chosen);
  }

  /// Brings it to the newest state; what is chosen and how it is sorted stays. Where nothing is
  /// chosen yet, the one that is worst off is.
  ///
  /// @return what is chosen now; empty for none
  Optional<Row> show(List<Row> newest) {
    refreshing = true;
    try {
      List<Row> ordered = newest.stream().sorted(Row.BY_ADDRESS).toList();
      if (!rows.equals(ordered)) {
        rows.setAll(ordered);
      }
      Optional<Row> same =
          ordered.stream()
              .filter(row -> row.address().equals(chosen))
              .findFirst()
              .or(
                  () ->
                      ordered.stream()
                          .min((a, b) -> Diagnosis.WORST_FIRST.compare(a.health(), b.health())));
      chosen = same.map(Row::address).orElse(null);
      same.ifPresentOrElse(
          row -> {
            if (!Objects.equals(table.getSelectionModel().getSelectedItem(), row)) {
              table.getSelectionModel().select(row);
            }
          },
          table.getSelectionModel()::clearSelection);
      return same;
    } finally {
      refreshing = false;
    }
  }
}
