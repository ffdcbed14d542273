package weir.export;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import weir.exporter.Labels;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.query.Answer;
import weir.query.Comparison;
import weir.query.Records;
import weir.query.Relations;

/// How answers are printed: each as a [Sheet], records page by page.
public enum AnswerFormat {
  /// For people: names beside numbers, thousands grouped.
  TABLE {
    @Override
    void print(Sheet sheet, PrintWriter out) {
      List<Sheet.Column> columns = sheet.columns();
      TextTable table = new TextTable(columns.stream().map(Sheet.Column::label).toList());
      for (int row = 0; row < sheet.rows(); row++) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
          cells.add(sheet.left(row, column) ? "Other" : sheet.shown(row, column));
        }
        table.add(cells, sheet.keys());
      }
      table.print(out);
    }

    @Override
    void page(FlowBatch page, long from, List<FlowField> fields, Labels labels, PrintWriter out) {
      RecordReport.table(page, fields, labels, out);
    }
  },
  /// One array of objects.
  JSON {
    @Override
    void print(Sheet sheet, PrintWriter out) {
      JsonFactory factory =
          JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
      try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), out)) {
        json.writeStartArray();
        for (int row = 0; row < sheet.rows(); row++) {
          json.writeRaw("\n");
          json.writeStartObject();
          object(sheet, row, json);
          json.writeEndObject();
        }
        json.writeEndArray();
      }
      out.println();
    }

    private void object(Sheet sheet, int row, JsonGenerator json) {
      boolean told = false;
      for (int column = 0; column < sheet.columns().size(); column++) {
        Sheet.Column what = sheet.columns().get(column);
        if (sheet.left(row, column) && sheet.other(row)) {
          if (!told) {
            json.writeBooleanProperty("other", true);
            told = true;
          }
        } else if (sheet.left(row, column)) {
          json.writeNullProperty(what.name());
        } else {
          switch (what.kind()) {
            case TEXT -> json.writeStringProperty(what.name(), sheet.text(row, column));
            case WHOLE -> json.writeNumberProperty(what.name(), sheet.whole(row, column));
            case FRACTION -> json.writeNumberProperty(what.name(), sheet.fraction(row, column));
          }
        }
      }
    }

    @Override
    void page(FlowBatch page, long from, List<FlowField> fields, Labels labels, PrintWriter out) {
      RecordReport.json(page, from == 0, out);
    }

    @Override
    void end(long rows, PrintWriter out) {
      out.println(rows == 0 ? "[]" : "\n]");
    }
  },
  CSV {
    @Override
    void print(Sheet sheet, PrintWriter out) {
      List<Sheet.Column> columns = sheet.columns();
      out.println(String.join(",", columns.stream().map(Sheet.Column::name).toList()));
      for (int row = 0; row < sheet.rows(); row++) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
          cells.add(sheet.left(row, column) ? "other" : cell(sheet, row, column));
        }
        out.println(String.join(",", cells));
      }
    }

    private String cell(Sheet sheet, int row, int column) {
      return switch (sheet.columns().get(column).kind()) {
        case TEXT -> RecordReport.quoted(sheet.text(row, column));
        case WHOLE -> Long.toUnsignedString(sheet.whole(row, column));
        case FRACTION -> String.format(Locale.ROOT, "%.3f", sheet.fraction(row, column));
      };
    }

    @Override
    void page(FlowBatch page, long from, List<FlowField> fields, Labels labels, PrintWriter out) {
      RecordReport.csv(page, fields, from == 0, out);
    }
  };

  /// Records that are printed at once.
  private static final int PAGE = 10_000;

  abstract void print(Sheet sheet, PrintWriter out);

  /// Some records.
  ///
  /// @param from how many came before
  abstract void page(
      FlowBatch page, long from, List<FlowField> fields, Labels labels, PrintWriter out);

  /// After the last page.
  void end(long rows, PrintWriter out) {}

  /// Sums of groups.
  public void print(Answer answer, PrintWriter out) {
    print(new SumsSheet(answer), out);
  }

  /// Combinations of layers.
  public void print(Relations relations, PrintWriter out) {
    print(new RelationSheet(relations), out);
  }

  /// Both sides beside each other.
  public void print(Comparison comparison, PrintWriter out) {
    print(new ComparisonSheet(comparison), out);
  }

  /// Records one by one.
  ///
  /// @param fields those asked for; none for all that any record fills
  public void print(Records records, List<FlowField> fields, Labels labels, PrintWriter out) {
    FlowBatch page = records.page(0, PAGE);
    List<FlowField> columns = fields.isEmpty() ? filled(records, page) : fields;
    page(page, 0, columns, labels, out);
    long printed = page.rows();
    while (printed < records.rows()) {
      page = records.page(printed, PAGE);
      page(page, printed, columns, labels, out);
      printed += page.rows();
    }
    end(printed, out);
  }

  /// What the records of one page fill, or may fill where there are more.
  private static List<FlowField> filled(Records records, FlowBatch page) {
    return FlowField.all().stream()
        .filter(
            field ->
                records.rows() <= page.rows() ? page.uses(field) : records.fields().contains(field))
        .toList();
  }
}
