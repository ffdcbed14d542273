package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weir.decode.DatagramDecoder;
import weir.decode.ExporterStatus;
import weir.enrich.Directions;
import weir.ingest.ExporterFile;
import weir.ingest.InputFile;

/// `weir exporters (--data DIR | FILE…)`: who sends, what, and what is wrong with it.
@Command(
    name = "exporters",
    mixinStandardHelpOptions = true,
    description =
        "List the exporters of a data set, also while it is collected into, or of capture files: flows,"
            + " sampling rates and where they come from, losses, malformed datagrams, templates,"
            + " interfaces.")
final class ExportersCommand implements Callable<Integer> {
  enum Format {
    TABLE,
    JSON
  }

  @Parameters(arity = "0..*", paramLabel = "FILE", description = "Captures, instead of a data set.")
  private List<Path> files = List.of();

  @Option(names = "--data", paramLabel = "DIR", description = "The data set's folder.")
  private Path data = Path.of("");

  @Option(
      names = "--templates",
      description = "Show every template with its fields; + marks those that flows keep.")
  private boolean templates;

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: table)")
  private Format format = Format.TABLE;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the spec
  ExportersCommand() {}

  @Override
  public Integer call() throws IOException {
    ExporterFile.Content content = files.isEmpty() ? ofData() : ofFiles();
    List<ExporterStatus> exporters =
        content.exporters().stream()
            .sorted(Comparator.comparingLong(ExporterStatus::records).reversed())
            .toList();
    PrintWriter out = spec.commandLine().getOut();
    if (format == Format.JSON) {
      ExporterReport.json(exporters, content.memories(), out);
    } else {
      ExporterReport.table(exporters, content.memories(), templates, out);
    }
    out.flush();
    return 0;
  }

  private ExporterFile.Content ofData() throws IOException {
    if (data.toString().isEmpty()) {
      throw new CommandFailed("name a data set with --data DIR, or capture files");
    }
    if (!Files.isDirectory(data)) {
      throw new CommandFailed(data + " is no data set of Weir's; collect or import into it first");
    }
    return new ExporterFile(data).read();
  }

  private ExporterFile.Content ofFiles() throws IOException {
    DatagramDecoder decoder = new DatagramDecoder();
    for (Path file : files) {
      try (InputFile input = InputFile.open(file)) {
        input.read(new FlowOutput(decoder, FlowPrinter.NOTHING, Directions.inside(List.of())));
      }
    }
    return ExporterFile.Content.of(decoder);
  }
}
