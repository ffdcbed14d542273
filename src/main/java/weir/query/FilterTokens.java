package weir.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import weir.query.FilterCompletion.Offer;

/// A filter text cut into words and signs, and a place among them. What is looked for at its end is
/// kept: it is what could be written on.
final class FilterTokens {
  /// Longer texts are nobody's filter; this bounds the work.
  private static final int MOST_TOKENS = 5000;

  private static final int MOST_FOUND = 40;
  private static final String SIGNS_NOT_OFFERED = "( ) ] ,";
  private static final Set<String> LIST_ENDS = Set.of("]", ")", "and", "&&", "or", "||");
  private static final char QUOTE = '"';
  private static final String SIGNS = "()[],=!<>&|";
  private static final List<String> LONG_SIGNS = List.of("&&", "||", "==", "!=", "<=", ">=");

  /// @param written as it stands there, without quotes
  /// @param text the same in lower case
  /// @param offset where it starts
  /// @param end behind its last character
  record Token(String written, String text, int offset, int end) {
    /// Whether it is a name, whatever word of the language it may look like.
    private boolean isQuoted() {
      return end - offset > written.length();
    }
  }

  private final List<Expected> atEnd = new ArrayList<>();

  private final List<Token> tokens = new ArrayList<>();
  private final int end;
  private int next;

  FilterTokens(String text) throws FilterSyntaxException {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (isComment(text, at)) {
        int end = commentEnd(text, at);
        if (end < 0 && c == '/') {
          throw new FilterSyntaxException("a comment has no end; write */ behind it", at);
        }
        at = end < 0 ? text.length() : end;
      } else {
        if (tokens.size() == MOST_TOKENS) {
          throw new FilterSyntaxException("a filter has at most " + MOST_TOKENS + " words", at);
        }
        tokens.add(token(text, at));
        at = tokens.getLast().end();
      }
    }
    end = text.length();
  }

  private static Token token(String text, int at) throws FilterSyntaxException {
    char c = text.charAt(at);
    int length =
        SIGNS.indexOf(c) >= 0
            ? signLength(text, at)
            : c == QUOTE ? quotedLength(text, at) : wordLength(text, at);
    int quote = c == QUOTE ? 1 : 0;
    String word = text.substring(at + quote, at + length - quote);
    return new Token(word, word.toLowerCase(Locale.ROOT), at, at + length);
  }

  /// Whether a comment begins there: "#" goes on to the end of its line, "/*" to "*/".
  private static boolean isComment(String text, int at) {
    return text.charAt(at) == '#' || text.startsWith("/*", at);
  }

  /// Behind the comment that begins there; -1 where it has no end.
  private static int commentEnd(String text, int at) {
    boolean line = text.charAt(at) == '#';
    int end = line ? text.indexOf('\n', at) : text.indexOf("*/", at + 2);
    return end < 0 || line ? end : end + 2;
  }

  /// Where the word before the caret begins; the caret itself where there is none, -1 in a comment.
  static int wordStart(String text, int caret) {
    int at = 0;
    int start = caret;
    while (at < caret) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c) || SIGNS.indexOf(c) >= 0) {
        at++;
        start = caret;
        continue;
      }
      boolean comment = isComment(text, at);
      int end = comment ? commentEnd(text, at) : at;
      if (comment && (end < 0 || end > caret || (end == caret && c == '#'))) {
        return -1;
      }
      start = comment ? caret : at;
      at = comment ? end : at + (c == QUOTE ? openQuoteLength(text, at) : wordLength(text, at));
    }
    return start;
  }

  /// Where the word goes on to that the caret is in.
  static int wordEnd(String text, int start, int caret) {
    if (start == caret) {
      return caret;
    }
    boolean quoted = text.charAt(start) == QUOTE;
    int length = quoted ? openQuoteLength(text, start) : wordLength(text, start);
    return Math.max(caret, start + length);
  }

  private static int openQuoteLength(String text, int at) {
    int end = text.indexOf(QUOTE, at + 1);
    return (end < 0 ? text.length() : end + 1) - at;
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
        && !isComment(text, until)) {
      until++;
    }
    return until - at;
  }

  boolean atEnd() {
    return next == tokens.size();
  }

  /// The token so many behind the next one, in lower case; empty at the end, and of a name in
  /// quotes.
  String ahead(int places) {
    int at = next + places;
    return at < tokens.size() && !tokens.get(at).isQuoted() ? tokens.get(at).text() : "";
  }

  /// The next token's text; empty at the end.
  String peek() {
    return atEnd() ? "" : tokens.get(next).text();
  }

  /// Takes the next token if it is one of these, which mean the same. At the end, the first of them
  /// is what could be written on.
  boolean accept(String... wanted) {
    if (atEnd() && SIGNS_NOT_OFFERED.indexOf(wanted[0]) < 0) {
      atEnd.add(Expected.one("", Stream.of(new Offer(wanted[0], ""))));
    }
    return skip(wanted);
  }

  /// The same for what nobody needs to be told of.
  boolean skip(String... wanted) {
    boolean found = !atEnd() && !tokens.get(next).isQuoted() && List.of(wanted).contains(peek());
    next += found ? 1 : 0;
    return found;
  }

  /// Whether a list goes on: behind a comma, or without one where it does not end (nfdump's).
  boolean goesOn() {
    return accept(",") || (!atEnd() && !LIST_ENDS.contains(ahead(0)));
  }

  /// Takes both of the next tokens if they are these.
  boolean acceptBoth(String first, String second) {
    boolean begun = !atEnd() && peek().equals(first);
    if (atEnd()) {
      atEnd.add(Expected.one("", Stream.of(new Offer(first + " " + second, "one of several"))));
    } else if (begun && next + 1 == tokens.size()) {
      atEnd.add(Expected.one("", Stream.of(new Offer(second, ""))));
    }
    boolean both = begun && next + 1 < tokens.size() && tokens.get(next + 1).text().equals(second);
    next += both ? 2 : 0;
    return both;
  }

  /// Takes the next token, whatever it is.
  Token take(Expected expected) throws FilterSyntaxException {
    if (atEnd()) {
      atEnd.add(expected);
      throw unexpected(expected.words());
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
        ? new FilterSyntaxException("expected " + expected, end)
        : unexpected(expected, tokens.get(next));
  }

  static FilterSyntaxException unexpected(String expected, Token found) {
    return new FilterSyntaxException(
        "expected " + expected + ", found '" + brief(found.text()) + "'", found.offset());
  }

  private static String brief(String word) {
    return word.length() <= MOST_FOUND ? word : word.substring(0, MOST_FOUND) + "…";
  }

  /// To behind the last of these; stays where there is none.
  ///
  /// @return whether there is one
  boolean goTo(Set<String> words) {
    for (int i = tokens.size() - 1; i >= 0; i--) {
      if (words.contains(tokens.get(i).text())) {
        next = i + 1;
        return true;
      }
    }
    return false;
  }

  /// What was looked for behind the last token.
  List<Expected> expectedAtEnd() {
    return atEnd;
  }
}
