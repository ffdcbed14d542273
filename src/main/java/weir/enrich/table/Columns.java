package weir.enrich.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/// How the lines of a text are made of columns: by which character they are parted, and what the
/// first line calls them.
final class Columns {
  private static final String SEPARATORS = "\t;|,";

  private final char separator;
  private final Map<String, Integer> names = new HashMap<>();

  private Columns(char separator) {
    this.separator = separator;
  }

  /// Told by the first line that is no comment: the separator that it has, or white space.
  static Columns of(String line) {
    char separator = ' ';
    for (int i = SEPARATORS.length() - 1; i >= 0; i--) { // the first of them counts
      char candidate = SEPARATORS.charAt(i);
      separator = line.indexOf(candidate) >= 0 ? candidate : separator;
    }
    return new Columns(separator);
  }

  /// Takes a line for the names of the columns.
  void name(List<String> header) {
    for (int i = 0; i < header.size(); i++) {
      names.putIfAbsent(header.get(i).toLowerCase(Locale.ROOT).strip(), i);
    }
  }

  boolean named() {
    return !names.isEmpty();
  }

  /// The first column that has one of these names.
  OptionalInt column(String... anyOf) {
    for (String name : anyOf) {
      Integer at = names.get(name);
      if (at != null) {
        return OptionalInt.of(at);
      }
    }
    return OptionalInt.empty();
  }

  /// The fields of a line, without their quotes.
  List<String> split(String line) {
    List<String> fields = new ArrayList<>();
    if (separator == ' ') {
      return List.of(line.split("\\s+"));
    }
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
          field.append('"');
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == separator && !quoted) {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString().strip());
    return fields;
  }
}
