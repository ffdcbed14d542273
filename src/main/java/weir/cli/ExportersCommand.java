package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weir.app.DataSets;
import weir.decode.DatagramDecoder;
import weir.doctor.Seen;
import weir.enrich.Directions;
import weir.export.FlowPrinter;
import weir.exporter.ExporterStatus;
import weir.exporter.FlowExporters;
import weir.exporter.Overrides;
import weir.flow.Admission;
import weir.flow.IpAddress;
import weir.ingest.ExporterFile;
import weir.ingest.InputFile;
import weir.ingest.Source;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.Duplicates;
import weir.store.OverridesFile;

/// `weir exporters (--data DIR | --clickhouse URL | FILE…)`: who sends, what, and what is wrong
/// with it.
@Command(
    name = "exporters",
    mixinStandardHelpOptions = true,
    description =
        "List the exporters of a data set, also while it is collected into, or of capture files:"
            + " flows, sampling rates and where they come from, losses, malformed datagrams,"
            + " templates, interfaces; what is wrong, what that means and what to do. Of a table on a ClickHouse server: what its flows tell of"
            + " them. With --set, name them and their interfaces, and mend their sampling rates.")
final class ExportersCommand implements Callable<Integer> {
  enum Format {
    TABLE,
    JSON
  }

  /// A collector that hears anything writes more often.
  private static final Duration FRESH = Duration.ofMinutes(1);

  @Parameters(arity = "0..*", paramLabel = "FILE", description = "Captures, instead of a data set.")
  private List<Path> files = List.of();

  @Mixin private DataChoice data = new DataChoice();

  @Option(
      names = "--templates",
      description = "Show every template with its fields; + marks those that flows keep.")
  private boolean templates;

  @Option(
      names = "--duplicates",
      description =
          "Say how much of the last hour's traffic was probably reported twice, and by whom: by"
              + " several exporters, or by one as it came in and as it went out.")
  private boolean duplicates;

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: table)")
  private Format format = Format.TABLE;

  @Mixin private OverrideOptions setting = new OverrideOptions();
  @Mixin private ElementsOption own = new ElementsOption();
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the spec
  ExportersCommand() {}

  @Override
  public Integer call() throws IOException {
    setting.check();
    if (duplicates) {
      duplicates();
      return 0;
    }
    if (data.isRemote()) {
      ofFlows();
      return 0;
    }
    Optional<ExporterFile.Content> known = files.isEmpty() ? ofData() : Optional.of(ofFiles());
    ExporterFile.Content content = known.orElse(ExporterFile.Content.NOTHING);
    PrintWriter out = spec.commandLine().getOut();
    if (setting.wanted()) {
      set(content, out);
    } else {
      list(content, out);
    }
    out.flush();
    return known.isPresent() || setting.wanted() ? 0 : 1;
  }

  private void duplicates() {
    if (!files.isEmpty() || setting.wanted() || templates) {
      throw new CommandFailed(
          "--duplicates goes with --data or --clickhouse and --format alone; import files first");
    }
    try (Source source = data.open()) {
      Duplicates found = Duplicates.read(source.store(), new Cancel());
      PrintWriter out = spec.commandLine().getOut();
      if (format == Format.JSON) {
        DuplicateReport.json(found, out);
      } else {
        DuplicateReport.table(found, source.store().labels(), out);
      }
      out.flush();
    }
  }

  /// Who nobody listens to here is known by the flows.
  private void ofFlows() {
    if (!files.isEmpty() || setting.wanted() || templates) {
      throw new CommandFailed(
          "--clickhouse goes with --format alone: nothing is kept or set there");
    }
    try (Source source = data.open()) {
      FlowExporters found = source.exportersOfFlows().orElseThrow();
      PrintWriter out = spec.commandLine().getOut();
      if (format == Format.JSON) {
        FlowExporterReport.json(found, out);
      } else {
        FlowExporterReport.table(found, source.store().labels(), out);
      }
      out.flush();
    }
  }

  private void list(ExporterFile.Content content, PrintWriter out) {
    List<ExporterStatus> exporters =
        content.exporters().stream()
            .sorted(Comparator.comparingLong(ExporterStatus::records).reversed())
            .toList();
    Overrides overrides = files.isEmpty() ? new OverridesFile(folder()).read() : Overrides.NONE;
    Instant now = Instant.now();
    boolean live =
        files.isEmpty()
            && Duration.between(TimeRange.instant(content.writtenNanos()), now).compareTo(FRESH)
                < 0;
    Seen seen = new Seen(ZoneOffset.UTC, now, live);
    if (format == Format.JSON) {
      ExporterReport.json(exporters, content.memories(), overrides, seen, out);
    } else {
      ExporterReport.table(exporters, content.memories(), overrides, seen, templates, out);
    }
  }

  /// The file is changed, not the data set, which may be open in another Weir.
  private void set(ExporterFile.Content content, PrintWriter out) {
    if (!files.isEmpty()) {
      throw new CommandFailed("--set is for a data set; files are left as they are");
    }
    IpAddress exporter = setting.exporter();
    OverridesFile file = new OverridesFile(folder());
    Overrides inForce = setting.changes() ? file.change(exporter, setting::apply) : file.read();
    OverrideReport.print(
        exporter,
        inForce.of(exporter),
        content.exporters().stream().filter(known -> known.address().equals(exporter)).findFirst(),
        out);
  }

  /// Empty where what is known of them cannot be read, which is said.
  private Optional<ExporterFile.Content> ofData() {
    DataSets.require(folder());
    try {
      return Optional.of(new ExporterFile(folder()).read());
    } catch (IOException e) {
      spec.commandLine().getErr().println("weir: exporters are not known: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Path folder() {
    return data.folder()
        .orElseThrow(
            () ->
                new CommandFailed(
                    "name a data set with --data DIR or --clickhouse URL, or capture files"));
  }

  private ExporterFile.Content ofFiles() throws IOException {
    DatagramDecoder decoder = new DatagramDecoder(Admission.everybody(), own.elements());
    for (Path file : files) {
      try (InputFile input = InputFile.open(file)) {
        input.read(new FlowOutput(decoder, FlowPrinter.NOTHING, Directions.inside(List.of())));
      }
    }
    return ExporterFile.Content.of(decoder);
  }
}
