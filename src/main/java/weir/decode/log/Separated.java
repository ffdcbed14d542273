package weir.decode.log;

import java.util.ArrayList;
import java.util.List;

/// Cells of a line: between spaces or tabs, or as CSV has them (RFC 4180), of which quotes may hold
/// separators.
///
/// @param by what stands between cells
record Separated(char by) {
  /// As a heading is written.
  static Separated of(String heading) {
    return new Separated(heading.indexOf(',') >= 0 ? ',' : heading.indexOf('\t') >= 0 ? '\t' : ' ');
  }

  List<String> cells(String line) {
    return by == ',' ? quoted(line) : plain(line);
  }

  private List<String> plain(String line) {
    List<String> cells = new ArrayList<>();
    int from = 0;
    while (from < line.length()) {
      int until = line.indexOf(by, from);
      until = until < 0 ? line.length() : until;
      if (until > from || by != ' ') {
        cells.add(line.substring(from, until));
      }
      from = until + 1;
    }
    return cells;
  }

  private static List<String> quoted(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean within = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        if (within && i + 1 < line.length() && line.charAt(i + 1) == '"') {
          cell.append('"');
          i++;
        } else {
          within = !within;
        }
      } else if (c == ',' && !within) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
