package weir.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// What completes commands and options in fish.
final class FishCompletion {
  private final StringBuilder lines = new StringBuilder();

  private FishCompletion() {}

  static String of(CommandSpec weir) {
    FishCompletion completion = new FishCompletion();
    completion.add(weir, "__fish_use_subcommand");
    return completion.lines.toString();
  }

  /// @param where the condition under which what is in this command is offered
  private void add(CommandSpec command, String where) {
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        add(option, where);
      }
    }
    for (CommandLine each : command.subcommands().values()) {
      CommandSpec below = each.getCommandSpec();
      begin(where)
          .append(" -a ")
          .append(below.name())
          .append(says(ManPage.firstSentence(ManPage.description(below))));
      String seen = "__fish_seen_subcommand_from " + below.name();
      add(below, command.parent() == null ? seen : where + "; and " + seen);
    }
  }

  private void add(OptionSpec option, String where) {
    begin(where);
    for (String name : option.names()) {
      lines.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^-+", ""));
    }
    if (option.arity().max() > 0) {
      lines.append(" -r"); // fish offers files behind it
    }
    lines.append(says(ManPage.firstSentence(String.join(" ", option.description()))));
  }

  private StringBuilder begin(String where) {
    return lines.append("complete -c weir -n '").append(where).append('\'');
  }

  private static String says(String text) {
    return " -d '" + text.replace("\\", "\\\\").replace("'", "\\'") + "'\n";
  }
}
