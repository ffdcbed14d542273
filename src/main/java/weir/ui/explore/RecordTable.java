package weir.ui.explore;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import weir.export.AnswerFormat;
import weir.export.Sheet;
import weir.export.Sheets;
import weir.exporter.Labels;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Coverage;
import weir.query.Dimension;
import weir.query.Panel;
import weir.query.Records;
import weir.query.RowDimension;
import weir.query.Selection;
import weir.query.TimeRange;
import weir.ui.chart.ChartGroup;
import weir.ui.chart.PanelHeader;
import weir.ui.chart.Picture;
import weir.ui.control.Menus;

/// Flows, a row each. A click on a value keeps only the flows that have it, with Alt it leaves them
/// out; Enter keeps those between the same ends.
final class RecordTable extends VBox implements Picture {
  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
  private static final KeyCombination RECORDS =
      new KeyCodeCombination(KeyCode.R, KeyCombination.SHORTCUT_DOWN);
  private static final KeyCombination HOST =
      new KeyCodeCombination(KeyCode.H, KeyCombination.SHORTCUT_DOWN);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM HH:mm:ss.SSS", Locale.ENGLISH);

  /// What tells a connection from others.
  private static final List<Dimension> ENDS =
      Dimension.of(
          FlowField.SRC_ADDRESS,
          FlowField.DST_ADDRESS,
          FlowField.PROTOCOL,
          FlowField.SRC_PORT,
          FlowField.DST_PORT);

  private static final double PADDING_EMS = 1.6;

  private List<Dimension> fields;
  private final String nothing;
  private final ChartGroup group;
  private final Consumer<Selection> onSelect;
  private final ObservableList<Integer> rows = FXCollections.observableArrayList();
  private final TableView<Integer> table = new TableView<>(rows);
  private final PanelHeader header = new PanelHeader();
  private final Label message = new Label();
  private FlowBatch flows = new FlowBatch();
  private @Nullable Sheet sheet;
  private ZoneId zone = ZoneOffset.UTC;
  private final Font[] fonts;
  private final String[] longest;

  RecordTable(Panel panel, ChartGroup group, Consumer<Selection> onSelect) {
    this.fields = panel.columns();
    fonts = new Font[fields.size()];
    Arrays.fill(fonts, Font.getDefault());
    longest = new String[fields.size()];
    Arrays.fill(longest, "");
    this.nothing = panel.nothing();
    this.group = group;
    this.onSelect = onSelect;
    setId(panel.id());
    getStyleClass().addAll("panel", "ranking");
    message.getStyleClass().add("panel-message");
    message.setWrapText(true);
    header.title(panel.title());
    table.setPlaceholder(message);
    table.getStyleClass().addAll("dense", "ranking-table", "record-table");
    for (int i = 0; i < fields.size(); i++) {
      table.getColumns().add(column(i));
    }
    table.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    VBox.setVgrow(table, Priority.ALWAYS);
    Menus.on(table, this::items);
    header.menu(() -> items(Optional.empty()));
    getChildren().addAll(header, table);
  }

  private TableColumn<Integer, String> column(int place) {
    Dimension field = fields.get(place);
    TableColumn<Integer, String> column = new TableColumn<>(field.label());
    column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text(row.getValue(), place)));
    column.setCellFactory(_ -> new Value(place));
    if (!isNumber(field)) {
      column.getStyleClass().add("name-column");
    }
    column.setSortable(false);
    column.setReorderable(false);
    return column;
  }

  private static boolean isNumber(Dimension field) {
    return RecordColumns.isNumber(field);
  }

  /// A value that can be filtered by.
  private final class Value extends TableCell<Integer, String> {
    private final int place;

    Value(int place) {
      this.place = place;
      Dimension field = fields.get(place);
      getStyleClass()
          .add(isNumber(field) ? "number-cell" : field.isAddress() ? "address" : "name-cell");
      fontProperty().addListener((_, _, now) -> font(place, now));
      addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
    }

    private void clicked(MouseEvent event) {
      int row = getIndex();
      Dimension field = fields.get(place);
      if (event.getButton() == MouseButton.PRIMARY
          && event.isStillSincePress()
          && field.groupable()
          && row >= 0
          && row < rows.size()) {
        onSelect.accept(only(row, List.of(field), event.isAltDown()));
      }
    }

    @Override
    protected void updateItem(@Nullable String text, boolean empty) {
      super.updateItem(text, empty);
      setText(empty ? null : text);
    }
  }

  private Selection only(int row, List<Dimension> by, boolean exclude) {
    return new Selection.Group(by, by.stream().map(field -> value(row, field)).toList(), exclude);
  }

  private IpAddress value(int row, Dimension field) {
    RowDimension value = new RowDimension(field);
    return new IpAddress(value.high(flows, row), value.low(flows, row));
  }

  private String text(int row, int place) {
    Sheet shown = sheet;
    if (shown == null) {
      return "";
    }
    Dimension field = fields.get(place);
    return shown.columns().get(place).kind() == Sheet.Kind.TIME
        ? shown.none(row, place)
            ? "–"
            : TIME.format(TimeRange.instant(shown.whole(row, place)).atZone(zone))
        : isNumber(field)
            ? isUnsaid(row, field)
                ? "–"
                : String.format(Locale.ROOT, "%,d", shown.whole(row, place))
            : shown.shown(row, place);
  }

  /// Octets come in packets: where logs tell octets alone, how many those were is not known.
  private boolean isUnsaid(int row, Dimension field) {
    return field.is(FlowField.PACKETS)
        && flows.get(FlowField.PACKETS, row) == 0
        && flows.get(FlowField.BYTES, row) != 0;
  }

  private void key(KeyEvent event) {
    int row = table.getSelectionModel().getSelectedIndex();
    if (row < 0) {
      return;
    }
    if (event.getCode() == KeyCode.ENTER) {
      List<Dimension> ends = fields.stream().filter(ENDS::contains).toList();
      if (!ends.isEmpty()) {
        onSelect.accept(only(row, ends, event.isShiftDown()));
      }
      event.consume();
    } else if (COPY.match(event)) {
      Menus.copy(copied(row));
      event.consume();
    } else if (RECORDS.match(event)) {
      List<Dimension> ends = fields.stream().filter(ENDS::contains).toList();
      if (!ends.isEmpty()) {
        onSelect.accept(new Selection.Flows(only(row, ends, false)));
        event.consume();
      }
    } else if (HOST.match(event)) {
      fields.stream()
          .filter(RecordTable::isHost)
          .findFirst()
          .ifPresent(field -> onSelect.accept(new Selection.Host(value(row, field))));
      event.consume();
    }
  }

  private static boolean isHost(Dimension field) {
    return field.whole().filter(Selection.Host::isOf).isPresent();
  }

  private String copied(int row) {
    return IntStream.range(0, fields.size())
        .mapToObj(place -> text(row, place))
        .collect(Collectors.joining("\t"));
  }

  private List<MenuItem> items(Optional<Integer> at) {
    List<MenuItem> items = new ArrayList<>();
    at.ifPresent(
        row -> {
          for (int place = 0; place < fields.size(); place++) {
            Dimension field = fields.get(place);
            if (field.groupable()) {
              String what = field.label() + " " + text(row, place);
              items.add(
                  Menus.item(
                      "Filter for " + what,
                      Feather.FILTER,
                      () -> onSelect.accept(only(row, List.of(field), false))));
            }
          }
          items.add(new SeparatorMenuItem());
          items.add(Menus.copy("Copy row", () -> copied(row)));
        });
    if (!rows.isEmpty()) {
      items.add(Menus.copy("Copy numbers", this::csv));
    }
    List<Dimension> addresses = fields.stream().filter(RecordTable::isHost).toList();
    items.addAll(
        group.offered(
            this, at.filter(_ -> !addresses.isEmpty()).map(row -> only(row, addresses, false))));
    return items;
  }

  private String csv() {
    Sheet shown = sheet;
    return shown == null ? "" : AnswerFormat.CSV.text(shown);
  }

  /// The same columns with the names that there are by now.
  void columns(List<Dimension> now) {
    fields = now;
  }

  void show(Records newest, Labels labels) {
    flows = newest.page(0, (int) newest.rows());
    sheet = Sheets.of(flows, fields, labels);
    header.answered(newest.coverage());
    boolean partial = newest.coverage().partial();
    message.setText(
        partial
            ? "No flows in what was looked at so far"
            : nothing.isEmpty()
                ? "No such flows in this range. Choose a longer one, or take away a filter."
                : nothing);
    fill();
  }

  /// Its flows are on the screen.
  void look(HostLook look) {
    for (int row = 0; row < Math.min(flows.rows(), HostLook.MOST_ROWS); row++) {
      look.at(flows, row);
    }
  }

  /// Row numbers; what they say is the batch's.
  private void fill() {
    int selected = table.getSelectionModel().getSelectedIndex();
    rows.setAll(IntStream.range(0, flows.rows()).boxed().toList());
    if (selected >= 0 && selected < rows.size()) {
      table.getSelectionModel().select(selected);
    }
    header.detail(rows.isEmpty() ? "" : rows.size() + (rows.size() == 1 ? " flow" : " flows"));
    for (int place = 0; place < fields.size(); place++) {
      longest[place] = longest(place);
      width(place);
    }
    describe();
  }

  private String longest(int place) {
    String longest = "";
    for (int row = 0; row < rows.size(); row++) {
      String text = text(row, place);
      longest = text.length() > longest.length() ? text : longest;
    }
    return longest;
  }

  Optional<Sheet> shown() {
    return Optional.ofNullable(sheet);
  }

  void zone(ZoneId newZone) {
    zone = newZone;
    table.refresh();
  }

  @Override
  public void showMessage(String text) {
    sheet = null;
    flows = new FlowBatch();
    header.failed();
    message.setText(text);
    fill();
  }

  @Override
  public void await(Optional<String> asking) {
    header.await(asking);
  }

  @Override
  public void again(Coverage coverage) {
    header.again(coverage);
    describe();
  }

  @Override
  public void stopped() {
    header.stop();
    describe();
  }

  private void describe() {
    table.setAccessibleText(header.title() + "; " + rows.size() + " flows; " + header.note());
  }

  /// Cells of a column have one font, those of addresses another one.
  private void font(int place, Font now) {
    if (!now.equals(fonts[place])) {
      fonts[place] = now;
      width(place);
    }
  }

  /// So wide that nothing is cut; the table scrolls.
  private void width(int place) {
    Font font = fonts[place];
    double text = Math.max(width(longest[place], font), width(fields.get(place).label(), font));
    table.getColumns().get(place).setPrefWidth(text + PADDING_EMS * font.getSize());
  }

  private static double width(String text, Font font) {
    Text drawn = new Text(text);
    drawn.setFont(font);
    return Math.ceil(drawn.getLayoutBounds().getWidth());
  }
}
