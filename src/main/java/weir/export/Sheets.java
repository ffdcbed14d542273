package weir.export;

import java.io.IOException;
import java.util.List;
import weir.exporter.Labels;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.query.Answer;
import weir.query.Comparison;
import weir.query.Dimension;
import weir.query.Records;
import weir.query.Relations;
import weir.query.Result;
import weir.query.SqlAnswer;

/// Answers as tables.
public final class Sheets {
  /// Records that are in memory at once.
  private static final int PAGE = 10_000;

  private Sheets() {}

  /// Any answer; of records the first ones.
  ///
  /// @param labels names for people
  public static Sheet of(Result answer, Labels labels) {
    return switch (answer) {
      case Answer sums -> of(sums.withLabels(labels));
      case Relations relations -> of(relations.withLabels(labels));
      case Comparison comparison -> of(comparison.withLabels(labels));
      case Records records -> {
        FlowBatch page = records.page(0, PAGE);
        yield new RecordSheet(page, filled(records, page), labels);
      }
    };
  }

  /// Sums of groups.
  public static Sheet of(Answer answer) {
    return new SumsSheet(answer);
  }

  /// With more columns at its end.
  public static Sheet wider(Sheet sheet, List<More> more) {
    return more.isEmpty() ? sheet : new WiderSheet(sheet, more);
  }

  /// Combinations of layers.
  public static Sheet of(Relations relations) {
    return new RelationSheet(relations);
  }

  /// What a statement gave.
  public static Sheet of(SqlAnswer answer) {
    return new SqlSheet(answer);
  }

  /// Both sides beside each other.
  public static Sheet of(Comparison comparison) {
    return new ComparisonSheet(comparison);
  }

  /// Flows as they are, a column a field, or a name made of fields.
  public static Sheet of(FlowBatch flows, List<Dimension> shown) {
    return of(flows, shown, Labels.NONE);
  }

  /// The same with names for people.
  public static Sheet of(FlowBatch flows, List<Dimension> shown, Labels labels) {
    return new RecordSheet(flows, shown, labels);
  }

  /// The columns of such a sheet.
  public static List<Sheet.Column> columns(List<Dimension> shown) {
    return RecordSheet.columns(shown);
  }

  public static void print(Sheet sheet, SheetPrinter.Opening to) throws IOException {
    try (SheetPrinter printer = to.open(sheet.columns())) {
      printer.print(sheet);
    }
  }

  /// Records one by one, in constant memory.
  public static void print(
      Records records, RecordColumns shown, Labels labels, SheetPrinter.Opening to)
      throws IOException {
    FlowBatch page = records.page(0, PAGE);
    List<Dimension> columns = shown.of(filled(records, page));
    try (SheetPrinter printer = to.open(RecordSheet.columns(columns))) {
      printer.print(new RecordSheet(page, columns, labels));
      long printed = page.rows();
      while (printed < records.rows()) {
        page = records.page(printed, PAGE);
        printer.print(new RecordSheet(page, columns, labels));
        printed += page.rows();
      }
    }
  }

  /// What the records of one page fill, or may fill where there are more.
  private static List<Dimension> filled(Records records, FlowBatch page) {
    return Dimension.of(
        FlowField.all().stream()
            .filter(
                field ->
                    records.rows() <= page.rows()
                        ? page.uses(field)
                        : records.fields().contains(field))
            .toList());
  }
}
