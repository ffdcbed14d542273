package weir.ui.explore;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.export.Sheet;
import weir.export.Sheets;
import weir.exporter.Labels;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Dimension;
import weir.query.Panel;
import weir.query.RecordQuery;
import weir.query.Records;
import weir.query.RowDimension;
import weir.query.Selection;
import weir.ui.chart.ChartGroup;
import weir.ui.chart.PanelHeader;
import weir.ui.control.Hints;
import weir.ui.control.Menus;
import weir.ui.records.ColumnChooser;
import weir.ui.records.RecordDetail;
import weir.ui.records.Row;
import weir.ui.records.RowWindow;

/// Records in a table that scrolls over any number of them, and beside it all that the chosen one
/// says.
final class RecordPane extends VBox {
  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
  private static final KeyCombination HOST =
      new KeyCodeCombination(KeyCode.H, KeyCombination.SHORTCUT_DOWN);
  private static final double DIVIDER = 0.7;

  private final Panel panel;
  private final ChartGroup group;
  private final Consumer<Selection> onSelect;
  private final RecordDoors doors;
  private final PanelHeader header = new PanelHeader();
  private final Button choose = new Button("Columns", new FontIcon(Feather.COLUMNS));
  private final RowWindow window;
  private final RecordColumns columns;
  private final RecordDetail detail;
  private final SplitPane split = new SplitPane();
  private final Label message = new Label();
  private RecordQuery.Order order;
  private Labels labels = Labels.NONE;
  private ZoneId zone = ZoneOffset.UTC;
  private boolean detailWanted = true;
  private boolean read;

  /// Of records that were asked for; 0 for all.
  private long most;

  RecordPane(Panel panel, ChartGroup group, Consumer<Selection> onSelect, RecordDoors doors) {
    this.panel = panel;
    this.group = group;
    this.onSelect = onSelect;
    this.doors = doors;
    this.order =
        panel.sums().oldest() ? RecordQuery.Order.OLDEST_FIRST : RecordQuery.Order.NEWEST_FIRST;
    setId(panel.id());
    getStyleClass().addAll("panel", "ranking", "record-pane");
    header.title(panel.title());
    header.menu(() -> items(Optional.empty()));
    choose.getStyleClass().addAll("flat", "column-button");
    choose.setId("record-columns");
    choose.setTooltip(Hints.of("Which fields are columns (C)"));
    choose.setOnAction(_ -> chooseColumns());
    choose.setFocusTraversable(false);
    HBox.setHgrow(header, Priority.ALWAYS);
    HBox head = new HBox(header, choose);
    head.getStyleClass().add("record-pane-head");
    window = new RowWindow(doors.delivery(), this::cannotRead);
    window.onSelected(this::selected);
    window.onScrolled(this::reading);
    columns = new RecordColumns(window.table(), doors, panel, this::sort);
    window.table().getStyleClass().addAll("dense", "ranking-table", "record-table");
    message.getStyleClass().add("panel-message");
    message.setWrapText(true);
    window.table().setPlaceholder(message);
    window.table().addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    Menus.on(window.table(), this::items);
    detail = new RecordDetail(this::filter, this::closeDetail);
    detail.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE || event.getCode() == KeyCode.D) {
            closeDetail();
            event.consume();
          }
        });
    split.getItems().add(window);
    VBox.setVgrow(split, Priority.ALWAYS);
    getChildren().addAll(head, split);
    columns.arrow(order);
  }

  PanelHeader header() {
    return header;
  }

  RecordQuery.Order order() {
    return order;
  }

  /// Whether somebody reads further down, or has chosen a record.
  boolean isRead() {
    return read;
  }

  private void reading() {
    boolean now = window.top() > 0 || window.selected().isPresent();
    if (read != now) {
      read = now;
      describe();
    }
  }

  private void sort(RecordQuery.Order wanted) {
    if (!wanted.equals(order)) {
      order = wanted;
      columns.arrow(wanted);
      read = false;
      doors.again().run();
    }
  }

  /// @param same whether it is what was asked before
  /// @param limit that was asked for; 0 for none
  void show(Records records, Labels names, boolean same, long limit) {
    labels = names;
    columns.label(names, zone);
    most = limit;
    header.answered(records.coverage());
    message.setText(
        records.coverage().partial()
            ? "No flows in what was looked at so far"
            : panel.nothing().isEmpty()
                ? "No such flows in this range. Choose a longer one, or take away a filter."
                : panel.nothing());
    if (!same) {
      read = false;
    }
    columns.fit(records.first());
    window.show(records, same);
    describe();
  }

  private void describe() {
    long rows = window.records().rows();
    boolean cut = most > 0 && rows >= most;
    String by = columns.words(order);
    String text =
        rows == 0
            ? ""
            : cut
                ? "the first "
                    + number(rows)
                    + ", "
                    + by
                    + "; a shorter range or a filter shows others"
                : number(rows) + (rows == 1 ? " flow, " : " flows, ") + by;
    header.detail(read && rows > 0 ? text + " · held while you read" : text);
    window.table().setAccessibleText(header.title() + "; " + text + "; " + header.note());
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  void label(Labels names) {
    labels = names;
    columns.label(names, zone);
    window.table().refresh();
  }

  void zone(ZoneId now) {
    zone = now;
    columns.label(labels, now);
    window.table().refresh();
    window.selected().ifPresent(row -> selected(Optional.of(row)));
  }

  void fail(String text) {
    header.failed();
    message.setText(text);
    window.show(Records.NONE, false);
    header.detail("");
  }

  private void cannotRead(String why) {
    header.failed();
    header.detail(why);
  }

  /// As another one shows it.
  void like(RecordPane other) {
    window.like(other.window);
    other.window.selected().ifPresent(row -> selected(Optional.of(row)));
  }

  /// The first records as they are shown.
  Sheet sheet(Labels names) {
    return Sheets.of(window.records().first(), columns.named(), names);
  }

  private void selected(Optional<Row> row) {
    if (row.isEmpty()) {
      detail.nothing();
      return;
    }
    FlowBatch flows = row.get().flows();
    if (flows != null) {
      doors.look().get().at(flows, row.get().at());
    }
    detail.show(row.get(), labels, doors.dimensions().get(), doors.said().get(), zone);
    if (detailWanted) {
      openDetail();
    }
  }

  private void openDetail() {
    detailWanted = true;
    if (split.getItems().size() == 1) {
      split.getItems().add(detail);
      split.setDividerPositions(DIVIDER);
      SplitPane.setResizableWithParent(detail, false);
    }
  }

  private void closeDetail() {
    detailWanted = false;
    split.getItems().remove(detail);
    window.table().requestFocus();
  }

  private boolean isDetailOpen() {
    return split.getItems().contains(detail);
  }

  private void chooseColumns() {
    new ColumnChooser(columns.fields(), doors.dimensions().get(), columns::choose)
        .show(choose, window.records(), doors.delivery());
  }

  private void filter(FlowField field, boolean out) {
    if (detail.flows().rows() > 0) {
      onSelect.accept(only(detail.flows(), 0, List.of(Dimension.field(field)), out));
    }
  }

  private static Selection only(FlowBatch flows, int row, List<Dimension> by, boolean out) {
    return new Selection.Group(
        by,
        by.stream()
            .map(RowDimension::new)
            .map(one -> new IpAddress(one.high(flows, row), one.low(flows, row)))
            .toList(),
        out);
  }

  private void key(KeyEvent event) {
    Optional<Row> row = window.selected();
    boolean plain = !event.isShortcutDown() && !event.isAltDown() && !event.isShiftDown();
    if (COPY.match(event)) {
      row.ifPresent(one -> Menus.copy(columns.copied(one)));
    } else if (HOST.match(event)) {
      row.flatMap(RecordPane::host).ifPresent(onSelect);
    } else if (plain && event.getCode() == KeyCode.ENTER) {
      openDetail();
    } else if (plain && event.getCode() == KeyCode.D) {
      if (isDetailOpen()) {
        closeDetail();
      } else {
        openDetail();
      }
    } else if (plain && event.getCode() == KeyCode.C) {
      chooseColumns();
    } else if (plain && event.getCode() == KeyCode.S) {
      Menus.below(header, sortItems());
    } else if (plain && event.getCode() == KeyCode.ESCAPE && isDetailOpen()) {
      closeDetail();
    } else if (plain && event.getCode() == KeyCode.ESCAPE && row.isPresent()) {
      window.unselect();
      reading();
    } else {
      return;
    }
    event.consume();
  }

  private static Optional<Selection> host(Row row) {
    FlowBatch flows = row.flows();
    return flows == null
        ? Optional.empty()
        : Optional.of(
            new Selection.Host(
                new IpAddress(
                    flows.high(FlowField.SRC_ADDRESS, row.at()),
                    flows.get(FlowField.SRC_ADDRESS, row.at()))));
  }

  private List<MenuItem> items(Optional<Row> at) {
    List<MenuItem> items = new ArrayList<>();
    at.ifPresent(row -> addRow(items, row));
    Menu sort = new Menu("Sort by");
    sort.getItems().addAll(sortItems());
    items.add(sort);
    items.add(Menus.item("Columns…", Feather.COLUMNS, this::chooseColumns));
    items.add(Menus.item("Record in full", Feather.SIDEBAR, this::openDetail));
    items.addAll(
        group.offered(
            this,
            at.flatMap(row -> Optional.ofNullable(row.flows()).map(flows -> ends(flows, row)))));
    return items;
  }

  private static Selection ends(FlowBatch flows, Row row) {
    return only(flows, row.at(), Dimension.of(FlowField.SRC_ADDRESS, FlowField.DST_ADDRESS), false);
  }

  private void addRow(List<MenuItem> items, Row row) {
    FlowBatch flows = row.flows();
    if (flows == null) {
      return;
    }
    columns
        .pointed()
        .ifPresent(
            field -> {
              String what = field.label() + " " + columns.text(row, field);
              items.add(
                  Menus.item("Keep only " + what, Feather.FILTER, () -> filter(row, field, false)));
              items.add(
                  Menus.item("Leave out " + what, Feather.SLASH, () -> filter(row, field, true)));
            });
    Menu keep = new Menu("Keep only");
    Menu leave = new Menu("Leave out");
    for (Dimension field : columns.named()) {
      if (field.groupable()) {
        String what = field.label() + " " + columns.text(row, field);
        keep.getItems().add(Menus.item(what, Feather.FILTER, () -> filter(row, field, false)));
        leave.getItems().add(Menus.item(what, Feather.SLASH, () -> filter(row, field, true)));
      }
    }
    items.addAll(List.of(keep, leave, new SeparatorMenuItem()));
    items.add(Menus.copy("Copy row", () -> columns.copied(row)));
    detail.show(row, labels, doors.dimensions().get(), doors.said().get(), zone);
    items.addAll(detail.copies());
    items.add(new SeparatorMenuItem());
  }

  private void filter(Row row, Dimension field, boolean out) {
    FlowBatch flows = row.flows();
    if (flows != null) {
      onSelect.accept(only(flows, row.at(), List.of(doors.dimensions().get().now(field)), out));
    }
  }

  private List<MenuItem> sortItems() {
    return columns.named().stream()
        .filter(RecordColumns::isOrdered)
        .map(this::sortItem)
        .collect(Collectors.toList());
  }

  /// The same column again turns the order round.
  private MenuItem sortItem(Dimension field) {
    boolean sorted = RecordColumns.isSame(order.by(), field);
    RadioMenuItem item =
        new RadioMenuItem(field.label() + (sorted ? order.descending() ? " ↓" : " ↑" : ""));
    item.setMnemonicParsing(false);
    item.setSelected(sorted);
    item.setOnAction(_ -> sort(new RecordQuery.Order(field, !sorted || !order.descending())));
    return item;
  }
}
