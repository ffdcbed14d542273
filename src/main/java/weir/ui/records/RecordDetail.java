package weir.ui.records;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.export.AnswerFormat;
import weir.export.Sheet;
import weir.export.Sheets;
import weir.exporter.Labels;
import weir.exporter.Overrides;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowJson;
import weir.query.Dimension;
import weir.query.Dimensions;
import weir.query.RowDimension;
import weir.query.TimeRange;
import weir.ui.control.Hints;
import weir.ui.control.Menus;

/// All that one record says: each filled field with its value, what that means, what the field is
/// called elsewhere, and where the sampling rate came from.
public final class RecordDetail extends VBox {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSSSS", Locale.ENGLISH);

  private final VBox fields = new VBox();
  private final Label title = new Label("Record");
  private final BiConsumer<FlowField, Boolean> onFilter;
  private FlowBatch flows = new FlowBatch();

  /// @param onFilter gets a field whose value is to be kept alone, or left out where true
  /// @param onClose called when nobody wants to see it any more
  public RecordDetail(BiConsumer<FlowField, Boolean> onFilter, Runnable onClose) {
    this.onFilter = onFilter;
    setId("record-detail");
    getStyleClass().add("record-detail");
    title.getStyleClass().add("panel-title");
    title.setMinWidth(0);
    MenuButton copy = new MenuButton("", new FontIcon(Feather.COPY));
    copy.getStyleClass().addAll("flat", "button-icon", "no-arrow");
    copy.setTooltip(Hints.of("Copy the record"));
    copy.setAccessibleText("Copy the record");
    copy.getItems().addAll(copies());
    Button close = new Button("", new FontIcon(Feather.X));
    close.getStyleClass().addAll("flat", "button-icon");
    close.setTooltip(Hints.of("Close (D)"));
    close.setAccessibleText("Close the record");
    close.setOnAction(_ -> onClose.run());
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox head = new HBox(title, space, copy, close);
    head.getStyleClass().add("record-head");
    ScrollPane scroll = new ScrollPane(fields);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(head, scroll);
    nothing();
  }

  /// The record as it is copied.
  public List<MenuItem> copies() {
    return List.of(
        Menus.copy("Copy record as text", this::text),
        Menus.copy("Copy record as JSON", this::json),
        Menus.copy("Copy record as CSV", this::csv));
  }

  /// No record is chosen.
  public void nothing() {
    flows = new FlowBatch();
    title.setText("Record");
    Label hint = new Label("Choose a flow to see all that it says.");
    hint.getStyleClass().add("panel-message");
    hint.setWrapText(true);
    fields.getChildren().setAll(hint);
  }

  /// @param known what names make of fields
  /// @param said of exporters by people
  public void show(Row row, Labels labels, Dimensions known, Overrides said, ZoneId zone) {
    FlowBatch from = row.flows();
    if (from == null) {
      nothing();
      return;
    }
    flows = new FlowBatch();
    flows.addRow(from, row.at());
    title.setText(String.format(Locale.ROOT, "Record %,d", row.number() + 1));
    List<Region> lines = new ArrayList<>();
    Sheet sheet = sheet(labels);
    List<FlowField> filled = filled();
    for (int place = 0; place < filled.size(); place++) {
      lines.add(line(filled.get(place), value(sheet, filled.get(place), place, zone), said));
    }
    known.toldNames().forEach(name -> lines.add(line(name)));
    fields.getChildren().setAll(lines);
  }

  /// A name that is made of fields.
  private Region line(Dimension made) {
    Label name = new Label(made.label());
    name.getStyleClass().add("record-name");
    Label value = new Label(new RowDimension(made).words(flows, 0));
    value.getStyleClass().add("record-value");
    value.setWrapText(true);
    VBox words = new VBox(name, value, small(made.name(), "record-element"));
    words.setMinWidth(0);
    HBox line = new HBox(words);
    line.getStyleClass().add("record-line");
    return line;
  }

  private List<FlowField> filled() {
    return FlowField.all().stream()
        .filter(field -> flows.fills(field, 0) || field == FlowField.SAMPLING_RATE)
        .toList();
  }

  private Sheet sheet(Labels labels) {
    return Sheets.of(flows, Dimension.of(filled()), labels);
  }

  private String value(Sheet sheet, FlowField field, int place, ZoneId zone) {
    return switch (field.kind()) {
      case TIME ->
          TIME.format(TimeRange.instant(flows.get(field, 0)).atZone(zone)) + " " + zone(zone);
      case COUNT -> String.format(Locale.ROOT, "%,d", flows.get(field, 0));
      default ->
          field == FlowField.SAMPLING_RATE && flows.get(field, 0) == 0
              ? "none"
              : sheet.shown(0, place);
    };
  }

  private static String zone(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }

  private Region line(FlowField field, String text, Overrides said) {
    Label name = new Label(field.label());
    name.getStyleClass().add("record-name");
    Label value = new Label(text);
    value.getStyleClass().add(field.isAddress() ? "record-address" : "record-value");
    value.setWrapText(true);
    String meaning =
        field == FlowField.SAMPLING_RATE
            ? FieldMeaning.rate(flows, 0, said)
            : FieldMeaning.isCut(field, flows, 0, said)
                ? "cut before it was stored"
                : FieldMeaning.of(field, flows, 0);
    VBox words = new VBox(name, value);
    if (!meaning.isEmpty()) {
      words.getChildren().add(small(meaning, "record-meaning"));
    }
    words.getChildren().add(small(FieldMeaning.of(field), "record-element"));
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox line = new HBox(words);
    line.getStyleClass().add("record-line");
    if (field.groupable()) {
      line.getChildren()
          .addAll(
              filter(Feather.FILTER, "Keep only ", field, text, false),
              filter(Feather.SLASH, "Leave out ", field, text, true));
    }
    return line;
  }

  private Button filter(Feather icon, String what, FlowField field, String text, boolean out) {
    Button button = new Button("", new FontIcon(icon));
    button.getStyleClass().addAll("flat", "button-icon");
    button.setMinWidth(USE_PREF_SIZE);
    String words = what + field.label() + " " + text;
    button.setTooltip(Hints.of(words));
    button.setAccessibleText(words);
    button.setOnAction(_ -> onFilter.accept(field, out));
    return button;
  }

  private static Label small(String text, String style) {
    Label label = new Label(text);
    label.getStyleClass().add(style);
    label.setWrapText(true);
    return label;
  }

  /// The row whose values are shown: the only one.
  public FlowBatch flows() {
    return flows;
  }

  private String text() {
    Sheet sheet = sheet(Labels.NONE);
    List<FlowField> filled = filled();
    return filled.stream()
        .map(
            field ->
                field.label() + ": " + value(sheet, field, filled.indexOf(field), ZoneOffset.UTC))
        .collect(Collectors.joining("\n"));
  }

  private String json() {
    StringBuilder json = new StringBuilder();
    if (flows.rows() > 0) {
      FlowJson.append(flows, 0, json);
    }
    return json.toString();
  }

  private String csv() {
    return AnswerFormat.CSV.text(sheet(Labels.NONE));
  }
}
