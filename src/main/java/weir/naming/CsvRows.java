package weir.naming;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The lines of a CSV file that begins with the names of its columns (RFC 4180; tabs and semicolons
/// part cells too). Lines that begin with # say nothing.
public final class CsvRows {
  private static final long MOST_BYTES = 64L << 20;

  private CsvRows() {}

  /// Takes one line.
  interface Taker {
    /// @throws IllegalArgumentException if something in it is wrong; the line's number is added
    void take(Row row);
  }

  /// @param cells by the column's name
  record Row(Map<String, String> cells) {
    /// A cell; empty where there is none.
    String get(String column) {
      return cells.getOrDefault(column, "").strip();
    }
  }

  /// The lines of a file.
  ///
  /// @throws IllegalArgumentException if it cannot be read; says why
  static List<String> lines(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IllegalArgumentException(file + " is larger than 64 MiB, the most that is read");
      }
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      boolean marked = !lines.isEmpty() && lines.getFirst().startsWith("\ufeff");
      if (marked) {
        lines.set(0, lines.getFirst().substring(1));
      }
      return lines;
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("there is no file " + file, e);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + " is no text in UTF-8", e);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /// @param name of the file, for sentences
  /// @param needed a column that has to be there
  /// @param usual a first line, for who has none
  /// @throws IllegalArgumentException saying file, line and what is wrong
  static void read(String name, List<String> lines, String needed, String usual, Taker taker) {
    List<String> columns = List.of();
    char comma = ',';
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      try {
        if (columns.isEmpty()) {
          comma = line.indexOf('\t') >= 0 ? '\t' : line.indexOf(';') >= 0 ? ';' : ',';
          columns =
              cells(line, comma).stream()
                  .map(cell -> cell.strip().toLowerCase(Locale.ROOT))
                  .toList();
          if (!columns.contains(needed)) {
            throw new IllegalArgumentException(
                "the first line names the columns, such as " + usual);
          }
        } else {
          taker.take(row(columns, cells(line, comma)));
        }
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "%s, line %d: %s".formatted(name, i + 1, e.getMessage()), e);
      }
    }
  }

  private static Row row(List<String> columns, List<String> cells) {
    if (cells.size() > columns.size()) {
      throw new IllegalArgumentException(
          "it has " + cells.size() + " cells, and there are " + columns.size() + " columns");
    }
    Map<String, String> row = new HashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      row.put(columns.get(i), cells.get(i));
    }
    return new Row(row);
  }

  /// The cells of a line; what is in quotation marks may have commas and, doubled, such marks.
  ///
  /// @throws IllegalArgumentException if a quotation mark is not closed
  public static List<String> cells(String line, char comma) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == comma && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    if (quoted) {
      throw new IllegalArgumentException("a quotation mark is not closed");
    }
    cells.add(cell.toString());
    return cells;
  }

  /// A line of such a file.
  static String line(Object... cells) {
    List<String> written = new ArrayList<>();
    for (Object cell : cells) {
      String text = String.valueOf(cell);
      boolean quoted = text.chars().anyMatch(c -> ",;\t\"".indexOf(c) >= 0) || text.startsWith("#");
      written.add(quoted ? '"' + text.replace("\"", "\"\"") + '"' : text);
    }
    return String.join(",", written) + "\n";
  }
}
