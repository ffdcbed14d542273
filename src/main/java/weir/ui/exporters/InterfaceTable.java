package weir.ui.exporters;

import java.util.List;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import weir.exporter.InterfaceStatus;
import weir.exporter.Overrides;
import weir.naming.Interface;
import weir.query.SiText;
import weir.ui.control.TableColumns;
import weir.ui.control.Zoom;

/// The interfaces of an exporter, how fast they are and how much they have to do.
final class InterfaceTable {
  /// @param said its name and rate, whoever says them
  /// @param named all that people say of it
  /// @param from who names it
  record Line(InterfaceStatus told, Overrides.Interface said, Interface named, String from) {
    Line(InterfaceStatus told, Overrides.Interface said) {
      this(told, said, Interface.NOTHING, "");
    }

    String description() {
      return named.description().isEmpty() ? told.description() : named.description();
    }

    long speed() {
      return named.speedBitsPerSecond() == 0
          ? told.speedBitsPerSecond()
          : named.speedBitsPerSecond();
    }

    String name() {
      return said.name().isEmpty() ? told.name() : said.name();
    }

    /// Of the busier direction; below 0 for unknown.
    double utilisation() {
      return speed() == 0
              || told.countedNanos() == 0
              || Math.min(told.inBitsPerSecond(), told.outBitsPerSecond()) < 0
          ? -1
          : Math.max(told.inBitsPerSecond(), told.outBitsPerSecond()) / speed();
    }
  }

  private InterfaceTable() {}

  static TableView<Line> create() {
    TableView<Line> table =
        TableColumns.table(
            "Interfaces",
            "It has told of no interfaces: have it send their names as options data, or counters by"
                + " sFlow; or name them under Names and rates.");
    table
        .getColumns()
        .addAll(
            List.<TableColumn<Line, ?>>of(
                TableColumns.id("ifIndex", 70, line -> line.told().index()),
                TableColumns.text("Name", 150, Line::name),
                TableColumns.text("From", 120, Line::from),
                TableColumns.text("Description", 200, Line::description),
                TableColumns.number("Speed", 90, Line::speed, n -> speed(n.doubleValue())),
                TableColumns.number(
                    "In", 100, line -> line.told().inBitsPerSecond(), n -> rate(n.doubleValue())),
                TableColumns.number(
                    "Out", 100, line -> line.told().outBitsPerSecond(), n -> rate(n.doubleValue())),
                TableColumns.number(
                    "Utilisation", 100, Line::utilisation, n -> share(n.doubleValue()))));
    Zoom.columns(table);
    return table;
  }

  /// "10 Gbit/s"; empty for unknown.
  static String speed(double bitsPerSecond) {
    return bitsPerSecond == 0 ? "" : SiText.exact(bitsPerSecond, "bit/s");
  }

  /// "1.24 Gbit/s"; empty for unknown.
  static String rate(double bitsPerSecond) {
    return bitsPerSecond < 0 ? "" : SiText.of(bitsPerSecond, "bit/s");
  }

  static String share(double share) {
    return share < 0 ? "" : Words.percent(share);
  }
}
