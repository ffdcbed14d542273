package weir.export;

import java.util.Locale;
import tools.jackson.core.io.JsonStringEncoder;

/// Cells as text for programs.
final class SheetText {
  private SheetText() {}

  /// A cell, bare.
  static String plain(Sheet sheet, int row, int column) {
    return switch (sheet.columns().get(column).kind()) {
      case TEXT, TIME -> sheet.text(row, column);
      case WHOLE -> Long.toUnsignedString(sheet.whole(row, column));
      case CHANGE -> Long.toString(sheet.whole(row, column));
      case FRACTION -> String.format(Locale.ROOT, "%.3f", sheet.fraction(row, column));
    };
  }

  /// A text that no spreadsheet takes for a formula: one that begins like one is led by an
  /// apostrophe. Numbers are never touched.
  static String harmless(Sheet sheet, int row, int column) {
    String cell = sheet.left(row, column) ? "other" : plain(sheet, row, column);
    boolean formula =
        sheet.columns().get(column).kind() == Sheet.Kind.TEXT
            && !cell.isEmpty()
            && "=+-@\t".indexOf(cell.charAt(0)) >= 0;
    return formula ? "'" + cell : cell;
  }

  /// A text as a cell of CSV (RFC 4180).
  static String quoted(String text) {
    return text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
        ? text
        : '"' + text.replace("\"", "\"\"") + '"';
  }

  static void appendJson(Sheet sheet, int row, StringBuilder out) {
    out.append('{');
    boolean told = false;
    for (int column = 0; column < sheet.columns().size(); column++) {
      boolean left = sheet.left(row, column);
      if (left && sheet.other(row) && told) {
        continue;
      }
      out.append(column == 0 ? "" : ",");
      if (left && sheet.other(row)) {
        out.append("\"other\":true");
        told = true;
      } else {
        string(sheet.columns().get(column).name(), out);
        out.append(':');
        value(sheet, row, column, left, out);
      }
    }
    out.append('}');
  }

  private static void value(Sheet sheet, int row, int column, boolean left, StringBuilder out) {
    Sheet.Kind kind = sheet.columns().get(column).kind();
    if (left) {
      out.append("null");
    } else if (kind == Sheet.Kind.TEXT || kind == Sheet.Kind.TIME) {
      string(sheet.text(row, column), out);
    } else if (kind == Sheet.Kind.FRACTION) {
      out.append(sheet.fraction(row, column));
    } else {
      out.append(plain(sheet, row, column));
    }
  }

  private static void string(String text, StringBuilder out) {
    out.append('"').append(JsonStringEncoder.getInstance().quoteAsCharArray(text)).append('"');
  }
}
