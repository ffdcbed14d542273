package weir.ui.exporters;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import weir.doctor.RecordLayout;
import weir.exporter.TemplateSample;
import weir.exporter.TemplateStatus;
import weir.flow.InformationElements;
import weir.ui.control.TableColumns;
import weir.ui.control.Zoom;

/// The templates of an exporter, the fields of the chosen one, and a record of it as it came.
final class TemplatesPane extends SplitPane {
  private final TableView<TemplateStatus> templates =
      TableColumns.table(
          "Templates", "It has sent no templates: NetFlow 1, 5 and 7 and sFlow need none.");
  private final TableView<Line> fields =
      TableColumns.table("Fields", "Choose a template to see its fields.");
  private final RecordHex record = new RecordHex(this::choose);
  private List<TemplateSample> samples = List.of();
  private ZoneId zone = ZoneOffset.UTC;

  /// @param octets of the field in the record that was kept; empty for none
  private record Line(TemplateStatus.Field field, int index, String octets) {}

  TemplatesPane() {
    templates.setId("templates");
    fields.setId("template-fields");
    templateColumns();
    fieldColumns();
    List.of(templates, fields).forEach(Zoom::columns);
    ScrollPane scroll = new ScrollPane(record);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().addAll("edge-to-edge", "record-hex-scroll");
    VBox.setVgrow(fields, Priority.ALWAYS);
    SplitPane of = new SplitPane(fields, scroll);
    of.setOrientation(Orientation.VERTICAL);
    of.setDividerPositions(0.64);
    getItems().addAll(templates, of);
    setDividerPositions(0.34);
    templates.getSelectionModel().selectedItemProperty().subscribe(_ -> fields());
    fields
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(line -> record.mark(line == null ? -1 : line.index));
  }

  private void templateColumns() {
    templates.getColumns().add(TableColumns.text("Protocol", 90, t -> t.type().label()));
    templates.getColumns().add(TableColumns.id("Domain", 70, TemplateStatus::domain));
    templates.getColumns().add(TableColumns.id("Template", 75, TemplateStatus::id));
    templates.getColumns().add(TableColumns.text("Of", 70, t -> t.options() ? "options" : "flows"));
    templates.getColumns().add(TableColumns.count("Fields", 60, true, t -> t.fields().size()));
    templates
        .getColumns()
        .add(
            TableColumns.count(
                "Not kept",
                75,
                false,
                t -> t.fields().stream().filter(field -> !field.kept()).count()));
  }

  private void fieldColumns() {
    fields.getColumns().add(TableColumns.text("Information element", 210, l -> l.field.name()));
    fields.getColumns().add(TableColumns.id("Number", 70, l -> l.field.element()));
    fields
        .getColumns()
        .add(
            TableColumns.text(
                "Octets",
                70,
                l ->
                    l.field.length() == TemplateStatus.Field.VARIABLE
                        ? "variable"
                        : "" + l.field.length()));
    fields
        .getColumns()
        .add(TableColumns.text("Fills", 160, l -> l.field.kept() ? l.field.fills() : "not kept"));
    fields.getColumns().add(TableColumns.text("In its record", 170, Line::octets));
    fields.getColumns().add(TableColumns.text("Type", 110, l -> element(l.field, false)));
    fields.getColumns().add(TableColumns.text("Unit", 90, l -> element(l.field, true)));
  }

  private static String element(TemplateStatus.Field field, boolean unit) {
    if (field.enterprise() != 0) {
      return "";
    }
    return InformationElements.of(field.element())
        .map(known -> unit ? known.unit() : known.type())
        .orElse("");
  }

  void show(List<TemplateStatus> known, List<TemplateSample> records, ZoneId shownIn) {
    zone = shownIn;
    boolean fresh = !samples.equals(records);
    samples = records;
    if (!TableColumns.refresh(templates, known) && fresh) {
      fields();
    }
  }

  /// Of the chosen template.
  private void fields() {
    TemplateStatus template = templates.getSelectionModel().getSelectedItem();
    if (template == null) {
      fields.getItems().clear();
      record.clear();
      return;
    }
    Optional<TemplateSample> sample =
        samples.stream().filter(one -> one.template().equals(template)).findFirst();
    Optional<RecordLayout> layout = sample.map(RecordLayout::of);
    TableColumns.refresh(
        fields,
        IntStream.range(0, template.fields().size())
            .mapToObj(
                i ->
                    new Line(
                        template.fields().get(i), i, layout.map(known -> known.text(i)).orElse("")))
            .toList());
    record.show(template, sample, layout, zone);
    Line chosen = fields.getSelectionModel().getSelectedItem();
    record.mark(chosen == null ? -1 : chosen.index);
  }

  private void choose(int field) {
    fields.getItems().stream()
        .filter(line -> line.index == field)
        .findFirst()
        .ifPresent(
            line -> {
              fields.getSelectionModel().select(line);
              fields.scrollTo(line);
            });
  }
}
