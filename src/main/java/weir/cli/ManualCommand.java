package weir.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// `weir manual`: what the command line knows of itself, in the forms that a system looks for.
@Command(
    name = "manual",
    mixinStandardHelpOptions = true,
    description =
        "Write man pages, and what completes commands in bash, zsh and fish. Installed packages"
            + " have them already.")
final class ManualCommand implements Callable<Integer> {
  private static final String NAME = "weir";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder for weir.1, weir.bash and the others; made if it is not there.")
  @SuppressWarnings("NullAway.Init") // required
  private Path folder;

  private final Supplier<CommandSpec> weir;

  /// @param weir the whole command line
  ManualCommand(Supplier<CommandSpec> weir) {
    this.weir = weir;
  }

  @Override
  public Integer call() throws IOException {
    CommandSpec spec = weir.get();
    Files.createDirectories(folder);
    writePages(spec);
    String bash = AutoComplete.bash(NAME, spec.commandLine());
    Files.writeString(folder.resolve("weir.bash"), bash);
    Files.writeString(folder.resolve("_weir"), zsh(bash));
    Files.writeString(folder.resolve("weir.fish"), FishCompletion.of(spec));
    return 0;
  }

  /// zsh runs bash's completion; the first Tab loads it.
  private static String zsh(String bash) {
    return """
        #compdef weir
        autoload -U +X bashcompinit && bashcompinit
        %s
        _bash_complete -o default -F _complete_weir
        """
        .formatted(bash);
  }

  private void writePages(CommandSpec command) throws IOException {
    String page = ManPage.name(command);
    Files.writeString(folder.resolve(page + ".1"), ManPage.of(command));
    for (CommandLine below : command.subcommands().values()) {
      writePages(below.getCommandSpec());
    }
  }
}
