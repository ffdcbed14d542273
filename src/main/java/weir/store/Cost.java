package weir.store;

import java.util.Locale;

/// What a question takes, as far as can be told before it is asked.
///
/// @param rows about so many rows are read
public record Cost(long rows) {
  private static final long BILLION = 1_000_000_000;

  /// Whether it takes so long that whoever asks should know it before.
  public boolean isHigh() {
    return rows >= BILLION;
  }

  /// "about 4.1 billion rows", "about 20 million rows", "about 12,300 rows".
  public String inWords() {
    if (rows >= BILLION) {
      return words((double) rows / BILLION, "billion");
    }
    return rows >= 1_000_000
        ? words(rows / 1e6, "million")
        : String.format(Locale.ROOT, "about %,d rows", rows);
  }

  private static String words(double count, String unit) {
    return String.format(
        Locale.ROOT, count < 10 ? "about %.1f %s rows" : "about %,.0f %s rows", count, unit);
  }
}
