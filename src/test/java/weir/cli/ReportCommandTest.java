package weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.app.Desk;
import weir.export.ReportOrder;
import weir.ingest.Source;
import weir.query.Views;
import weir.store.Cancel;
import weir.ui.ReportFile;

/// `weir report`, and that `weir query` says the same.
class ReportCommandTest {
  private static final String CAPTURE =
      "sample-captures/pmacctd-nfprobe-ipfix-mac-vlan-sampled8.pcap";
  private static final String OTHER = "sample-captures/pmacctd-nfprobe-v9-mac-vlan.pcap";
  private static final Pattern COMMAND = Pattern.compile("(weir query --data DIR [^<]*)<");
  private static final Pattern ROWS_HASH =
      Pattern.compile("Rows hash</dt><dd><code>(\\p{XDigit}{64})");
  private static final Pattern DATA_HASH =
      Pattern.compile("Data hash</dt><dd><code>(\\p{XDigit}{64})");

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<Double> progress = new ArrayList<>();

  private final Desk desk =
      new Desk() {
        @Override
        public String missing() {
          return "there is no display";
        }

        @Override
        public void open(Start start) {
          throw new AssertionError();
        }

        @Override
        public Demo demo() {
          throw new AssertionError();
        }

        @Override
        public void report(Source source, ReportOrder order, Path file, DoubleConsumer told)
            throws IOException {
          ReportFile.write(
              source, order, Instant.EPOCH, file, new Cancel(), (share, _) -> progress.add(share));
        }

        @Override
        public void render(Source source, Picture picture, Path file) {
          throw new AssertionError();
        }
      };

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return new Cli(desk, Views.builtIn(), new PrintWriter(out, true), new PrintWriter(err, true))
        .run(arguments);
  }

  private String report(String... more) throws IOException {
    Path file = folder.resolve("report.html");
    List<String> arguments = new ArrayList<>(List.of("report", "--out", file.toString()));
    arguments.addAll(List.of(more));
    assertEquals(0, run(arguments.toArray(String[]::new)), err.toString());
    return Files.readString(file);
  }

  private static List<String> found(Pattern pattern, String page) {
    return pattern
        .matcher(page)
        .results()
        .map(hit -> hit.group(1).replace("&#39;", "'").replace("&amp;", "&"))
        .toList();
  }

  private static String sha256(String text) throws Exception {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
  }

  /// As a shell takes a command apart.
  private static List<String> words(String command) {
    Matcher word = Pattern.compile("'([^']*)'|[^ ]+").matcher(command);
    return word.results().map(hit -> hit.group(1) == null ? hit.group() : hit.group(1)).toList();
  }

  @Test
  void eachCommandAsksTheSame() throws Exception {
    asksTheSame("--filter", "proto tcp or udp");
    asksTheSame("--raw", "--unit", "packets");
  }

  private void asksTheSame(String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("--data", CAPTURE, "--view", "overview"));
    arguments.addAll(List.of(more));
    String page = report(arguments.toArray(String[]::new));
    List<String> commands = found(COMMAND, page);
    List<String> hashes = found(ROWS_HASH, page);
    assertEquals(8, commands.size());
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < commands.size(); i++) {
      List<String> words = new ArrayList<>(words(commands.get(i).replace("DIR", CAPTURE)));
      assertEquals(0, run(words.subList(1, words.size()).toArray(String[]::new)), err.toString());
      assertEquals(hashes.get(i), sha256(out.toString()), commands.get(i));
      all.append(hashes.get(i)).append("  ").append(words.get(words.indexOf("--panel") + 1));
      all.append('\n');
    }
    String data = found(DATA_HASH, page).getFirst();
    assertEquals(sha256(all.toString()), data);
  }

  @Test
  void tablesHaveTheNumbersOfAQuery() throws Exception {
    String page = report("--data", CAPTURE, "--view", "overview");
    assertEquals(
        0,
        run("query", "--data", CAPTURE, "--view", "overview", "--panel", "sources"),
        err.toString());
    List<String> rows = out.toString().lines().skip(1).toList();
    assertTrue(rows.size() > 2);
    String table = page.substring(page.indexOf("<h2>Top sources</h2>"));
    for (String row : rows) {
      for (String cell : row.strip().split(" {2,}")) {
        assertTrue(table.contains(">" + cell + "<"), cell + " of " + row);
      }
    }
  }

  @Test
  void theHashIsThatOfTheRows() throws Exception {
    String once = found(DATA_HASH, report("--data", CAPTURE)).getFirst();
    String again =
        found(
                DATA_HASH,
                report("--data", CAPTURE, "--title", "T", "--note", "N", "--zone", "Asia/Tokyo"))
            .getFirst();
    assertEquals(once, again);
    assertNotEquals(once, found(DATA_HASH, report("--data", CAPTURE, "--raw")).getFirst());
    assertNotEquals(once, found(DATA_HASH, report("--data", OTHER)).getFirst());
  }

  @Test
  void theSameTwiceIsTheSameFile() throws Exception {
    assertEquals(report("--data", CAPTURE), report("--data", CAPTURE));
  }

  @Test
  void saysWhatItIsOfAndWhatIsMissing() throws Exception {
    Path notes = folder.resolve("notes.md");
    Files.writeString(notes, "It began at 10:00.\n\n- <look> here");
    String page =
        report(
            "--data", CAPTURE, "--notes", notes.toString(), "--filter", "tcp", "--title", "A & B");
    for (String said :
        List.of(
            "<h1>A &amp; B</h1>",
            "<dd>pmacctd-nfprobe-ipfix-mac-vlan-sampled8.pcap</dd>",
            "<dd>Protocol is TCP (6)</dd>",
            "<code>proto tcp</code>",
            "It began at 10:00.\n\n- &lt;look&gt; here",
            "one packet of 8",
            "Answered by</dt><dd>DuckDB v",
            "SELECT",
            "(UTC)")) {
      assertTrue(page.contains(said), said);
    }
    assertEquals(1.0, progress.getLast());
    assertEquals(progress.stream().sorted().toList(), progress);
  }

  @Test
  void aRangeAndAZoneAreSaid() throws Exception {
    assertEquals(0, run("query", "--data", CAPTURE, "--every", "1s", "--format", "csv"));
    List<String> rows = out.toString().lines().skip(1).toList();
    String from = rows.getFirst().split(",")[0];
    String until = rows.getLast().split(",")[0];
    String page =
        report("--data", CAPTURE, "--from", from, "--until", until, "--zone", "Asia/Tokyo");
    assertTrue(page.contains("Asia/Tokyo"), page.substring(0, 6000));
    assertTrue(page.contains("--from " + from + " --to " + until));
  }

  @Test
  void whatCannotBeDoneIsASentenceAndLeavesNoFile() throws IOException {
    assertEquals(1, run("report", "--data", CAPTURE, "--out", folder.resolve("r.doc").toString()));
    assertTrue(err.toString().contains("let it end with .html or .pdf"), err.toString());
    assertEquals(
        1, run("report", "--data", CAPTURE, "--zone", "Moon", "--out", folder + "/r.html"));
    assertTrue(err.toString().contains("there is no zone 'Moon'"), err.toString());
    assertEquals(
        2,
        run(
            "report",
            "--data",
            CAPTURE,
            "--note",
            "a",
            "--notes",
            "b",
            "--out",
            folder + "/r.html"));
    assertEquals(1, run("report", "--data", CAPTURE, "--out", folder + "/none/r.html"));
    assertTrue(err.toString().contains("cannot be written"), err.toString());
    assertEquals(1, run("report", "--data", "pom.xml", "--out", folder + "/r.html"));
    assertFalse(Files.exists(folder.resolve("r.html")));
  }
}
