package weir.flow;

/// Text of others: names of interfaces that exporters send, names of files in a folder that is not
/// one's own. Anybody may have written it, and people read it on terminals, in logs and in tables:
/// so it is one line of visible characters.
public final class ForeignText {
  /// Characters (code points) of a name; what is longer is cut.
  public static final int MOST_CHARACTERS = 128;

  /// What stands for a character that is not shown.
  private static final int REPLACEMENT = 0xfffd;

  private ForeignText() {}

  /// Whether a character does something else than being seen: controls (C0 and C1), line and
  /// paragraph separators, bidirectional and other invisible format characters, halves of surrogate
  /// pairs.
  public static boolean isHarmful(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /// A sentence that such text may be in: line breaks become spaces, other harmful characters are
  /// replaced. However long.
  public static String oneLine(String sentence) {
    if (sentence.codePoints().noneMatch(ForeignText::isHarmful)) {
      return sentence;
    }
    StringBuilder line = new StringBuilder();
    sentence
        .codePoints()
        .map(c -> c == '\n' || c == '\r' || c == '\t' ? ' ' : isHarmful(c) ? REPLACEMENT : c)
        .forEach(line::appendCodePoint);
    return line.toString();
  }

  /// A name without white space around it, with harmful characters replaced and at most
  /// [#MOST_CHARACTERS] long. A clean one is given back as it is.
  public static String clean(String text) {
    String stripped = text.strip();
    if (isClean(stripped)) {
      return stripped;
    }
    StringBuilder clean = new StringBuilder();
    stripped
        .codePoints()
        .limit(MOST_CHARACTERS)
        .forEach(c -> clean.appendCodePoint(isHarmful(c) ? REPLACEMENT : c));
    return clean.toString().strip();
  }

  private static boolean isClean(String text) {
    int characters = 0;
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      if (isHarmful(character) || ++characters > MOST_CHARACTERS) {
        return false;
      }
      i += Character.charCount(character);
    }
    return true;
  }
}
