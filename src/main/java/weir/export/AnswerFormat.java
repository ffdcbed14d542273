package weir.export;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// How answers are written as text.
public enum AnswerFormat {
  /// For people: names beside numbers, thousands grouped.
  TABLE("txt") {
    @Override
    SheetPrinter printer(List<Sheet.Column> columns, IsoTimes times, Writer out) {
      return new Rows(times, out) {
        @Override
        public void print(Sheet sheet) throws IOException {
          TextTable table = new TextTable(columns.stream().map(Sheet.Column::label).toList());
          for (int row = 0; row < sheet.rows(); row++) {
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < columns.size(); column++) {
              cells.add(text.shown(sheet, row, column));
            }
            table.add(cells, sheet.keys());
          }
          for (String line : table.lines()) {
            out.append(line).append('\n');
          }
        }
      };
    }
  },
  /// One array of objects.
  JSON("json") {
    @Override
    SheetPrinter printer(List<Sheet.Column> columns, IsoTimes times, Writer out) {
      return new Rows(times, out) {
        private boolean begun;

        @Override
        void row(Sheet sheet, int row) {
          line.append(begun ? ",\n" : "[\n");
          sheet.appendJson(row, times, line);
          begun = true;
        }

        @Override
        public void close() throws IOException {
          out.append(begun ? "\n]\n" : "[]\n");
          super.close();
        }
      };
    }
  },
  /// An object a line.
  NDJSON("ndjson") {
    @Override
    SheetPrinter printer(List<Sheet.Column> columns, IsoTimes times, Writer out) {
      return new Rows(times, out) {
        @Override
        void row(Sheet sheet, int row) {
          sheet.appendJson(row, times, line);
          line.append('\n');
        }
      };
    }
  },
  /// RFC 4180, with lines that end with a line feed alone: columns, names first, and nothing else.
  CSV("csv") {
    @Override
    SheetPrinter printer(List<Sheet.Column> columns, IsoTimes times, Writer out)
        throws IOException {
      return new Cells(columns, times, out, ",") {
        @Override
        String cell(String value) {
          return SheetText.quoted(value);
        }
      };
    }
  },
  /// Cells have no tabs and no line ends: blanks stand for them.
  TSV("tsv") {
    @Override
    SheetPrinter printer(List<Sheet.Column> columns, IsoTimes times, Writer out)
        throws IOException {
      return new Cells(columns, times, out, "\t") {
        @Override
        String cell(String value) {
          return value.replace('\t', ' ').replace('\r', ' ').replace('\n', ' ');
        }
      };
    }
  },
  /// A table of GitHub's Markdown, for people.
  MARKDOWN("md") {
    @Override
    SheetPrinter printer(List<Sheet.Column> columns, IsoTimes times, Writer out)
        throws IOException {
      out.append(
          columns.stream()
              .map(column -> markdown(column.label()))
              .collect(Collectors.joining(" | ", "| ", " |\n")));
      out.append(
          columns.stream()
              .map(column -> column.isText() ? "---" : "---:")
              .collect(Collectors.joining(" | ", "| ", " |\n")));
      return new Rows(times, out) {
        @Override
        void row(Sheet sheet, int row) {
          for (int column = 0; column < columns.size(); column++) {
            line.append("| ").append(markdown(text.shown(sheet, row, column))).append(' ');
          }
          line.append("|\n");
        }
      };
    }
  };

  private final String ending;

  AnswerFormat(String ending) {
    this.ending = ending;
  }

  /// What names of such files end with: "csv".
  public String ending() {
    return ending;
  }

  /// The format that a file's name asks for.
  public static Optional<AnswerFormat> of(String fileName) {
    String end = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(format -> format.ending.equals(end)).findFirst();
  }

  /// Writes there, with times in UTC, and flushes it; it stays open.
  public SheetPrinter.Opening to(Writer out) {
    return to(out, ZoneOffset.UTC);
  }

  /// The same with times in another zone.
  public SheetPrinter.Opening to(Writer out, ZoneId zone) {
    return columns -> printer(columns, new IsoTimes(zone), out);
  }

  /// A table as a text.
  public String text(Sheet sheet) {
    StringWriter text = new StringWriter();
    try {
      Sheets.print(sheet, to(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter takes everything
    }
    return text.toString();
  }

  abstract SheetPrinter printer(List<Sheet.Column> columns, IsoTimes times, Writer out)
      throws IOException;

  private static String markdown(String text) {
    return text.replace("\\", "\\\\").replace("|", "\\|").replaceAll("[\\r\\n]", " ");
  }

  /// Row by row.
  private abstract static class Rows implements SheetPrinter {
    final SheetText text;
    final Writer out;
    final StringBuilder line = new StringBuilder(256);

    Rows(IsoTimes times, Writer out) {
      this.text = new SheetText(times);
      this.out = out;
    }

    /// Appends a row to [#line].
    void row(Sheet sheet, int row) {}

    @Override
    public void print(Sheet sheet) throws IOException {
      for (int row = 0; row < sheet.rows(); row++) {
        line.setLength(0);
        row(sheet, row);
        out.append(line);
      }
    }

    @Override
    public void close() throws IOException {
      out.flush();
    }
  }

  /// Cells with something between them, under the columns' names.
  private abstract static class Cells extends Rows {
    private final String between;

    Cells(List<Sheet.Column> columns, IsoTimes times, Writer out, String between)
        throws IOException {
      super(times, out);
      this.between = between;
      out.append(columns.stream().map(Sheet.Column::name).collect(Collectors.joining(between)));
      out.append('\n');
    }

    abstract String cell(String value);

    @Override
    void row(Sheet sheet, int row) {
      for (int column = 0; column < sheet.columns().size(); column++) {
        line.append(column == 0 ? "" : between).append(cell(text.harmless(sheet, row, column)));
      }
      line.append('\n');
    }
  }
}
