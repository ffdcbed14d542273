package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import weir.app.Desk;
import weir.export.ReportFormat;
import weir.export.ReportOrder;
import weir.ingest.Source;
import weir.query.Dimensions;
import weir.query.Unit;
import weir.query.Views;
import weir.store.FlowReader;

/// `weir report`: a view of a data set with its numbers, as a file to hand on.
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description =
        "Write a report of a view: its charts, the numbers behind them, what is missing, and how"
            + " all was asked; needs no display.")
final class ReportCommand implements Callable<Integer> {
  /// Longer notes are a mistake.
  private static final long MOST_NOTES_OCTETS = 1 << 20;

  @Mixin private DataChoice data = new DataChoice();

  @Option(
      names = "--view",
      paramLabel = "NAME",
      completionCandidates = ViewNames.class,
      description = "${COMPLETION-CANDIDATES} (default: the first)")
  private @Nullable String view;

  @Option(
      names = "--filter",
      paramLabel = "FILTER",
      description = "Such as 'tcp and dst port 443'.")
  private String filter = "";

  @Option(names = "--from", paramLabel = "TIME", description = "As in weir query; default: all.")
  private @Nullable String from;

  @Option(
      names = {"--to", "--until"},
      paramLabel = "TIME",
      description = "Until then, exclusive; default: all.")
  private @Nullable String until;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description =
          "Whose clock the times are read on: UTC, local, Europe/Berlin (default: UTC, as in the"
              + " desktop).")
  private String zone = "UTC";

  @Option(
      names = "--unit",
      paramLabel = "UNIT",
      description =
          "What panels count that say nothing else: ${COMPLETION-CANDIDATES} (default: bits)")
  private Unit unit = Unit.BITS;

  @Option(names = "--raw", description = "Leave the sampling rate out.")
  private boolean raw;

  @Option(
      names = "--title",
      paramLabel = "TEXT",
      description = "Its title (default: the view and the data set).")
  private String title = "";

  @Option(names = "--note", paramLabel = "TEXT", description = "Notes, which stand at its top.")
  private @Nullable String note;

  @Option(
      names = "--notes",
      paramLabel = "FILE",
      description = "Notes from a file, as they stand there.")
  private @Nullable Path notes;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where it goes; the name's end says how: .html, .pdf.")
  private Path out;

  @Spec private CommandSpec spec;

  private final Desk desk;
  private final Views views;

  @SuppressWarnings("NullAway.Init") // picocli sets what is required
  ReportCommand(Desk desk, Views views) {
    this.desk = desk;
    this.views = views;
  }

  @Override
  public Integer call() throws Exception {
    if (note != null && notes != null) {
      throw new ParameterException(spec.commandLine(), "--note or --notes, not both");
    }
    if (ReportFormat.of(String.valueOf(out.getFileName())).isEmpty()) {
      throw new CommandFailed(
          "--out: cannot tell from the name "
              + out
              + " what to write; let it end with .html or .pdf");
    }
    String said = notes();
    ZoneId clock = zone();
    PrintWriter err = spec.commandLine().getErr();
    try (Source source = data.open()) {
      FlowReader store = source.store();
      ReportOrder order =
          new ReportOrder(
              view == null ? views.first() : views.named(view),
              RangeOptions.of(store.status(), from, until),
              QueryCommand.parse("--filter", filter, Dimensions.of(store.overrides())),
              unit,
              !raw,
              clock,
              title,
              said);
      write(source, order, err);
      new KeptText(sentence -> err.println("weir: " + sentence)).problems(store.status());
    }
    err.println("weir: wrote " + out);
    return 0;
  }

  private void write(Source source, ReportOrder order, PrintWriter err) {
    boolean terminal = QueryProgress.onTerminal();
    try {
      desk.report(
          source,
          order,
          out,
          share -> {
            if (terminal) {
              err.printf(Locale.ROOT, "%sasking · %.0f %%", QueryProgress.CLEAR, share * 100);
              err.flush();
            }
          });
    } catch (IOException e) {
      throw new CommandFailed("--out: " + out + " cannot be written: " + e.getMessage(), e);
    } finally {
      if (terminal) {
        err.print(QueryProgress.CLEAR);
        err.flush();
      }
    }
  }

  private String notes() throws IOException {
    if (notes == null) {
      return note == null ? "" : note;
    }
    if (Files.size(notes) > MOST_NOTES_OCTETS) {
      throw new CommandFailed("--notes: " + notes + " is longer than 1 MiB; that is no note");
    }
    return Files.readString(notes);
  }

  private ZoneId zone() {
    try {
      return switch (zone.toLowerCase(Locale.ROOT)) {
        case "utc" -> ZoneOffset.UTC;
        case "local" -> ZoneId.systemDefault();
        default -> ZoneId.of(zone);
      };
    } catch (DateTimeException e) {
      throw new CommandFailed(
          "--zone: there is no zone '" + zone + "'; write UTC, local, or a name as Europe/Berlin",
          e);
    }
  }
}
