package weir.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The man page of a command. Picocli's own generator makes AsciiDoc, for a tool in Ruby.
final class ManPage {
  private static final String EXIT =
      """
      .SH EXIT STATUS
      .TP
      .B 0
      done
      .TP
      .B 1
      it failed; standard error says what, why and what to do
      .TP
      .B 2
      the command line was not understood
      """;

  private static final String FILES =
      """
      .SH FILES
      .TP
      .I ~/.local/share/weir
      flows that the desktop has listened for, or below $XDG_DATA_HOME
      .TP
      .I ~/.config/weir
      settings, or below $XDG_CONFIG_HOME
      .TP
      .I ~/.cache/weir
      what is temporary, or below $XDG_CACHE_HOME
      """;

  private final CommandSpec command;
  private final StringBuilder page = new StringBuilder();

  private ManPage(CommandSpec command) {
    this.command = command;
  }

  /// What it is looked up by: `weir-collect`.
  static String name(CommandSpec command) {
    return command.qualifiedName("-");
  }

  static String of(CommandSpec command) {
    return new ManPage(command).write();
  }

  private String write() {
    String description = description(command);
    String title = name(command).toUpperCase(Locale.ROOT);
    // words and options stay whole
    page.append(".TH \"").append(title).append("\" 1 \"\" \"Weir\" \"Weir\"\n.nh\n.ad l\n");
    section("NAME");
    text(name(command) + " \\- ", firstSentence(description));
    section("SYNOPSIS");
    text("", synopsis());
    section("DESCRIPTION");
    text("", description);
    arguments("ARGUMENTS", command.positionalParameters());
    arguments("OPTIONS", command.options());
    below();
    page.append(EXIT).append(FILES);
    seeAlso();
    return page.toString();
  }

  private void arguments(String title, List<? extends ArgSpec> all) {
    List<? extends ArgSpec> shown = all.stream().filter(argument -> !argument.hidden()).toList();
    if (shown.isEmpty()) {
      return;
    }
    section(title);
    for (ArgSpec argument : shown) {
      page.append(".TP\n.B ").append(escape(names(argument))).append('\n');
      text("", String.join(" ", argument.description()));
    }
  }

  private String names(ArgSpec argument) {
    String label =
        help()
            .createDefaultParamLabelRenderer()
            .renderParameterLabel(argument, Help.Ansi.OFF, List.of())
            .toString();
    return argument instanceof OptionSpec option
        ? String.join(", ", option.names()) + label
        : label.strip();
  }

  private void below() {
    if (command.subcommands().isEmpty()) {
      return;
    }
    section("COMMANDS");
    command
        .subcommands()
        .values()
        .forEach(
            each -> {
              CommandSpec spec = each.getCommandSpec();
              page.append(".TP\n.BR ").append(escape(name(spec))).append(" (1)\n");
              text("", firstSentence(description(spec)));
            });
  }

  private void seeAlso() {
    List<String> others = new ArrayList<>();
    CommandLine parent = command.parent() == null ? null : command.parent().commandLine();
    if (parent != null) {
      others.add(name(parent.getCommandSpec()));
    }
    command.subcommands().values().forEach(each -> others.add(name(each.getCommandSpec())));
    if (!others.isEmpty()) {
      section("SEE ALSO");
      page.append(
          others.stream()
              .map(name -> ".BR " + escape(name) + " (1)")
              .collect(Collectors.joining(",\n", "", "\n")));
    }
  }

  private String synopsis() {
    return help()
        .detailedSynopsis(0, null, true)
        .replaceAll("\\s+", " ")
        .replace(" COMMAND", " [COMMAND]")
        .replace("[[COMMAND]]", "[COMMAND]")
        .strip();
  }

  private Help help() {
    return new Help(command, Help.defaultColorScheme(Help.Ansi.OFF));
  }

  static String description(CommandSpec command) {
    return String.join(" ", command.usageMessage().description()).formatted();
  }

  static String firstSentence(String description) {
    int end = description.indexOf(". ");
    String first = end < 0 ? description : description.substring(0, end);
    return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
  }

  private void section(String title) {
    page.append(".SH ").append(title).append('\n');
  }

  private void text(String before, String text) {
    page.append(before).append(escape(text.replace("%n", "\n"))).append('\n');
  }

  /// Hyphens that can be copied, and no line that is a request.
  private static String escape(String text) {
    return text.replace("\\", "\\(rs").replace("-", "\\-").replaceAll("(?m)^(?=[.'])", "\\\\&");
  }
}
