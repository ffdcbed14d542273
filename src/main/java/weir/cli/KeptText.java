package weir.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import weir.store.StoreStatus;

/// What becomes of what is stored, for standard error: problems with files once each, and the age
/// of a data set that is collected into.
final class KeptText {
  private final PrintWriter err;
  private final Set<String> told = new HashSet<>();

  KeptText(PrintWriter err) {
    this.err = err;
  }

  /// Prints those that have not been told yet.
  void problems(StoreStatus status) {
    for (String problem : status.problems()) {
      if (told.add(problem)) {
        err.println("weir: " + problem);
      }
    }
    if (status.futureRows() > 0 && told.add("future")) {
      err.printf(
          java.util.Locale.ROOT,
          "weir: dated in the future: %,d flows; the clock of this machine, or of one that wrote them, is or"
              + " was wrong%n",
          status.futureRows());
    }
  }

  /// ", oldest record 6 d 4 h ago, next purge in 3 h (210.0 MiB)"; nothing for what is kept whole.
  static String of(StoreStatus status, Instant now) {
    String text = status.ageInWords(now);
    return text.isEmpty() ? "" : ", " + text.replace(" · ", ", ");
  }
}
