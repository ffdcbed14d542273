package weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.app.Desk;
import weir.export.ReportOrder;
import weir.ingest.Source;
import weir.query.FilterText;
import weir.query.Views;

class CliTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<Path> pictures = new ArrayList<>();
  private final List<String> filters = new ArrayList<>();
  private String lacking = "";

  /// A machine without a display.
  private final Desk desk =
      new Desk() {
        @Override
        public String missing() {
          return "there is no display";
        }

        @Override
        public void open(Start start) {
          throw new AssertionError("no window can be opened");
        }

        @Override
        public Demo demo() {
          throw new AssertionError();
        }

        @Override
        public void report(Source source, ReportOrder order, Path file, DoubleConsumer progress) {
          filters.add(FilterText.of(order.filter()));
        }

        @Override
        public void render(Source source, Picture picture, Path file) throws IOException {
          picture.scope().ifPresent(scope -> filters.add(FilterText.of(scope.filter())));
          if (!lacking.isEmpty()) {
            throw new IOException(lacking);
          }
          pictures.add(file);
        }
      };

  private int run(String... arguments) {
    return new Cli(desk, Views.builtIn(), new PrintWriter(out, true), new PrintWriter(err, true))
        .run(arguments);
  }

  /// Also of a file that is asked without a data set, and of the names alone.
  @Test
  void tablesOfTheNamesFillInAs() throws IOException {
    Files.writeString(folder.resolve("as.csv"), "10.0.0.0/7,64500\n");
    String names =
        Files.writeString(
                folder.resolve("names.json"),
                "{\"tables\": [{\"kind\": \"as_prefixes\", \"file\": \"as.csv\"}]}")
            .toString();
    String file = "sample-captures/softflowd-v5.pcap";
    String[] question = {
      "query",
      "--data",
      file,
      "--names",
      names,
      "--by",
      "src_as_from",
      "--measure",
      "flows",
      "--format",
      "csv"
    };
    assertEquals(0, run(question), err.toString());
    assertEquals("src_as_from,flows\ntable,208\n", out.toString());
  }

  /// Sums of the command line have the switch that the desktop has.
  @Test
  void countingOnceIsForWhateverSums() throws IOException {
    String names =
        Files.writeString(
                folder.resolve("names.json"),
                """
                {"exporters": [{"address": "127.0.0.1", "interfaces": [{"index": 2, "side": "external"}]}],
                 "directions": ["in: in if 2", "out: out if 2"]}
                """)
            .toString();
    String data = folder.resolve("data").toString();
    assertEquals(0, run("import", "sample-captures/ovs-ipfix-sampled2.pcap", "--data", data));
    String[] once = {"--data", data, "--names", names, "--count-once", "--filter", "tcp", "--out"};
    String csv = folder.resolve("once.csv").toString();
    assertEquals(0, ask("export", once, csv), err.toString());
    int exported = Files.readAllLines(Path.of(csv)).size() - 1;
    assertEquals(0, ask("query", once, csv, "--measure", "flows"), err.toString());
    assertEquals("flows\n" + exported + "\n", Files.readString(Path.of(csv)));
    assertEquals(0, ask("snapshot", once, "once.png"), err.toString());
    assertEquals(0, ask("report", once, "once.html"), err.toString());
    assertEquals(List.of("proto tcp and at_border once", "proto tcp and at_border once"), filters);
    assertEquals(1, run("report", "--data", data, "--count-once", "--out", "x.html"));
    assertTrue(err.toString().contains("--count-once: where the own network ends"), err + "");
  }

  private int ask(String command, String[] options, String... more) {
    return run(
        Stream.of(new String[] {command}, options, more)
            .flatMap(Stream::of)
            .toArray(String[]::new));
  }

  /// 208 flows, 1,218 packets, 407,599 octets: what the exported packets themselves say.
  @Test
  void whatIsImportedCanBeAskedFor() {
    String data = folder.resolve("data").toString();
    assertEquals(
        0, run("import", "sample-captures/softflowd-v5.pcap", "--data", data), err.toString());
    assertEquals(
        0, run("query", "--data", data, "--measure", "flows,packets,bytes", "--format", "json"));
    assertEquals(
        "[ {\"flows\":208,\"packets\":1218,\"bytes\":407599} ]",
        out.toString().replaceAll("\\s+", " ").strip());
  }

  @Test
  void aDataSetAnswersWithoutItsFileOfExporters() throws Exception {
    String data = folder.resolve("data").toString();
    assertEquals(0, run("import", "sample-captures/softflowd-v5.pcap", "--data", data));
    Files.writeString(folder.resolve("data/exporters.json"), "{\"format\":2,\"exp");
    assertEquals(0, run("query", "--data", data, "--measure", "flows", "--format", "csv"));
    assertTrue(out.toString().contains("208"), out.toString());
    assertEquals(1, run("exporters", "--data", data));
    assertTrue(err.toString().contains("exporters are not known"), err.toString());
    assertTrue(err.toString().contains("is damaged"), err.toString());
    assertEquals(0, run("exporters", "--data", data, "--set", "192.0.2.1", "--name", "edge-1"));
  }

  @Test
  void namesOfFilesOfOthersAreOneLineOfVisibleCharacters() throws Exception {
    Path strange = folder.resolve("a\u001b[2J\nweir: all is well\u202e.pcap");
    Files.writeString(strange, "no capture");
    assertEquals(1, run("decode", strange.toString()));
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertTrue(err.toString().contains("a\ufffd[2J weir: all is well\ufffd.pcap"), err.toString());
  }

  @Test
  void groupsComeRankedInGoflow2sNames() {
    String data = folder.resolve("data").toString();
    run("import", "sample-captures/softflowd-v5.pcap", "--data", data);
    assertEquals(
        0, run("query", "--data", data, "--by", "src_addr,proto", "--top", "1", "--format", "csv"));
    assertEquals(
        "src_addr,proto,bytes,packets,flows", out.toString().lines().findFirst().orElse(""));
    assertTrue(
        out.toString().lines().skip(1).findFirst().orElse("").startsWith("10.50.1.2,6,"),
        out.toString());
  }

  @Test
  void withoutADisplayAFileGivesSummaryTalkersAndAPicture() {
    Path png = folder.resolve("overview.png");
    assertEquals(
        0, run("sample-captures/softflowd-v5.pcap", "--out", png.toString()), err.toString());
    assertTrue(out.toString().contains("there is no display"), out.toString());
    assertTrue(out.toString().contains("208 flows in 7 datagrams"), out.toString());
    assertTrue(out.toString().contains("344,375"), out.toString());
    assertEquals(List.of(png), pictures);
  }

  @Test
  void whereNothingCanBeDrawnTheTablesOfAllFilesComeAndThenOneSentence() {
    lacking = "no picture can be drawn without Pango: install it";
    assertEquals(
        1, run("sample-captures/softflowd-v5.pcap", "sample-captures/softflowd-ipfix.pcap"));
    assertTrue(out.toString().contains("softflowd-v5.pcap: 208 flows"), out.toString());
    assertEquals(2, out.toString().lines().filter("Top talkers"::equals).count(), out.toString());
    assertEquals("weir: " + lacking, err.toString().strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "1 | no.such.file.pcap | no file and no command",
        "1 | import pom.xml --data DIR | pom.xml is no capture (pcap, pcapng) and holds no flows",
        "1 | query --data DIR | is no data set",
        "1 | snapshot --data DIR --out x.gif | .png, .svg, .pdf",
        "1 | collect --data DIR --port 70000 | a port is 0 to 65535",
        "1 | collect --data DIR --port localhost:2055 | --port: 'localhost:2055' has no address",
        "1 | listen --port ::1:2055 | write an IPv6 address in brackets",
        "1 | --listen 127.0.0.1 | --listen: '127.0.0.1' lacks a port; write 127.0.0.1:2055",
        "1 | collect --data DIR --protobuf-port 127.0.0.1:x | --protobuf-port: 'x': a port is 0",
        "1 | collect --data DIR --allow 10.0.0.0/8,router | --allow: 'router' is not an IPv4",
        "1 | listen --allow 10.0.0.0/40 | --allow: '10.0.0.0/40' is no prefix",
        "1 | --listen 2055 --allow x | --allow: 'x' is not an IPv4",
        "1 | collect --data DIR --inside 10.0.0.0/40 | is no prefix",
        "1 | collect --data DIR --forward router | --forward: 'router' is no host with a port",
        "1 | collect --data DIR --metrics here:90 | --metrics: 'here:90' has no address",
        "1 | collect --kafka-to flows | --kafka-to: 'flows' is no topic: write BROKER",
        "1 | collect --data DIR --kafka-from k1/ | --kafka-from: 'k1/' is no topic",
        "1 | collect --data DIR --kafka-from k1/a --kafka-properties DIR | does not exist",
        "1 | collect --data DIR --kafka-from no-such-host.invalid/a | cannot be read: No"
            + " resolvable",
        "1 | collect --data DIR --keep soon | write 7d, 12h or forever",
        "1 | collect --data DIR --keep-size 3 | write 20GiB, 500MB or unlimited",
        "1 | --listen 2055 | there is no display; opening a file, weir capture and weir demo work"
            + " without",
        "2 | query | name a data set with --data DIR or --clickhouse URL",
        "2 | decode | Missing required parameter",
        "2 | collect --data DIR --frobnicate | Unknown option",
        "2 | collect --port 0 | (--data=DIR | --clickhouse=",
        "2 | collect --data DIR --clickhouse http://a/b | mutually exclusive",
        "1 | collect --data DIR --create | --create, --cluster and --spool are for --clickhouse",
        "1 | collect --data DIR --spool x | --create, --cluster and --spool are for --clickhouse",
        "1 | collect --clickhouse http://127.0.0.1:1/a --cluster c | --cluster belongs to --create",
        "1 | collect --clickhouse http://127.0.0.1:1/a --keep 3d | has its own TTL",
        "1 | collect --clickhouse ftp://a/b --spool DIR/s | no address of a ClickHouse server",
        "1 | collect --clickhouse http://127.0.0.1:1/a --spool DIR/s --spool-size 3 | write 20GiB"
            + " or 500MB",
        "1 | collect --clickhouse http://127.0.0.1:1/a --spool DIR/s | refuses connections",
        "2 | --no-such-thing-at-all=1 | Commands:",
      })
  void whatCannotBeDoneIsOneSentence(int code, String line, String words) {
    String data = folder.resolve("none").toString();
    assertEquals(code, run(line.replace("DIR", data).split(" ")));
    assertTrue(err.toString().contains(words), err.toString());
    assertTrue(code == 2 || err.toString().lines().count() <= 2, err.toString());
  }

  @Test
  void wrongFieldsMeasuresAndFiltersAreNamed() {
    String data = folder.resolve("data").toString();
    run("import", "sample-captures/softflowd-v5.pcap", "--data", data);
    assertEquals(1, run("query", "--data", data, "--by", "colour"));
    assertEquals(1, run("query", "--data", data, "--measure", "weight"));
    assertEquals(1, run("query", "--data", data, "--filter", "port htps"));
    assertTrue(err.toString().contains("there is no field 'colour'"), err.toString());
    assertTrue(err.toString().contains("there is no 'weight'"), err.toString());
    assertTrue(err.toString().contains("--filter: column 6"), err.toString());
  }

  @Test
  void theVersionIsTheBuilds() throws Exception {
    assertEquals(0, run("--version"));
    String version =
        Files.readString(Path.of("pom.xml"))
            .lines()
            .filter(text -> text.contains("<version>"))
            .findFirst()
            .orElse("")
            .replaceAll("</?version>", "")
            .strip();
    assertTrue(out.toString().startsWith("Weir " + version), out.toString());
  }
}
