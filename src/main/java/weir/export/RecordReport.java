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

  /// For people: names beside numbers; fields that no record fills are left out.
  static void table(FlowBatch records, List<FlowField> fields, Labels labels, PrintWriter out) {
    List<FlowField> shown = shown(records, fields);
    TextTable table = new TextTable(shown.stream().map(FlowField::label).toList());
    for (int row = 0; row < records.rows(); row++) {
      List<String> cells = new ArrayList<>();
      for (FlowField field : shown) {
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

  /// One array, an object a line as `weir decode` writes it.
  static void json(FlowBatch records, PrintWriter out) {
    StringBuilder line = new StringBuilder(512);
    for (int row = 0; row < records.rows(); row++) {
      line.setLength(0);
      FlowJson.append(records, row, line.append(row == 0 ? "[\n" : ",\n"));
      out.print(line);
    }
    out.println(records.rows() == 0 ? "[]" : "\n]");
  }

  static void csv(FlowBatch records, List<FlowField> fields, PrintWriter out) {
    List<FlowField> shown = shown(records, fields);
    out.println(shown.stream().map(FlowField::fieldName).collect(Collectors.joining(",")));
    for (int row = 0; row < records.rows(); row++) {
      int at = row;
      out.println(
          shown.stream()
              .map(field -> FieldText.plain(records, field, at))
              .collect(Collectors.joining(",")));
    }
  }

  private static List<FlowField> shown(FlowBatch records, List<FlowField> fields) {
    return fields.isEmpty() ? FlowField.all().stream().filter(records::uses).toList() : fields;
  }
}
