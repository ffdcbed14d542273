package weir.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weir.app.Desk;
import weir.app.Workspaces;
import weir.ingest.InputFile;
import weir.ingest.Listening;
import weir.ingest.Source;
import weir.screen.Link;
import weir.screen.Saved;
import weir.screen.WorkspaceFile;

/// `weir [FILE…]`: the desktop; where there is no display, a file's summary, top talkers and
/// picture.
@Command(
    name = "weir",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    synopsisHeading = "%nUsage: ",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%n",
    description =
        "Weir, a desktop workstation for network flows. Without a command it opens the desktop,"
            + " with the files given. With no display it prints a file's summary and top talkers"
            + " and writes its overview as a PNG; where that cannot be drawn, the exit status is"
            + " 1.")
final class WeirCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description =
          "Capture files, workspaces (.weir) and data sets' folders to open, and links (weir:?…);"
              + " - is a capture on standard input, as it comes.")
  private List<Path> named = List.of();

  @Option(
      names = "--listen",
      split = ",",
      paramLabel = "[ADDRESS:]PORT",
      description =
          "Listen at once on these UDP ports of all addresses, or of one, as 127.0.0.1:2055 and"
              + " [::1]:2055.")
  private List<String> ports = List.of();

  @Option(
      names = "--adapter",
      split = ",",
      paramLabel = "ADAPTER",
      description =
          "Capture at once on these network adapters, as eth0 and any, with the options that were"
              + " chosen last; weir capture --list shows them.")
  private List<String> adapters = List.of();

  @Option(
      names = "--out",
      paramLabel = "PNG",
      description = "With no display: where the picture goes.")
  private Path picture = Path.of("weir-overview.png");

  @Mixin private Allow allow = new Allow();
  @Mixin private LiveData live = new LiveData();
  @Mixin private Inside inside = new Inside();
  @Mixin private NamesOption names = new NamesOption();
  @Spec private CommandSpec spec;

  private final Desk desk;

  @SuppressWarnings("NullAway.Init") // picocli sets the spec
  WeirCommand(Desk desk) {
    this.desk = desk;
  }

  /// As file managers name local files to programs that take links.
  private static Path local(Path file) {
    try {
      return file.toString().startsWith("file:/") ? Path.of(URI.create(file.toString())) : file;
    } catch (IllegalArgumentException e) {
      return file; // which is not there
    }
  }

  @Override
  public Integer call() throws Exception {
    List<Path> files = named.stream().map(WeirCommand::local).toList();
    for (Path file : files) {
      if (!file.equals(InputFile.STANDARD_INPUT)
          && !Link.is(file.toString())
          && !file.toFile().exists()) {
        throw new CommandFailed(
            "there is no file and no command '" + file + "'; weir --help lists the commands");
      }
    }
    Listening listening =
        new Listening(Ports.parse("--listen", ports), List.of(), allow.prefixes());
    String missing = desk.missing();
    if (missing.isEmpty()) {
      desk.open(
          new Desk.Start(
              files,
              listening,
              adapters,
              false,
              live.folder(),
              live.retention(),
              inside.directions(),
              names.open()));
      return 0;
    }
    if (files.isEmpty()) {
      throw new CommandFailed(
          missing + "; opening a file, weir capture and weir demo work without");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(missing);
    Set<String> lacking = new LinkedHashSet<>();
    for (Path file : files) {
      if (Link.is(file.toString())) {
        var _ = Link.parse(file.toString());
        throw new CommandFailed("a link is opened in the desktop, which has no display here");
      }
      if (file.toFile().isDirectory()) {
        throw new CommandFailed(
            file + " is a folder: weir snapshot --data DIR draws a data set, weir query asks it");
      }
      Path png = files.size() == 1 ? picture : Path.of(file.getFileName() + "-overview.png");
      report(file, png, out).ifPresent(lacking::add);
    }
    if (!lacking.isEmpty()) {
      throw new CommandFailed(String.join("; ", lacking));
    }
    return 0;
  }

  /// @return why there is no picture, in a sentence; empty where there is one, or none is due
  private Optional<String> report(Path file, Path png, PrintWriter out) throws Exception {
    if (!WorkspaceFile.is(file)) {
      return new FileReport(desk, names.filling(inside.directions()), out).print(file, png);
    }
    Saved saved = Workspaces.saved(file);
    new WorkspaceReport(out).print(saved);
    if (saved.flows().isEmpty()) {
      return Optional.empty();
    }
    try (Source source = Workspaces.open(file)) {
      return new SourceReport(source, desk, out).draw(png);
    }
  }
}
