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
import weir.query.Measure;
import weir.query.TimeRange;

/// How an answer is printed. Columns: `time` with buckets, the fields by name, the measures by
/// name.
public enum AnswerFormat {
  /// For people: names beside numbers, thousands grouped.
  TABLE {
    @Override
    public void print(Answer answer, PrintWriter out) {
      TextTable table = new TextTable(header(answer, FlowField::label, Measure::label));
      int texts = texts(answer);
      for (int row = 0; row < answer.rows(); row++) {
        List<String> cells = new ArrayList<>(row(answer, row));
        for (int key = 0; key < answer.keys().size(); key++) {
          int cell = texts - answer.keys().size() + key;
          cells.set(cell, answer.other()[row] ? "Other" : answer.text(row, key));
        }
        for (int measure = 0; measure < answer.query().measures().size(); measure++) {
          cells.set(
              texts + measure, String.format(Locale.ROOT, "%,.0f", answer.value(row, measure)));
        }
        table.add(cells, texts);
      }
      table.print(out);
    }

    @Override
    public void print(FlowBatch records, List<FlowField> fields, Labels labels, PrintWriter out) {
      RecordReport.table(records, fields, labels, out);
    }
  },
  /// One array of objects.
  JSON {
    @Override
    public void print(Answer answer, PrintWriter out) {
      JsonFactory factory =
          JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
      try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), out)) {
        json.writeStartArray();
        for (int row = 0; row < answer.rows(); row++) {
          json.writeRaw("\n");
          json.writeStartObject();
          object(answer, row, json);
          json.writeEndObject();
        }
        json.writeEndArray();
      }
      out.println();
    }

    @Override
    public void print(FlowBatch records, List<FlowField> fields, Labels labels, PrintWriter out) {
      RecordReport.json(records, out);
    }

    private void object(Answer answer, int row, JsonGenerator json) {
      if (answer.query().bucketNanos() > 0) {
        json.writeStringProperty(
            "time", TimeRange.instant(answer.bucketStartNanos()[row]).toString());
      }
      if (answer.other()[row]) {
        json.writeBooleanProperty("other", true);
      } else {
        for (Answer.Key key : answer.keys()) {
          json.writeName(key.field().fieldName());
          if (FieldText.isText(key.field())) {
            json.writeString(key.text(row));
          } else {
            json.writeNumber(key.low()[row]);
          }
        }
      }
      for (int measure = 0; measure < answer.query().measures().size(); measure++) {
        Measure what = answer.query().measures().get(measure);
        if (what.isRate()) {
          json.writeNumberProperty(what.measureName(), answer.value(row, measure));
        } else {
          json.writeNumberProperty(what.measureName(), answer.sums()[measure][row]);
        }
      }
    }
  },
  CSV {
    @Override
    public void print(Answer answer, PrintWriter out) {
      out.println(String.join(",", header(answer, FlowField::fieldName, Measure::measureName)));
      for (int row = 0; row < answer.rows(); row++) {
        out.println(String.join(",", row(answer, row)));
      }
    }

    @Override
    public void print(FlowBatch records, List<FlowField> fields, Labels labels, PrintWriter out) {
      RecordReport.csv(records, fields, out);
    }
  };

  public abstract void print(Answer answer, PrintWriter out);

  /// Records one by one.
  ///
  /// @param fields those asked for; none for all that any record fills
  public abstract void print(
      FlowBatch records, List<FlowField> fields, Labels labels, PrintWriter out);

  private static int texts(Answer answer) {
    return answer.keys().size() + (answer.query().bucketNanos() > 0 ? 1 : 0);
  }

  private static List<String> header(
      Answer answer,
      java.util.function.Function<FlowField, String> field,
      java.util.function.Function<Measure, String> measure) {
    List<String> header = new ArrayList<>();
    if (answer.query().bucketNanos() > 0) {
      header.add("time");
    }
    answer.query().by().forEach(by -> header.add(field.apply(by)));
    answer.query().measures().forEach(what -> header.add(measure.apply(what)));
    return header;
  }

  private static List<String> row(Answer answer, int row) {
    List<String> cells = new ArrayList<>();
    if (answer.query().bucketNanos() > 0) {
      cells.add(TimeRange.instant(answer.bucketStartNanos()[row]).toString());
    }
    for (Answer.Key key : answer.keys()) {
      cells.add(
          answer.other()[row]
              ? "other"
              : FieldText.plain(key.field(), key.high(row), key.low()[row]));
    }
    for (int measure = 0; measure < answer.query().measures().size(); measure++) {
      Measure what = answer.query().measures().get(measure);
      cells.add(
          what.isRate()
              ? String.format(Locale.ROOT, "%.3f", answer.value(row, measure))
              : Long.toString(answer.sums()[measure][row]));
    }
    return cells;
  }
}
