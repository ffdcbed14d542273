package weir.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.artifact.versioning.ComparableVersion;

/// Known vulnerabilities of libraries, from a file in the repository that `.ci/advisories` makes or
/// a hand writes, and which of them a build's libraries have. The build runs it; nothing is asked
/// for over the network.
///
/// ```
/// # as of 2026-01-31
/// CVE-2025-48924  org.apache.commons:commons-lang3  3.0  <3.18.0  what it is
/// ```
///
/// Five columns with tabs between: the id, group:artifact, the first version that has it (`0` for
/// all before), `<` the version that mends it or `<=` the last that has it, a line of text.
public final class Advisories {
  private static final String AS_OF = "# as of ";
  private static final int OLD_DAYS = 90;

  /// A line of the file.
  record Advisory(String id, String artifact, String from, String until, String text) {
    static Advisory parse(String line) {
      String[] columns = line.split("\t", -1);
      if (columns.length != 5 || !columns[3].startsWith("<") || columns[1].indexOf(':') < 0) {
        throw new IllegalArgumentException(
            "expected five columns (id, group:artifact, first version, <fixed or <=last, text) in: "
                + line);
      }
      return new Advisory(columns[0], columns[1], columns[2], columns[3], columns[4]);
    }

    boolean concerns(Library library) {
      ComparableVersion version = new ComparableVersion(library.version());
      boolean lastIncluded = until.startsWith("<=");
      ComparableVersion end = new ComparableVersion(until.substring(lastIncluded ? 2 : 1));
      int toEnd = version.compareTo(end);
      return artifact.equals(library.artifact())
          && version.compareTo(new ComparableVersion(from)) >= 0
          && (lastIncluded ? toEnd <= 0 : toEnd < 0);
    }

    String sentence(Library library) {
      String mend =
          until.startsWith("<=")
              ? "no later version is known to mend it: take another library"
              : until.substring(1) + " mends it: set that or a later one in pom.xml";
      return library.artifact()
          + " "
          + library.version()
          + " ("
          + library.scope()
          + ") has "
          + id
          + ", "
          + text
          + "; "
          + mend;
    }
  }

  /// A library of the build.
  ///
  /// @param artifact group:artifact
  /// @param scope Maven's; "test" does not reach users
  record Library(String artifact, String version, String scope) {
    /// A line that `dependency:list` writes: group:artifact:type[:classifier]:version:scope.
    static Library parse(String line) {
      String[] parts = line.strip().split(" ", 2)[0].split(":", -1);
      return new Library(
          parts[0] + ":" + parts[1], parts[parts.length - 2], parts[parts.length - 1]);
    }
  }

  private final LocalDate asOf;
  private final List<Advisory> advisories;

  private Advisories(LocalDate asOf, List<Advisory> advisories) {
    this.asOf = asOf;
    this.advisories = advisories;
  }

  static Advisories read(Path file) throws IOException {
    LocalDate asOf = null;
    List<Advisory> advisories = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith(AS_OF)) {
        asOf = LocalDate.parse(line.substring(AS_OF.length()).split(" ", 2)[0]);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        advisories.add(Advisory.parse(line));
      }
    }
    if (asOf == null) {
      throw new IllegalArgumentException(file + " does not say '" + AS_OF + "' which day it is");
    }
    return new Advisories(asOf, advisories);
  }

  /// What `dependency:list` wrote; a line that is no library's is passed over.
  static List<Library> libraries(Path list) throws IOException {
    List<Library> libraries =
        Files.readAllLines(list).stream()
            .filter(line -> line.strip().split(" ", 2)[0].split(":", -1).length >= 5)
            .map(Library::parse)
            .toList();
    if (libraries.isEmpty()) {
      throw new IllegalArgumentException(list + " names no library; dependency:list makes it");
    }
    return libraries;
  }

  /// What is wrong, in sentences.
  List<String> problems(List<Library> libraries) {
    List<String> problems = new ArrayList<>();
    for (Library library : libraries) {
      advisories.stream()
          .filter(advisory -> advisory.concerns(library))
          .forEach(advisory -> problems.add(advisory.sentence(library)));
    }
    return problems;
  }

  /// How old the file is, in a sentence; asks for a newer one from 90 days on.
  String age(LocalDate today) {
    long days = ChronoUnit.DAYS.between(asOf, today);
    String age =
        advisories.size()
            + " known vulnerabilities of libraries, as of "
            + asOf
            + ", "
            + days
            + " days ago";
    return days <= OLD_DAYS
        ? age
        : "WARNING: "
            + age
            + ": newer ones are not looked for; .ci/advisories says how to get them";
  }

  /// @param arguments the advisories' file and the list of libraries
  public static void main(String[] arguments) throws IOException {
    Advisories known = read(Path.of(arguments[0]));
    List<Library> libraries = libraries(Path.of(arguments[1]));
    System.out.println(
        known.age(LocalDate.now(ZoneOffset.UTC))
            + "; "
            + libraries.size()
            + " libraries looked at");
    List<String> problems = known.problems(libraries);
    problems.forEach(problem -> System.err.println("vulnerable: " + problem));
    if (!problems.isEmpty()) {
      System.exit(1);
    }
  }
}
