package weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import weir.app.Desk;
import weir.ingest.Source;
import weir.query.Views;
import weir.store.duckdb.DuckDbStore;

/// What is asked of a data set of 65 flows that one exporter sampled 1:8, and what is said of it.
class QuestionsTest {
  private static final String CAPTURE =
      "sample-captures/pmacctd-nfprobe-ipfix-mac-vlan-sampled8.pcap";

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String data = "";
  private String exporter = "";

  private static final Desk NO_DESK =
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
        public void render(
            Source source, String view, boolean dark, int width, int height, Path png) {
          throw new AssertionError();
        }
      };

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return new Cli(NO_DESK, Views.builtIn(), new PrintWriter(out, true), new PrintWriter(err, true))
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
    String table = output("query --data DIR --by sampler_address,in_if");
    assertTrue(table.contains("edge-1 (" + exporter + ")"), table);
    assertTrue(table.contains("up (0)"), table);
    assertTrue(output("query --data DIR --by in_if").contains("up (0)"));
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
        "2 | query --data DIR --fields proto | --fields and --sort go with --records",
        "2 | query --data DIR --by proto --relations | two to four fields",
        "2 | query --data DIR --by proto --every 1m --against-filter udp | no --every",
        "1 | query --data DIR --by src_addr/33 | there is no field 'src_addr/33'",
        "1 | query --data DIR --filter dst_service=nosuch | was expected",
        "1 | query --data DIR --records 5 --fields colour | there is no field 'colour'",
        "2 | query --data DIR --heatmap dst_port | --every 5m",
        "2 | query --data DIR --bins 5 | go with --heatmap",
        "1 | query --data DIR --heatmap src_addr --every 1m | there is no field 'src_addr'",
        "1 | query --data DIR --heatmap src_as --every 1m | --bin-width",
        "1 | exporters --data DIR --set edge | is not an IPv4 or IPv6 address",
        "1 | exporters --data DIR --set 192.0.2.1 --rate 0 | is no sampling rate",
        "2 | exporters --data DIR --rate 5 | go with --set",
        "2 | exporters --data DIR --set 192.0.2.1 --interface-name x | go with --interface",
        "2 | exporters --data DIR --set 192.0.2.1 --interface 3 | what to set",
        "1 | exporters --data DIR --set 192.0.2.1 --interface -3 --interface-name x | ifIndex",
        "1 | exporters --data DIR/none --set 192.0.2.1 --name x | is no data set",
        "1 | exporters pom.xml --set 192.0.2.1 --name x | byte 0",
      })
  void whatCannotBeDoneIsSaid(int code, String line, String words) {
    assertEquals(code, run(line.replace("DIR", data).split(" ")), err.toString());
    assertTrue(err.toString().contains(words), err.toString());
  }
}
