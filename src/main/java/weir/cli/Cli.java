package weir.cli;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import weir.app.Desk;
import weir.app.LogForm;
import weir.app.LogLevel;
import weir.flow.ForeignText;
import weir.query.Views;
import weir.store.StoreException;

/// The command line. Exit codes: 0 done, 1 failed with one sentence on standard error, 2 usage.
public final class Cli {
  /// What Java makes of octets that are no letters in the locale's charset; no file is found by it.
  private static final char UNREADABLE = '\ufffd';

  private static final Pattern HELP = Pattern.compile("--help|-\\p{Alpha}*h\\p{Alpha}*");

  private final Desk desk;
  private final Views views;
  private final PrintWriter out;
  private final Sentences err;
  private final Map<String, Supplier<Object>> commands = new LinkedHashMap<>();

  public Cli(Desk desk, Views views) {
    this(
        desk,
        views,
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new Sentences(new OutputStreamWriter(System.err, StandardCharsets.UTF_8)));
  }

  public Cli(Desk desk, Views views, PrintWriter out, Writer err) {
    this(desk, views, out, new Sentences(err));
  }

  private Cli(Desk desk, Views views, PrintWriter out, Sentences err) {
    this.desk = desk;
    this.views = views;
    this.out = out;
    this.err = err;
    commands.put("decode", DecodeCommand::new);
    commands.put("listen", ListenCommand::new);
    commands.put("capture", CaptureCommand::new);
    commands.put("collect", CollectCommand::new);
    commands.put("config", ConfigCommand::new);
    commands.put("import", ImportCommand::new);
    commands.put("packets", PacketsCommand::new);
    commands.put("query", () -> new QueryCommand(views));
    commands.put("as", AsCommand::new);
    commands.put("sql", SqlCommand::new);
    commands.put("top", TopCommand::new);
    commands.put("tail", TailCommand::new);
    commands.put("export", ExportCommand::new);
    commands.put("filter", FilterCommand::new);
    commands.put("connections", ConnectionsCommand::new);
    commands.put("exporters", ExportersCommand::new);
    commands.put("interfaces", InterfacesCommand::new);
    commands.put("setup", SetupCommand::new);
    commands.put("schema", SchemaCommand::new);
    commands.put("snapshot", () -> new SnapshotCommand(desk, views));
    commands.put("report", () -> new ReportCommand(desk, views));
    commands.put("names", NamesCommand::create);
    commands.put("workspace", () -> WorkspaceCommand.create(views));
    commands.put("demo", () -> new DemoCommand(desk));
    commands.put("about", AboutCommand::new);
    commands.put("manual", () -> new ManualCommand(this::spec));
  }

  /// What a command can take is read from its class, which takes as long as all else that a start
  /// does: only of those that are named, unless help is asked for.
  private CommandLine commandLine(Collection<String> named) {
    CommandLine line = new CommandLine(new WeirCommand(desk), ViewNames.factory(views));
    boolean all = named.stream().anyMatch(word -> HELP.matcher(word).matches());
    commands.forEach(
        (name, command) -> {
          if (all || named.contains(name)) {
            line.addSubcommand(name, command.get());
          }
        });
    CommandLine config = line.getSubcommands().get("config");
    if (config != null) {
      config.setStopAtUnmatched(true); // what follows are options of collect
    }
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setExpandAtFiles(false) // names of files may begin with @
        .setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler(Cli::failed)
        .setParameterExceptionHandler(this::misused);
  }

  private int misused(CommandLine.ParameterException mistake, String[] arguments) {
    if (mistake instanceof CollectSettings.Wrong wrong) {
      wrong
          .problems()
          .forEach(problem -> err.println(LogForm.last(LogLevel.ERROR, problem.toString())));
      return CommandLine.ExitCode.USAGE;
    }
    err.println(mistake.getMessage());
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(mistake, err)) {
      CommandLine used = mistake.getCommandLine();
      (used.getParent() == null ? commandLine(commands.keySet()) : used).usage(err);
    }
    return CommandLine.ExitCode.USAGE;
  }

  /// Prints sentences, a line each whatever names of files are in them.
  private static final class Sentences extends PrintWriter {
    Sentences(Writer to) {
      super(to, true);
    }

    @Override
    public void println(@Nullable String sentence) {
      super.println(ForeignText.oneLine(String.valueOf(sentence)));
    }
  }

  /// What the commands and their options are.
  CommandLine.Model.CommandSpec spec() {
    return commandLine(commands.keySet()).getCommandSpec();
  }

  /// Runs a command line; gives the exit code.
  public int run(String... arguments) {
    for (String argument : arguments) {
      if (argument.indexOf(UNREADABLE) >= 0) {
        err.println(
            "weir: '"
                + argument
                + "' has letters that the locale's charset, "
                + System.getProperty("sun.jnu.encoding")
                + ", does not have; set LC_ALL=C.UTF-8, or rename the file");
        return CommandLine.ExitCode.USAGE;
      }
    }
    CommandLine line = commandLine(List.of(arguments));
    line.setExecutionStrategy(
        parsed ->
            new CommandLine.RunLast()
                .execute(CollectSettings.with(parsed, line, List.of(arguments))));
    int status = line.execute(arguments);
    System.out.flush(); // the process may end without
    return status;
  }

  private static int failed(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) throws Exception {
    String sentence =
        switch (failure) {
          case CommandFailed known -> known.getMessage();
          case StoreException known -> known.getMessage();
          case NoSuchFileException missing -> missing.getFile() + " does not exist";
          case IOException known -> known.getMessage();
          case UncheckedIOException known -> message(known);
          case IllegalArgumentException known -> known.getMessage();
          default -> throw failure;
        };
    commandLine.getErr().println(LogForm.last(LogLevel.ERROR, String.valueOf(sentence)));
    return 1;
  }

  /// The sentence of the exception that was wrapped.
  static String message(UncheckedIOException wrapped) {
    IOException cause = wrapped.getCause();
    return String.valueOf(cause == null ? wrapped.getMessage() : cause.getMessage());
  }
}
