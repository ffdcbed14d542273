package weir.export;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import weir.exporter.Labels;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowJson;
import weir.flow.IpAddress;
import weir.query.Dimension;
import weir.query.RowDimension;

/// Flow records: a column a field, or what is made of fields, such as a name.
///
/// @param labels names for people
record RecordSheet(
    FlowBatch page,
    List<RowDimension> made,
    List<FlowField> fields,
    List<Column> columns,
    Labels labels)
    implements Sheet {
  private static final String NANOS = "_ns";

  RecordSheet(FlowBatch page, List<Dimension> shown, Labels labels) {
    this(
        page,
        shown.stream().map(RowDimension::new).toList(),
        fields(shown),
        columns(shown),
        labels);
  }

  /// In the order of the catalogue.
  private static List<FlowField> fields(List<Dimension> shown) {
    Set<FlowField> fields = EnumSet.noneOf(FlowField.class);
    shown.forEach(one -> one.whole().ifPresent(fields::add));
    return List.copyOf(fields);
  }

  static List<Column> columns(List<Dimension> shown) {
    return shown.stream()
        .map(one -> one.whole().map(RecordSheet::column).orElseGet(() -> AnswerSheet.of(one)))
        .toList();
  }

  private static Column column(FlowField field) {
    return new Column(name(field), field.label(), kind(field));
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
    return switch (made.get(column).dimension()) {
      case Dimension.Whole(FlowField field) -> FieldText.plain(page, field, row);
      default -> made.get(column).text(page, row);
    };
  }

  @Override
  public long whole(int row, int column) {
    return switch (made.get(column).dimension()) {
      case Dimension.Whole(FlowField field) -> page.get(field, row);
      default -> made.get(column).low(page, row);
    };
  }

  @Override
  public double fraction(int row, int column) {
    return whole(row, column);
  }

  @Override
  public String shown(int row, int column) {
    return switch (made.get(column).dimension()) {
      case Dimension.Whole(FlowField field) when field.isList() -> FieldText.list(page, field, row);
      case Dimension.Whole(FlowField field) ->
          labels.text(field, page.high(field, row), page.get(field, row), exporter(row));
      default -> made.get(column).words(page, row);
    };
  }

  private @Nullable IpAddress exporter(int row) {
    return page.uses(FlowField.EXPORTER)
        ? new IpAddress(page.high(FlowField.EXPORTER, row), page.get(FlowField.EXPORTER, row))
        : null;
  }

  /// As `weir decode` writes flows: fields that are 0 are left out, and times are nanoseconds. What
  /// is made of fields stands behind them.
  @Override
  public void appendJson(int row, IsoTimes times, StringBuilder out) {
    FlowJson.append(page, row, fields, out);
    for (int column = 0; column < columns.size(); column++) {
      if (made.get(column).dimension().whole().isEmpty()) {
        out.setLength(out.length() - 1); // the brace
        out.append(out.charAt(out.length() - 1) == '{' ? "" : ",");
        SheetText.string(columns.get(column).name(), out);
        out.append(':');
        if (columns.get(column).kind() == Kind.TEXT) {
          SheetText.string(text(row, column), out);
        } else {
          out.append(Long.toUnsignedString(whole(row, column)));
        }
        out.append('}');
      }
    }
  }
}
