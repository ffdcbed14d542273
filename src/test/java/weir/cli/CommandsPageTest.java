package weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import weir.app.Desk;
import weir.export.ReportOrder;
import weir.ingest.Source;
import weir.query.Views;

/// `docs/commands.md` has a section for each command, with a row for each of its options, and no
/// others. `--help` and `--version`, which all have, stand in none.
class CommandsPageTest {
  private static final Path PAGE = Path.of("docs/commands.md");
  private static final Set<String> EVERYWHERE = Set.of("--help", "--version");
  private static final Pattern SECTION = Pattern.compile("(?m)^## `(weir[ a-z]*)`$");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(--[a-z-]+)");

  private static final Desk NO_DESK =
      new Desk() {
        @Override
        public String missing() {
          return "there is no display";
        }

        @Override
        public void open(Start start) {
          throw new AssertionError("no command is run");
        }

        @Override
        public Demo demo() {
          throw new AssertionError("no command is run");
        }

        @Override
        public void render(Source source, Picture picture, Path file) {
          throw new AssertionError("no command is run");
        }

        @Override
        public void report(Source source, ReportOrder order, Path file, DoubleConsumer progress) {
          throw new AssertionError("no command is run");
        }
      };

  private static List<CommandSpec> commands() {
    CommandSpec weir =
        new Cli(NO_DESK, Views.builtIn(), new PrintWriter(Writer.nullWriter()), Writer.nullWriter())
            .spec();
    List<CommandSpec> commands = new ArrayList<>();
    add(weir, commands);
    return commands;
  }

  /// Each command and each option, a line.
  private static Set<String> inTheProgram() {
    Set<String> there = new TreeSet<>();
    for (CommandSpec command : commands()) {
      there.add(command.qualifiedName());
      command.options().stream()
          .filter(option -> !option.hidden())
          .map(OptionSpec::longestName)
          .filter(option -> !EVERYWHERE.contains(option))
          .forEach(option -> there.add(command.qualifiedName() + " " + option));
    }
    return there;
  }

  /// A command and those below it.
  private static void add(CommandSpec command, List<CommandSpec> to) {
    to.add(command);
    command.subcommands().values().forEach(below -> add(below.getCommandSpec(), to));
  }

  private static Set<String> onThePage() throws IOException {
    String page = Files.readString(PAGE);
    Set<String> there = new TreeSet<>();
    Matcher section = SECTION.matcher(page);
    while (section.find()) {
      String command = section.group(1);
      int end = page.indexOf("\n## ", section.end());
      String text = page.substring(section.end(), end < 0 ? page.length() : end);
      there.add(command);
      ROW.matcher(text).results().forEach(row -> there.add(command + " " + row.group(1)));
    }
    return there;
  }

  @Test
  void thePageHasEveryCommandAndOptionAndNoOthers() throws IOException {
    assertEquals(lines(inTheProgram()), lines(onThePage()));
  }

  /// Whoever prints or stores flows fills in directions and AS by the same options. The desktop has
  /// pages for it; `weir packets` keeps no flows.
  @Test
  void whoReadsFlowsFillsInTheirAs() {
    Set<String> filling = new TreeSet<>();
    for (CommandSpec command : commands()) {
      if (command.optionsMap().containsKey("--inside")
          && (!command.subcommands().isEmpty() || command.name().equals("packets"))) {
        continue;
      }
      List<String> there =
          Stream.of("--inside", "--own-as", "--as-table", "--names")
              .filter(command.optionsMap()::containsKey)
              .toList();
      if (there.size() == 4) {
        filling.add(command.name());
      } else {
        assertFalse(there.contains("--inside"), command.name() + " has no more than " + there);
      }
    }
    assertEquals(Set.of("capture", "collect", "decode", "import", "listen"), filling);
  }

  private static String lines(Set<String> words) {
    return words.stream().collect(Collectors.joining("\n"));
  }
}
