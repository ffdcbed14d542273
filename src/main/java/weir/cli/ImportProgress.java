package weir.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import weir.app.Stop;
import weir.ingest.FileSource;
import weir.ingest.IngestStatus;

/// Says how far the import of a file is, once a second, and how it ended.
final class ImportProgress {
  private static final long EVERY_MILLIS = 1000;
  private static final long LOOK_MILLIS = 100;

  private final Path file;
  private final FileSource source;
  private final PrintWriter err;
  private long saidNanos = System.nanoTime();
  private long saidFlows;

  ImportProgress(Path file, FileSource source, PrintWriter err) {
    this.file = file;
    this.source = source;
    this.err = err;
  }

  /// Returns once the file is read; says how far it is where that takes long.
  void follow() throws InterruptedException {
    while (!source.await(LOOK_MILLIS)) {
      sayWhenDue();
    }
  }

  /// Returns once the file is read, or as far as it is stored when `stop` opens.
  void follow(Stop stop) throws InterruptedException {
    while (!source.await(LOOK_MILLIS)) {
      if (stop.isTold()) {
        source.close();
      } else {
        sayWhenDue();
      }
    }
    err.println("weir: " + of(file, source.name(), ending()));
  }

  /// What a source says, with the file that it is of, once.
  static String of(Path file, String name, String sentence) {
    return sentence.startsWith(name)
        ? file + sentence.substring(name.length())
        : file + ": " + sentence;
  }

  private void sayWhenDue() {
    long now = System.nanoTime();
    double seconds = (now - saidNanos) / 1e9;
    if (seconds * 1000 >= EVERY_MILLIS) {
      IngestStatus status = source.status();
      err.printf(
          Locale.ROOT,
          "weir: %s%s, %,d flows, %,.0f flows/s%n",
          file,
          percent(status),
          status.flows(),
          (status.flows() - saidFlows) / seconds);
      saidNanos = now;
      saidFlows = status.flows();
    }
  }

  /// " 34 %"; nothing of what has no end that is known.
  static String percent(IngestStatus status) {
    return status.progress() < 0
        ? ""
        : String.format(Locale.ROOT, " %.0f %%", status.progress() * 100);
  }

  private String ending() {
    IngestStatus end = source.status();
    long known = source.knownFlows();
    if (source.isWhole() && known > 0 && known == end.flows()) {
      return String.format(
          Locale.ROOT,
          "is there already, with all its %,d flows; --again imports it once more",
          known);
    }
    StringBuilder text = new StringBuilder(end.message());
    if (source.canGoOn()) {
      text.append(
          String.format(
              Locale.ROOT,
              "; %,d of its flows are stored, and the same command goes on from there",
              known + end.storedFlows() + end.setApart()));
    } else if (known > 0) {
      text.append(String.format(Locale.ROOT, "; the first %,d had been imported before", known));
    }
    if (end.setApart() > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              "; %,d of them give times that cannot be true and are set apart (weir query"
                  + " --quarantine)",
              end.setApart()));
    }
    return text + (end.drops().isEmpty() ? "" : "; lost " + end.drops());
  }
}
