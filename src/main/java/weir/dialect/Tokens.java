package weir.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import weir.query.FilterSyntaxException;

/// A text of another language cut into words and signs, and a place among them.
final class Tokens {
  private static final int MOST = 5000;
  private static final int MOST_FOUND = 40;
  private static final List<String> SIGNS =
      List.of(
          "===", "!==", "!<<", "&&", "||", "^^", "==", "!=", "~=", "<=", ">=", "<<", "(", ")", "{",
          "}", "[", "]", ",", "=", "<", ">", "!", "&", "|", "~", "^");

  /// @param text as it is written, without quotes
  /// @param offset where it begins
  record Token(String text, int offset, boolean quoted) {
    String lower() {
      return quoted ? "" : text.toLowerCase(Locale.ROOT);
    }
  }

  private final List<Token> tokens = new ArrayList<>();
  private final int end;
  private int next;

  Tokens(String text) throws FilterSyntaxException {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (text.startsWith("--", at) || text.startsWith("/*", at)) {
        boolean line = c == '-';
        int until = text.indexOf(line ? "\n" : "*/", at + 2);
        if (until < 0 && !line) {
          throw new FilterSyntaxException("a comment has no end; write */ behind it", at);
        }
        at = until < 0 ? text.length() : until + (line ? 1 : 2);
      } else {
        at = add(text, at);
      }
    }
    end = text.length();
  }

  private int add(String text, int at) throws FilterSyntaxException {
    if (tokens.size() == MOST) {
      throw new FilterSyntaxException("a filter has at most " + MOST + " words", at);
    }
    char c = text.charAt(at);
    if (c == '"' || c == '\'') {
      int until = text.indexOf(c, at + 1);
      if (until < 0) {
        throw new FilterSyntaxException("a text in quotes has no end", at);
      }
      tokens.add(new Token(text.substring(at + 1, until), at, true));
      return until + 1;
    }
    int until = at + signAt(text, at);
    while (until == at || (!isSign(text, at) && until < text.length() && isLetter(text, until))) {
      until++;
    }
    tokens.add(new Token(text.substring(at, until), at, false));
    return until;
  }

  private static boolean isSign(String text, int at) {
    return signAt(text, at) > 0;
  }

  private static int signAt(String text, int at) {
    return SIGNS.stream()
        .filter(sign -> text.startsWith(sign, at))
        .findFirst()
        .map(String::length)
        .orElse(0);
  }

  private static boolean isLetter(String text, int at) {
    char c = text.charAt(at);
    return !Character.isWhitespace(c) && c != '"' && c != '\'' && !isSign(text, at);
  }

  boolean atEnd() {
    return next == tokens.size();
  }

  /// The token so many behind the next one, in lower case; empty at the end and of quoted ones.
  String peek(int places) {
    return next + places < tokens.size() ? tokens.get(next + places).lower() : "";
  }

  String peek() {
    return peek(0);
  }

  /// Takes the next token if it is one of these.
  boolean accept(String... wanted) {
    boolean found = !atEnd() && List.of(wanted).contains(peek());
    next += found ? 1 : 0;
    return found;
  }

  Token take(String expected) throws FilterSyntaxException {
    if (atEnd()) {
      throw unexpected(expected);
    }
    return tokens.get(next++);
  }

  void expect(String sign) throws FilterSyntaxException {
    if (!accept(sign)) {
      throw unexpected("'" + sign + "'");
    }
  }

  FilterSyntaxException unexpected(String expected) {
    if (atEnd()) {
      return new FilterSyntaxException("expected " + expected, end);
    }
    Token found = tokens.get(next);
    String word = found.text();
    String brief = word.length() <= MOST_FOUND ? word : word.substring(0, MOST_FOUND) + "…";
    return new FilterSyntaxException(
        "expected " + expected + ", found '" + brief + "'", found.offset());
  }

  int place() {
    return next;
  }

  void back(int place) {
    next = place;
  }
}
