package weir.naming;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import weir.flow.Direction;

/// A rule of directions as two cells: which way, and which flows; "networks" and "interfaces" need
/// no flows. What the flows are is read elsewhere.
public final class RuleLine {
  private static final List<String> WHOLE = List.of("networks", "interfaces");

  private RuleLine() {}

  /// What can stand in the first cell.
  public static List<String> words() {
    return Stream.concat(
            Stream.of(Direction.IN, Direction.OUT, Direction.INTERNAL, Direction.TRANSIT)
                .map(Direction::label),
            Stream.concat(Stream.of(Direction.UNKNOWN.label()), WHOLE.stream()))
        .toList();
  }

  /// Whether a word is a whole rule, without a filter behind it.
  public static boolean isWhole(String word) {
    return WHOLE.contains(word);
  }

  /// "in", and "exporter 192.0.2.1"; of what is no rule all of it, and nothing.
  public static List<String> cells(String rule) {
    int colon = rule.indexOf(':');
    String word = (colon < 0 ? rule : rule.substring(0, colon)).strip();
    String lower = word.toLowerCase(Locale.ROOT);
    return List.of(
        words().contains(lower) ? lower : word, colon < 0 ? "" : rule.substring(colon + 1).strip());
  }

  /// The rule of two cells.
  ///
  /// @throws IllegalArgumentException if the first is no direction
  public static String text(String direction, String filter) {
    String word = direction.strip().toLowerCase(Locale.ROOT);
    if (isWhole(word)) {
      return word;
    }
    if (Arrays.stream(Direction.values()).noneMatch(one -> one.label().equals(word))) {
      throw new IllegalArgumentException(
          "'" + direction + "' is no direction; write one of " + String.join(", ", words()));
    }
    return (word + ": " + filter.strip()).strip();
  }
}
