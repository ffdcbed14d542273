package weir.cli;

import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import weir.store.StoreStatus;

/// What becomes of what is stored, in sentences: problems with files once each, and the age of a
/// data set that is collected into.
final class KeptText {
  private final Consumer<String> say;
  private final Set<String> told = new HashSet<>();

  KeptText(Consumer<String> say) {
    this.say = say;
  }

  /// Says those that have not been told yet.
  void problems(StoreStatus status) {
    for (String problem : status.problems()) {
      if (told.add(problem)) {
        say.accept(problem);
      }
    }
    if (status.futureRows() > 0 && told.add("future")) {
      say.accept(
          String.format(
              Locale.ROOT,
              "dated in the future: %,d flows; the clock of this machine, or of one that wrote"
                  + " them, is or was wrong",
              status.futureRows()));
    }
  }

  /// ", oldest record 6 d 4 h ago, next purge in 3 h (210.0 MiB)"; nothing for what is kept whole.
  static String of(StoreStatus status, Instant now) {
    String text = status.ageInWords(now);
    return text.isEmpty() ? "" : ", " + text.replace(" · ", ", ");
  }
}
