package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
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
import weir.query.Timing;
import weir.query.Unit;
import weir.query.Views;
import weir.screen.Saved;
import weir.screen.Screen;
import weir.settings.Settings;
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
  @Mixin private CountOnce once = new CountOnce();

  @Option(
      names = "--view",
      paramLabel = "NAME",
      completionCandidates = ViewNames.class,
      description = "${COMPLETION-CANDIDATES} (default: that of a workspace, else the first)")
  private @Nullable String view;

  @Option(
      names = "--filter",
      paramLabel = "FILTER",
      description = "Such as 'tcp and dst port 443'.")
  private String filter = "";

  @Option(names = "--from", paramLabel = "TIME", description = "As in weir query; default: all.")
  private @Nullable String from;

  @Option(
      names = "--range",
      paramLabel = "RANGE",
      description = "In place of both: 'yesterday 14:00-15:00', 'last 90 min', today.")
  private @Nullable String span;

  @Option(
      names = {"--to", "--until"},
      paramLabel = "TIME",
      description = "Until then, exclusive; default: all.")
  private @Nullable String until;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description =
          "Whose clock the times are read on: UTC, local, Europe/Berlin (default: that of a"
              + " workspace, else UTC, as in the desktop).")
  private @Nullable String zone;

  @Option(
      names = "--unit",
      paramLabel = "UNIT",
      description =
          "What panels count that say nothing else: ${COMPLETION-CANDIDATES} (default: that of a"
              + " workspace, else bits)")
  private @Nullable Unit unit;

  @Option(names = "--raw", description = "Leave the sampling rate out.")
  private boolean raw;

  @Option(
      names = "--compare",
      paramLabel = "WITH",
      description =
          "What it is compared with: before, hour, day, week, month (earlier), two times with a"
              + " slash between them, filter: and a filter, or none (default: as a workspace was).")
  private @Nullable String compare;

  @Option(
      names = "--timing",
      paramLabel = "HOW",
      description =
          "Such as step:60,spread: steps of at least 60 s, flows spread over the time that they"
              + " took (default: as a workspace was).")
  private @Nullable String timing;

  @Option(
      names = "--colours",
      description =
          "Of charts: ${COMPLETION-CANDIDATES}; distinct ones are told apart with every kind of"
              + " colour blindness (default: usual).")
  private Settings.Colours colours = Settings.Colours.USUAL;

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
    ZoneId clock = zone == null ? null : zone("--zone", zone);
    String said = notes(note, notes);
    PrintWriter err = spec.commandLine().getErr();
    try (Source source = data.open()) {
      FlowReader store = source.store();
      Screen saved = source.saved().map(Saved::screen).orElse(null);
      Screen screen = saved == null ? usual(store) : saved;
      boolean ranged = saved == null || from != null || until != null || span != null;
      ReportOrder order =
          new ReportOrder(
                  view == null ? screen.view() : views.named(view),
                  ranged ? RangeOptions.of(store.status(), span, from, until) : screen.range(),
                  once.and(
                      FilterOption.read(
                          "--filter",
                          filter.isEmpty() ? screen.filter() : filter,
                          store.dimensions(),
                          store.labels(),
                          err),
                      store.dimensions()),
                  unit == null ? screen.unit() : unit,
                  screen.scaled() && !raw,
                  clock == null ? screen.zone() : clock,
                  title,
                  said.isEmpty() ? source.saved().map(Saved::notes).orElse("") : said)
              .with(against(screen, store.dimensions()), timing(screen))
              .withDistinct(colours == Settings.Colours.DISTINCT);
      write(source, order, err);
      new KeptText(sentence -> err.println("weir: " + sentence)).problems(store.status());
    }
    err.println("weir: wrote " + out);
    return 0;
  }

  private Optional<weir.query.Against> against(Screen screen, Dimensions dimensions) {
    if (compare == null) {
      return screen.against(dimensions);
    }
    try {
      return compare.equals("none")
          ? Optional.empty()
          : Optional.of(weir.query.Against.parse(compare, dimensions));
    } catch (IllegalArgumentException e) {
      throw new CommandFailed("--compare: " + e.getMessage(), e);
    }
  }

  private Timing timing(Screen screen) {
    try {
      return timing == null ? screen.timing() : Timing.parse(timing);
    } catch (IllegalArgumentException e) {
      throw new CommandFailed("--timing: " + e.getMessage(), e);
    }
  }

  /// What is reported where nothing is said of it.
  private Screen usual(FlowReader store) {
    return new Screen(
        views.first(),
        "",
        RangeOptions.of(store.status(), null, null),
        ZoneOffset.UTC,
        Unit.BITS,
        true,
        Screen.Charts.USUAL);
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

  /// @param text of `--note`
  /// @param file of `--notes`
  static String notes(@Nullable String text, @Nullable Path file) throws IOException {
    if (file == null) {
      return text == null ? "" : text;
    }
    if (Files.size(file) > MOST_NOTES_OCTETS) {
      throw new CommandFailed("--notes: " + file + " is longer than 1 MiB; that is no note");
    }
    return Files.readString(file);
  }

  /// "UTC", "local", "Europe/Berlin".
  static ZoneId zone(String option, String name) {
    try {
      return switch (name.toLowerCase(Locale.ROOT)) {
        case "utc" -> ZoneOffset.UTC;
        case "local" -> ZoneId.systemDefault();
        default -> ZoneId.of(name);
      };
    } catch (DateTimeException e) {
      throw new CommandFailed(
          option
              + ": there is no zone '"
              + name
              + "'; write UTC, local, or a name as Europe/Berlin",
          e);
    }
  }
}
