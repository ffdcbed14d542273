package weir.store.clickhouse.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import weir.flow.FlowField;

/// A table that flows go into: its name, and what goes into which of its columns.
///
/// @param table with its database, quoted as SQL has it
/// @param columns in the table's order
public record Layout(String table, List<Column> columns) {
  public Layout {
    columns = List.copyOf(columns);
  }

  /// As [#parse] reads it, a line a column.
  public String text() {
    return table
        + columns.stream()
            .map(
                column ->
                    String.join(
                        "\t",
                        "\n" + column.name(),
                        column.field().fieldName(),
                        column.form().name(),
                        column.only().stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(",")),
                        column.always() ? "always" : ""))
            .collect(Collectors.joining());
  }

  /// @throws IllegalArgumentException if it is none
  public static Layout parse(String text) {
    List<String> lines = text.lines().toList();
    List<Column> columns = new ArrayList<>();
    for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
      String[] parts = line.split("\t", -1);
      if (parts.length != 5) {
        throw new IllegalArgumentException("no column: " + line);
      }
      List<Long> only = new ArrayList<>();
      for (String value : parts[3].isEmpty() ? new String[0] : parts[3].split(",", -1)) {
        only.add(Long.valueOf(value));
      }
      columns.add(
          new Column(
              parts[0],
              FlowField.named(parts[1]).orElseThrow(IllegalArgumentException::new),
              Column.Form.valueOf(parts[2]),
              only,
              !parts[4].isEmpty()));
    }
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("no columns");
    }
    return new Layout(lines.getFirst(), columns);
  }
}
