package weir.export;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.exporter.Labels;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowJson;
import weir.flow.IpAddress;

/// Flow records as `weir query --records` prints them.
final class RecordReport {
  private RecordReport() {}

  /// For people: names beside numbers.
  static void table(FlowBatch records, List<FlowField> fields, Labels labels, PrintWriter out) {
    TextTable table = new TextTable(fields.stream().map(FlowField::label).toList());
    for (int row = 0; row < records.rows(); row++) {
      List<String> cells = new ArrayList<>();
      for (FlowField field : fields) {
        cells.add(
            field.isList()
                ? FieldText.list(records, field, row)
                : labels.text(
                    field,
                    records.high(field, row),
                    records.get(field, row),
                    exporter(records, row)));
      }
      table.add(cells, cells.size());
    }
    table.print(out);
  }

  private static @Nullable IpAddress exporter(FlowBatch records, int row) {
    return records.uses(FlowField.EXPORTER)
        ? new IpAddress(records.high(FlowField.EXPORTER, row), records.get(FlowField.EXPORTER, row))
        : null;
  }

  /// Objects as `weir decode` writes them, a line each, without the end of their array.
  static void json(FlowBatch records, boolean first, PrintWriter out) {
    StringBuilder line = new StringBuilder(512);
    for (int row = 0; row < records.rows(); row++) {
      line.setLength(0);
      FlowJson.append(records, row, line.append(first && row == 0 ? "[\n" : ",\n"));
      out.print(line);
    }
  }

  static void csv(FlowBatch records, List<FlowField> fields, boolean first, PrintWriter out) {
    if (first) {
      out.println(fields.stream().map(FlowField::fieldName).collect(Collectors.joining(",")));
    }
    for (int row = 0; row < records.rows(); row++) {
      int at = row;
      out.println(
          fields.stream()
              .map(field -> FieldText.plain(records, field, at))
              .collect(Collectors.joining(",")));
    }
  }

  /// A text as a cell of CSV (RFC 4180).
  static String quoted(String text) {
    return text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
        ? text
        : '"' + text.replace("\"", "\"\"") + '"';
  }
}
