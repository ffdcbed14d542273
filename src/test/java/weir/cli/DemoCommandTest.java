package weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import weir.app.Desk;
import weir.enrich.Directions;
import weir.export.ReportOrder;
import weir.ingest.FileSource;
import weir.ingest.Source;
import weir.query.Views;
import weir.store.duckdb.DuckDbStore;

/// `weir demo` with and without a window; a capture plays the network.
class DemoCommandTest {
  private static final String NO_DISPLAY = "there is no display: get one";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> pictures = new ArrayList<>();
  private final List<Boolean> windows = new ArrayList<>();
  private String missing = NO_DISPLAY;
  private String lacking = "";
  private boolean closed;

  private final Desk desk =
      new Desk() {
        @Override
        public String missing() {
          return missing;
        }

        @Override
        public void open(Start start) {
          windows.add(start.demo());
        }

        @Override
        public Demo demo() throws IOException {
          return new Played();
        }

        @Override
        public void report(Source source, ReportOrder order, Path file, DoubleConsumer progress) {
          throw new AssertionError();
        }

        @Override
        public void render(Source source, Picture picture, Path file) throws IOException {
          if (!lacking.isEmpty()) {
            throw new IOException(lacking);
          }
          pictures.add(picture.view() + " " + file);
        }
      };

  private final class Played implements Desk.Demo {
    private final FileSource capture;

    Played() throws IOException {
      capture =
          FileSource.open(
              Path.of("sample-captures/softflowd-v5.pcap"),
              Directions.inside(Directions.PRIVATE),
              DuckDbStore.temporary());
    }

    @Override
    public Source source() {
      return capture;
    }

    @Override
    public long send(int seconds, IntPredicate goOn) throws InterruptedException {
      assertEquals(10, seconds);
      assertTrue(goOn.test(seconds));
      assertTrue(capture.await(10_000));
      return 7;
    }

    @Override
    public void close() {
      closed = true;
      capture.close();
    }
  }

  private int run(String... arguments) {
    return new Cli(desk, Views.builtIn(), new PrintWriter(out, true), new PrintWriter(err, true))
        .run(arguments);
  }

  @Test
  void withADisplayItIsAWindow() {
    missing = "";
    assertEquals(0, run("demo"));
    assertEquals(List.of(true), windows);
    assertEquals("", out.toString() + err);
  }

  @Test
  void withoutOneItIsTablesAndAPictureWithRatesPerSecond() {
    assertEquals(0, run("demo"), err.toString());
    String text = out.toString();
    assertTrue(
        text.contains("1 exporters sent 7 datagrams. Received and decoded: 7 datagrams, 208"),
        text);
    assertTrue(text.contains("nothing lost"), text);
    // 208 flows, 1,218 packets and 407,599 octets within a second
    assertTrue(text.contains("2026-11-21T01:40:25Z  3,260,792      1,218      208"), text);
    assertTrue(text.contains("10.50.1.2  10.50.2.2    2,755,000        796      107"), text);
    assertTrue(text.contains("TCP flags"), text);
    assertTrue(text.contains("FIN-SYN-PSH-ACK (27)  1,897,896"), text);
    assertTrue(text.contains("wrote weir-demo.png"), text);
    assertTrue(text.strip().endsWith("Here " + NO_DISPLAY), text);
    assertEquals(List.of("overview weir-demo.png"), pictures);
    assertEquals("", err.toString());
    assertTrue(closed);
  }

  @Test
  void thePictureGoesWhereItIsTold() {
    assertEquals(0, run("demo", "--out", "elsewhere.png"), err.toString());
    assertEquals(List.of("overview elsewhere.png"), pictures);
  }

  @Test
  void whereNothingCanBeDrawnTheTablesComeAndThenOneSentence() {
    lacking = "no picture can be drawn without Pango: install it";
    assertEquals(1, run("demo"));
    assertTrue(out.toString().contains("Top talkers"), out.toString());
    assertFalse(out.toString().contains("wrote"), out.toString());
    assertEquals("weir: " + lacking, err.toString().strip());
  }
}
