package weir.app;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import weir.flow.ForeignText;

/// The log of a command that runs for long: a line an event, of those that matter enough. From any
/// thread.
public final class EventLog {
  /// Its level is forgotten with it.
  private static final Logger WEIR = Logger.getLogger("weir");

  private final PrintWriter err;
  private final LogForm form;
  private final LogLevel least;
  private final InstantSource clock;
  private final LogRate rate = new LogRate();

  public EventLog(PrintWriter err, LogLevel least) {
    this(err, LogForm.ofService(), least, InstantSource.system());
  }

  EventLog(PrintWriter err, LogForm form, LogLevel least, InstantSource clock) {
    this.err = err;
    this.form = form;
    this.least = least;
    this.clock = clock;
  }

  /// Takes what Weir and its libraries log, from here on, in place of who takes it now. Each part
  /// of Weir may say some lines at once, and one every ten seconds then, whatever others make
  /// happen.
  public EventLog installed() {
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    WEIR.setLevel(least.logged());
    root.addHandler(new Taking());
    return this;
  }

  public void error(String sentence) {
    say(LogLevel.ERROR, sentence);
  }

  public void warn(String sentence) {
    say(LogLevel.WARN, sentence);
  }

  public void info(String sentence) {
    say(LogLevel.INFO, sentence);
  }

  private void say(LogLevel level, String sentence) {
    if (least.takes(level)) {
      err.println(form.line(level, sentence, clock.instant()));
      err.flush();
    }
  }

  /// Whether the journal reads it, which is kept for long.
  public boolean isKept() {
    return form == LogForm.JOURNAL;
  }

  private final class Taking extends Handler {
    private final SimpleFormatter words = new SimpleFormatter();

    @Override
    public void publish(LogRecord logged) {
      LogLevel level = LogLevel.of(logged.getLevel());
      if (!least.takes(level)) {
        return;
      }
      String part = level + String.valueOf(logged.getLoggerName());
      rate.take(part, System.nanoTime())
          .ifPresent(leftOut -> say(level, words.formatMessage(logged) + thrown(logged) + leftOut));
    }

    /// What it is and where in Weir; all of where only for who is to mend it.
    private String thrown(LogRecord logged) {
      StringBuilder text = new StringBuilder();
      for (Throwable cause = logged.getThrown(); cause != null; cause = cause.getCause()) {
        text.append(": ").append(ForeignText.oneLine(cause.toString()));
        String separator = " at ";
        for (StackTraceElement at : cause.getStackTrace()) {
          if (least == LogLevel.DEBUG || at.getClassName().startsWith("weir.")) {
            text.append(separator).append(at);
            separator = " < ";
            if (least != LogLevel.DEBUG) {
              break;
            }
          }
        }
      }
      return text.toString();
    }

    @Override
    public void flush() {
      err.flush();
    }

    @Override
    public void close() {
      err.flush();
    }
  }
}
