package weir.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Figures have what is needed to measure them again, and the page says none without a figure.
class FiguresTest {
  private static final Path FIGURES = Path.of("docs/figures");
  private static final Path PAGE = Path.of("docs/performance.md");
  private static final Pattern COMMIT = Pattern.compile("\\b[0-9a-f]{7,40}\\b");

  /// A figure, and where it stands.
  private record Figure(String bench, String place, JsonNode json) {
    String text(String field) {
      assertTrue(json.path(field).isString(), place + " has no text '" + field + "'");
      return json.path(field).asString();
    }
  }

  private static List<Figure> figures() throws IOException {
    List<Figure> figures = new ArrayList<>();
    try (Stream<Path> files = Files.list(FIGURES)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".jsonl")).toList()) {
        String bench = file.getFileName().toString().replace(".jsonl", "");
        for (Pages.Line line : Pages.lines(file)) {
          figures.add(new Figure(bench, line.place(), JsonMapper.shared().readTree(line.text())));
        }
      }
    }
    return figures;
  }

  @Test
  void everyFigureCanBeMeasuredAgain() throws IOException {
    List<Figure> figures = figures();
    assertFalse(figures.isEmpty());
    for (Figure figure : figures) {
      assertEquals(figure.bench(), figure.text("bench"), figure.place());
      assertTrue(figure.json().path("value").isNumber(), figure.place() + " has no number 'value'");
      assertTrue(COMMIT.matcher(figure.text("commit")).matches(), figure.place());
      assertTrue(Instant.parse(figure.text("date")).isAfter(Instant.EPOCH), figure.place());
      for (String field : List.of("case", "unit", "machine", "command")) {
        assertFalse(figure.text(field).isBlank(), figure.place() + ": " + field);
      }
    }
  }

  @Test
  void thePageNamesNoCommitWithoutFigures() throws IOException {
    Set<String> measured = new HashSet<>();
    figures().forEach(figure -> measured.add(figure.text("commit")));
    List<String> unknown = new ArrayList<>();
    for (Pages.Line line : Pages.lines(PAGE)) {
      Matcher commit = COMMIT.matcher(line.text());
      while (commit.find()) {
        if (!measured.contains(commit.group())) {
          unknown.add(line.place() + ": " + commit.group());
        }
      }
    }
    assertEquals(List.of(), unknown, "commits without a line in " + FIGURES);
  }
}
