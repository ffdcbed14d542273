package weir.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How time is told: where ranges that move along end, how fine steps are, and when flows count.
///
/// @param leastStepNanos steps of charts are no finer; 0 for as fine as fits
/// @param spread whether what a flow has is spread over the time that it took, as in [FlowQuery]
public record Timing(AsOf asOf, long leastStepNanos, boolean spread) {
  public static final Timing USUAL = new Timing(AsOf.NOW, 0, false);

  private static final String STEP = "step:";
  private static final String SPREAD = "spread";
  private static final int MOST_SECONDS = 7 * 86_400;

  /// In words with commas between them, to be kept in files and links: "latest,step:60,spread";
  /// "now" for the usual.
  public String text() {
    List<String> words = new ArrayList<>(List.of(word(asOf)));
    if (leastStepNanos > 0) {
      words.add(STEP + leastStepNanos / FlowQuery.SECOND);
    }
    if (spread) {
      words.add(SPREAD);
    }
    return String.join(",", words);
  }

  private static String word(AsOf one) {
    return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Reads [#text].
  ///
  /// @throws IllegalArgumentException with a sentence that says what is wrong with it
  public static Timing parse(String text) {
    Timing timing = USUAL;
    for (String word : text.split(",", -1)) {
      timing = timing.with(word);
    }
    return timing;
  }

  private Timing with(String word) {
    if (word.equals(SPREAD)) {
      return new Timing(asOf, leastStepNanos, true);
    }
    if (word.matches(STEP + "[1-9][0-9]{0,5}")) {
      int seconds = Integer.parseInt(word.substring(STEP.length()));
      if (seconds <= MOST_SECONDS) {
        return new Timing(asOf, seconds * FlowQuery.SECOND, spread);
      }
    }
    for (AsOf one : AsOf.values()) {
      if (word(one).equals(word)) {
        return new Timing(one, leastStepNanos, spread);
      }
    }
    throw new IllegalArgumentException(
        "how time is told is now, latest or whole-step, step: and seconds up to a week, and spread,"
            + " with commas between them");
  }
}
