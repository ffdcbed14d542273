package weir.naming;

import weir.flow.ForeignText;

/// Texts that people give as names, and what such a text may be.
public final class Name {
  private static final int MOST_NAME = 64;

  private Name() {}

  /// A name without white space around it; empty for none.
  ///
  /// @throws IllegalArgumentException if it is too long or more than a line; says why
  public static String of(String text) {
    return checked(text, "a name", MOST_NAME);
  }

  /// The same, of what filters write in quotation marks.
  ///
  /// @param what for a sentence: "a site's name"
  public static String quotable(String text, String what) {
    if (text.indexOf('"') >= 0) {
      throw new IllegalArgumentException(what + " has no quotation marks");
    }
    return of(text);
  }

  static String description(String text) {
    return checked(text, "a description", ForeignText.MOST_CHARACTERS);
  }

  private static String checked(String text, String what, int most) {
    String stripped = text.strip();
    if (stripped.length() > most) {
      throw new IllegalArgumentException(
          what + " has at most " + most + " characters, not " + stripped.length());
    }
    if (stripped.codePoints().anyMatch(ForeignText::isHarmful)) {
      throw new IllegalArgumentException(
          what + " is one line of text, without control characters and invisible ones");
    }
    return stripped;
  }
}
