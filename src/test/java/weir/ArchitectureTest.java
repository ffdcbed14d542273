package weir;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The arrows between packages, each with its reason.
class ArchitectureTest {
  private static final JavaClasses WEIR =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("weir");

  /// A package and all of Weir's that it may use.
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "flow, -",
        "wire, -",
        "packet, wire flow",
        "decode, packet wire flow",
        "capture, wire flow",
        "enrich, flow",
        "demo, wire flow",
        "flowfile, flow",
        "query, flow",
        "store, query flow",
        "store.duckdb, store query flow",
        "ingest, flow wire packet decode capture flowfile enrich query store store.duckdb demo",
        "cli, flow wire packet decode capture flowfile enrich query store store.duckdb ingest settings demo",
        "ui.chart, ui query flow",
        "ui.explore, ui ui.chart store query flow ingest",
        "ui.exporters, wire decode flow query",
        "ui, ui.chart ui.explore ui.exporters decode flow query store ingest settings",
      })
  void packageUsesOnlyWhatTheDesignAllows(String from, String allowed) {
    Stream<String> targets =
        Stream.concat(
            Stream.of(from), allowed == null ? Stream.of() : Arrays.stream(allowed.split(" ")));
    String[] packages =
        Stream.concat(
                targets.map(name -> "weir." + name),
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
        .resideInAPackage("weir." + from)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(packages)
        .because("the arrows of the design keep every package understandable alone")
        .allowEmptyShould(true)
        .check(WEIR);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("weir.(*)..").should().beFreeOfCycles().check(WEIR);
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
        "weir.store.duckdb..");
  }

  @Test
  void sqlStaysInTheStores() {
    onlyIn("SQL is behind FlowStore", "java.sql..", "weir.store..");
    onlyIn("SQL is behind FlowStore", "org.duckdb..", "weir.store..");
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
