package weir;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The arrows between packages, each with its reason.
class ArchitectureTest {
  /// Words of statements at the start of a text, or behind a space.
  private static final Pattern SQL =
      Pattern.compile(
          "\"[^\"\\n"
              + "]*\\b(SELECT|INSERT INTO|CREATE (OR REPLACE )?(TEMP )?TABLE|GROUP BY|ORDER BY|DROP"
              + " TABLE|UNION ALL)\\b[^\"\\n"
              + "]*\"");

  private static final JavaClasses WEIR =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("weir");

  /// Every package and all of Weir's that it may use.
  private static final Map<String, String> ARROWS =
      Map.ofEntries(
          entry("", "app cli query"),
          entry("about", ""),
          entry("flow", ""),
          entry("wire", ""),
          entry("packet", "wire flow"),
          entry("capture", "packet wire flow"),
          entry("capture.live", "capture packet wire flow"),
          entry("capture.programs", "flow"),
          entry("capture.ring", "capture packet wire flow store"),
          entry("json", ""),
          entry("naming", "flow json"),
          entry("exporter", "naming wire flow"),
          entry("decode.state", "wire flow exporter"),
          entry("decode.netflow", "decode.state packet wire flow exporter"),
          entry("decode.sflow", "decode.state packet wire flow exporter"),
          entry("decode.bmp", "exporter flow wire"),
          entry("decode.file", "packet wire flow exporter"),
          entry("decode.log", "decode.file flow"),
          entry("decode", "decode.state decode.netflow decode.sflow wire flow exporter"),
          entry("enrich.table", "naming flow"),
          entry("enrich.download", "enrich.table naming"),
          entry("enrich", "enrich.table naming query flow exporter"),
          entry("snmp", "flow"),
          entry("enrich.hosts", "wire flow"),
          entry("screen", "naming json enrich store query flow exporter"),
          entry("demo", "wire flow"),
          entry("doctor", "query wire flow exporter"),
          entry("query", "naming json flow exporter"),
          entry("sql", "naming query flow exporter"),
          entry("dialect", "naming sql query flow exporter"),
          entry("store", "naming query flow exporter"),
          entry("store.duckdb.rollup", "sql query flow exporter"),
          entry("store.duckdb.files", "naming store.duckdb.rollup sql store query flow exporter"),
          entry("store.duckdb.write", "naming store.duckdb.files store query flow"),
          entry(
              "store.duckdb.read",
              "naming store.duckdb.files store.duckdb.rollup sql store query flow exporter"),
          entry(
              "store.duckdb.console",
              "naming store.duckdb.files store.duckdb.rollup sql store query flow exporter"),
          entry(
              "store.duckdb",
              "naming store.duckdb.console store.duckdb.files store.duckdb.rollup"
                  + " store.duckdb.write store.duckdb.read store decode.log query flow exporter"),
          entry("store.clickhouse.feed", "store flow"),
          entry(
              "store.clickhouse",
              "naming json store.clickhouse.feed sql store query flow exporter"),
          entry(
              "ingest",
              "decode.bmp naming screen store query enrich decode decode.state decode.file"
                  + " decode.log capture capture.live capture.ring capture.programs packet wire"
                  + " flow exporter kafka"),
          entry("kafka", "flow"),
          entry("store.kafka", "kafka decode.file store query flow exporter"),
          entry("store.stream", "decode.file store query flow exporter"),
          entry("store.peer", "naming store query flow exporter"),
          entry("metrics", "doctor naming ingest store capture flow exporter"),
          entry("export", "naming about query store flow exporter decode.file"),
          entry("settings", "store"),
          entry(
              "app",
              "naming screen kafka store.kafka store.stream store.peer decode.file"
                  + " decode.log settings store.duckdb store.clickhouse demo ui ui.export export"
                  + " ingest store query enrich decode capture wire flow exporter"),
          entry(
              "cli",
              "setup decode.bmp enrich.table snmp doctor naming screen about dialect kafka"
                  + " decode.file decode.log app export metrics ingest settings store"
                  + " store.clickhouse query enrich decode capture capture.live capture.programs"
                  + " capture.ring wire flow exporter"),
          entry("ui.control", "export"),
          entry("ui.picture", "export"),
          entry("ui.chart", "ui.control ui.picture export query flow"),
          entry("ui.records", "naming ui.control export store query flow exporter"),
          entry(
              "ui.explore",
              "enrich naming screen dialect ui.records ui.chart ui.control ui.picture"
                  + " export store query flow exporter"),
          entry(
              "ui.report",
              "naming ui.control ui.chart ui.explore ui.picture export ingest store query"
                  + " flow exporter"),
          entry("ui.export", "ui.explore ui.control export query"),
          entry("ui.exporters", "settings snmp doctor naming ui.control query wire flow exporter"),
          entry("ui.names", "enrich.download naming ui.control ui.explore store query"),
          entry("ui.console", "ui.control export sql store query"),
          entry("ui.capture", "ui.control ingest capture.live query flow"),
          entry("setup", "flow query"),
          entry("ui.setup", "flow setup ui.control"),
          entry("ui.settings", "ui.control settings enrich.hosts ingest store query flow"),
          entry("ui.help", "about ui.control"),
          entry("ui.remotes", "ui.control store query flow"),
          entry(
              "ui",
              "ui.setup setup enrich.hosts snmp doctor ui.settings ui.names naming about"
                  + " screen enrich ui.help ui.control ui.picture ui.chart ui.explore ui.export"
                  + " ui.report ui.exporters ui.records ui.remotes ui.capture ui.console export"
                  + " ingest capture.live store query flow exporter settings"));

  static Stream<String> packages() {
    return WEIR.stream()
        .map(JavaClass::getPackageName)
        .map(name -> name.equals("weir") ? "" : name.substring("weir.".length()))
        .distinct()
        .sorted();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void packageUsesOnlyWhatTheDesignAllows(String from) {
    String allowed = ARROWS.get(from);
    assertNotNull(allowed, "weir." + from + " has no row: say what it may use");
    Stream<String> targets =
        Stream.concat(
            Stream.of(from), Arrays.stream(allowed.split(" ")).filter(to -> !to.isEmpty()));
    String[] packages =
        Stream.concat(
                targets.map(ArchitectureTest::named),
                Stream.of(
                    "java..",
                    "javax..",
                    "jdk..",
                    "javafx..",
                    "io..",
                    "org..",
                    "com..",
                    "tools..",
                    "picocli..",
                    "atlantafx.."))
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(named(from))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(packages)
        .because("the arrows of the design keep every package understandable alone")
        .allowEmptyShould(true)
        .check(WEIR);
  }

  private static String named(String name) {
    return name.isEmpty() ? "weir" : "weir." + name;
  }

  @Test
  void everyRowHasAPackage() {
    Set<String> rows = new TreeSet<>(ARROWS.keySet());
    packages().forEach(rows::remove);
    assertEquals(Set.of(), rows);
  }

  /// Of any two packages, subpackages included.
  @Test
  void packagesHaveNoCycles() {
    slices().matching("weir.(**)").should().beFreeOfCycles().check(WEIR);
  }

  /// ArchUnit sees no texts, so the sources are read. SQL belongs to `sql` and the stores.
  @Test
  void sqlTextStaysInTheStores() throws IOException {
    Path root = Path.of("src/main/java/weir");
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String name = root.relativize(file).toString();
        if (!name.startsWith("sql/") && !name.startsWith("store/")) {
          SQL.matcher(Files.readString(file))
              .results()
              .forEach(hit -> found.add(file + ": " + hit.group()));
        }
      }
    }
    assertEquals(List.of(), found);
  }

  @Test
  void onlyTheDesktopKnowsJavaFx() {
    onlyIn("everything else runs on servers without it", "javafx..", "weir.ui..");
  }

  @Test
  void nettyStaysInCapture() {
    onlyIn("sockets are one package's business", "io.netty..", "weir.capture..");
  }

  @Test
  void foreignMemoryStaysWhereItIsUnavoidable() {
    onlyIn(
        "native code can crash the process",
        "java.lang.foreign..",
        "weir.capture..",
        "weir.store.duckdb..",
        "weir.ui"); // to ask for libraries
  }

  @Test
  void sqlStaysInTheStores() {
    onlyIn("SQL is behind FlowArchive", "java.sql..", "weir.store..");
    onlyIn("SQL is behind FlowArchive", "org.duckdb..", "weir.store..");
  }

  @Test
  void onlyFxTasksHopsToTheJavaFxThread() {
    noClasses()
        .that()
        .doNotHaveSimpleName("FxTasks")
        .should()
        .callMethod("javafx.application.Platform", "runLater", Runnable.class.getName())
        .because("one hop is one place to reason about")
        .check(WEIR);
  }

  @Test
  void nobodyPrintsToTheConsoleButTheCommandLine() {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackage("weir.cli..")
            .should()
            .accessField(System.class, "out")
            .because("standard output belongs to the command line's answers");
    rule.check(WEIR);
  }

  private static void onlyIn(String reason, String library, String... packages) {
    noClasses()
        .that()
        .resideOutsideOfPackages(packages)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .because(reason)
        .check(WEIR);
  }
}
