package weir.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/// `weir config`: what is in a file of settings for `weir collect`, and whether it can be so.
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description =
        "Settings of weir collect that are in a file: checks them, shows what is in force, or"
            + " prints an example. Options of weir collect may follow, and count before the file.")
final class ConfigCommand implements Callable<Integer> {
  private static final int WIDTH = 100;

  @ArgGroup(multiplicity = "1")
  private Wanted wanted = new Wanted();

  static final class Wanted {
    @Option(
        names = "--check",
        description =
            "Say what is wrong with the file, with line and column; the exit status is 2 then.")
    @SuppressWarnings("UnusedVariable") // what is done unless another one is asked for
    private boolean check;

    @Option(
        names = "--show",
        description =
            "Show every setting, its value, and whether that is an option's, the file's"
                + " or the default.")
    private boolean show;

    @Option(names = "--example", description = "Print a file with all settings, explained.")
    private boolean example;
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The file (default: /etc/weir/collect.json, which the service reads).")
  private @Nullable Path file;

  @Unmatched private List<String> options = new ArrayList<>();
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the spec
  ConfigCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (wanted.example) {
      out.print(example());
      out.flush();
      return 0;
    }
    Path from = file == null ? CollectSettings.USUAL : file;
    boolean none = wanted.show && file == null && !Files.exists(from);
    CollectSettings settings = none ? CollectSettings.none() : CollectSettings.read(from);
    List<CollectSettings.Problem> problems = settings.problems(options);
    if (!problems.isEmpty() && !(none && problems.size() == 1)) {
      throw new CollectSettings.Wrong(spec.commandLine(), problems);
    }
    if (wanted.show) {
      settings.inForce(options).forEach(out::println);
    } else {
      out.println(from + ": nothing is wrong");
    }
    out.flush();
    return 0;
  }

  /// All settings with what they are for; only where flows go is in force.
  static String example() {
    StringBuilder text = new StringBuilder();
    text.append(
        "// Settings of the collector. JSON, in which there may be comments as this one.\n");
    text.append(
        "// Each is an option of weir collect without its dashes; options count before this"
            + " file.\n");
    text.append("// After a change: weir config --check, then systemctl restart weir-collect\n");
    text.append("{\n  \"format\": ").append(CollectSettings.FORMAT).append(",\n");
    CommandSpec collect = CollectSetting.options().getCommandSpec();
    for (CollectSetting setting : CollectSetting.all(collect)) {
      text.append('\n');
      wrap(setting.explanation()).forEach(line -> text.append("  // ").append(line).append('\n'));
      text.append(setting.name().equals("data") ? "  " : "  // ");
      text.append('"')
          .append(setting.name())
          .append("\": ")
          .append(setting.example())
          .append(",\n");
    }
    return text.append("}\n").toString();
  }

  private static List<String> wrap(String sentences) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : sentences.split(" ")) {
      if (line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
