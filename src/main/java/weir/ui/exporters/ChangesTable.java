package weir.ui.exporters;

import java.time.ZoneId;
import java.util.List;
import javafx.scene.control.TableView;
import weir.doctor.TemplateDifference;
import weir.doctor.Words;
import weir.exporter.TemplateChange;
import weir.ui.control.TableColumns;
import weir.ui.control.Zoom;

/// Templates that came with other fields than before, and what is other.
final class ChangesTable {
  /// @param when in words
  record Line(String when, String template, String what) {}

  private ChangesTable() {}

  static TableView<Line> create() {
    TableView<Line> table =
        TableColumns.table(
            "Template changes", "No template has changed since Weir began to listen.");
    table.setId("template-changes");
    table
        .getColumns()
        .addAll(
            List.of(
                TableColumns.<Line>text("When", 160, Line::when),
                TableColumns.<Line>text("Template", 220, Line::template),
                TableColumns.<Line>text("What is other", 560, Line::what)));
    Zoom.columns(table);
    return table;
  }

  /// The newest first.
  static List<Line> lines(List<TemplateChange> changes, ZoneId zone) {
    return changes.reversed().stream()
        .map(
            change ->
                new Line(
                    Words.time(change.nanos(), zone),
                    change.type().label() + " domain " + change.domain() + ", " + change.id(),
                    String.join("; ", TemplateDifference.words(change))))
        .toList();
  }
}
