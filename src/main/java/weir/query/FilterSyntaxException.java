package weir.query;

/// A filter text that cannot be read: where, what was expected there, and what was found.
public class FilterSyntaxException extends Exception {
  private static final int WORDS_BEFORE = 3;
  private static final int MOST_BEFORE = 40;

  private final int position;
  private final String place;
  private final String problem;

  /// Without the words that stand before it; [#in] adds them.
  public FilterSyntaxException(String problem, int position) {
    this(problem, position, "");
  }

  private FilterSyntaxException(String problem, int position, String place) {
    super("column " + (position + 1) + (place.isEmpty() ? "" : ", " + place) + ": " + problem);
    this.position = position;
    this.place = place;
    this.problem = problem;
  }

  /// The same, with its place in words.
  public FilterSyntaxException in(String text) {
    String before = text.substring(0, Math.clamp(position, 0, text.length())).strip();
    String[] words = before.split("\\s+");
    StringBuilder last = new StringBuilder();
    for (int i = words.length - 1; i >= Math.max(0, words.length - WORDS_BEFORE); i--) {
      if (last.length() + words[i].length() > MOST_BEFORE) {
        break;
      }
      last.insert(0, last.isEmpty() ? words[i] : words[i] + " ");
    }
    String said = last.isEmpty() ? "" : "after '" + last + "'";
    return new FilterSyntaxException(problem, position, before.isEmpty() ? "at the start" : said);
  }

  /// Offset into the text where it stopped making sense.
  public int position() {
    return position;
  }

  /// What is wrong, without its place.
  public String problem() {
    return problem;
  }

  /// For who sees the text: the place in words instead of its column.
  public String sentence() {
    return place.isEmpty()
        ? problem
        : Character.toUpperCase(place.charAt(0)) + place.substring(1) + ": " + problem;
  }
}
