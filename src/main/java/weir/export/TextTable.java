package weir.export;

import java.util.ArrayList;
import java.util.List;

/// A table in plain text: text columns to the left, numbers to the right.
public final class TextTable {
  private final List<List<String>> rows = new ArrayList<>();
  private int texts;

  public TextTable(List<String> header) {
    rows.add(header);
  }

  /// @param textColumns how many columns, from the left, are text
  public void add(List<String> cells, int textColumns) {
    texts = textColumns;
    rows.add(cells);
  }

  /// Its lines, the columns' names first.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int column = 0; column < columns; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < columns; column++) {
        String padding = " ".repeat(widths[column] - row.get(column).length());
        line.append(column == 0 ? "" : "  ");
        line.append(column < texts ? row.get(column) + padding : padding + row.get(column));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
