package weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.DoubleConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import weir.app.Desk;
import weir.export.ReportOrder;
import weir.ingest.Source;
import weir.query.ExampleView;
import weir.query.Views;
import weir.store.duckdb.DuckDbStore;

/// What is asked of a data set of 65 flows that one exporter sampled 1:8, and what is said of it.
class QuestionsTest {
  private static final String CAPTURE =
      "sample-captures/pmacctd-nfprobe-ipfix-mac-vlan-sampled8.pcap";

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Views views = Views.builtIn();
  private String data = "";
  private String exporter = "";

  static final Desk NO_DESK =
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
        public void report(Source source, ReportOrder order, Path file, DoubleConsumer progress) {
          throw new AssertionError();
        }

        @Override
        public void render(Source source, Picture picture, Path file) {
          throw new AssertionError();
        }
      };

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return new Cli(NO_DESK, views, new PrintWriter(out, true), new PrintWriter(err, true))
        .run(arguments);
  }

  private String output(String line) {
    assertEquals(
        0, run(line.replace("DIR", data).replace("EXPORTER", exporter).split(" ")), line + err);
    return out.toString();
  }

  private JsonNode json(String line) {
    return JsonMapper.shared().readTree(output(line));
  }

  @BeforeEach
  void data() {
    data = folder.resolve("data").toString();
    assertEquals(0, run("import", CAPTURE, "--data", data), err.toString());
    exporter =
        output("query --data DIR --by sampler_address --format csv")
            .lines()
            .skip(1)
            .findFirst()
            .orElse("")
            .split(",")[0];
  }

  @Test
  void recordsComeNewestFirstInTheFormsOfDecode() {
    List<String> lines =
        output("query --data DIR --records 1000 --format json")
            .lines()
            .filter(line -> line.startsWith("{"))
            .map(line -> line.replaceAll(",$", ""))
            .toList();
    assertEquals(65, lines.size());
    List<String> times = lines.stream().map(line -> line.split(",")[0]).toList();
    assertEquals(times.stream().sorted(Comparator.reverseOrder()).toList(), times);
    JsonNode newest = json("query --data DIR --records 1 --format json").get(0);
    assertTrue(newest.get("src_addr").isString());
    assertTrue(newest.get("src_mac").stringValue().matches("([0-9a-f]{2}:){5}[0-9a-f]{2}"));
    assertEquals(8, newest.get("sampling_rate").intValue());
    assertEquals("IPFIX", newest.get("type").stringValue());
  }

  @Test
  void whatIsExportedIsImportedAsItWas() {
    String file = folder.resolve("flows.pb").toString();
    output("export --data DIR --out " + file);
    assertTrue(err.toString().contains("65 flows written to"), err.toString());
    String again = folder.resolve("again").toString();
    assertEquals(0, run("import", file, "--data", again), err.toString());
    String question = "query --by proto,dst_port --format csv --data ";
    assertEquals(output(question + "DIR"), output(question + again));
  }

  @Test
  void exportsObeyWhatIsAskedOfThem() throws Exception {
    Path file = folder.resolve("flows.csv");
    output(
        "export --data DIR --filter tcp --fields time_received_ns,proto --zone +02:00 --about --out"
            + " "
            + file);
    List<String> lines = Files.readAllLines(file);
    assertTrue(lines.contains("# filter: proto tcp"), lines::toString);
    List<String> rows = lines.stream().filter(line -> !line.startsWith("#")).toList();
    assertEquals("time_received,proto", rows.getFirst());
    assertTrue(rows.size() > 1, rows::toString);
    assertTrue(rows.stream().skip(1).allMatch(line -> line.endsWith("+02:00,6")), rows::toString);
    assertEquals(2, run("export", "--data", data, "--format", "parquet"));
    assertEquals(2, run("export", "--data", data, "--out", "x.pb", "--zone", "local"));
    assertEquals(1, run("export", "--data", data, "--out", folder.resolve("no/x.csv").toString()));
    assertTrue(err.toString().contains("its folder does not exist"), err.toString());
    assertEquals(1, run("export", "--data", data, "--out", folder.resolve("x.xls").toString()));
    assertTrue(err.toString().contains("cannot tell from the name"), err.toString());
    assertEquals(
        1, run("export", "--data", data, "--out", folder.resolve("no/x.parquet").toString()));
    assertTrue(err.toString().contains("its folder does not exist"), err.toString());
  }

  @Test
  void answersAreWrittenInAnyZone() {
    JsonNode json = json("query --data DIR --every 1m --zone +02:00 --about --format json");
    assertEquals("+02:00", json.get("about").get("times").stringValue());
    assertEquals(
        "multiplied by the sampling rates", json.get("about").get("sampling").stringValue());
    assertTrue(json.get("rows").get(0).get("time").stringValue().endsWith(":00+02:00"));
  }

  @Test
  void recordsObeyFilterAndFields() {
    List<String> csv =
        output("query --data DIR --records 9 --filter tcp --fields proto,dst_port --format csv")
            .lines()
            .toList();
    assertEquals("proto,dst_port", csv.getFirst());
    assertTrue(csv.size() > 1, csv.toString());
    assertTrue(csv.stream().skip(1).allMatch(line -> line.startsWith("6,")), csv.toString());
    String table = output("query --data DIR --records 1");
    assertTrue(table.lines().findFirst().orElse("").startsWith("Received "), table);
    assertFalse(table.contains("VNI"), table);
    assertEquals(
        "[]", output("query --data DIR --records 5 --filter as_path=1 --format json").strip());
  }

  @Test
  void oneEndBeyondAllFlowsMatchesNone() {
    assertEquals(
        "[]", output("query --data DIR --from 2100-01-01T00:00Z --every 1s --format json").strip());
    assertEquals(
        "[]", output("query --data DIR --to 1990-01-01T00:00Z --every 1s --format json").strip());
    assertEquals(1, run("query", "--data", data, "--from", "2100-01-01", "--to", "1990-01-01"));
  }

  @Test
  void aHeatmapCountsFlowsInBins() {
    JsonNode cells = json("query --data DIR --heatmap dst_port --every 1m --format json");
    long flows = 0;
    for (JsonNode cell : cells) {
      assertEquals(0, cell.get("dst_port").intValue() % 1024);
      flows += cell.get("flows").intValue();
    }
    assertEquals(65, flows);
    String table = output("query --data DIR --heatmap ip_tos --every 1m --bins 2");
    assertTrue(table.contains("0–127"), table);
    assertTrue(
        output("query --data DIR --heatmap dst_as --bin-width 1000 --every 1m --sql")
            .contains("dst_as // 1000 * 1000"));
  }

  @Test
  void everyKindOfQuestionShowsItsSql() {
    assertTrue(output("query --data DIR --by src_addr --top 3 --sql").contains("LIMIT 3"));
    assertTrue(output("query --data DIR --records 7 --sql").contains("LIMIT 7"));
    assertTrue(
        output("query --data DIR --records 7 --sort bytes --sql")
            .contains("ORDER BY bytes DESC, time_received_ns DESC"));
    assertTrue(output("query --data DIR --by proto,dst_port --relations --sql").contains("AS o1"));
    assertTrue(output("query --data DIR --by proto --against-filter udp --sql").contains("AS o0"));
  }

  private long bytesOf(String filter) {
    return json("query --data DIR --measure bytes --format json --filter " + filter)
        .get(0)
        .get("bytes")
        .asLong();
  }

  @Test
  void relationsSumUpToTheTotalWithTheRestOfEachField() {
    String line = "query --data DIR --by proto,dst_port --relations --top 2 --measure bytes";
    long sum = 0;
    boolean rest = false;
    for (JsonNode row : json(line + " --format json")) {
      sum += row.get("bytes").asLong();
      rest |= row.get("dst_port").isNull();
    }
    assertEquals(bytesOf("any"), sum);
    assertTrue(rest, "what is left of the ports");
    assertTrue(output(line + " --format csv").lines().anyMatch(row -> row.contains(",other,")));
    assertTrue(lines(line).stream().anyMatch(row -> row.contains("Other")));
    assertEquals("Protocol|Destination port|Bytes", lines(line).getFirst());
  }

  @Test
  void aComparisonHasBothSidesAndTheirDifference() {
    String line = "query --data DIR --measure bytes --filter tcp --against-filter udp";
    JsonNode row = json(line + " --format json").get(0);
    long tcp = bytesOf("tcp");
    long udp = bytesOf("udp");
    assertTrue(tcp > 0 && udp > 0 && tcp != udp);
    assertEquals(tcp, row.get("bytes").asLong());
    assertEquals(udp, row.get("bytes_against").asLong());
    assertEquals(tcp - udp, row.get("bytes_change").asLong());
    assertTrue(lines(line).getFirst().endsWith("Bytes|Bytes against|Bytes change"));
    JsonNode before =
        json("query --data DIR --measure flows --format json --against-to 2000-01-01").get(0);
    assertEquals(65, before.get("flows").asLong());
    assertEquals(0, before.get("flows_against").asLong());
  }

  @Test
  void recordsAreSortedByWhateverHasAnOrder() {
    List<Long> bytes =
        output("query --data DIR --records all --sort bytes --fields bytes --format csv")
            .lines()
            .skip(1)
            .map(Long::parseLong)
            .toList();
    assertEquals(65, bytes.size());
    assertEquals(bytes.stream().sorted(Comparator.reverseOrder()).toList(), bytes);
    List<String> classes =
        output(
                "query --data DIR --records all --sort packet_size:asc --fields bytes,packets"
                    + " --format csv")
            .lines()
            .skip(1)
            .map(row -> row.split(","))
            .map(
                row ->
                    Long.parseLong(row[0]) / Math.max(1, Long.parseLong(row[1])) > 64
                        ? "large"
                        : "small")
            .distinct()
            .toList();
    assertEquals(List.of("small", "large"), classes);
  }

  @Test
  void sitesGroupAndFilter() {
    assertEquals(0, run("exporters", "--data", data, "--set", exporter, "--site", "New York"));
    assertEquals("New York|65", lines("query --data DIR --by site --measure flows").get(1));
    assertEquals(
        0, run("query", "--data", data, "--measure", "flows", "--filter", "site \"new york\""));
    assertTrue(out.toString().contains("65"), out.toString());
    assertEquals(1, run("exporters", "--data", data, "--set", exporter, "--site", "a \"b\""));
    assertTrue(err.toString().contains("no quotation marks"), err.toString());
  }

  /// Lines of a table, blanks between columns apart.
  private List<String> lines(String line) {
    return output(line).lines().map(text -> text.replaceAll("  +", "|")).toList();
  }

  @Test
  void aViewWithoutAPanelListsItsPanels() {
    assertEquals(
        List.of(
            "Panel|Title|Visual|By",
            "tcp-flags|TCP flag combinations in bits|stacked|tcp_flags",
            "flags-in-packets|TCP flag combinations in packets|stacked|tcp_flags",
            "steps|SYN : SYN-ACK : RST over time|lines|tcp_step",
            "mix|What the mix means|meaning|tcp_step",
            "flags|Flag combinations|ranking|tcp_flags",
            "unanswered|Sources of SYN without ACK|ranking|src_addr",
            "tried|Destinations of SYN without ACK|ranking|dst_addr,dst_port"),
        lines("query --data DIR --view tcp-flags"));
    assertTrue(
        output("query --help").replaceAll("\\s+", " ").contains("overview, explore, leaderboards"));
    assertTrue(
        output("snapshot --help")
            .replaceAll("\\s+", " ")
            .contains(Views.builtIn().names() + ", exporters, storage (default"));
  }

  @Test
  void aPanelAsksAsTheSameOptionsDo() {
    assertEquals(
        output("query --data DIR --by service --measure bps,bytes --top 100 --others --sql"),
        output("query --data DIR --view overview --panel services --sql"));
    assertEquals(
        output("query --data DIR --by src_addr --measure fps,flows --top 100 --others"),
        output("query --data DIR --view talkers --panel sources --unit flows"));
    String narrowed = " --raw --from 2026-01-01T00:00Z --to 2026-12-31T00:00Z --format csv";
    assertEquals(
        output(
            "query --data DIR --by tcp_flags --measure pps --every 1m --top 10 --others --filter"
                + " dst_port=5201&&tcp"
                + narrowed),
        output(
            "query --data DIR --view tcp-flags --panel flags-in-packets --every 1m"
                + " --filter dst_port=5201"
                + narrowed));
  }

  @Test
  void aPanelOverTimeComesInAFewDozenBuckets() {
    TreeSet<Instant> times = new TreeSet<>();
    for (JsonNode row : json("query --data DIR --view overview --panel packets --format json")) {
      times.add(Instant.parse(row.get("time").stringValue()));
    }
    Duration span = Duration.between(times.first(), times.last());
    Duration step = span;
    for (Instant time : times.headSet(times.last())) {
      Duration apart = Duration.between(time, times.higher(time));
      step = apart.compareTo(step) < 0 ? apart : step;
    }
    assertTrue(span.dividedBy(step) <= 60, span + " in steps of " + step);
    assertTrue(span.dividedBy(step) >= 5, span + " in steps of " + step);
  }

  @Test
  void aNewViewIsAFileAndNoLineOfJava() {
    views = ExampleView.views();
    assertTrue(
        output("query --help").replaceAll("\\s+", " ").contains("tunnels, programs, handshakes"));
    assertEquals(
        List.of(
            "Panel|Title|Visual|By",
            "port-series|Ports of TCP over time|stacked|dst_port",
            "top-ports|Top ports|ranking|proto,dst_port",
            "probes|Connections begun and never answered|ranking|src_addr"),
        lines("query --data DIR --view ports"));
    assertEquals(
        output("query --data DIR --by proto,dst_port --measure bps,bytes --top 20 --others"),
        output("query --data DIR --view ports --panel top-ports"));
    assertEquals(
        "time,dst_port,bps",
        output("query --data DIR --view ports --panel port-series --format csv")
            .lines()
            .findFirst()
            .orElse(""));
  }

  @Test
  void aWrongFileOfAViewKeepsNobodyFromTheHelpNorFromOtherQuestions() throws Exception {
    Path file = folder.resolve("more/weir/views/bad.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{}");
    views = ExampleView.in(folder.resolve("more"));
    String said = "bad.json, line 1, column 1: 'title' is missing";
    String help = output("query --help").replaceAll("\\s+", " ");
    assertTrue(help.contains("column 1: 'title' is missing"), help);
    assertTrue(output("query --data DIR --measure flows").contains("65"));
    assertEquals(1, run("query", "--data", data, "--view", "overview"));
    assertTrue(err.toString().contains(said), err.toString());
  }

  @Test
  void anOverrideScalesWhatIsStoredAndRawLeavesItOut() {
    long exported = bytes("");
    long raw = bytes(" --raw");
    assertEquals(8 * raw, exported);
    String inForce = output("exporters --data DIR --set EXPORTER --rate 100 --name edge-1");
    assertEquals(
        exporter + " edge-1\n  sampling rate 1:100 (override), exported 1:8 (options: sampler)\n",
        inForce);
    assertEquals(100 * raw, bytes(""));
    assertEquals(raw, bytes(" --raw"));
    output("exporters --data DIR --set EXPORTER --rate none");
    assertEquals(exported, bytes(""));
  }

  private long bytes(String more) {
    return json("query --data DIR --measure bytes --format json" + more)
        .get(0)
        .get("bytes")
        .longValue();
  }

  @Test
  void namesAreInTablesAndNotInWhatProgramsRead() {
    output("exporters --data DIR --set EXPORTER --name edge-1 --interface 0 --interface-name up");
    List<String> table = lines("query --data DIR --by sampler_address,in_if");
    assertTrue(table.get(1).startsWith("edge-1 (" + exporter + ")|unknown|"), table.get(1));
    assertTrue(lines("query --data DIR --by in_if").get(1).startsWith("unknown|"));
    String csv = output("query --data DIR --by sampler_address,in_if --format csv");
    assertTrue(csv.contains("\n" + exporter + ",0,"), csv);
    String json = output("query --data DIR --by sampler_address,in_if --format json");
    assertFalse(json.contains("edge-1"), json);
    assertFalse(output("query --data DIR --records 3 --format json").contains("edge-1"));
    assertTrue(output("query --data DIR --records 3").contains("edge-1 (" + exporter + ")"));
    String exporters = output("exporters --data DIR");
    assertTrue(exporters.contains("edge-1"), exporters);
    assertTrue(exporters.contains("interface 0 is called up"), exporters);
    assertEquals(
        "edge-1",
        json("exporters --data DIR --format json")
            .get(0)
            .get("overrides")
            .get("name")
            .stringValue());
  }

  @Test
  void whatIsSaidWhileAnotherWeirHasTheDataOpenIsSeenThere() {
    try (DuckDbStore open = DuckDbStore.openExisting(Path.of(data))) {
      output("exporters --data DIR --set 192.0.2.77 --interface 3 --interface-rate 64");
      assertEquals(1, open.overrides().rates().size());
    }
    assertTrue(output("exporters --data DIR").contains("192.0.2.77"));
  }

  @Test
  void aNewerFileOfOverridesIsNotTouched() throws Exception {
    Path file = Path.of(data).resolve("overrides.json");
    Files.writeString(file, "{\"format\": 9}");
    assertEquals(1, run("exporters", "--data", data, "--set", exporter, "--rate", "5"));
    assertTrue(err.toString().contains("newer Weir (format 9)"), err.toString());
    assertEquals("{\"format\": 9}", Files.readString(file));
    assertTrue(bytes("") > 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "2 | query --data DIR --records 0 | a number from 1 on, or all",
        "2 | query --data DIR --records 5 --by proto | no --by",
        "2 | query --data DIR --fields proto | --fields, --with-names and --sort go with --records",
        "2 | query --data DIR --by proto --relations | two to four fields",
        "2 | query --data DIR --by proto --every 1m --against-filter udp | no --every",
        "1 | query --data DIR --filter src_addr/24=10.0.0.0/8 | networks of another length",
        "1 | query --data DIR --records 5 --sort as_path | there is no field 'as_path'",
        "1 | query --data DIR --by src_addr/33 | there is no field 'src_addr/33'",
        "1 | query --data DIR --filter dst_service=nosuch | expected a name such as afp",
        "1 | query --data DIR --records 5 --fields colour | there is no field 'colour'",
        "2 | query --data DIR --heatmap dst_port | --every 5m",
        "2 | query --data DIR --bins 5 | go with --heatmap",
        "2 | query --data DIR --panel sources | --panel goes with --view",
        "2 | query --data DIR --view overview --unit flows | --unit goes with --view and --panel",
        "2 | query --data DIR --view overview --panel sources --by proto | no --by, --measure,",
        "2 | query --data DIR --view overview --panel sources --measure bps | beside --view",
        "2 | query --data DIR --view overview --heatmap dst_port --every 1m | or --records beside",
        "2 | query --data DIR --view overview --format json | --view alone lists its panels",
        "2 | query --data DIR --view overview --records 5 | beside --view",
        "2 | query --data DIR --view overview --panel sources --fields proto | --with-names and"
            + " --sort go with",
        "2 | query --data DIR --view overview --panel sources --every 1m | is not over time",
        "2 | query --data DIR --view overview --panel sources --unit octets | BITS, PACKETS, FLOWS",
        "1 | query --data DIR --view all | there is no view 'all'; there are overview, explore,",
        "1 | query --data DIR --view overview --panel x | no panel 'x'; it has throughput,"
            + " packets,",
        "1 | snapshot --data DIR --view all --out x.png | there is no view 'all'; there are"
            + " overview,",
        "1 | query --data DIR --heatmap src_addr --every 1m | there is no field 'src_addr'",
        "1 | query --data DIR --heatmap src_as --every 1m | --bin-width",
        "1 | exporters --data DIR --set edge | is not an IPv4 or IPv6 address",
        "1 | exporters --data DIR --set 192.0.2.1 --rate 0 | is no sampling rate",
        "2 | exporters --data DIR --rate 5 | go with --set",
        "2 | exporters --data DIR --set 192.0.2.1 --interface-name x | go with --interface",
        "2 | exporters --data DIR --set 192.0.2.1 --interface 3 | what to set",
        "1 | exporters --data DIR --set 192.0.2.1 --interface -3 --interface-name x | ifIndex",
        "1 | exporters --data DIR/none --set 192.0.2.1 --name x | is no data set",
        "1 | exporters pom.xml --set 192.0.2.1 --name x | pom.xml is no capture",
      })
  void whatCannotBeDoneIsSaid(int code, String line, String words) {
    assertEquals(code, run(line.replace("DIR", data).split(" ")), err.toString());
    assertTrue(err.toString().contains(words), err.toString());
  }
}
