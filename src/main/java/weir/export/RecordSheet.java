package weir.export;

import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.exporter.Labels;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowJson;
import weir.flow.IpAddress;

/// Flow records: a column a field.
///
/// @param labels names for people
record RecordSheet(FlowBatch page, List<FlowField> fields, List<Column> columns, Labels labels)
    implements Sheet {
  private static final String NANOS = "_ns";

  RecordSheet(FlowBatch page, List<FlowField> fields, Labels labels) {
    this(page, fields, columns(fields), labels);
  }

  static List<Column> columns(List<FlowField> fields) {
    return fields.stream()
        .map(field -> new Column(name(field), field.label(), kind(field)))
        .toList();
  }

  private static Kind kind(FlowField field) {
    return field.kind() == weir.flow.Kind.TIME
        ? Kind.TIME
        : FieldText.isText(field) || field.isList() ? Kind.TEXT : Kind.WHOLE;
  }

  /// Of a time without its unit: it is written as a time.
  private static String name(FlowField field) {
    String name = field.fieldName();
    return field.kind() == weir.flow.Kind.TIME && name.endsWith(NANOS)
        ? name.substring(0, name.length() - NANOS.length())
        : name;
  }

  @Override
  public int keys() {
    return columns.size();
  }

  @Override
  public int rows() {
    return page.rows();
  }

  @Override
  public boolean other(int row) {
    return false;
  }

  @Override
  public boolean left(int row, int column) {
    return false;
  }

  @Override
  public boolean none(int row, int column) {
    return columns.get(column).kind() == Kind.TIME && whole(row, column) == 0;
  }

  @Override
  public String text(int row, int column) {
    return FieldText.plain(page, fields.get(column), row);
  }

  @Override
  public long whole(int row, int column) {
    return page.get(fields.get(column), row);
  }

  @Override
  public double fraction(int row, int column) {
    return whole(row, column);
  }

  @Override
  public String shown(int row, int column) {
    FlowField field = fields.get(column);
    return field.isList()
        ? FieldText.list(page, field, row)
        : labels.text(field, page.high(field, row), page.get(field, row), exporter(row));
  }

  private @Nullable IpAddress exporter(int row) {
    return page.uses(FlowField.EXPORTER)
        ? new IpAddress(page.high(FlowField.EXPORTER, row), page.get(FlowField.EXPORTER, row))
        : null;
  }

  /// As `weir decode` writes flows: fields that are 0 are left out, and times are nanoseconds.
  @Override
  public void appendJson(int row, IsoTimes times, StringBuilder out) {
    FlowJson.append(page, row, out);
  }
}
