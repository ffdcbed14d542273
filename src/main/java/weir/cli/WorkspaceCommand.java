package weir.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weir.app.Workspaces;
import weir.enrich.Anonymiser;
import weir.ingest.Saving;
import weir.ingest.Source;
import weir.query.Dimensions;
import weir.query.TimeRange;
import weir.query.Unit;
import weir.query.View;
import weir.query.Views;
import weir.screen.Saved;
import weir.screen.Screen;
import weir.screen.WorkspaceFile;
import weir.store.Cancel;

/// `weir workspace`: files that show others what is on a screen here.
@Command(
    name = "workspace",
    mixinStandardHelpOptions = true,
    description =
        "Files of workspaces: a view with its filter and range, names, notes and, if wanted, the"
            + " flows behind it. weir FILE.weir opens one in the desktop; weir query, snapshot and"
            + " report take one as --data.")
final class WorkspaceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the spec
  private WorkspaceCommand() {}

  /// With the commands below it.
  static CommandLine create(Views views) {
    return new CommandLine(new WorkspaceCommand(), ViewNames.factory(views))
        .addSubcommand(new Save(views))
        .addSubcommand(new Show());
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "say what to do: save or show");
  }

  /// `weir workspace save`: writes one.
  @Command(
      name = "save",
      mixinStandardHelpOptions = true,
      description = "Write a workspace of a data set.")
  static final class Save implements Callable<Integer> {
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

    @Mixin private RangeOptions range = new RangeOptions();

    @Option(
        names = "--zone",
        paramLabel = "ZONE",
        description = "Whose clock is shown: UTC, local, Europe/Berlin (default: UTC).")
    private String zone = "UTC";

    @Option(names = "--unit", description = "${COMPLETION-CANDIDATES} (default: bits)")
    private Unit unit = Unit.BITS;

    @Option(names = "--raw", description = "Leave the sampling rate out.")
    private boolean raw;

    @Option(names = "--note", paramLabel = "TEXT", description = "Notes for who opens it.")
    private @Nullable String note;

    @Option(
        names = "--notes",
        paramLabel = "FILE",
        description = "Notes from a file, as they stand there.")
    private @Nullable Path notes;

    @Option(
        names = "--with-data",
        description =
            "With the flows of the range that the filter lets through, so that it opens anywhere.")
    private boolean withData;

    @Option(
        names = "--anonymise",
        paramLabel = "HOW",
        description =
            "With --with-data: addresses, MAC addresses and names become others. crypto-pan keeps"
                + " networks networks; truncate cuts addresses.")
    private @Nullable String anonymise;

    @Option(
        names = "--keep-bits",
        split = ",",
        paramLabel = "IPV4,IPV6",
        description = "What truncate keeps of addresses (default: 24,48).")
    private List<Integer> bits = List.of(Anonymiser.IPV4_BITS, Anonymiser.IPV6_BITS);

    @Option(
        names = "--key",
        paramLabel = "FILE",
        description =
            "The key of --anonymise, so that several files have the same addresses: 32 octets, or"
                + " 64 digits of base 16 (default: one that nobody knows).")
    private @Nullable Path key;

    @Option(
        names = "--out",
        required = true,
        paramLabel = "FILE.weir",
        description = "Where it goes.")
    private Path out;

    @Spec private CommandSpec spec;
    private final Views views;

    @SuppressWarnings("NullAway.Init") // picocli sets what is required
    Save(Views views) {
      this.views = views;
    }

    @Override
    public Integer call() throws IOException {
      check();
      ZoneId clock = ReportCommand.zone("--zone", zone);
      String said = ReportCommand.notes(note, notes);
      View chosen = view == null ? views.first() : views.named(view);
      Optional<Anonymiser> anonymiser = anonymiser();
      try (Source source = data.open()) {
        Dimensions dimensions = source.store().dimensions();
        String ours =
            FilterOption.translated(
                    "--filter",
                    filter,
                    dimensions,
                    source.store().labels(),
                    spec.commandLine().getErr())
                .ours();
        TimeRange time = range.range(source.store().status());
        Screen screen = new Screen(chosen, ours, time, clock, unit, !raw, Screen.Charts.USUAL);
        Saved saved =
            Workspaces.save(
                source,
                new Saving(screen, said, withData, anonymiser),
                out,
                (_, _) -> {},
                new Cancel());
        spec.commandLine().getErr().println("weir: wrote " + out + with(saved));
        new KeptText(spec.commandLine().getErr()::println).problems(source.store().status());
      }
      return 0;
    }

    private static String with(Saved saved) {
      return saved
          .flows()
          .map(
              flows ->
                  String.format(
                      Locale.ROOT,
                      " with %,d flows%s",
                      flows.rows(),
                      flows.anonymised().isEmpty() ? "" : ", " + flows.anonymised()))
          .orElse("");
    }

    private void check() {
      if (!WorkspaceFile.is(out)) {
        throw usage("--out " + out + ": the name of a workspace ends with .weir");
      }
      if (anonymise != null && !withData) {
        throw usage("--anonymise goes with --with-data");
      }
      if (anonymise == null && key != null) {
        throw usage("--key goes with --anonymise");
      }
      if (note != null && notes != null) {
        throw usage("--note or --notes, not both");
      }
      if (bits.size() != 2) {
        throw usage("--keep-bits is of two numbers, such as 24,48");
      }
    }

    private ParameterException usage(String sentence) {
      return new ParameterException(spec.commandLine(), sentence);
    }

    private Optional<Anonymiser> anonymiser() throws IOException {
      if (anonymise == null) {
        return Optional.empty();
      }
      Anonymiser.Method method =
          Anonymiser.Method.of(anonymise)
              .orElseThrow(() -> usage("--anonymise is crypto-pan or truncate"));
      byte[] secret =
          key == null ? Anonymiser.randomKey() : Anonymiser.key(Files.readAllBytes(key));
      return Optional.of(
          method == Anonymiser.Method.CRYPTO_PAN
              ? Anonymiser.cryptoPan(secret)
              : Anonymiser.truncating(secret, bits.getFirst(), bits.getLast()));
    }
  }

  /// `weir workspace show`: what is in one.
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Say what is in a workspace, and its link; its flows are not read.")
  static final class Show implements Callable<Integer> {
    @Parameters(paramLabel = "FILE.weir", description = "A workspace.")
    private Path file;

    @Spec private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets what is required
    Show() {}

    @Override
    public Integer call() {
      new WorkspaceReport(spec.commandLine().getOut()).print(Workspaces.saved(file));
      return 0;
    }
  }
}
