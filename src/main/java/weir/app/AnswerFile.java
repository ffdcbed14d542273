package weir.app;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.export.AnswerFormat;
import weir.export.Sheet;
import weir.export.SheetPrinter;
import weir.store.OwnFiles;
import weir.store.duckdb.ParquetTable;

/// A file that an answer is written into, as its name's end says or in a format that is given: text
/// of any kind, or Parquet. It is there whole or not at all, and the user's own.
public final class AnswerFile {
  /// What names of Parquet files end with.
  public static final String PARQUET = "parquet";

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Path file;
  private final @Nullable AnswerFormat format;
  private final boolean marked;

  private AnswerFile(Path file, @Nullable AnswerFormat format, boolean marked) {
    this.file = file;
    this.format = format;
    this.marked = marked;
  }

  /// @param format empty for what the name's end says
  /// @param marked whether text begins with a byte order mark, as some spreadsheets want it
  /// @throws IllegalArgumentException with a sentence, if the name does not say how
  public static AnswerFile of(Path file, Optional<AnswerFormat> format, boolean marked) {
    String name = String.valueOf(file.getFileName());
    boolean parquet = name.toLowerCase(Locale.ROOT).endsWith("." + PARQUET);
    if (format.isPresent() || parquet) {
      return new AnswerFile(file, format.orElse(null), marked);
    }
    return new AnswerFile(
        file,
        AnswerFormat.of(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "cannot tell from the name "
                            + file
                            + " what to write; let it end with "
                            + endings().stream()
                                .map(ending -> "." + ending)
                                .collect(Collectors.joining(", ")))),
        marked);
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
    if (format == null) {
      try (Parquet parquet = new Parquet()) {
        content.print(parquet);
        parquet.finish(about);
      }
      return;
    }
    AnswerFormat as = format;
    int _ =
        OwnFiles.replace(
            file,
            out -> {
              var text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
              if (marked) {
                text.append(BYTE_ORDER_MARK);
              }
              content.print(as.to(text));
              if (as == AnswerFormat.MARKDOWN && !about.isEmpty()) {
                text.append(
                    about.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .collect(Collectors.joining("; ", "\n", "\n")));
              }
              text.flush();
              return 0;
            });
  }

  /// Rows wait until all of them are there.
  private final class Parquet implements SheetPrinter.Opening, AutoCloseable {
    private @Nullable ParquetTable table;

    @Override
    public SheetPrinter open(List<Sheet.Column> columns) {
      ParquetTable opened =
          ParquetTable.open(
              file,
              columns.stream()
                  .map(column -> new ParquetTable.Column(column.name(), kind(column.kind())))
                  .toList());
      table = opened;
      return new SheetPrinter() {
        @Override
        public void print(Sheet sheet) {
          for (int i = 0; i < sheet.rows(); i++) {
            int row = i;
            opened.add(values -> append(sheet, row, values));
          }
        }

        @Override
        public void close() {}
      };
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

    private static void append(Sheet sheet, int row, ParquetTable.Values into) {
      for (int column = 0; column < sheet.columns().size(); column++) {
        if (sheet.left(row, column)) {
          into.none();
          continue;
        }
        switch (sheet.columns().get(column).kind()) {
          case TEXT -> into.text(sheet.text(row, column));
          case TIME -> into.time(sheet.whole(row, column));
          case WHOLE -> into.whole(sheet.whole(row, column));
          case CHANGE -> into.signed(sheet.whole(row, column));
          case FRACTION -> into.fraction(sheet.fraction(row, column));
        }
      }
    }

    void finish(Map<String, String> about) {
      if (table != null) {
        table.finish(about);
      }
    }

    @Override
    public void close() {
      if (table != null) {
        table.close();
      }
    }
  }
}
