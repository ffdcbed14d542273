package weir.ui.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("StringConcatToTextBlock") // pages are shorter so
class ManualTest {
  private static final Map<String, String> PAGES =
      Map.of(
          "README.md",
          "# All\n\n## Book\n\n- [First](book/first.md): so\n- [Gone](book/gone.md)\n\n"
              + "## More\n\n- [Fields](fields.md)\n- [Web](https://example.org/)\n",
          "book/first.md",
          "# First steps\n\nOpen the *demo*.\n\n## Sampling rates\n\nA `rate` and a rate.\n\n"
              + "    weir demo\n\n| a | b |\n| --- | --- |\n| cell | other |\n",
          "fields.md",
          "# Fields\n\nEach field has a rate, a rate, a rate, a rate.\n");

  private final Manual manual = new Manual(name -> Optional.ofNullable(PAGES.get(name)));

  @Test
  void chaptersAreTheLinksOfTheContents() {
    assertEquals(
        List.of(
            new Manual.Chapter("Book", "First", Address.of("book/first.md")),
            new Manual.Chapter("More", "Fields", Address.of("fields.md"))),
        manual.chapters());
  }

  @Test
  void aSectionWhoseHeadingHasTheWordsComesFirst() {
    List<Manual.Hit> hits = manual.search("rate");
    assertEquals(
        List.of("Sampling rates", "Fields"), hits.stream().map(Manual.Hit::heading).toList());
    assertEquals(Address.of("book/first.md#sampling-rates"), hits.getFirst().address());
    assertEquals("First steps", hits.getFirst().chapter());
    assertEquals("A rate and a rate. weir demo a b cell other", hits.getFirst().excerpt());
  }

  @Test
  void allWordsAreInASection() {
    assertEquals(1, manual.search("RATE cell").size());
    assertEquals(2, manual.search("  first demo ").size(), "the title counts in each section");
    assertEquals(Address.of("book/first.md"), manual.search("first demo").getFirst().address());
    assertEquals(List.of(), manual.search("rate nothing"));
    assertEquals(List.of(), manual.search(" "));
  }

  @Test
  void longTextsAreCutAroundTheFirstWord() {
    String words = "word ".repeat(60);
    Manual long_ =
        new Manual(
            name ->
                Optional.of(
                    name.equals("README.md")
                        ? "- [A](a.md)"
                        : "# A\n\n" + words + "here " + words));
    String excerpt = long_.search("here").getFirst().excerpt();
    assertTrue(excerpt.startsWith("… word "), excerpt);
    assertTrue(excerpt.contains(" here "), excerpt);
    assertTrue(excerpt.endsWith(" …"), excerpt);
  }

  @Test
  void aPageThatIsNotThereSaysSo() {
    assertFalse(manual.has(Address.of("book/gone.md")));
    assertEquals("No such page", manual.page(Address.of("book/gone.md")).title());
  }

  @ParameterizedTest
  @CsvSource({
    "book/first.md, #top, book/first.md#top",
    "book/first.md, second.md, book/second.md",
    "book/first.md, ../fields.md#x, fields.md#x",
    "fields.md, decisions/1.md, decisions/1.md"
  })
  void linksLeadFromTheirPage(String page, String link, String target) {
    assertEquals(target, Address.of(page).to(link).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "`weir collect`, weir-collect",
    "What is counted?, what-is-counted",
    "In and out, in-and-out"
  })
  void anchorsAreThoseOfTheWeb(String heading, String anchor) {
    assertEquals(anchor, Page.anchor(heading));
  }

  @Test
  void onlyTheWebIsOpened() {
    assertEquals(
        List.of("xdg-open", "https://example.org/a"),
        Browser.command("https://example.org/a", "Linux"));
    assertEquals(
        List.of("open", "http://example.org/"), Browser.command("http://example.org/", "Mac OS X"));
    assertEquals("rundll32", Browser.command("https://example.org/", "Windows 11").getFirst());
    for (String other : List.of("file:///etc/passwd", "javascript:x", "a b", "--help", "ftp://x")) {
      assertEquals(List.of(), Browser.command(other, "Linux"), other);
    }
  }

  /// What this build has in it.
  @Test
  void everyPageOfTheContentsIsInside() {
    Manual here = Manual.here();
    List<Manual.Chapter> chapters = here.chapters();
    assertTrue(chapters.size() > 20, chapters.toString());
    assertEquals("Hand-book", chapters.getFirst().group());
    for (Manual.Chapter chapter : chapters) {
      assertTrue(here.has(chapter.address()), chapter.toString());
    }
    assertTrue(Manual.picture("images/connect-light.png").isPresent());
    assertEquals(
        "handbook/troubleshooting.md#templates-are-awaited",
        here.search("templates awaited").getFirst().address().toString());
  }
}
