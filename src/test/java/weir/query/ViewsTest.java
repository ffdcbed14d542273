package weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.flow.FlowField;

class ViewsTest {
  private static final String FILE =
      """
      {
        "title": "One",
        "order": 15,
        "key": "Ctrl+8",
        "icon": "fth-hash",
        "panels": [
          {
            "id": "a",
            "title": "A",
            "visual": "ranking",
            "place": {"column": 0, "row": 0, "columns": 6},
            "question": {"by": ["src_addr"], "top": 5}
          },
          {
            "id": "b",
            "title": "B",
            "visual": "lines",
            "place": {"column": 6, "row": 0, "columns": 6},
            "question": {"by": ["proto"], "filter": "tcp", "measure": "pps"},
            "nothing": "No TCP."
          }
        ]
      }
      """;

  @TempDir private Path folder;

  private Views with(String name, String text) throws IOException {
    Path views = Files.createDirectories(folder.resolve("weir/views"));
    Files.writeString(views.resolve(name), text);
    return ExampleView.in(folder);
  }

  private static String problem(Views views) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, views::all).getMessage());
  }

  @Test
  void aFileIsAView() throws IOException {
    View view = with("one.json", FILE).named("one");
    Panel.Sums a =
        new Panel.Sums(
            Dimension.of(FlowField.SRC_ADDRESS), Filter.all(), Optional.empty(), 5, true);
    Panel.Sums b =
        new Panel.Sums(
            Dimension.of(FlowField.PROTOCOL),
            Filter.equal(FlowField.PROTOCOL, 0, 6),
            Optional.of(Measure.PACKETS_PER_SECOND),
            0,
            false);
    assertEquals(
        new View(
            "one",
            "One",
            15,
            Optional.of("Ctrl+8"),
            "fth-hash",
            List.of(
                new Panel("a", "A", Visual.RANKING, new Panel.Place(0, 0, 6), a),
                new Panel("b", "B", Visual.LINES, new Panel.Place(6, 0, 6), b, "No TCP."))),
        view);
  }

  @Test
  void aPanelCanReachOverRows() throws IOException {
    String tall = FILE.replaceFirst("\"columns\": 6", "\"columns\": 6, \"rows\": 3");
    View view = with("one.json", tall).named("one");
    assertEquals(new Panel.Place(0, 0, 6, 3), view.panels().getFirst().place());
    assertEquals(3, view.rows());
    Panel first = view.panels().getFirst();
    assertEquals(first, ViewFile.panel(ViewFile.members(first)), "it is written as it is read");
  }

  @Test
  void theExampleOfTheDocsIsAView() throws IOException {
    String page = Files.readString(Path.of("docs/views.md"));
    String example = page.substring(page.indexOf("```json") + 7, page.indexOf("```\n\nin `ports"));
    View view = with("ports.json", example).named("ports");
    assertEquals(ExampleView.views().named("ports").panels().getFirst(), view.panels().getFirst());
  }

  /// The names of Weir's own, and `one` in its place.
  private static String withOne() {
    List<String> names = new ArrayList<>(Views.builtIn().all().stream().map(View::id).toList());
    int before = (int) Views.builtIn().all().stream().filter(view -> view.order() < 15).count();
    names.add(before, "one");
    return String.join(", ", names);
  }

  @Test
  void filesSayTheirOrder() throws IOException {
    assertEquals(withOne(), with("one.json", FILE).names());
  }

  @Test
  void otherFilesBesideThemAreNone() throws IOException {
    Files.createDirectories(folder.resolve("weir/views/more"));
    Files.writeString(folder.resolve("weir/views/more/two.json"), FILE);
    assertEquals(Views.builtIn().names(), with("notes.txt", "no view").names());
  }

  @Test
  void theFirstOfANameOnTheClassPathIsTaken() throws IOException {
    Views views = with("overview.json", FILE.replace("Ctrl+8", "Ctrl+9"));
    assertEquals("Overview", views.named("overview").title());
    assertEquals(Views.builtIn().all().size(), views.all().size());
  }

  @Test
  void viewsInAJarAreFound() throws IOException {
    Path jar = folder.resolve("views of ours.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("weir/views/"));
      out.putNextEntry(new JarEntry("weir/views/one.json"));
      out.write(FILE.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      out.putNextEntry(new JarEntry("weir/views/more/two.json"));
      out.putNextEntry(new JarEntry("weir/views.json"));
    }
    Views views = ExampleView.in(jar);
    assertEquals(Views.builtIn().all().size() + 1, views.all().size());
    assertEquals("One", views.named("one").title());
  }

  @Test
  void aWrongFileIsReadOnlyWhenViewsAreAskedFor() throws IOException {
    Views views = with("one.json", "");
    String said = problem(views);
    assertTrue(said.contains("one.json, line 1, column 1: it is nothing, not an object"), said);
  }

  /// What is replaced in the file above, by what, and where and how it is said.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"title\": \"One\" | \"titel\": \"One\" | 2, column 3: 'titel' is not known here; there"
            + " are title,",
        "\"title\": \"One\", | `` | 1, column 1: 'title' is missing",
        "\"One\" | 1 | 2, column 3: 'title' is 1, not a text",
        "\"One\" | \" \" | 2, column 3: 'title' is \" \", not a text",
        "15 | -1 | 3, column 3: 'order' is -1, not a whole number from 0 to",
        "15 | 1.5 | 3, column 3: 'order' is 1.5, not a whole number",
        "15 | 18446744073709551617 | 3, column 3: 'order' is 18446744073709551617, not a whole",
        "15 | null | 3, column 3: 'order' is null, not a whole number",
        "Ctrl+8 | Ctrl+Q | 4, column 3: 'key' is \"Ctrl+Q\", not Ctrl+1 to Ctrl+9",
        "Ctrl+8 | Ctrl+2 | 4, column 3: 'key' is that of the view",
        "\"visual\": \"ranking\" | \"visual\": \"heatmap\" | 12, column 20: 'by' is a list, not one"
            + " number, such as",
        "\"visual\": \"lines\" | \"visual\": \"pie\" | 17, column 7: 'visual' is \"pie\", not one"
            + " of mirror, stacked, percent, lines, grid, heatmap, ranking",
        "\"column\": 6 | \"column\": 12 | 18, column 17: 'column' is 12, not a whole number from 0"
            + " to 11",
        "6, \"row\": 0, \"columns\": 6 | 6, \"row\": 0, \"columns\": 7 | 18, column 40: 'columns'"
            + " is 7, not a whole number from 1 to 6",
        "\"column\": 6 | \"column\": 5 | 18, column 7: 'place' is taken by the panel 'a'",
        "\"id\": \"b\" | \"id\": \"a\" | 15, column 7: 'id' is that of another panel: a",
        "\"id\": \"b\" | \"id\": \"B b\" | 15, column 7: 'id' is \"B b\", not a name of a to z",
        "[\"proto\"] | [\"proto\", \"colour\"] | 19, column 36: 'by' is wrong: there is no field"
            + " 'colour'; there are type, sampler_address,",
        "[\"proto\"] | [\"bytes\"] | 19, column 27: 'by' is wrong: there is no field 'bytes'",
        "[\"proto\"] | [] | 19, column 20: 'by' has no field",
        "[\"proto\"] | \"proto\" | 19, column 20: 'by' is \"proto\", not a list in brackets",
        "\"tcp\" | \"tpc\" | 19, column 37: 'filter' is wrong: column 1, at the start: expected a"
            + " condition",
        "\"pps\" | \"pints\" | 19, column 54: 'measure' is \"pints\", not one of bytes, packets,",
        "\"top\": 5 | \"top\": 0 | 12, column 40: 'top' is 0, not a whole number from 1 to 10000",
        "\"top\": 5 | \"others\": 1 | 12, column 40: 'others' is 1, not true or false",
        "\"title\": \"B\" | \"title\": \"B\", \"title\": \"C\" | 16, column 28: this is no JSON:"
            + " Duplicate",
        "\"A\", | \"A\" | 10, column 7: this is no JSON: Unexpected character",
      })
  void whatIsWrongIsSaidWhereItIs(String found, String replaced, String said) throws IOException {
    assertTrue(FILE.contains(found), found);
    Views views = with("one.json", FILE.replace(found, replaced));
    String sentence = problem(views);
    assertTrue(sentence.contains("one.json, line " + said), sentence);
    assertEquals(1, sentence.lines().count(), sentence);
  }

  @Test
  void namesAreToBeThose() throws IOException {
    String said = problem(with("Mine!.json", FILE));
    assertTrue(said.contains("it is called 'Mine!'; such names are of a to z"), said);
  }

  @Test
  void moreAfterTheEndIsWrong() throws IOException {
    String said = problem(with("one.json", FILE + "{}"));
    assertTrue(said.contains("line 24, column 1: there is more after its end"), said);
  }

  @Test
  void whatThereIsNotIsAnsweredWithWhatThereIs() throws IOException {
    Views views = with("one.json", FILE);
    assertEquals(
        "there is no view 'two'; there are " + withOne(),
        assertThrows(IllegalArgumentException.class, () -> views.named("two")).getMessage());
    assertEquals(
        "the view 'one' has no panel 'c'; it has a, b",
        assertThrows(IllegalArgumentException.class, () -> views.named("one").panel("c"))
            .getMessage());
  }

  @Test
  void aRankingOfWhatIsNoRateHasItOnce() {
    Panel probes = ExampleView.views().named("ports").panel("probes");
    TimeRange range = new TimeRange(0, FlowQuery.SECOND);
    Frame frame =
        new Frame(range, Filter.all(), Unit.BITS, true, FlowQuery.SECOND, Dimensions.BUILT_IN);
    assertEquals(List.of(Measure.FLOWS), probes.queryFor(frame).measures());
    assertEquals(20, probes.queryFor(frame).top());
    assertEquals(false, probes.queryFor(frame).others());
  }
}
