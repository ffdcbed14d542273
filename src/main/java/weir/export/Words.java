package weir.export;

/// A line of text in a font.
public interface Words {
  String text();

  /// From where it begins to where the next word would.
  double width();

  /// Of the font, in pixels.
  double size();

  /// The letters, with the baseline's begin at 0, 0.
  Outline outline();

  /// Text that needs no font any more.
  record Outlined(String text, double width, double size, Outline outline) implements Words {
    /// The same words, whatever font they came from.
    static Outlined of(Words words) {
      return words instanceof Outlined outlined
          ? outlined
          : new Outlined(words.text(), words.width(), words.size(), words.outline());
    }
  }
}
