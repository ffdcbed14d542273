package weir.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import weir.about.About;
import weir.about.Part;
import weir.settings.SettingsFile;

/// `weir about`: what this Weir is, and what it is made of.
@Command(
    name = "about",
    mixinStandardHelpOptions = true,
    description =
        "Print what a report of a defect needs: versions, and where flows and settings are; then"
            + " all parts with their licences.")
final class AboutCommand implements Callable<Integer> {
  @Option(
      names = "--licence",
      paramLabel = "PART",
      description = "Print the texts of this part's licence instead; all stands for all parts.")
  private @Nullable String part;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the spec
  AboutCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    String named = part;
    if (named != null) {
      texts(named).forEach(out::println);
      return 0;
    }
    Optional<Path> settings = SettingsFile.folderOfUser(System.getenv());
    About.details(Optional.of(new LiveData().folder()), settings).forEach(out::println);
    out.println();
    for (Part one : About.parts()) {
      out.println(one.name() + " " + one.version() + ", " + one.licence());
    }
    return 0;
  }

  /// Each once: many parts have the same.
  private static List<String> texts(String named) {
    Set<String> names = new LinkedHashSet<>();
    for (Part one : About.parts()) {
      if (named.equals("all") || one.name().equalsIgnoreCase(named)) {
        names.addAll(one.texts());
      }
    }
    if (names.isEmpty()) {
      throw new CommandFailed("there is no part '" + named + "'; weir about lists them");
    }
    return names.stream().map(About::text).toList();
  }
}
