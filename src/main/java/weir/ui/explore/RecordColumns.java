package weir.ui.explore;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.TableColumnHeader;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import weir.export.Sheet;
import weir.export.Sheets;
import weir.exporter.Labels;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.Kind;
import weir.query.Dimension;
import weir.query.Panel;
import weir.query.RecordQuery;
import weir.query.TimeRange;
import weir.ui.records.Row;

/// The columns of a table of records: any fields, in any order, as wide as somebody has drawn them
/// or as what is in them. A click on a header sorts.
final class RecordColumns {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM HH:mm:ss.SSS", Locale.ENGLISH);
  private static final double PADDING_EMS = 2;
  private static final int MEASURED = 64;

  private final TableView<Row> table;
  private final RecordDoors doors;
  private final Panel panel;
  private final Consumer<RecordQuery.Order> onSort;
  private List<Dimension> fields;
  private Labels labels = Labels.NONE;

  /// What is measured is not looked at.
  private boolean measuring;

  private ZoneId zone = ZoneOffset.UTC;
  private RecordQuery.Order order = RecordQuery.Order.NEWEST_FIRST;
  private FlowBatch measured = new FlowBatch();
  private boolean building;

  /// Whose sheet is at hand.
  private @Nullable FlowBatch batch;

  private @Nullable Sheet sheet;
  private @Nullable Dimension pointed;

  /// A column, and whose values it has.
  private static final class Column extends TableColumn<Row, String> {
    private final Dimension field;

    Column(Dimension field) {
      super(field.label());
      this.field = field;
    }
  }

  /// @param onSort gets the order that somebody wants
  RecordColumns(
      TableView<Row> table, RecordDoors doors, Panel panel, Consumer<RecordQuery.Order> onSort) {
    this.table = table;
    this.doors = doors;
    this.panel = panel;
    this.onSort = onSort;
    this.fields = doors.memory().columns(doors.view(), panel);
    table.addEventFilter(MouseEvent.MOUSE_CLICKED, this::clicked);
    table.getColumns().addListener((ListChangeListener<TableColumn<Row, ?>>) _ -> moved());
    build();
  }

  List<Dimension> fields() {
    return fields;
  }

  /// With the names that there are now.
  List<Dimension> named() {
    return fields.stream().map(doors.dimensions().get()::now).toList();
  }

  /// The field of the value that the mouse was pressed on last.
  Optional<Dimension> pointed() {
    return Optional.ofNullable(pointed).filter(one -> place(one) >= 0).filter(Dimension::groupable);
  }

  /// Others from now on.
  void choose(List<Dimension> chosen) {
    fields = List.copyOf(chosen);
    doors.memory().columns(doors.view(), panel, fields);
    build();
    fit(measured);
    arrow(order);
    table.refresh();
  }

  private void build() {
    building = true;
    batch = null;
    table.getColumns().setAll(fields.stream().map(this::column).toList());
    building = false;
  }

  private Column column(Dimension field) {
    Column column = new Column(field);
    column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text(row.getValue(), field)));
    column.setCellFactory(_ -> new Value(field));
    if (!isNumber(field)) {
      column.getStyleClass().add("name-column");
    }
    column.setSortable(false);
    column.setMinWidth(30);
    column
        .widthProperty()
        .addListener(
            (_, _, now) -> {
              if (!building && Math.abs(now.doubleValue() - column.getPrefWidth()) > 2) {
                doors.memory().width(field, now.doubleValue());
              }
            });
    return column;
  }

  static boolean isNumber(Dimension field) {
    return field
        .whole()
        .map(one -> one.kind() == Kind.COUNT || one.kind() == Kind.OCTETS)
        .orElse(field instanceof Dimension.Ratio);
  }

  /// A value of a record.
  private final class Value extends TableCell<Row, String> {
    Value(Dimension field) {
      getStyleClass()
          .add(isNumber(field) ? "number-cell" : field.isAddress() ? "address" : "name-cell");
      addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> pointed = field);
    }

    @Override
    protected void updateItem(@Nullable String text, boolean empty) {
      super.updateItem(text, empty);
      setText(empty ? null : text);
    }
  }

  /// By hand; the list is the same when the table has it from here.
  private void moved() {
    List<Dimension> now =
        table.getColumns().stream().map(column -> ((Column) column).field).toList();
    if (!building && !now.isEmpty() && !now.equals(fields)) {
      fields = now;
      batch = null;
      doors.memory().columns(doors.view(), panel, fields);
    }
  }

  /// The same column again turns the order round. JavaFX's own sorting would be of what is seen.
  private void clicked(MouseEvent event) {
    if (event.getButton() != MouseButton.PRIMARY || !event.isStillSincePress()) {
      return;
    }
    Node at = event.getTarget() instanceof Node node ? node : null;
    while (at != null && !(at instanceof TableColumnHeader)) {
      at = at.getParent();
    }
    if (at instanceof TableColumnHeader header
        && header.getTableColumn() instanceof Column column
        && isOrdered(column.field)) {
      boolean turned = isSame(order.by(), column.field) && order.descending();
      onSort.accept(new RecordQuery.Order(doors.dimensions().get().now(column.field), !turned));
    }
  }

  /// Whether records can be sorted by it.
  static boolean isOrdered(Dimension field) {
    return field.whole().map(one -> !one.isList()).orElse(true);
  }

  /// Whether they are the same column; their names may have changed meanwhile.
  static boolean isSame(Dimension one, Dimension other) {
    return one.name().equals(other.name());
  }

  private int place(Dimension field) {
    return fields.stream().map(Dimension::name).toList().indexOf(field.name());
  }

  /// Shows what the records are sorted by.
  void arrow(RecordQuery.Order by) {
    order = by;
    for (TableColumn<Row, ?> each : table.getColumns()) {
      if (each instanceof Column column) {
        String label = column.field.label();
        boolean sorted = isSame(by.by(), column.field);
        column.setText(sorted ? label + (by.descending() ? " ↓" : " ↑") : label);
      }
    }
  }

  /// "newest first", "by Bytes, largest first".
  String words(RecordQuery.Order by) {
    if (by.by().is(FlowField.TIME_RECEIVED)) {
      return by.descending() ? "newest first" : "oldest first";
    }
    return "by " + by.by().label() + (by.descending() ? ", largest first" : ", smallest first");
  }

  void label(Labels names, ZoneId newZone) {
    labels = names;
    zone = newZone;
    batch = null;
  }

  /// Makes columns as wide as those of these flows that come first, unless somebody has drawn them.
  void fit(FlowBatch flows) {
    measured = flows;
    building = true;
    Font font = Font.getDefault();
    for (TableColumn<Row, ?> each : table.getColumns()) {
      if (each instanceof Column column) {
        double wide =
            doors.memory().width(column.field).orElseGet(() -> wanted(column.field, flows, font));
        column.setPrefWidth(wide);
      }
    }
    building = false;
  }

  private double wanted(Dimension field, FlowBatch flows, Font font) {
    measuring = true;
    String longest = field.label() + "  ";
    for (int row = 0; row < Math.min(MEASURED, flows.rows()); row++) {
      String text = text(new Row(row, flows, row), field);
      longest = text.length() > longest.length() ? text : longest;
    }
    measuring = false;
    Text drawn = new Text(longest);
    drawn.setFont(font);
    double wide = drawn.getLayoutBounds().getWidth() * (field.isAddress() ? 1.1 : 1);
    return Math.ceil(Math.min(wide, 30 * font.getSize()) + PADDING_EMS * font.getSize());
  }

  String text(Row row, Dimension field) {
    FlowBatch flows = row.flows();
    if (flows == null) {
      return "…";
    }
    if (flows != batch || sheet == null) {
      batch = flows;
      sheet = Sheets.of(flows, named(), labels);
    }
    @Nullable FlowField whole = field.whole().orElse(null);
    if (whole != null && whole.isAddress() && whole != FlowField.EXPORTER && !measuring) {
      doors.look().get().at(new IpAddress(flows.high(whole, row.at()), flows.get(whole, row.at())));
    }
    int place = place(field);
    if (place < 0) {
      return "";
    }
    return sheet.columns().get(place).kind() == Sheet.Kind.TIME
        ? sheet.none(row.at(), place)
            ? "–"
            : TIME.format(TimeRange.instant(sheet.whole(row.at(), place)).atZone(zone))
        : isNumber(field)
            ? String.format(Locale.ROOT, "%,d", sheet.whole(row.at(), place))
            : sheet.shown(row.at(), place);
  }

  String copied(Row row) {
    List<String> texts = new ArrayList<>();
    fields.forEach(field -> texts.add(text(row, field)));
    return texts.stream().collect(Collectors.joining("\t"));
  }
}
