package weir.store.duckdb.console;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.store.StatementException;
import weir.store.StoreException;

/// What DuckDB says of a statement, in a sentence and with the place in the statement.
final class Errors {
  private static final Pattern LINE = Pattern.compile("^LINE (\\d+): (.*)$");
  private static final String CUT = "...";

  /// Before the statement that is run stands a line of its own.
  private static final int LINES_BEFORE = 1;

  private Errors() {}

  static RuntimeException of(SQLException e, String statement) {
    List<String> lines = String.valueOf(e.getMessage()).lines().toList();
    String first = lines.isEmpty() ? "it failed" : lines.getFirst();
    String kind = first.toLowerCase(Locale.ROOT);
    if (kind.startsWith("out of memory")) {
      return new StoreException(
          "it needs more memory than the data set has for questions; a shorter range or fewer groups"
              + " take less",
          e);
    }
    return new StatementException(sentence(lines, first), position(lines, statement));
  }

  /// The first line without its kind, and what DuckDB proposes.
  private static String sentence(List<String> lines, String first) {
    String bare = first.replaceFirst("^[A-Z][A-Za-z ]* Error: ", "");
    return lines.stream()
        .filter(line -> line.startsWith("Candidate bindings:") || line.startsWith("Did you mean"))
        .findFirst()
        .map(line -> bare + " (" + line.strip() + ")")
        .orElse(bare);
  }

  /// DuckDB shows a stretch of the line, and below it a caret.
  private static int position(List<String> lines, String statement) {
    for (int i = 0; i + 1 < lines.size(); i++) {
      Matcher at = LINE.matcher(lines.get(i));
      int caret = lines.get(i + 1).indexOf('^');
      if (at.matches() && caret >= 0) {
        return place(
            Integer.parseInt(at.group(1)) - 1 - LINES_BEFORE,
            at.group(2),
            caret - at.start(2),
            statement);
      }
    }
    return -1;
  }

  private static int place(int line, String shown, int caret, String statement) {
    String[] all = statement.split("\n", -1);
    if (line < 0 || line >= all.length || caret < 0) {
      return -1;
    }
    boolean begun = shown.startsWith(CUT);
    String stretch = begun ? shown.substring(CUT.length()) : shown;
    String seen = stretch.endsWith(CUT) ? stretch.substring(0, stretch.length() - 3) : stretch;
    int from = all[line].indexOf(seen);
    int before = 0;
    for (int i = 0; i < line; i++) {
      before += all[i].length() + 1;
    }
    int column = from + caret - (begun ? CUT.length() : 0);
    return from < 0 || column > all[line].length() ? -1 : before + column;
  }
}
