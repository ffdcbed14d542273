package weir.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import weir.flow.ForeignText;

/// How a line on standard error looks.
public enum LogForm {
  /// "weir: a sentence": of a command that ends soon.
  SENTENCE,
  /// "2026-03-01T12:00:00Z weir: a sentence": of one that runs for long.
  TIMED,
  /// "<6>a sentence": systemd's journal, which knows the time and the program, takes the level off.
  JOURNAL;

  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  /// Of a command that runs for long and writes to this process's standard error.
  public static LogForm ofService() {
    return toJournal(System.getenv(), STANDARD_ERROR) ? JOURNAL : TIMED;
  }

  /// What a command says when it ends.
  public static String last(LogLevel level, String sentence) {
    LogForm form = toJournal(System.getenv(), STANDARD_ERROR) ? JOURNAL : SENTENCE;
    return form.line(level, sentence, Instant.EPOCH);
  }

  /// systemd names the device and inode of the stream that it reads: what a service starts has the
  /// variable too, wherever that writes.
  static boolean toJournal(Map<String, String> environment, Path standardError) {
    String stream = environment.getOrDefault("JOURNAL_STREAM", "");
    if (stream.isEmpty()) {
      return false;
    }
    try {
      return stream.equals(
          Files.getAttribute(standardError, "unix:dev")
              + ":"
              + Files.getAttribute(standardError, "unix:ino"));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return false;
    }
  }

  /// One line, without its end.
  String line(LogLevel level, String sentence, Instant at) {
    String text = ForeignText.oneLine(sentence);
    return switch (this) {
      case SENTENCE -> "weir: " + text;
      case TIMED -> at.truncatedTo(ChronoUnit.SECONDS) + " weir: " + text;
      case JOURNAL -> "<" + level.priority() + ">" + text;
    };
  }
}
