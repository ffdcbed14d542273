package weir.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A filter text cut into words and signs, and a place among them.
final class FilterTokens {
  /// Longer texts are nobody's filter; this bounds the work.
  private static final int MOST_TOKENS = 5000;

  private static final char QUOTE = '"';
  private static final String SIGNS = "()[],=!<>&|";
  private static final List<String> LONG_SIGNS = List.of("&&", "||", "==", "!=", "<=", ">=");

  /// @param text in lower case
  /// @param offset where it starts
  record Token(String text, int offset) {}

  private final List<Token> tokens = new ArrayList<>();
  private final int end;
  private int next;

  FilterTokens(String text) throws FilterSyntaxException {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '#') {
        int line = text.indexOf('\n', at);
        at = line < 0 ? text.length() : line;
      } else {
        int length =
            SIGNS.indexOf(c) >= 0
                ? signLength(text, at)
                : c == QUOTE ? quotedLength(text, at) : wordLength(text, at);
        int quote = c == QUOTE ? 1 : 0;
        add(text.substring(at + quote, at + length - quote), at);
        at += length;
      }
    }
    end = text.length();
  }

  private void add(String text, int at) throws FilterSyntaxException {
    if (tokens.size() == MOST_TOKENS) {
      throw new FilterSyntaxException("a filter has at most " + MOST_TOKENS + " words", at);
    }
    tokens.add(new Token(text.toLowerCase(Locale.ROOT), at));
  }

  /// A name as a word: in quotes where it would be several.
  static String quoted(String name) {
    return wordLength(name, 0) == name.length() && name.indexOf(QUOTE) < 0
        ? name
        : QUOTE + name.replace(String.valueOf(QUOTE), "") + QUOTE;
  }

  private static int quotedLength(String text, int at) throws FilterSyntaxException {
    int end = text.indexOf(QUOTE, at + 1);
    if (end < 0) {
      throw new FilterSyntaxException("a name in quotes has no end", at);
    }
    return end + 1 - at;
  }

  private static int signLength(String text, int at) {
    return LONG_SIGNS.stream().anyMatch(sign -> text.startsWith(sign, at)) ? 2 : 1;
  }

  private static int wordLength(String text, int at) {
    int until = at;
    while (until < text.length()
        && !Character.isWhitespace(text.charAt(until))
        && SIGNS.indexOf(text.charAt(until)) < 0
        && text.charAt(until) != '#') {
      until++;
    }
    return until - at;
  }

  boolean atEnd() {
    return next == tokens.size();
  }

  /// The next token's text; empty at the end.
  String peek() {
    return atEnd() ? "" : tokens.get(next).text();
  }

  /// Takes the next token if it is one of these.
  boolean accept(String... wanted) {
    for (String text : wanted) {
      if (peek().equals(text) && !atEnd()) {
        next++;
        return true;
      }
    }
    return false;
  }

  /// Takes both of the next tokens if they are these.
  boolean acceptBoth(String first, String second) {
    boolean both =
        peek().equals(first)
            && next + 1 < tokens.size()
            && tokens.get(next + 1).text().equals(second);
    next += both ? 2 : 0;
    return both;
  }

  /// Takes the next token, whatever it is.
  ///
  /// @param expected what to say is missing at the end
  Token take(String expected) throws FilterSyntaxException {
    if (atEnd()) {
      throw new FilterSyntaxException("the text ends where " + expected + " was expected", end);
    }
    return tokens.get(next++);
  }

  void expect(String sign) throws FilterSyntaxException {
    if (!accept(sign)) {
      throw unexpected("'" + sign + "'");
    }
  }

  /// The next token is not what was expected.
  FilterSyntaxException unexpected(String expected) {
    return atEnd()
        ? new FilterSyntaxException("the text ends where " + expected + " was expected", end)
        : new FilterSyntaxException(
            "'" + peek() + "' where " + expected + " was expected", tokens.get(next).offset());
  }
}
