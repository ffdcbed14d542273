package weir.ui.help;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;

/// The pages of `docs`, which are in Weir's jar. Which chapters there are, and in which order, the
/// page that lists them says. From any thread.
final class Manual {
  static final Address CONTENTS = Address.of("README.md");
  private static final int MOST_HITS = 60;
  private static final int EXCERPT = 100;

  /// @param group the heading that it is listed under
  record Chapter(String group, String title, Address address) {}

  /// A place that a search has found.
  ///
  /// @param chapter its page's title
  record Hit(Address address, String chapter, String heading, String excerpt) {}

  private final Function<String, Optional<String>> texts;
  private final Map<String, Page> pages = new ConcurrentHashMap<>();

  /// @param texts of pages, by their names below `docs`
  Manual(Function<String, Optional<String>> texts) {
    this.texts = texts;
  }

  /// The one of this Weir.
  static Manual here() {
    return new Manual(Manual::resource);
  }

  private static Optional<String> resource(String name) {
    try (InputStream in = Manual.class.getResourceAsStream("/weir/docs/" + name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A picture that a page shows.
  static Optional<URL> picture(String name) {
    return Optional.ofNullable(Manual.class.getResource("/weir/docs/" + name));
  }

  boolean has(Address address) {
    return address.page().endsWith(".md") && texts.apply(address.page()).isPresent();
  }

  /// @return the page, or one that says that it is not there
  Page page(Address address) {
    return pages.computeIfAbsent(
        address.page(),
        name ->
            Page.parse(
                new Address(name, ""),
                texts
                    .apply(name)
                    .orElse("# No such page\n\nThis Weir was built without `" + name + "`.")));
  }

  List<Chapter> chapters() {
    List<Chapter> chapters = new ArrayList<>();
    String group = "";
    for (Node block : page(CONTENTS).blocks()) {
      if (block instanceof Heading) {
        group = Page.plain(block);
      } else {
        addLinks(block, group, chapters);
      }
    }
    return chapters;
  }

  private void addLinks(Node block, String group, List<Chapter> to) {
    block.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Link link) {
            Address target = CONTENTS.to(link.getDestination());
            if (has(target)) {
              to.add(new Chapter(group, Page.plain(link), target));
            }
          }
        });
  }

  /// The sections that have all the words, the most fitting first.
  List<Hit> search(String wanted) {
    List<String> words =
        List.of(wanted.toLowerCase(Locale.ROOT).strip().split("\\s+")).stream()
            .filter(word -> !word.isEmpty())
            .toList();
    if (words.isEmpty()) {
      return List.of();
    }
    record Scored(Hit hit, int score) {}
    List<Scored> found = new ArrayList<>();
    for (Chapter chapter : chapters()) {
      Page page = page(chapter.address());
      for (Page.Section section : page.sections()) {
        int score = score(words, page.title(), section);
        if (score > 0) {
          String excerpt = excerpt(section.text(), words);
          found.add(
              new Scored(
                  new Hit(section.address(), page.title(), section.heading(), excerpt), score));
        }
      }
    }
    return found.stream()
        .sorted(Comparator.comparingInt(Scored::score).reversed())
        .limit(MOST_HITS)
        .map(Scored::hit)
        .toList();
  }

  /// A word in a heading counts for more than any number of it in the text.
  private static int score(List<String> words, String title, Page.Section section) {
    String heading = section.heading().toLowerCase(Locale.ROOT);
    String text = section.text().toLowerCase(Locale.ROOT);
    int score = 0;
    for (String word : words) {
      int often = Math.min(9, (text.length() - text.replace(word, "").length()) / word.length());
      boolean headed = heading.contains(word);
      boolean titled = title.toLowerCase(Locale.ROOT).contains(word);
      if (often == 0 && !headed && !titled) {
        return 0;
      }
      score += often + (headed ? 20 : 0) + (titled ? 5 : 0);
    }
    return score;
  }

  private static String excerpt(String text, List<String> words) {
    String lower = text.toLowerCase(Locale.ROOT);
    int first = words.stream().mapToInt(lower::indexOf).filter(at -> at >= 0).min().orElse(0);
    int from = first < EXCERPT / 2 ? 0 : text.indexOf(' ', first - EXCERPT / 2) + 1;
    int to = Math.min(text.length(), from + EXCERPT);
    return (from > 0 ? "… " : "") + text.substring(from, to) + (to < text.length() ? " …" : "");
  }
}
