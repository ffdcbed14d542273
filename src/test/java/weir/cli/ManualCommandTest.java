package weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.CommandSpec;
import weir.app.DesktopDesk;
import weir.query.Views;

class ManualCommandTest {
  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void write() {
    Views views = Views.builtIn();
    cli =
        new Cli(
            DesktopDesk.here(views),
            views,
            new PrintWriter(Writer.nullWriter()),
            Writer.nullWriter());
    assertEquals(0, cli.run("manual", "--out", folder.resolve("new").toString()));
    folder = folder.resolve("new");
  }

  @Test
  void eachCommandHasAPage() throws Exception {
    TreeSet<String> wanted = new TreeSet<>(List.of("weir.1", "weir.bash", "weir.fish", "_weir"));
    cli.spec()
        .subcommands()
        .forEach(
            (name, below) -> {
              wanted.add("weir-" + name + ".1");
              below
                  .getSubcommands()
                  .keySet()
                  .forEach(each -> wanted.add("weir-" + name + "-" + each + ".1"));
            });
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          wanted,
          files
              .map(file -> file.getFileName().toString())
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  @Test
  void aPageHasWhatHelpHas() throws Exception {
    String page = Files.readString(folder.resolve("weir-decode.1"));
    assertTrue(page.startsWith(".TH \"WEIR-DECODE\" 1"), page);
    assertTrue(page.contains(".B \\-\\-format=<format>\n"), page);
    assertTrue(page.contains("weir decode "), page);
    String first = Files.readString(folder.resolve("weir.1"));
    assertTrue(first.contains(".BR weir\\-collect (1)\n"), first);
    assertTrue(page.lines().noneMatch(line -> line.startsWith("'")), page);
  }

  @Test
  void shellsCompleteCommandsAndOptions() throws Exception {
    String fish = Files.readString(folder.resolve("weir.fish"));
    assertTrue(fish.contains("complete -c weir -n '__fish_use_subcommand' -a collect -d '"), fish);
    assertTrue(fish.contains("'__fish_seen_subcommand_from decode' -l format -r -d '"), fish);
    String bash = Files.readString(folder.resolve("weir.bash"));
    assertTrue(bash.contains("complete -F _complete_weir"), bash);
    assertTrue(Files.readString(folder.resolve("_weir")).startsWith("#compdef weir\n"));
  }

  private static List<CommandSpec> all(CommandSpec command) {
    List<CommandSpec> all = new ArrayList<>(List.of(command));
    command.subcommands().values().forEach(below -> all.addAll(all(below.getCommandSpec())));
    return all;
  }

  private static List<String> options(CommandSpec command) {
    return command.options().stream()
        .filter(option -> !option.hidden())
        .flatMap(option -> Arrays.stream(option.names()))
        .toList();
  }

  /// bash has a function for each command, with its options; zsh runs the same.
  @Test
  void bashAndZshKnowEveryCommandAndOption() throws Exception {
    for (String file : List.of("weir.bash", "_weir")) {
      String script = Files.readString(folder.resolve(file));
      for (CommandSpec command : all(cli.spec())) {
        String begin = "function _picocli_" + command.qualifiedName("_") + "() {";
        int from = script.indexOf(begin);
        assertTrue(from >= 0, file + " has no " + begin);
        String function = script.substring(from, script.indexOf("\n}", from));
        for (String word : options(command)) {
          assertTrue(
              function.matches("(?s).*['\" ]" + Pattern.quote(word) + "['\" ].*"),
              file + ": " + command.qualifiedName() + " " + word);
        }
        for (String below : command.subcommands().keySet()) {
          assertTrue(
              function.matches("(?s).*commands=\"[^\"]*\\b" + below + "\\b.*"),
              file + ": " + below);
        }
      }
    }
  }

  @Test
  void fishKnowsEveryCommandAndOption() throws Exception {
    List<String> lines = Files.readAllLines(folder.resolve("weir.fish"));
    for (CommandSpec command : all(cli.spec())) {
      String where =
          command.parent() == null
              ? "'__fish_use_subcommand'"
              : "__fish_seen_subcommand_from " + command.name() + "'";
      List<String> here = lines.stream().filter(line -> line.contains(where)).toList();
      for (String word : options(command)) {
        String option = (word.startsWith("--") ? " -l " : " -s ") + word.replaceFirst("^-+", "");
        assertTrue(
            here.stream().anyMatch(line -> (line + " ").contains(option + " ")),
            command.qualifiedName() + " " + word);
      }
      for (String below : command.subcommands().keySet()) {
        assertTrue(here.stream().anyMatch(line -> line.contains(" -a " + below + " ")), below);
      }
    }
  }

  @Test
  void eachPageHasEveryOption() throws Exception {
    for (CommandSpec command : all(cli.spec())) {
      String page = Files.readString(folder.resolve(command.qualifiedName("-") + ".1"));
      for (String word : options(command)) {
        assertTrue(page.contains(word.replace("-", "\\-")), command.qualifiedName() + " " + word);
      }
      for (String below : command.subcommands().keySet()) {
        assertTrue(page.contains(below), command.qualifiedName() + " " + below);
      }
    }
  }
}
