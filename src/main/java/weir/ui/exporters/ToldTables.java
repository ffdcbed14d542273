package weir.ui.exporters;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import weir.exporter.ExporterStatus;
import weir.exporter.ToldName;
import weir.flow.FlowField;
import weir.ui.control.TableColumns;
import weir.ui.control.Zoom;

/// What an exporter tells beside its flows: how its own work goes, and names of numbers.
final class ToldTables {
  /// @param share of the flows that have ended; below 0 for what is no share
  record Line(String what, long count, double share) {}

  private ToldTables() {}

  static TableView<Line> ofItself() {
    TableView<Line> table =
        TableColumns.table(
            "Of itself",
            "It tells neither what it left out (options data, IE 40 to 42 and 163 to 168) nor why"
                + " flows ended (IE 136).");
    table
        .getColumns()
        .addAll(
            List.<TableColumn<Line, ?>>of(
                TableColumns.text("What it says of itself", 300, Line::what),
                TableColumns.count("Count", 140, true, Line::count),
                TableColumns.number(
                    "Share", 100, Line::share, n -> InterfaceTable.share(n.doubleValue()))));
    Zoom.columns(table);
    return table;
  }

  /// Why flows ended, the most frequent first, then what it counts since it began.
  static List<Line> lines(ExporterStatus exporter) {
    List<Line> lines = new ArrayList<>();
    exporter.endReasons().entrySet().stream()
        .sorted(Map.Entry.<Integer, Long>comparingByValue().reversed())
        .map(
            one ->
                new Line(
                    "flows ended: " + FlowField.FLOW_END_REASON.words(0, one.getKey()),
                    one.getValue(),
                    (double) one.getValue() / exporter.ended()))
        .forEach(lines::add);
    exporter.ownCounts().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(one -> new Line(one.getKey().words(), one.getValue(), -1))
        .forEach(lines::add);
    return lines;
  }

  static TableView<ToldName> names() {
    TableView<ToldName> table =
        TableColumns.table(
            "Names it tells",
            "It has named no applications, VRFs or samplers: have it send their names as options"
                + " data.");
    table
        .getColumns()
        .addAll(
            List.<TableColumn<ToldName, ?>>of(
                TableColumns.text("Of", 110, told -> told.about().label()),
                TableColumns.text("Number", 110, told -> told.about().number(told.key())),
                TableColumns.text("Name", 200, ToldName::name),
                TableColumns.text("Description", 320, ToldName::description)));
    Zoom.columns(table);
    return table;
  }
}
