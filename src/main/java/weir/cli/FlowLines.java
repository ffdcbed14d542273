package weir.cli;

import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;
import weir.export.IsoTimes;
import weir.export.Sheet;
import weir.export.Sheets;
import weir.exporter.Labels;
import weir.flow.FlowBatch;
import weir.query.Dimension;

/// Flows a line each, in columns that grow with what comes.
final class FlowLines {
  private List<Dimension> fields;
  private final Labels labels;
  private final IsoTimes times;
  private final PrintWriter out;
  private final int[] widths;
  private boolean headed;

  FlowLines(List<Dimension> fields, Labels labels, ZoneId zone, PrintWriter out) {
    this.fields = fields;
    this.labels = labels;
    this.times = new IsoTimes(zone);
    this.out = out;
    this.widths = new int[fields.size()];
  }

  /// The same columns, by other names.
  void of(List<Dimension> now) {
    fields = now;
  }

  void print(FlowBatch flows) {
    Sheet sheet = Sheets.of(flows, fields, labels);
    for (int column = 0; column < widths.length; column++) {
      widths[column] = Math.max(widths[column], sheet.columns().get(column).label().length());
      for (int row = 0; row < sheet.rows(); row++) {
        widths[column] = Math.max(widths[column], text(sheet, row, column).length());
      }
    }
    if (!headed) {
      headed = true;
      line(sheet, column -> sheet.columns().get(column).label());
    }
    for (int row = 0; row < sheet.rows(); row++) {
      int now = row;
      line(sheet, column -> text(sheet, now, column));
    }
  }

  private interface Cell {
    String text(int column);
  }

  private void line(Sheet sheet, Cell cells) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.text(column);
      String padding = " ".repeat(widths[column] - cell.length());
      line.append(column == 0 ? "" : "  ");
      line.append(sheet.columns().get(column).isText() ? cell + padding : padding + cell);
    }
    out.println(line.toString().stripTrailing());
  }

  private String text(Sheet sheet, int row, int column) {
    if (sheet.none(row, column)) {
      return "";
    }
    return sheet.columns().get(column).kind() == Sheet.Kind.TIME
        ? times.text(sheet.whole(row, column))
        : sheet.shown(row, column);
  }
}
