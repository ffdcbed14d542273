package weir.app;

import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import weir.flow.ForeignText;

/// The log on standard error: a line a record, whatever names of files are in it. An error of
/// Weir's own brings its stack, for who is to mend it.
public final class LogLines extends Formatter {
  @Override
  public String format(LogRecord logged) {
    StringBuilder lines = new StringBuilder("weir: ");
    lines.append(ForeignText.oneLine(formatMessage(logged))).append(System.lineSeparator());
    for (Throwable thrown = logged.getThrown(); thrown != null; thrown = thrown.getCause()) {
      append(thrown, lines);
    }
    return lines.toString();
  }

  private static void append(Throwable thrown, StringBuilder lines) {
    lines.append("  ").append(ForeignText.oneLine(thrown.toString()));
    for (StackTraceElement at : thrown.getStackTrace()) {
      lines.append(System.lineSeparator()).append("    at ").append(at);
    }
    lines.append(System.lineSeparator());
  }
}
