package weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.net.DatagramSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.JavaCommand;
import weir.Main;
import weir.app.DesktopDesk;
import weir.query.Views;

/// A file of settings for the collector: what is wrong with it is said with its place, and options
/// count before it.
class CollectSettingsTest {
  private static final Path EXAMPLE = Path.of("docs/collect.json");

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    Views views = Views.builtIn();
    return new Cli(
            DesktopDesk.here(views), views, new PrintWriter(out, true), new PrintWriter(err, true))
        .run(arguments);
  }

  private Path write(String json) throws Exception {
    return Files.writeString(
        folder.resolve("collect.json"), json.replace("DIR", folder.toString()));
  }

  /// Places are of the second of these lines on.
  private static final String BEGINNING = "{ // mine\n  \"data\": \"DIR/flows\",\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '!',
      value = {
        "'prot': 2055|3:1|there is no setting 'prot'; did you mean port?",
        "'keep_size': '3GiB'|3:1|there is no setting 'keep_size'; did you mean keep-size?",
        "'settings': 'x'|3:1|there is no setting 'settings'",
        "'report-seconds': 1|3:1|there is no setting 'report-seconds'",
        "'colour': 1|3:1|there is no setting 'colour'; weir config --example lists all",
        "'data': 'x'|3:1|data is there twice: on line 2, too",
        "'kafka-to': 'k1/a'|3:1|kafka-to: flows go to one place, and data on line 2 names another",
        "'sample': '10'|3:11|sample: expected a number, as 1000; found a text",
        "'sample': 0|3:11|sample 0: take one packet of 1 to 1000000",
        "'sample': 99999999999|3:11|Invalid value for option 'sample'",
        "'own-packets': 1|3:16|own-packets: expected true or false, as true; found a number",
        "'keep': ['7d']|3:9|keep: expected a text, as \"30d\"; found a list",
        "'port': null|3:9|port: expected a list, as [2055, 6343]; found null",
        "'port': [{}]|3:10|port: expected a list, as [2055, 6343]; found an object",
        "'port': [2055, 70000]|3:16|port: '70000': a port is 0 to 65535",
        "'port': [2055, '2055']|3:16|port: 2055 is there twice",
        "'keep': 'soon'|3:9|keep soon: write 7d, 12h or forever",
        "'keep-size': '3'|3:14|keep-size 3: write 20GiB, 500MB or unlimited",
        "'keep-free': '99%'|3:14|keep-free 99%: write a part of the disk as 5%",
        "'keep-packets': '1MiB'|3:17|keep-packets 1MiB: at least 16MiB",
        "'adapter': ['a:b:c']|3:13|adapter: 'a:b:c' is no adapter",
        "'allow': ['10.0.0.0/8', 'router']|3:25|allow: 'router' is not an IPv4",
        "'inside': ['10.0.0.0/40']|3:12|inside: '10.0.0.0/40' is no prefix",
        "'forward': ['router']|3:13|forward: 'router' is no host with a port",
        "'metrics': 'here:90'|3:12|metrics: 'here:90' has no address",
        "'log-level': 'loud'|3:14|expected one of [ERROR, WARN, INFO, DEBUG]",
        "'kafka-from': 'k1/'|3:15|kafka-from: 'k1/' is no topic",
        "'kafka-form': 'xml'|3:15|Invalid value for option 'kafka-form'",
        "'spool-size': 'much'|3:15|spool-size much: write",
        "'ca': 'DIR/none'|3:7|none does not exist",
        "'packets': 'DIR/file/below'|3:12|file is no folder",
        "'create': true|3:1|create, cluster and spool are for clickhouse",
        "'metrics': 9090, 'protobuf-port': 9090|3:1|both take TCP port 127.0.0.1:9090",
        "'port-filter': ['6343']|3:17|port-filter '6343': write a port and what it has",
        "'port-filter': ['6343=tcp and bytse 3']|3:1|port-filter 6343: column 9",
        "'port-filter': ['6344=tcp']|3:1|6344: no flows are listened for there, but on 2055, 2056",
        "'port-share': ['2055=0%']|3:16|port-share 2055=0%: write a part of the room, 1% to 100%",
        "'port-share': ['2055=60%', '6343=60%']|3:1|together they are more than 100%",
        "'port-keep': ['6343=soon']|3:15|port-keep soon: write 7d",
        "'port-keep': ['6343=2d']|3:1|port-keep 6343: it needs port-data",
        "'port-data': ['6343=DIR/flows']|3:1|DIR/flows is data itself",
        "'port-data': ['6343=DIR/a'], 'port': [6343]|3:1|takes all ports: leave one",
        "'format': 2|3:11|this Weir knows format 1; a newer one is for another format",
        "'keep': 7d|3:10|no JSON",
      })
  void whatIsWrongIsSaidWithItsPlace(String line, String place, String words) throws Exception {
    Files.writeString(folder.resolve("file"), "");
    Path file = write(BEGINNING + line.replace('\'', '"') + "\n}\n");
    String sentence = (file + ":" + place + ": ");
    for (List<String> command :
        List.of(List.of("config", "--check"), List.of("collect", "--settings"))) {
      err.getBuffer().setLength(0);
      List<String> arguments = new ArrayList<>(command);
      arguments.add(file.toString());
      assertEquals(2, run(arguments.toArray(String[]::new)), err.toString());
      String said = err.toString();
      assertEquals(1, said.lines().count(), said);
      assertTrue(said.startsWith("weir: " + sentence), said);
      assertTrue(said.contains(words.replace("DIR", folder.toString())), said);
    }
    assertFalse(Files.exists(folder.resolve("flows")));
  }

  @Test
  void filtersOfPortsKnowTheNamesOfTables() throws Exception {
    Files.writeString(folder.resolve("as.csv"), "13335 Others, US\n64500 Theirs, DE\n");
    Files.writeString(
        folder.resolve("names.json"),
        "{\"tables\": [{\"kind\": \"as_names\", \"file\": \"as.csv\"}]}");
    String beginning = "{\"data\": \"DIR/flows\", \"names\": \"DIR/names.json\", \"port-filter\": ";
    Path file = write(beginning + "[\"2055=src_country DE and dst_as_name Theirs\"]}");
    assertEquals(0, run("config", "--check", file.toString()), err.toString());
    Path wrong = write(beginning + "[\"2055=src_country FR\"]}");
    assertEquals(2, run("config", "--check", wrong.toString()));
    assertTrue(err.toString().contains("port-filter 2055: column 13"), err.toString());
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() throws Exception {
    Path file = write("{\"data\": \"DIR/flows\", \"keep\": 7, \"prot\": 1, \"port\": [0, 70000]}");
    assertEquals(2, run("config", "--check", file.toString()));
    assertEquals(3, err.toString().lines().count(), err.toString());
  }

  @Test
  void aFolderThatCannotBeWrittenToIsSaid() throws Exception {
    Path unwritable =
        Stream.of("/sys", "/proc", "/")
            .map(Path::of)
            .filter(place -> Files.isDirectory(place) && !Files.isWritable(place))
            .findFirst()
            .orElse(folder);
    Assumptions.assumeFalse(unwritable.equals(folder), "this account may write everywhere");
    Path file = write("{\"data\": \"" + unwritable + "/weir/flows\"}");
    assertEquals(2, run("config", "--check", file.toString()));
    assertTrue(
        err.toString().contains(":1:10: data: " + unwritable + " cannot be written to by "),
        err.toString());
  }

  @Test
  void aFileThatIsNotThereAndOneWithoutATargetAreSaid() throws Exception {
    assertEquals(2, run("collect", "--settings", folder.resolve("none.json").toString()));
    assertTrue(err.toString().contains("there is no such file"), err.toString());
    assertEquals(2, run("config", "--check", write("{}").toString()));
    assertTrue(err.toString().contains("where do flows go?"), err.toString());
  }

  @Test
  void optionsCountBeforeTheFileAndAreChecked() throws Exception {
    Path file =
        write("{\n\"data\": \"DIR/flows\",\n\"keep\": \"3d\", \"port\": [1, 2],\n\"sample\": 5}");
    assertEquals(
        0,
        run("config", "--show", file.toString(), "--port", "4,5", "--protobuf-to", "other:1"),
        err.toString());
    List<String> shown = out.toString().lines().map(line -> line.replaceAll(" {2,}", "|")).toList();
    assertTrue(shown.contains("port|option|4,5"), out.toString());
    assertTrue(shown.contains("protobuf-to|option|other:1"), out.toString());
    assertTrue(shown.contains("data|default|not set"), out.toString());
    assertTrue(shown.contains("keep|" + file + ", line 3|3d"), out.toString());
    assertTrue(shown.contains("sample|" + file + ", line 4|5"), out.toString());
    assertTrue(
        shown.contains("keep-size|default|20GiB; unlimited with \"keep\" forever"), out.toString());
    assertTrue(shown.contains("log-level|default|info"), out.toString());
    assertEquals(2, run("config", "--check", file.toString(), "--keep", "x"));
    assertTrue(err.toString().contains("weir: --keep x: write 7d"), err.toString());
    assertEquals(2, run("config", "--check", file.toString(), "--colour", "x"));
    assertTrue(err.toString().contains("weir: Unknown option"), err.toString());
    assertEquals(0, run("config", "--check", file.toString()), err.toString());
  }

  @Test
  void whatIsShownHasNoPassword() throws Exception {
    Path file = write("{\"clickhouse\": \"https://me:secret@ch1.example/flows\"}");
    assertEquals(2, run("config", "--show", file.toString()));
    assertFalse((out.toString() + err).contains("secret"), err.toString());
  }

  @Test
  void theExampleOfThePagesIsTheProgramsAndRight() throws Exception {
    assertEquals(0, run("config", "--example"));
    String example = Files.readString(EXAMPLE);
    assertEquals(out.toString(), example, "run weir config --example >" + EXAMPLE);
    for (String name :
        List.of(
            "password",
            "ca.pem",
            "client.pem",
            "client.key",
            "kafka.properties",
            "elements.txt",
            "rib.bz2",
            "as.csv")) {
      Files.writeString(folder.resolve(name), "");
    }
    Files.writeString(folder.resolve("names.json"), "{}");
    String here = example.replace("/etc/weir", "DIR").replace("/var/lib/weir", "DIR");
    assertEquals(0, run("config", "--check", write(here).toString()), err.toString());
    List<String> settings =
        here.lines()
            .filter(line -> line.matches("  // \"[a-z-]+\": .*,"))
            .map(line -> line.substring(5))
            .toList();
    assertTrue(settings.size() > 30, settings.toString());
    for (String setting : settings) {
      err.getBuffer().setLength(0);
      int status = run("config", "--check", write("{" + setting + "}").toString());
      List<String> others =
          err.toString().lines().filter(line -> !line.contains("where do flows go?")).toList();
      assertEquals(List.of(), others, setting);
      assertTrue(status == 0 || !err.toString().isEmpty());
    }
  }

  @Test
  void everyOptionHasAnExample() {
    for (CollectSetting setting : CollectSetting.all(CollectSetting.options().getCommandSpec())) {
      Field field = (Field) setting.option().userObject();
      assertTrue(
          field.isAnnotationPresent(Example.class), "@Example is missing at --" + setting.name());
      assertEquals(1, setting.option().description().length, setting.name());
    }
  }

  /// A service: its standard error is what systemd names.
  @Test
  void aServiceReadsItsFileAndWritesForTheJournal() throws Exception {
    int port;
    try (DatagramSocket free = new DatagramSocket()) {
      port = free.getLocalPort();
    }
    Path file =
        write(
            "{\"data\": \"DIR/flows\", \"port\": [\"127.0.0.1:"
                + port
                + "\"], \"no-warm-up\": true}");
    Path journal = Files.createFile(folder.resolve("journal"));
    ProcessBuilder builder =
        new ProcessBuilder(JavaCommand.of(Main.class, "collect", "--settings", file.toString()))
            .redirectError(journal.toFile());
    builder
        .environment()
        .put(
            "JOURNAL_STREAM",
            Files.getAttribute(journal, "unix:dev")
                + ":"
                + Files.getAttribute(journal, "unix:ino"));
    Process service = builder.start();
    try {
      for (int i = 0; i < 600 && !Files.readString(journal).contains("storing in"); i++) {
        Thread.sleep(100);
      }
      service.toHandle().destroy();
      assertTrue(service.waitFor(20, TimeUnit.SECONDS));
    } finally {
      service.destroyForcibly();
    }
    List<String> lines = Files.readAllLines(journal, StandardCharsets.UTF_8);
    assertTrue(
        lines.contains(
            "<6>storing in " + folder.resolve("flows") + ", listening on UDP 127.0.0.1:" + port),
        lines.toString());
    assertTrue(lines.stream().allMatch(line -> line.matches("<[3-7]>[^<].*")), lines.toString());
    assertEquals(0, service.exitValue());
    try (Stream<Path> stored = Files.list(folder.resolve("flows"))) {
      assertTrue(stored.findAny().isPresent());
    }
  }
}
