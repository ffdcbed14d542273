package weir.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import weir.JavaCommand;
import weir.Main;
import weir.app.DataSets;
import weir.app.DesktopDesk;
import weir.cli.Cli;
import weir.enrich.Directions;
import weir.flow.FlowField;
import weir.flow.ListenAddress;
import weir.ingest.Listening;
import weir.ingest.LiveSource;
import weir.ingest.WarmUp;
import weir.metrics.Metrics;
import weir.metrics.MetricsPort;
import weir.naming.NamesJson;
import weir.query.ExampleView;
import weir.query.View;
import weir.query.Views;
import weir.settings.Settings;
import weir.settings.SettingsFile;
import weir.store.Retention;

/// What docs/stability.md promises.
class PromisesTest {
  private static final String CAPTURE = "sample-captures/softflowd-v9-sampled5.pcap";

  private static final String COUNTERS = "sample-captures/pmacctd-sfprobe-sflow5-sampled8.pcap";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    Views views = Views.builtIn();
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return new Cli(
            DesktopDesk.here(views), views, new PrintWriter(out, true), new PrintWriter(err, true))
        .run(arguments);
  }

  private String data() {
    String data = folder.resolve("data").toString();
    if (!Files.exists(Path.of(data))) {
      assertEquals(0, run("import", CAPTURE, "--data", data), err.toString());
    }
    return data;
  }

  /// A data set that Weir has written in format 3: 208 flows, 1,218 packets, 407,599 octets.
  @Test
  void dataFolder() throws IOException {
    String sentence = "a data folder of format 3 is read by every later version";
    Path old = folder.resolve("old");
    try (InputStream in = Files.newInputStream(Promises.file("data-set-3.zip"));
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path to = old.resolve(entry.getName()).normalize();
        assertTrue(to.startsWith(old), entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(to);
        } else {
          Files.createDirectories(to.getParent());
          Files.copy(zip, to);
        }
      }
    }
    String[] question = {
      "query", "--data", old.toString(), "--measure", "flows,packets,bytes", "--format", "csv"
    };
    for (String when : List.of("as it was written", "after a newer Weir has written into it")) {
      assertEquals(0, run(question), Promises.words(sentence) + ": " + err);
      String[] values = out.toString().lines().toList().getLast().split(",");
      assertEquals(
          List.of("208", "1218", "407599"),
          List.of(values),
          Promises.words(sentence) + ", " + when);
      DataSets.write(old, Retention.EVERYTHING).close();
    }
  }

  @Test
  void newerDataFolder() throws IOException {
    String data = data();
    Files.writeString(Path.of(data, "format"), "99\n");
    for (String[] command :
        new String[][] {
          {"query", "--data", data, "--measure", "flows"},
          {"import", CAPTURE, "--data", data},
        }) {
      assertEquals(1, run(command));
      assertTrue(
          err.toString()
              .contains(" was written by a newer Weir (format 99); open it with that version"),
          Promises.words("an older Weir leaves a newer data folder alone and says so")
              + ": "
              + err);
    }
    assertEquals("99\n", Files.readString(Path.of(data, "format")));
  }

  @Test
  void columns() throws IOException {
    Promises.check(
        "a column keeps its name, its kind and its width in octets",
        "columns.txt",
        FlowField.all().stream()
            .map(
                field ->
                    "%s %s %d"
                        .formatted(
                            field.fieldName(),
                            field.kind().name().toLowerCase(Locale.ROOT),
                            field.width()))
            .toList());
  }

  @Test
  void protobuf() throws IOException {
    String schema = Files.readString(Path.of("src/main/resources/weir/schema/flow.proto"));
    Promises.check(
        "a field of FlowMessage keeps its number and its type",
        "protobuf.txt",
        Pattern.compile("(?m)^ +((?:repeated )?\\w+ )?(\\w+) = (\\d+);")
            .matcher(schema)
            .results()
            .map(
                field ->
                    field.group(3)
                        + " "
                        + (field.group(1) == null ? "value " : field.group(1))
                        + field.group(2))
            .toList());
  }

  @Test
  void jsonOfQuery() throws IOException {
    List<String> shape = new ArrayList<>();
    String[][] questions = {
      {"--by", "src_addr,proto", "--measure", "bytes,packets,flows", "--top", "2"},
      {"--measure", "bytes", "--every", "1s"},
      {"--by", "proto", "--every", "1s", "--top", "1"},
      {"--records", "3", "--fields", "time_received_ns,src_addr,dst_port,bytes"},
    };
    for (String[] question : questions) {
      List<String> command = new ArrayList<>(List.of("query", "--data", data()));
      command.addAll(List.of(question));
      command.addAll(List.of("--format", "json"));
      assertEquals(0, run(command.toArray(String[]::new)), err.toString());
      shape.addAll(shape("query " + String.join(" ", question), out.toString()));
    }
    Promises.check("JSON of weir query keeps its shape", "json-of-query.txt", shape);
  }

  @Test
  void jsonOfExporters() throws IOException {
    Set<String> shape = new TreeSet<>();
    assertEquals(0, run("exporters", "--data", data(), "--format", "json"), err.toString());
    shape.addAll(shape("exporters", out.toString()));
    assertEquals(0, run("exporters", COUNTERS, "--format", "json"), err.toString());
    shape.addAll(shape("exporters", out.toString()));
    Promises.check(
        "JSON of weir exporters keeps its shape", "json-of-exporters.txt", List.copyOf(shape));
  }

  @Test
  void jsonOfDecode() throws IOException {
    List<String> shape = new ArrayList<>();
    for (String capture : List.of(CAPTURE, "sample-captures/softflowd-v5.pcap")) {
      Process decode =
          new ProcessBuilder(JavaCommand.of(Main.class, "decode", capture))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (BufferedReader lines = decode.inputReader()) {
        lines.lines().forEach(line -> shape.addAll(shape("decode", line)));
      }
    }
    Promises.check(
        "JSON of weir decode keeps its shape",
        "json-of-decode.txt",
        List.copyOf(new TreeSet<>(shape)));
  }

  /// "query: [].bytes number", each once.
  private static List<String> shape(String of, String json) {
    TreeSet<String> lines = new TreeSet<>();
    shape(of + ": ", JsonMapper.shared().readTree(json), lines);
    return List.copyOf(lines);
  }

  private static void shape(String path, JsonNode node, Set<String> lines) {
    if (node.isArray()) {
      node.forEach(each -> shape(path + "[]", each, lines));
    } else if (node.isObject()) {
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        String name = member.getKey().matches("[a-z][a-z0-9_]*") ? member.getKey() : "*";
        shape(path + "." + name, member.getValue(), lines);
      }
    } else {
      lines.add(path + " " + node.getNodeType().name().toLowerCase(Locale.ROOT));
    }
  }

  @Test
  void exitStatus() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String command :
        List.of(
            "--version",
            "--help",
            "decode no.such.file",
            "no.such.file",
            "decode",
            "decode --no-such-option " + CAPTURE,
            "collect",
            "collect --settings no.such.file",
            "config --check no.such.file",
            "config --example")) {
      lines.add(run(command.split(" ")) + " weir " + command);
    }
    Promises.check("exit status 0 is done, 1 failed, 2 not understood", "exit-status.txt", lines);
  }

  @Test
  void settingsOfTheCollector() throws IOException {
    String sentence = "a settings file of format 1 is read by every later version";
    Path file =
        Files.writeString(
            folder.resolve("collect.json"),
            Files.readString(Promises.file("collect-1.json")).replace("DIR", folder.toString()));
    assertEquals(
        0, run("config", "--check", file.toString()), Promises.words(sentence) + ": " + err);
    assertEquals(0, run("config", "--example"));
    Promises.check(
        "a setting of the collector keeps its name and its kind",
        "settings-of-the-collector.txt",
        Pattern.compile("(?m)^  (?:// )?\"([a-z-]+)\": (.*),$")
            .matcher(out.toString())
            .results()
            .map(setting -> setting.group(1) + " " + kind(setting.group(2)))
            .toList());
  }

  @Test
  void namesFile() throws IOException {
    String sentence = "every later version reads a names file of format 1";
    Path file = folder.resolve("names-1.json");
    Files.copy(Promises.file("names-1.json"), file);
    Files.writeString(folder.resolve("networks.csv"), "prefix,name\n");
    assertEquals(0, run("names", "check", file.toString()), Promises.words(sentence) + ": " + err);
    NamesJson.Read read = NamesJson.read("names-1.json", Files.readAllBytes(file), _ -> {});
    assertEquals(List.of(), read.unknown(), Promises.words(sentence));
    assertEquals(
        Files.readString(file),
        new String(NamesJson.write(read.naming(), null), StandardCharsets.UTF_8),
        Promises.words("and writes it so that this one reads it"));
  }

  private static String kind(String json) {
    return JsonMapper.shared().readTree(json).getNodeType().name().toLowerCase(Locale.ROOT);
  }

  @Test
  void settingsOfTheDesktop() throws IOException {
    Path file = folder.resolve("settings.json");
    Files.copy(Promises.file("settings-1.json"), file);
    try (SettingsFile settings = SettingsFile.open(file)) {
      Settings now = settings.now();
      Settings.Ports ports = now.listening().orElseThrow();
      Settings.Capture capture = now.capture().orElseThrow();
      List<Object> read =
          List.of(
              now.theme(),
              now.zoomPercent(),
              now.zone(),
              now.view(),
              now.window().orElseThrow(),
              ports.datagrams(),
              ports.streams(),
              ports.allowed(),
              ports.forward(),
              capture.adapters(),
              capture.filter(),
              capture.ownPackets(),
              capture.snapOctets(),
              capture.bufferMebibytes(),
              capture.oneIn(),
              capture.packetMebibytes(),
              now.recent(),
              now.remotes().getFirst().address().text(),
              now.records(),
              now.nameServer());
      assertEquals(
          "[LIGHT, 125, Europe/Berlin, overview,"
              + " Place[x=10.0, y=20.0, width=1480.0, height=920.0, maximized=false],"
              + " [2055, 127.0.0.1:6343], [2057], [10.0.0.0/8], [192.0.2.9:2055],"
              + " [eth0], tcp port 443, true, 128, 32, 10, 512,"
              + " [Recent[path=/home/me/router.pcap, dataSet=false]],"
              + " https://viewer@ch1.example:8443/netmeta,"
              + " RecordTables[columns=[time_received_ns, src_addr], widths={src_addr=140}],"
              + " 192.0.2.53]",
          read.toString(),
          Promises.words("settings.json of format 1 is read by every later version"));
    }
  }

  @Test
  void views() {
    View kept = ExampleView.in(Promises.file("views")).named("kept");
    assertEquals(
        List.of("port-series", "top-ports", "probes"),
        kept.panels().stream().map(panel -> panel.id()).toList(),
        Promises.words("a view file is read by every later version"));
  }

  /// Names are those of the page, which has all; kinds are known of those that have a value at
  /// once.
  @Test
  void metrics() throws Exception {
    TreeSet<String> metrics = new TreeSet<>();
    Pattern.compile("(?m)^\\| `([a-z0-9_]+)`")
        .matcher(Files.readString(Path.of("docs/metrics.md")))
        .results()
        .forEach(row -> metrics.add(row.group(1)));
    try (LiveSource source =
            LiveSource.open(
                "live",
                Listening.onLoopback(),
                Directions.inside(Directions.PRIVATE),
                DataSets.temporary(),
                folder,
                WarmUp.NONE);
        MetricsPort port =
            MetricsPort.open(new ListenAddress(ListenAddress.LOOPBACK, 0), new Metrics(source));
        InputStream in =
            java.net.URI.create("http://" + port.address() + "/metrics").toURL().openStream()) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith("# TYPE "))
          .map(line -> line.substring("# TYPE ".length()))
          .forEach(metrics::add);
      Promises.check("a metric keeps its name and its kind", "metrics.txt", List.copyOf(metrics));
    }
  }

  // --- the page itself

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\| (.+) \\|$");
  private static final Pattern GUARD = Pattern.compile("`(\\w+)#(\\w+)`");

  private static List<List<String>> rows() throws IOException {
    return ROW.matcher(Files.readString(Path.of("docs/stability.md")))
        .results()
        .map(row -> List.of(row.group(1), row.group(2), row.group(3), row.group(4)))
        .filter(row -> !row.getFirst().startsWith("--") && !row.getLast().equals("guard"))
        .toList();
  }

  @Test
  void everyPromiseNamesItsGuardAndThatIsThere() throws IOException {
    assertTrue(rows().size() >= 12, rows().toString());
    for (List<String> row : rows()) {
      List<String> guards =
          GUARD.matcher(row.getLast()).results().map(guard -> guard.group()).toList();
      assertTrue(!guards.isEmpty(), "no guard: " + row);
      for (String guard : guards) {
        assertTrue(isTest(guard.replace("`", "").split("#", 2)), guard + " is no test: " + row);
      }
    }
  }

  private static boolean isTest(String[] guard) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      Path file =
          files
              .filter(one -> one.endsWith(guard[0] + ".java"))
              .findFirst()
              .orElse(Path.of("pom.xml"));
      return Pattern.compile(
              "@(?:Test|ParameterizedTest)\\s(?:\\s*@[^\\n]*\\n|[^;{}]*?)?\\s*void "
                  + guard[1]
                  + "\\(")
          .matcher(Files.readString(file))
          .find();
    }
  }

  @Test
  void everyGoldenFileIsNamedOnThePage() throws IOException {
    String page = Files.readString(Path.of("docs/stability.md"));
    try (Stream<Path> files = Files.list(Promises.file("."))) {
      List<String> unnamed =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !page.contains("`" + name + "`"))
              .collect(Collectors.toList());
      assertEquals(List.of(), unnamed);
    }
  }

  @Test
  void aBrokenPromiseIsSaidInTheWordsOfThePage() {
    AssertionError broken =
        assertThrows(
            AssertionError.class,
            () ->
                Promises.compare(
                    "a column keeps its name", Promises.file("columns.txt"), List.of()));
    assertTrue(
        String.valueOf(broken.getMessage())
            .startsWith("this is promised in docs/stability.md: a column keeps its name"),
        broken.getMessage());
    AssertionError added =
        assertThrows(
            AssertionError.class,
            () -> {
              List<String> more = new ArrayList<>(Files.readAllLines(Promises.file("columns.txt")));
              more.add("colour number 1");
              Promises.compare("a column keeps its name", Promises.file("columns.txt"), more);
            });
    assertTrue(
        String.valueOf(added.getMessage()).contains("promised from now on"), added.getMessage());
  }
}
