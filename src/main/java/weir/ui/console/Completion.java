package weir.ui.console;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import weir.sql.FlowsView;
import weir.sql.SqlWords;

/// What a word that is being typed may become: columns first, then keywords and functions.
final class Completion {
  private static final int MOST = 12;

  private static final List<String> COLUMNS =
      Stream.concat(
              Stream.of(FlowsView.NAME), FlowsView.columns().stream().map(FlowsView.Column::name))
          .toList();

  private static final List<String> FUNCTIONS =
      SqlWords.functions().stream()
          .filter(name -> Character.isLetter(name.charAt(0)))
          .map(name -> name + "(")
          .toList();

  private Completion() {}

  /// The word before the caret.
  static String word(String text, int caret) {
    int from = caret;
    while (from > 0
        && (Character.isLetterOrDigit(text.charAt(from - 1)) || text.charAt(from - 1) == '_')) {
      from--;
    }
    return text.substring(from, caret);
  }

  /// Those that begin so, then those that have it in them.
  static List<String> of(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    List<String> all =
        Stream.of(COLUMNS, SqlWords.KEYWORDS, FUNCTIONS).flatMap(List::stream).toList();
    return Stream.concat(
            all.stream().filter(one -> one.toLowerCase(Locale.ROOT).startsWith(lower)),
            all.stream()
                .filter(
                    one -> lower.length() > 2 && one.toLowerCase(Locale.ROOT).indexOf(lower) > 0))
        .filter(one -> !one.equalsIgnoreCase(word))
        .limit(MOST)
        .toList();
  }
}
