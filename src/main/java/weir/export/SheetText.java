package weir.export;

import java.util.Locale;
import tools.jackson.core.io.JsonStringEncoder;

/// Cells as text for programs.
///
/// @param times how times are written
record SheetText(IsoTimes times) {

  /// A cell, bare; empty where it has no value.
  String plain(Sheet sheet, int row, int column) {
    if (sheet.none(row, column)) {
      return "";
    }
    return switch (sheet.columns().get(column).kind()) {
      case TEXT -> sheet.text(row, column);
      case TIME -> times.text(sheet.whole(row, column));
      case WHOLE -> Long.toUnsignedString(sheet.whole(row, column));
      case CHANGE -> Long.toString(sheet.whole(row, column));
      case FRACTION -> String.format(Locale.ROOT, "%.3f", sheet.fraction(row, column));
    };
  }

  /// A cell for people.
  String shown(Sheet sheet, int row, int column) {
    if (sheet.left(row, column)) {
      return "Other";
    }
    if (sheet.none(row, column)) {
      return "";
    }
    return sheet.columns().get(column).kind() == Sheet.Kind.TIME
        ? times.text(sheet.whole(row, column))
        : sheet.shown(row, column);
  }

  /// A text that no spreadsheet takes for a formula: one that begins like one is led by an
  /// apostrophe. Numbers are never touched.
  String harmless(Sheet sheet, int row, int column) {
    String cell = sheet.left(row, column) ? "other" : plain(sheet, row, column);
    boolean formula =
        sheet.columns().get(column).kind() == Sheet.Kind.TEXT
            && !cell.isEmpty()
            && "=+-@\t".indexOf(cell.charAt(0)) >= 0;
    return formula ? "'" + cell : cell;
  }

  /// A text as a cell of CSV (RFC 4180).
  static String quoted(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ',' || c == '"' || c == '\n' || c == '\r') {
        return '"' + text.replace("\"", "\"\"") + '"';
      }
    }
    return text;
  }

  void appendJson(Sheet sheet, int row, StringBuilder out) {
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

  private void value(Sheet sheet, int row, int column, boolean left, StringBuilder out) {
    Sheet.Kind kind = sheet.columns().get(column).kind();
    if (left || sheet.none(row, column)) {
      out.append("null");
    } else if (kind == Sheet.Kind.TEXT || kind == Sheet.Kind.TIME) {
      string(plain(sheet, row, column), out);
    } else if (kind == Sheet.Kind.FRACTION) {
      out.append(sheet.fraction(row, column));
    } else {
      out.append(plain(sheet, row, column));
    }
  }

  static void string(String text, StringBuilder out) {
    out.append('"').append(JsonStringEncoder.getInstance().quoteAsCharArray(text)).append('"');
  }
}
