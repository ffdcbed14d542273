package weir.doctor;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Something about an exporter that is to be mended, or to be known.
///
/// @param id the same for ever, for programs: "clock"
/// @param word short, for the exporter's row
/// @param seen what was seen, with its numbers, in a sentence
/// @param means what that means for the numbers; empty where it is plain
/// @param fix what to do; empty where there is nothing
/// @param action that does it, or helps to
public record Finding(
    Weight weight, String id, String word, String seen, String means, String fix, Action action) {

  /// How bad it is.
  public enum Weight {
    BAD,
    WARNING,
    /// Worth knowing, but nothing to mend.
    NOTE
  }

  /// What can be done about it from where it is shown.
  public enum Action {
    NONE,
    SET_RATE,
    BLOCK,
    UNBLOCK,
    SHOW_RECORDS,
    SHOW_TEMPLATES,
    SHOW_INTERFACES,
    MEASURE_TWICE
  }

  /// All of it, in sentences.
  public String text() {
    return Stream.of(seen, means, fix)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /// Whether it is to be mended.
  public boolean isWrong() {
    return weight != Weight.NOTE;
  }
}
