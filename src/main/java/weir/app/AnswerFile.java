package weir.app;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import weir.export.AnswerFormat;
import weir.export.Sheet;
import weir.export.SheetPrinter;
import weir.export.Units;
import weir.flow.ForeignText;
import weir.store.OwnFiles;
import weir.store.duckdb.ParquetTable;

/// A file that an answer is written into, as its name's end says or in a format that is given: text
/// of any kind, or Parquet. It is there whole or not at all, and the user's own. Text can be
/// printed as well.
public final class AnswerFile {
  /// What names of Parquet files end with.
  public static final String PARQUET = "parquet";

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Path file;
  private final @Nullable AnswerFormat format;
  private final boolean marked;
  private final boolean told;
  private final ZoneId zone;

  private AnswerFile(
      Path file, @Nullable AnswerFormat format, boolean marked, boolean told, ZoneId zone) {
    this.file = file;
    this.format = format;
    this.marked = marked;
    this.told = told;
    this.zone = zone;
  }

  /// @param format empty for what the name's end says
  /// @param marked whether text begins with a byte order mark, as some spreadsheets want it
  /// @throws IllegalArgumentException with a sentence, if the name does not say how
  public static AnswerFile of(Path file, Optional<AnswerFormat> format, boolean marked) {
    String name = String.valueOf(file.getFileName());
    boolean parquet = name.toLowerCase(Locale.ROOT).endsWith("." + PARQUET);
    AnswerFormat as =
        format.isPresent() || parquet
            ? format.orElse(null)
            : AnswerFormat.of(name)
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "cannot tell from the name "
                                + file
                                + " what to write; let it end with "
                                + endings().stream()
                                    .map(ending -> "." + ending)
                                    .collect(Collectors.joining(", "))));
    return new AnswerFile(file, as, marked, false, ZoneOffset.UTC);
  }

  /// Parquet, whatever the file is called.
  public static AnswerFile parquet(Path file) {
    return new AnswerFile(file, null, false, false, ZoneOffset.UTC);
  }

  /// Text that is printed, and no file.
  public static AnswerFile printed(AnswerFormat format) {
    return new AnswerFile(Path.of(""), format, false, false, ZoneOffset.UTC);
  }

  /// The same with times in a zone; those of Parquet are in UTC, whatever is said.
  public AnswerFile in(ZoneId other) {
    return new AnswerFile(file, format, marked, told, other);
  }

  /// The same that says what it is about, where it is left to choose: CSV and TSV begin with lines
  /// that `#` leads, JSON is an object.
  ///
  /// @throws IllegalArgumentException with a sentence, if there is no place for it
  public AnswerFile telling() {
    if (format == AnswerFormat.NDJSON) {
      throw new IllegalArgumentException(
          "NDJSON has rows alone, and no place to say what it is about; take json");
    }
    return new AnswerFile(file, format, marked, true, zone);
  }

  /// What names of such files end with.
  public static List<String> endings() {
    List<String> endings =
        new ArrayList<>(Arrays.stream(AnswerFormat.values()).map(AnswerFormat::ending).toList());
    endings.add(PARQUET);
    return endings;
  }

  /// What is to be written.
  @FunctionalInterface
  public interface Content {
    void print(SheetPrinter.Opening to) throws IOException;
  }

  /// @param about of the answer, by name; as far as the format has a place for it
  /// @throws IOException if it cannot be written
  /// @throws weir.store.StoreException the same
  public void write(Map<String, String> about, Content content) throws IOException {
    AnswerFormat as = format;
    if (as == null) {
      try (Parquet parquet = new Parquet(about)) {
        content.print(parquet);
        parquet.finish();
      }
      return;
    }
    int _ =
        OwnFiles.replace(
            file,
            out -> {
              var text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
              if (marked) {
                text.append(BYTE_ORDER_MARK);
              }
              print(as, about, true, content, text);
              return 0;
            });
  }

  /// Prints text, and flushes it.
  ///
  /// @param about as for [#write], where it is to be said
  public void print(Map<String, String> about, Content content, Writer out) throws IOException {
    print(Objects.requireNonNull(format), about, false, content, out);
  }

  private void print(
      AnswerFormat as, Map<String, String> about, boolean filed, Content content, Writer out)
      throws IOException {
    boolean below = as == AnswerFormat.TABLE || as == AnswerFormat.MARKDOWN;
    Telling telling = new Telling(as, about, told && !below, out);
    content.print(telling);
    telling.end(below && (told || filed));
    out.flush();
  }

  /// What is said of an answer besides it.
  private final class Telling implements SheetPrinter.Opening {
    private final AnswerFormat as;
    private final Map<String, String> about;
    private final boolean above;
    private final Writer out;
    private Map<String, String> all = Map.of();

    Telling(AnswerFormat as, Map<String, String> about, boolean above, Writer out) {
      this.as = as;
      this.about = about;
      this.above = above;
      this.out = out;
    }

    @Override
    public SheetPrinter open(List<Sheet.Column> columns) throws IOException {
      all = withUnits(about, columns);
      if (above && as == AnswerFormat.JSON) {
        out.append("{\"about\":").append(JsonMapper.shared().writeValueAsString(all));
        out.append(",\n\"rows\":");
      } else if (above) {
        for (Map.Entry<String, String> entry : all.entrySet()) {
          out.append("# ").append(ForeignText.oneLine(entry.getKey() + ": " + entry.getValue()));
          out.append('\n');
        }
      }
      return as.to(out, zone).open(columns);
    }

    void end(boolean below) throws IOException {
      if (above && as == AnswerFormat.JSON) {
        out.append("}\n");
      }
      if (below && !all.isEmpty()) {
        out.append(
            all.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("; ", "\n", "\n")));
      }
    }
  }

  private static Map<String, String> withUnits(
      Map<String, String> about, List<Sheet.Column> columns) {
    String units = Units.of(columns);
    if (about.isEmpty() || units.isEmpty()) {
      return about;
    }
    Map<String, String> all = new LinkedHashMap<>(about);
    all.put("units", units);
    return all;
  }

  private final class Parquet implements SheetPrinter.Opening, AutoCloseable {
    private final Map<String, String> about;
    private @Nullable ParquetTable table;

    Parquet(Map<String, String> about) {
      this.about = about;
    }

    @Override
    public SheetPrinter open(List<Sheet.Column> columns) {
      ParquetTable opened =
          ParquetTable.open(
              file,
              columns.stream()
                  .map(column -> new ParquetTable.Column(column.name(), kind(column.kind())))
                  .toList(),
              utc(withUnits(about, columns)));
      table = opened;
      return new SheetPrinter() {
        @Override
        public void print(Sheet sheet) {
          opened.add(sheet.rows(), new Cells(sheet));
        }

        @Override
        public void close() {}
      };
    }

    /// Its times have no zone of their own.
    private Map<String, String> utc(Map<String, String> said) {
      Map<String, String> all = new LinkedHashMap<>(said);
      all.computeIfPresent("times", (_, _) -> "UTC");
      return all;
    }

    private static ParquetTable.Kind kind(Sheet.Kind kind) {
      return switch (kind) {
        case TEXT -> ParquetTable.Kind.TEXT;
        case TIME -> ParquetTable.Kind.TIME;
        case WHOLE -> ParquetTable.Kind.WHOLE;
        case CHANGE -> ParquetTable.Kind.SIGNED;
        case FRACTION -> ParquetTable.Kind.FRACTION;
      };
    }

    void finish() {
      if (table != null) {
        table.finish();
      }
    }

    @Override
    public void close() {
      if (table != null) {
        table.close();
      }
    }
  }

  private record Cells(Sheet sheet) implements ParquetTable.Cells {
    @Override
    public boolean none(int row, int column) {
      return sheet.left(row, column) || sheet.none(row, column);
    }

    @Override
    public String text(int row, int column) {
      return sheet.text(row, column);
    }

    @Override
    public long whole(int row, int column) {
      return sheet.whole(row, column);
    }

    @Override
    public double fraction(int row, int column) {
      return sheet.fraction(row, column);
    }
  }
}
