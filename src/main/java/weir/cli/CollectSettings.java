package weir.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import weir.settings.HandWritten;
import weir.settings.HandWritten.Kind;
import weir.settings.HandWritten.Member;
import weir.settings.HandWritten.Place;
import weir.settings.HandWritten.Value;

/// A file of settings for `weir collect`: JSON with comments, each member an option without its
/// dashes. Options on the command line count before it.
final class CollectSettings {
  /// Where the service has it.
  static final Path USUAL = Path.of("/etc/weir/collect.json");

  /// Which form of the file this Weir knows; a file that does not say is of the first.
  static final int FORMAT = 1;

  private static final String FORMAT_NAME = "format";
  private static final int MOST_BYTES = 1 << 20;

  /// Something that cannot be so.
  ///
  /// @param where the file, with line and column if it is there; empty for an option
  record Problem(String where, String sentence) {
    @Override
    public String toString() {
      return where.isEmpty() ? sentence : where + ": " + sentence;
    }
  }

  /// Some are wrong.
  static final class Wrong extends ParameterException {
    private static final long serialVersionUID = 1;
    private final transient List<Problem> problems;

    Wrong(CommandLine line, List<Problem> problems) {
      super(line, problems.getFirst().toString());
      this.problems = List.copyOf(problems);
    }

    List<Problem> problems() {
      return problems;
    }
  }

  private final Path file;
  private final CommandLine line = CollectSetting.options();
  private final CollectCommand command = line.getCommand();
  private final Map<String, CollectSetting> table = new LinkedHashMap<>();
  private final Map<String, Member> members = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private CollectSettings(Path file) {
    this.file = file;
    CollectSetting.all(line.getCommandSpec()).forEach(each -> table.put(each.name(), each));
  }

  /// Without a file.
  static CollectSettings none() {
    return new CollectSettings(Path.of("options"));
  }

  static CollectSettings read(Path file) {
    CollectSettings settings = new CollectSettings(file);
    try (InputStream in = Files.newInputStream(file)) {
      settings.take(HandWritten.parse(in.readNBytes(MOST_BYTES)).members());
    } catch (HandWritten.Unreadable e) {
      settings.wrong(e.place(), String.valueOf(e.getMessage()));
    } catch (NoSuchFileException e) {
      settings.wrong(null, "there is no such file; weir config --example prints one to begin with");
    } catch (IOException e) {
      settings.wrong(null, "it cannot be read: " + e.getMessage());
    }
    return settings;
  }

  /// The command line of a `collect` that names a file of settings, as if what is in there had been
  /// written on it; any other as it is.
  ///
  /// @throws Wrong if there is something wrong with the file
  static ParseResult with(ParseResult parsed, CommandLine line, List<String> arguments) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    boolean asked = last.isUsageHelpRequested() || last.isVersionHelpRequested();
    if (asked
        || !(last.commandSpec().userObject() instanceof CollectCommand collect)
        || collect.settings() == null) {
      return parsed;
    }
    String name = last.commandSpec().name();
    CollectSettings settings = read(Objects.requireNonNull(collect.settings()));
    List<Problem> wrong =
        settings.problems(arguments.subList(arguments.indexOf(name) + 1, arguments.size()));
    if (!wrong.isEmpty()) {
      throw new Wrong(last.commandSpec().commandLine(), wrong);
    }
    List<String> all = new ArrayList<>(arguments);
    all.addAll(settings.arguments(last));
    return line.parseArgs(all.toArray(String[]::new));
  }

  /// Those of the file that options do not overrule, as options.
  ///
  /// @param given what was said on the command line
  List<String> arguments(ParseResult given) {
    List<String> arguments = new ArrayList<>();
    members.forEach(
        (name, member) -> {
          CollectSetting setting = table.get(name);
          if (setting != null && !isOverruled(setting, given)) {
            values(member).forEach(value -> arguments.add(setting.argument(value.text())));
          }
        });
    return arguments;
  }

  private static boolean isOverruled(CollectSetting setting, ParseResult given) {
    return given.hasMatchedOption(setting.option().longestName())
        || setting.rivals().stream().anyMatch(given::hasMatchedOption);
  }

  private static List<Value> values(Member member) {
    return member.value().kind() == Kind.LIST ? member.value().elements() : List.of(member.value());
  }

  /// All that is wrong with the file, or with it and some options.
  ///
  /// @param options of `collect`
  List<Problem> problems(List<String> options) {
    if (problems.isEmpty()) {
      together(options);
    }
    return List.copyOf(problems);
  }

  /// Settings with their values, after what is on the command line and what is in the file.
  List<String> inForce(List<String> options) {
    ParseResult given = line.parseArgs(options.toArray(String[]::new));
    Map<String, String> from = new HashMap<>();
    table.forEach(
        (name, setting) -> {
          Member member = members.get(name);
          if (given.hasMatchedOption(setting.option().longestName())) {
            from.put(name, "option");
          } else if (member != null && !isOverruled(setting, given)) {
            from.put(name, file + ", line " + member.place().line());
          }
        });
    parse(options, given);
    List<List<String>> rows = new ArrayList<>();
    table.forEach(
        (name, setting) ->
            rows.add(List.of(name, from.getOrDefault(name, "default"), setting.value())));
    return aligned(rows);
  }

  /// Columns, the last as wide as it is.
  private static List<String> aligned(List<List<String>> rows) {
    int first = rows.stream().mapToInt(row -> row.get(0).length()).max().orElse(1);
    int second = rows.stream().mapToInt(row -> row.get(1).length()).max().orElse(1);
    String form = "%-" + first + "s  %-" + second + "s  %s";
    return rows.stream().map(row -> form.formatted(row.toArray())).toList();
  }

  private void parse(List<String> options, ParseResult given) {
    List<String> all = new ArrayList<>(options);
    all.addAll(arguments(given));
    line.parseArgs(all.toArray(String[]::new));
  }

  private void wrong(@Nullable Place at, String sentence) {
    String place = at == null ? "" : ":" + at.line() + ":" + at.column();
    problems.add(new Problem(file + place, sentence));
  }

  private void take(List<Member> written) {
    for (Member member : written) {
      Member before = members.putIfAbsent(member.name(), member);
      if (before != null) {
        wrong(
            member.place(),
            member.name() + " is there twice: on line " + before.place().line() + ", too");
      } else if (member.name().equals(FORMAT_NAME)) {
        format(member.value());
      } else {
        setting(member);
      }
    }
  }

  private void format(Value value) {
    if (!value.text().equals(Integer.toString(FORMAT))) {
      wrong(
          value.place(),
          "format: this Weir knows format " + FORMAT + "; a newer one is for another format");
    }
  }

  private void setting(Member member) {
    CollectSetting setting = table.get(member.name());
    if (setting == null) {
      wrong(member.place(), "there is no setting '" + member.name() + "'" + nearest(member.name()));
      return;
    }
    if (isOfItsKind(setting, member)) {
      besides(setting, member);
      Set<String> seen = new HashSet<>();
      for (Value value : values(member)) {
        if (!seen.add(value.text())) {
          wrong(value.place(), member.name() + ": " + value.text() + " is there twice");
        } else {
          alone(setting, value);
        }
      }
    }
  }

  private boolean isOfItsKind(CollectSetting setting, Member member) {
    Kind expected = setting.kind();
    for (Value value : values(member)) {
      Kind found = value.kind();
      boolean right =
          switch (expected) {
            case FLAG -> found == Kind.FLAG;
            case NUMBER -> found == Kind.NUMBER;
            default -> found == Kind.TEXT || found == Kind.NUMBER;
          };
      if (!right || (member.value().kind() == Kind.LIST && expected != Kind.LIST)) {
        wrong(
            member.value().kind() == Kind.LIST && expected != Kind.LIST
                ? member.value().place()
                : value.place(),
            "%s: expected %s, as %s; found %s"
                .formatted(
                    setting.name(),
                    expected.words(),
                    setting.example(),
                    member.value().kind() == Kind.LIST && expected != Kind.LIST
                        ? Kind.LIST.words()
                        : found.words()));
        return false;
      }
    }
    return true;
  }

  /// What another member of the file says already.
  private void besides(CollectSetting setting, Member member) {
    members.values().stream()
        .filter(other -> setting.rivals().contains("--" + other.name()))
        .findFirst()
        .ifPresent(
            other ->
                wrong(
                    member.place(),
                    "%s: flows go to one place, and %s on line %d names another"
                        .formatted(member.name(), other.name(), other.place().line())));
  }

  /// A value as if it were the only one.
  private void alone(CollectSetting setting, Value value) {
    try {
      line.parseArgs(setting.argument(value.text()));
      command.check();
      if (setting.isFolder()) {
        folder(setting.name(), Path.of(value.text()), value.place());
      } else if (setting.isFile()) {
        file(setting.name(), Path.of(value.text()), value.place());
      }
    } catch (CommandFailed | ParameterException | IllegalArgumentException e) {
      wrong(value.place(), ofFile(e.getMessage()));
    }
  }

  /// In the words of the file.
  private static String ofFile(@Nullable String sentence) {
    return CollectSetting.OPTION.matcher(String.valueOf(sentence)).replaceAll("$1");
  }

  private void folder(String name, Path folder, Place place) {
    Path there = folder.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there)) {
      wrong(place, name + ": " + there + " is no folder");
    } else if (!Files.isWritable(there)) {
      wrong(
          place,
          "%s: %s cannot be written to by %s; name another folder, or have it made for this account"
              .formatted(name, there, System.getProperty("user.name")));
    }
  }

  /// systemd's credentials are there only while the service runs.
  private void file(String name, Path read, Place place) {
    if (!read.startsWith("/run/credentials") && !Files.isReadable(read)) {
      wrong(
          place,
          name
              + ": "
              + read
              + (Files.exists(read) ? " cannot be read by this account" : " does not exist"));
    }
  }

  private void together(List<String> options) {
    Set<String> overruled = new HashSet<>();
    try {
      ParseResult given = line.parseArgs(options.toArray(String[]::new));
      given.matchedOptions().forEach(option -> overruled.add(option.longestName()));
      parse(options, given);
      command.check();
      command.checkTogether();
    } catch (CommandFailed | ParameterException e) {
      String sentence = String.valueOf(e.getMessage());
      Optional<Place> place =
          CollectSetting.OPTION
              .matcher(sentence)
              .results()
              .filter(option -> !overruled.contains(option.group()))
              .flatMap(option -> Stream.ofNullable(members.get(option.group(1))))
              .map(Member::place)
              .findFirst();
      if (place.isPresent()) {
        wrong(place.get(), ofFile(sentence));
      } else {
        problems.add(new Problem(options.isEmpty() ? file.toString() : "", sentence));
      }
    }
  }

  /// "; did you mean keep-size?", where there is something like it.
  private String nearest(String name) {
    String plain = name.replace('_', '-').toLowerCase(Locale.ROOT);
    return table.keySet().stream()
        .min(Comparator.comparingInt(known -> distance(plain, known)))
        .filter(known -> distance(plain, known) <= Math.max(2, known.length() / 3))
        .map(known -> "; did you mean " + known + "?")
        .orElse("; weir config --example lists all");
  }

  /// How many letters have to be put in, left out or changed.
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
