package weir.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The table of packages in `CONTRIBUTING.md`: every package has a row, and the classes that it
/// names as the door are in it.
class ContributingTest {
  private static final Path PAGE = Path.of("CONTRIBUTING.md");
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern ROW = Pattern.compile("^\\| `(weir[a-z.]*)` \\|.*\\|([^|]*)\\|$");
  private static final Pattern CLASS = Pattern.compile("`(\\w+)`");

  /// The doors of each package that has a row.
  private static Map<String, List<String>> rows() throws IOException {
    Map<String, List<String>> rows = new TreeMap<>();
    for (Pages.Line line : Pages.lines(PAGE)) {
      Matcher row = ROW.matcher(line.text());
      if (row.matches()) {
        rows.put(
            row.group(1),
            CLASS
                .matcher(row.group(2))
                .results()
                .map((MatchResult door) -> door.group(1))
                .toList());
      }
    }
    return rows;
  }

  private static Set<String> packages() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.endsWith("package-info.java"))
          .map(file -> SOURCES.relativize(file.getParent()).toString().replace('/', '.'))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void everyPackageHasARow() throws IOException {
    assertEquals(String.join("\n", packages()), String.join("\n", rows().keySet()));
  }

  @Test
  void doorsAreClassesOfTheirPackages() throws IOException {
    List<String> missing = new ArrayList<>();
    for (Map.Entry<String, List<String>> row : rows().entrySet()) {
      Path folder = SOURCES.resolve(row.getKey().replace('.', '/'));
      for (String door : row.getValue()) {
        if (!Files.exists(folder.resolve(door + ".java"))) {
          missing.add(row.getKey() + "." + door);
        }
      }
    }
    assertEquals(List.of(), missing);
  }
}
