package weir.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class EventLogTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");
  private static final Logger ROOT = Logger.getLogger("");
  private static final Logger WEIR = Logger.getLogger("weir");

  @TempDir private Path folder;
  private final StringWriter text = new StringWriter();
  private Handler[] before;
  private Level level;

  @BeforeEach
  void remember() {
    before = ROOT.getHandlers();
    level = WEIR.getLevel();
  }

  @AfterEach
  void restore() {
    for (Handler handler : ROOT.getHandlers()) {
      ROOT.removeHandler(handler);
    }
    for (Handler handler : before) {
      ROOT.addHandler(handler);
    }
    WEIR.setLevel(level);
  }

  private EventLog log(LogForm form, LogLevel least) {
    return new EventLog(new PrintWriter(text), form, least, InstantSource.fixed(NOON));
  }

  private List<String> lines() {
    return text.toString().lines().toList();
  }

  @Test
  void aTerminalGetsTheTimeAndTheJournalALevel() {
    for (LogForm form : List.of(LogForm.TIMED, LogForm.JOURNAL, LogForm.SENTENCE)) {
      EventLog log = log(form, LogLevel.INFO);
      log.error("it ends");
      log.warn("a name\nof two lines");
      log.info("it goes on");
    }
    assertEquals(
        List.of(
            "2026-03-01T12:00:00Z weir: it ends",
            "2026-03-01T12:00:00Z weir: a name of two lines",
            "2026-03-01T12:00:00Z weir: it goes on",
            "<3>it ends",
            "<4>a name of two lines",
            "<6>it goes on",
            "weir: it ends",
            "weir: a name of two lines",
            "weir: it goes on"),
        lines());
  }

  @Test
  void onlyWhatMattersEnoughIsSaid() {
    EventLog log = log(LogForm.JOURNAL, LogLevel.WARN).installed();
    log.info("left out");
    LoggerFactory.getLogger("weir.some.Part").info("left out, too");
    LoggerFactory.getLogger("weir.some.Part").warn("{} is full", "disk");
    LoggerFactory.getLogger("some.library").error("odd");
    assertEquals(List.of("<4>disk is full", "<3>odd"), lines());
  }

  @Test
  void debuggingSaysAllThatWeirLogs() {
    log(LogForm.JOURNAL, LogLevel.DEBUG).installed();
    LoggerFactory.getLogger("weir.some.Part").debug("in detail");
    assertEquals(List.of("<7>in detail"), lines());
  }

  @Test
  void aDefectIsOneLineWithItsPlaceInWeir() {
    log(LogForm.JOURNAL, LogLevel.INFO).installed();
    LoggerFactory.getLogger("weir.some.Part")
        .error("reading failed", new IllegalStateException("outer\n", new Error("inner")));
    assertEquals(1, lines().size(), text.toString());
    assertTrue(
        lines().getFirst().startsWith("<3>reading failed: java.lang.IllegalStateE"),
        text.toString());
    assertTrue(lines().getFirst().contains(" at weir.app.EventLogTest."), text.toString());
    assertTrue(lines().getFirst().contains("java.lang.Error: inner"), text.toString());
  }

  @Test
  void aPartThatSaysTooMuchIsLeftOutAndCounted() {
    log(LogForm.JOURNAL, LogLevel.INFO).installed();
    for (int i = 0; i < 1000; i++) {
      LoggerFactory.getLogger("weir.loud").warn("again {}", i);
    }
    LoggerFactory.getLogger("weir.quiet").warn("once");
    assertTrue(lines().size() < 100, text.toString());
    assertEquals("<4>once", lines().getLast());
  }

  @Test
  void linesComeBackOneAtATimeWithHowManyWereLeftOut() {
    LogRate rate = new LogRate();
    long second = TimeUnit.SECONDS.toNanos(1);
    for (int i = 0; i < 20; i++) {
      assertEquals(Optional.of(""), rate.take("a", 7 * second));
    }
    assertEquals(Optional.empty(), rate.take("a", 8 * second));
    assertEquals(Optional.empty(), rate.take("a", 16 * second));
    assertEquals(Optional.of("; 2 lines before it were left out"), rate.take("a", 17 * second));
    assertEquals(Optional.empty(), rate.take("a", 26 * second));
    assertEquals(Optional.of(""), rate.take("b", 26 * second));
    assertEquals(Optional.of("; 1 lines before it were left out"), rate.take("a", 1000 * second));
  }

  @Test
  void theJournalIsTheStreamThatSystemdNames() throws Exception {
    Path stream = Files.createFile(folder.resolve("stream"));
    String named =
        Files.getAttribute(stream, "unix:dev") + ":" + Files.getAttribute(stream, "unix:ino");
    assertTrue(LogForm.toJournal(Map.of("JOURNAL_STREAM", named), stream));
    assertFalse(LogForm.toJournal(Map.of("JOURNAL_STREAM", "8:1" + named), stream));
    assertFalse(LogForm.toJournal(Map.of("JOURNAL_STREAM", named), folder.resolve("none")));
    assertFalse(LogForm.toJournal(Map.of("INVOCATION_ID", "0123"), stream));
  }
}
