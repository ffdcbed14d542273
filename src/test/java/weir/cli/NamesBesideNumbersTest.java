package weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import weir.query.Views;

/// Names of a file as columns beside the numbers of flows, wherever flows are shown.
class NamesBesideNumbersTest {
  private static final String CAPTURE = "sample-captures/ovs-ipfix-sampled2.pcap";
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private static Path folder;

  private static String names = "";
  private static String data = "";

  private record Ran(int code, String out, String err) {}

  @BeforeAll
  static void fill() throws IOException {
    Path file = folder.resolve("names.json");
    names = file.toString();
    data = folder.resolve("data").toString();
    Ran first = run("decode", CAPTURE);
    JsonNode flow = JSON.readTree(first.out.lines().findFirst().orElseThrow());
    Files.writeString(
        file,
        """
        {"exporters": [{"address": "%s", "name": "edge-1", "site": "Berlin, \\u00d6st",
           "interfaces": [{"index": %d, "name": "uplink", "side": "external"}]}],
         "sets": {"office": ["%s", "192.0.2.0/24"], "web": ["80", "443"]},
         "hosts": {"%s": "dns"},
         "networks": [{"prefix": "%s", "name": "customers", "site": "Ulm"}]}
        """
            .formatted(
                flow.path("sampler_address").asString(),
                flow.path("in_if").asLong(0),
                flow.path("src_addr").asString(),
                flow.path("src_addr").asString(),
                flow.path("src_addr").asString()));
    assertEquals(0, run("import", CAPTURE, "--data", data).code);
  }

  private static Ran run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      int code =
          new Cli(
                  QuestionsTest.NO_DESK,
                  Views.builtIn(),
                  new PrintWriter(out, true),
                  new PrintWriter(err, true))
              .run(arguments);
      return new Ran(code, out + printed.toString(StandardCharsets.UTF_8), err.toString());
    } finally {
      System.setOut(before);
    }
  }

  private static String lines(String... arguments) {
    Ran ran = run(arguments);
    assertEquals(0, ran.code, ran.err);
    return ran.out;
  }

  @Test
  void flowsThatAreDecodedHaveThem() {
    JsonNode flow =
        JSON.readTree(
            lines("decode", CAPTURE, "--names", names, "--with-names")
                .lines()
                .findFirst()
                .orElseThrow());
    assertEquals("edge-1", flow.path("exporter_name").asString());
    assertEquals("Berlin, \u00d6st", flow.path("site").asString());
    assertEquals("customers", flow.path("src_network").asString());
    assertEquals("dns", flow.path("src_host").asString());
    assertEquals("external", flow.path("in_side").asString());
    assertEquals("uplink", flow.path("in_if_name").asString());
    assertTrue(flow.has("sampler_address") && flow.has("in_if"), "numbers stay");
    assertFalse(flow.has("at_border"), "which is no name");
    List<String> csv =
        lines("decode", CAPTURE, "--names", names, "--with-names", "--format", "csv")
            .lines()
            .toList();
    assertTrue(csv.getFirst().contains(",exporter_name,in_if_name,out_if_name,site,"));
    assertTrue(csv.get(1).contains(",edge-1,uplink,"), csv.get(1));
    assertTrue(csv.get(1).contains(",\"Berlin, \u00d6st\","), csv.get(1));
    assertFalse(lines("decode", CAPTURE, "--names", names).contains("edge-1"), "unasked");
  }

  @Test
  void protobufHasNoRoomForThem() {
    Ran ran = run("decode", CAPTURE, "--with-names", "--format", "protobuf");
    assertEquals(1, ran.code);
    assertTrue(ran.err.contains("--with-names goes with JSON and CSV"), ran.err);
    ran = run("export", "--data", data, "--with-names", "--format", "pb");
    assertEquals(2, ran.code);
    ran = run("export", "--data", data, "--with-names", "--format", "PROTOBUF");
    assertTrue(ran.err.contains("--fields and --with-names go with tables"), ran.err);
  }

  @Test
  void exportsHaveThoseThatAreChosen() {
    List<String> csv =
        lines(
                "export",
                "--data",
                data,
                "--names",
                names,
                "--fields",
                "exporter_name,src_addr,src_network,src_addr/24,service,bytes")
            .lines()
            .toList();
    assertEquals("exporter_name,src_addr,src_network,src_addr/24,service,bytes", csv.getFirst());
    assertEquals(211, csv.size() - 1);
    assertTrue(csv.stream().skip(1).allMatch(line -> line.startsWith("edge-1,")), csv.get(1));
    assertTrue(csv.stream().anyMatch(line -> line.contains(",customers,")));
    assertTrue(csv.stream().anyMatch(line -> line.contains(",no network,")));
    List<String> json =
        lines(
                "export",
                "--data",
                data,
                "--names",
                names,
                "--fields",
                "site,bytes",
                "--format",
                "ndjson")
            .lines()
            .toList();
    JsonNode flow = JSON.readTree(json.getFirst());
    assertEquals(List.of("bytes", "site"), List.copyOf(flow.propertyNames()));
    assertEquals("Berlin, \u00d6st", flow.path("site").asString());
  }

  @Test
  void parquetHasThemAsText() {
    Path file = folder.resolve("flows.parquet");
    lines("export", "--data", data, "--names", names, "--with-names", "--out", file.toString());
    String[] found = {""};
    try (var connection = java.sql.DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT exporter_name, typeof(site), count(*), count(DISTINCT sampler_address)"
                    + " FROM '%s' GROUP BY ALL".formatted(file))) {
      while (rows.next()) {
        found[0] +=
            rows.getString(1)
                + " "
                + rows.getString(2)
                + " "
                + rows.getLong(3)
                + " "
                + rows.getLong(4);
      }
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
    assertEquals("edge-1 VARCHAR 211 1", found[0]);
  }

  @Test
  void recordsHaveThem() {
    String table =
        lines(
            "query",
            "--data",
            data,
            "--names",
            names,
            "--records",
            "3",
            "--fields",
            "in_if_name,in_side,src_addr",
            "--sort",
            "src_network:asc",
            "--format",
            "csv");
    assertEquals("in_if_name,in_side,src_addr", table.lines().findFirst().orElseThrow());
    assertEquals(4, table.lines().count());
    String wider =
        lines("query", "--data", data, "--names", names, "--records", "3", "--with-names");
    assertTrue(wider.contains("Name of ingress interface"), wider);
    Ran wrong = run("query", "--data", data, "--records", "3", "--fields", "colour");
    assertTrue(wrong.err.contains("there is no field 'colour'; there are "), wrong.err);
    assertTrue(wrong.err.contains("exporter_name"), wrong.err);
  }

  @Test
  void setsAreAskedBy() {
    String all =
        lines(
            "query",
            "--data",
            data,
            "--names",
            names,
            "--filter",
            "src in @office",
            "--measure",
            "flows",
            "--format",
            "csv");
    String sums =
        lines(
            "query",
            "--data",
            data,
            "--names",
            names,
            "--by",
            "src_addr@office",
            "--measure",
            "flows",
            "--format",
            "csv");
    assertTrue(sums.lines().anyMatch(line -> line.startsWith("out,")), sums);
    assertEquals(
        sums.lines().filter(line -> line.startsWith("in,")).findFirst().orElseThrow(),
        "in," + all.lines().skip(1).findFirst().orElseThrow());
    Ran wrong = run("query", "--data", data, "--names", names, "--filter", "src in @ofice");
    assertEquals(1, wrong.code);
    assertTrue(wrong.err.contains("there is no set 'ofice'; the names file has @office, @web"));
  }

  @Test
  void interfacesAreGroupsAndFilters() {
    String sums =
        lines(
            "query",
            "--data",
            data,
            "--names",
            names,
            "--by",
            "in_if_name",
            "--measure",
            "flows",
            "--format",
            "csv");
    assertTrue(sums.contains("uplink,"), sums);
    String all =
        lines(
            "query",
            "--data",
            data,
            "--names",
            names,
            "--filter",
            "in_if_name = Uplink",
            "--measure",
            "flows",
            "--format",
            "csv");
    assertEquals(
        sums.lines().filter(line -> line.startsWith("uplink,")).findFirst().orElseThrow(),
        "uplink," + all.lines().skip(1).findFirst().orElseThrow());
  }
}
