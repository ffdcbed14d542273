package weir.ui;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Which commands a few typed letters may mean.
final class CommandMatch {
  private static final int NONE = 0;
  private static final int MOST = 200;

  private CommandMatch() {}

  private record Scored(Command command, int score) {}

  /// The likeliest first; of those that are as likely, the one that came first. All, where nothing
  /// is typed.
  static List<Command> best(List<Command> all, String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    return new ArrayList<>(
        all.stream()
            .map(command -> new Scored(command, score(command, wanted)))
            .filter(scored -> scored.score() > NONE)
            .sorted(Comparator.comparingInt(Scored::score).reversed())
            .limit(MOST)
            .map(Scored::command)
            .toList());
  }

  /// Whether the first of them was likely meant by its own words.
  static boolean isWordOf(List<Command> best, String text) {
    return !best.isEmpty()
        && score(best.getFirst(), text.strip().toLowerCase(Locale.ROOT)) >= BEGINS_WORDS;
  }

  private static final int BEGINS = 5;
  private static final int BEGINS_WORDS = 4;
  private static final int HAS_WORDS = 3;
  private static final int HAS_BY_ID = 2;
  private static final int LETTERS = 1;

  private static int score(Command command, String wanted) {
    String title = command.title().toLowerCase(Locale.ROOT);
    List<String> words = Stream.of(wanted.split("\\s+")).toList();
    if (title.startsWith(wanted)) {
      return BEGINS;
    }
    if (words.stream().allMatch(word -> beginsWord(title, word))) {
      return BEGINS_WORDS;
    }
    if (words.stream().allMatch(title::contains)) {
      return HAS_WORDS;
    }
    String kind = command.kind().label().toLowerCase(Locale.ROOT) + " ";
    if (wanted.startsWith(kind) && title.startsWith(wanted.substring(kind.length()).strip())) {
      return BEGINS_WORDS; // "explore by service"
    }
    String all = title + " " + command.id() + " " + command.kind().label().toLowerCase(Locale.ROOT);
    if (words.stream().allMatch(all::contains)) {
      return HAS_BY_ID;
    }
    return hasLetters(title, wanted) ? LETTERS : NONE;
  }

  private static boolean beginsWord(String title, String word) {
    for (int at = title.indexOf(word); at >= 0; at = title.indexOf(word, at + 1)) {
      if (at == 0 || !Character.isLetterOrDigit(title.charAt(at - 1))) {
        return true;
      }
    }
    return false;
  }

  /// In their order, the first of them at the beginning of a word, as in "tcf" for "TCP flags".
  private static boolean hasLetters(String title, String wanted) {
    String letters = wanted.replace(" ", "");
    int next = 0;
    for (int at = 0; at < title.length() && next < letters.length(); at++) {
      boolean begins = at == 0 || !Character.isLetterOrDigit(title.charAt(at - 1));
      if (title.charAt(at) == letters.charAt(next) && (next > 0 || begins)) {
        next++;
      }
    }
    return next == letters.length() && letters.length() >= 2;
  }
}
