package weir.ui.exporters;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;
import weir.doctor.CounterComparison;
import weir.doctor.Finding;
import weir.doctor.Words;
import weir.exporter.InterfaceStatus;
import weir.exporter.Overrides;
import weir.query.SiText;
import weir.ui.control.TableColumns;
import weir.ui.control.Zoom;

/// The interfaces of an exporter, how fast they are and how much they have to do.
final class InterfaceTable {
  /// @param said what people say of it
  /// @param in what flows say beside its counter; null where nothing is counted
  /// @param out the same of what went out
  record Line(
      InterfaceStatus told,
      Overrides.Interface said,
      @Nullable CounterComparison in,
      @Nullable CounterComparison out) {
    Line(InterfaceStatus told, Overrides.Interface said) {
      this(told, said, null, null);
    }

    String name() {
      return said.name().isEmpty() ? told.name() : said.name();
    }

    /// Of the busier direction; below 0 for unknown.
    double utilisation() {
      return told.speedBitsPerSecond() == 0
              || told.countedNanos() == 0
              || Math.min(told.inBitsPerSecond(), told.outBitsPerSecond()) < 0
          ? -1
          : Math.max(told.inBitsPerSecond(), told.outBitsPerSecond()) / told.speedBitsPerSecond();
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
                TableColumns.text("Description", 200, line -> line.told().description()),
                TableColumns.number(
                    "Speed",
                    90,
                    line -> line.told().speedBitsPerSecond(),
                    n -> speed(n.doubleValue())),
                TableColumns.number(
                    "In", 100, line -> line.told().inBitsPerSecond(), n -> rate(n.doubleValue())),
                TableColumns.number(
                    "Out", 100, line -> line.told().outBitsPerSecond(), n -> rate(n.doubleValue())),
                TableColumns.number(
                    "Utilisation", 100, Line::utilisation, n -> share(n.doubleValue())),
                beside("Flows in : counter", Line::in),
                beside("Flows out : counter", Line::out)));
    Zoom.columns(table);
    return table;
  }

  /// Flows beside a counter: how far apart, and whether that is too far.
  private static TableColumn<Line, Line> beside(
      String title, Function<Line, @Nullable CounterComparison> which) {
    return TableColumns.pictured(
        title,
        150,
        line -> line,
        Comparator.comparingDouble(
            line -> {
              CounterComparison one = which.apply(line);
              return one == null ? -1 : Math.abs(one.difference());
            }),
        line -> words(which.apply(line)),
        line -> sign(which.apply(line)));
  }

  static String words(@Nullable CounterComparison one) {
    if (one == null) {
      return "";
    }
    return switch (one.verdict()) {
      case TOO_EARLY, NO_FLOWS -> one.verdict().word();
      case NORMAL, APART, ALARM -> rate(one.toldBitsPerSecond()) + " (" + one.percent() + ")";
    };
  }

  private static @Nullable Node sign(@Nullable CounterComparison one) {
    return one == null
        ? null
        : switch (one.verdict()) {
          case ALARM -> HealthIcon.of(Finding.Weight.BAD);
          case NORMAL -> HealthIcon.of(Finding.Weight.NOTE);
          case APART, NO_FLOWS -> HealthIcon.note();
          case TOO_EARLY -> null;
        };
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
