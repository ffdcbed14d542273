package weir.cli;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import weir.settings.HandWritten.Kind;

/// What a file of settings may say: an option of `weir collect`, by its name without the dashes.
/// The options are the only table: types, examples, defaults and explanations are theirs.
record CollectSetting(String name, OptionSpec option) {
  private static final String DASHES = "--";
  private static final String FILE = "settings";

  /// An option in a sentence.
  static final Pattern OPTION = Pattern.compile("--([a-z][a-z-]*)");

  /// The same, where it is a setting of this file.
  private static final Pattern OF_FILE = Pattern.compile("(?<!collect )--([a-z][a-z-]*)");

  /// How several are written on the command line.
  private static final Pattern BY_COMMAS =
      Pattern.compile("[;.] (?i:repeat) or separate by commas(?=[ .])");

  private static final Pattern DEFAULT = Pattern.compile("\\(default: (.*?)\\)");

  /// A command line that takes the options of `collect` and runs nothing.
  static CommandLine options() {
    return new CommandLine(new CollectCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false);
  }

  /// All of them, by what they are for.
  static List<CollectSetting> all(CommandSpec collect) {
    List<CollectSetting> all = new ArrayList<>();
    for (OptionSpec option : collect.options()) {
      String name = option.longestName().substring(DASHES.length());
      if (!option.hidden() && !option.usageHelp() && !option.versionHelp() && !name.equals(FILE)) {
        all.add(new CollectSetting(name, option));
      }
    }
    all.sort(Comparator.comparing(CollectSetting::rank));
    return all;
  }

  /// Where flows go first, what is seldom set last.
  private int rank() {
    Class<?> from = ((Field) option.userObject()).getDeclaringClass();
    return option.group() != null ? 0 : from == CollectCommand.class ? 2 : 1;
  }

  /// What its value is; [Kind#LIST] has texts or numbers.
  Kind kind() {
    Class<?> type = option.type();
    return option.isMultiValue()
        ? Kind.LIST
        : type == boolean.class ? Kind.FLAG : type == int.class ? Kind.NUMBER : Kind.TEXT;
  }

  /// As the command line takes a value.
  String argument(String value) {
    return DASHES + name + "=" + value;
  }

  /// Options of which there can be one in its place; none where it is alone.
  Set<String> rivals() {
    ArgGroupSpec group = option.group();
    return group == null
        ? Set.of()
        : group.args().stream()
            .filter(OptionSpec.class::isInstance)
            .map(other -> ((OptionSpec) other).longestName())
            .filter(other -> !other.equals(option.longestName()))
            .collect(Collectors.toSet());
  }

  /// Whether it names a folder that is written into.
  boolean isFolder() {
    return option.paramLabel().equals("DIR");
  }

  /// Whether it names a file that is read.
  boolean isFile() {
    return option.paramLabel().equals("FILE");
  }

  /// What it is for, in sentences of a file.
  String explanation() {
    String sentences = String.join(" ", option.description()).replace("%%", "%");
    return OF_FILE.matcher(BY_COMMAS.matcher(sentences).replaceAll("")).replaceAll("\"$1\"");
  }

  /// What somebody might set, as JSON.
  String example() {
    List<String> values =
        List.of(((Field) option.userObject()).getAnnotation(Example.class).value());
    return kind() == Kind.LIST
        ? values.stream().map(this::json).collect(Collectors.joining(", ", "[", "]"))
        : json(values.getFirst());
  }

  private String json(String value) {
    boolean bare = kind() == Kind.FLAG || value.matches("\\d{1,9}");
    return bare ? value : '"' + value + '"';
  }

  /// What is in force after a command line was read.
  String value() {
    Object value = option.getValue();
    String text = value == null ? "" : text(value);
    boolean unset = text.isEmpty() || text.equals("0");
    return unset ? usual().orElse("not set") : text;
  }

  private static String text(@Nullable Object value) {
    return switch (value) {
      case Collection<?> many ->
          many.stream().map(CollectSetting::text).collect(Collectors.joining(","));
      case Enum<?> one -> one.name().toLowerCase(Locale.ROOT);
      case null -> "";
      default -> value.toString();
    };
  }

  /// What holds where nothing is said, in its explanation's words.
  private Optional<String> usual() {
    Matcher match = DEFAULT.matcher(explanation());
    return match.find() ? Optional.of(match.group(1)) : Optional.empty();
  }
}
