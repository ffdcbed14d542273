package weir.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What holds of every page.
class ProseTest {
  private static final int WIDTH = 140;
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(?:#([^)\\s]+))?\\)");
  private static final Pattern SCRIPT = Pattern.compile("\\.ci/[a-z][a-z.-]*[a-z]");

  /// Tables are exempt: a row is a line.
  @Test
  void linesAreShortEnoughToRead() throws IOException {
    List<String> tooLong =
        Pages.lines().stream()
            .filter(line -> !line.text().startsWith("|") && line.text().length() > WIDTH)
            .map(line -> line.place() + " has " + line.text().length() + " characters")
            .toList();
    assertEquals(List.of(), tooLong, "lines longer than " + WIDTH);
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    List<String> dead = new ArrayList<>();
    for (Pages.Line line : Pages.lines()) {
      Matcher link = LINK.matcher(line.text());
      while (link.find()) {
        if (!link.group(1).contains(":") && !leads(line.page(), link.group(1), link.group(2))) {
          dead.add(line.place() + " links to " + link.group());
        }
      }
    }
    assertEquals(List.of(), dead);
  }

  private static boolean leads(Path page, String file, @Nullable String heading)
      throws IOException {
    Path target = file.isEmpty() ? page : page.resolveSibling(file);
    return Files.exists(target) && (heading == null || anchors(target).contains(heading));
  }

  /// What GitHub and others make of the headings of a page.
  private static List<String> anchors(Path page) throws IOException {
    return Pages.lines(page).stream()
        .filter(line -> line.text().startsWith("#"))
        .map(line -> line.text().replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\w -]", "").replace(' ', '-'))
        .toList();
  }

  @Test
  void scriptsThatPagesNameAreThere() throws IOException {
    List<String> missing = new ArrayList<>();
    for (Pages.Line line : Pages.lines()) {
      Matcher script = SCRIPT.matcher(line.text());
      while (script.find()) {
        if (!Files.exists(Path.of(script.group()))) {
          missing.add(line.place() + " names " + script.group());
        }
      }
    }
    assertEquals(List.of(), missing);
  }
}
