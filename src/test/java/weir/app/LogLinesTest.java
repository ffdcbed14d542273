package weir.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogLinesTest {
  private final LogLines lines = new LogLines();

  @Test
  void aRecordIsOneLineWhateverIsInIt() {
    LogRecord logged =
        new LogRecord(Level.WARNING, "slice a\u001b[31m\nweir: b\u202e.duckdb is damaged");
    assertEquals(
        "weir: slice a\ufffd[31m weir: b\ufffd.duckdb is damaged" + System.lineSeparator(),
        lines.format(logged));
  }

  @Test
  void anErrorBringsItsStackAndWhatCausedIt() {
    LogRecord logged = new LogRecord(Level.SEVERE, "reading failed");
    logged.setThrown(
        new IllegalStateException("outer\u0007", new IllegalArgumentException("inner")));
    String text = lines.format(logged);
    assertTrue(text.contains("outer\ufffd"), text);
    assertTrue(text.contains("IllegalArgumentException: inner"), text);
    assertTrue(text.contains("    at weir.app.LogLinesTest"), text);
  }
}
