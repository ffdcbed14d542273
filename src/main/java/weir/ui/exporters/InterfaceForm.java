package weir.ui.exporters;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import weir.exporter.Overrides;
import weir.ui.control.CheckedField;
import weir.ui.control.TableColumns;
import weir.ui.control.Zoom;

/// Names and rates of an exporter's interfaces: a table of what is known, and fields to say
/// something else of the chosen one, or of any other by its number.
final class InterfaceForm extends VBox {
  /// @param told the name that the exporter has told; empty for none
  private record Row(long index, String told, Overrides.Interface said) {}

  private final TableView<Row> table =
      TableColumns.table(
          "Interfaces that can be named", "No interface is named yet. Name one below.");
  private final CheckedField index =
      new CheckedField("interface-index", "ifIndex", "3", InterfaceForm::index, this::apply);
  private final CheckedField name =
      new CheckedField(
          "interface-name",
          "Name",
          "as told",
          text -> Overrides.Interface.NOTHING.withName(text),
          this::apply);
  private final CheckedField rate =
      new CheckedField(
          "interface-rate", "Ingress rate", "the exporter's", Overrides::rate, this::apply);
  private final Consumer<UnaryOperator<Overrides.Exporter>> saying;

  InterfaceForm(Consumer<UnaryOperator<Overrides.Exporter>> saying) {
    this.saying = saying;
    getStyleClass().add("interface-form");
    table.getColumns().add(TableColumns.id("ifIndex", 70, Row::index));
    table.getColumns().add(TableColumns.text("Name it tells", 140, Row::told));
    table.getColumns().add(TableColumns.text("Name", 140, row -> row.said().name()));
    table
        .getColumns()
        .add(
            TableColumns.text(
                "Ingress rate",
                130,
                row -> row.said().samplingRate() == 0 ? "" : "1:" + row.said().samplingRate()));
    Zoom.columns(table);
    table.getSelectionModel().selectedItemProperty().addListener((_, _, now) -> fill(now));
    VBox.setVgrow(table, Priority.ALWAYS);
    Button apply = new Button("Apply");
    apply.setId("interface-apply");
    apply.disableProperty().bind(index.valid().and(name.valid()).and(rate.valid()).not());
    apply.setOnAction(_ -> apply());
    index.getStyleClass().add("narrow");
    HBox.setHgrow(name, Priority.ALWAYS);
    HBox.setHgrow(rate, Priority.ALWAYS);
    apply.setMinWidth(USE_PREF_SIZE);
    VBox beside = new VBox(new Label(" "), apply); // as high as the labels of the fields
    beside.getStyleClass().add("checked-field");
    HBox fields = new HBox(index, name, rate, beside);
    fields.getStyleClass().add("interface-fields");
    getChildren().addAll(table, fields);
  }

  private static long index(String text) {
    String stripped = text.strip();
    if (!stripped.isEmpty()
        && (!stripped.matches("\\d{1,10}") || Long.parseLong(stripped) > 0xffff_ffffL)) {
      throw new IllegalArgumentException("'" + stripped + "' is no ifIndex");
    }
    return stripped.isEmpty() ? -1 : Long.parseLong(stripped);
  }

  private void fill(@Nullable Row row) {
    if (row != null) {
      index.reset(Long.toString(row.index()));
      name.reset(row.said().name());
      rate.reset(row.said().samplingRate() == 0 ? "" : Long.toString(row.said().samplingRate()));
    }
  }

  private void apply() {
    if (index.valid().get()
        && name.valid().get()
        && rate.valid().get()
        && index(index.text()) >= 0) {
      String newName = name.text();
      long newRate = Overrides.rate(rate.text());
      long chosen = index(index.text());
      saying.accept(said -> said.with(chosen, i -> i.withName(newName).withSamplingRate(newRate)));
    }
  }

  /// @param told names by ifIndex
  /// @param other whether it is another exporter than before
  void show(Map<Long, String> told, Map<Long, Overrides.Interface> said, boolean other) {
    List<Row> rows = new ArrayList<>();
    TreeSet<Long> indexes = new TreeSet<>(told.keySet());
    indexes.addAll(said.keySet());
    for (long each : indexes) {
      rows.add(
          new Row(
              each,
              told.getOrDefault(each, ""),
              said.getOrDefault(each, Overrides.Interface.NOTHING)));
    }
    if (other) {
      table.getSelectionModel().clearSelection();
      index.reset("");
      name.reset("");
      rate.reset("");
    }
    if (!table.getItems().equals(rows)) {
      Row chosen = table.getSelectionModel().getSelectedItem();
      table.getItems().setAll(rows);
      rows.stream()
          .filter(row -> chosen != null && row.index() == chosen.index())
          .forEach(table.getSelectionModel()::select);
    }
  }
}
