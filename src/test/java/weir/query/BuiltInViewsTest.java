package weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the views that come with Weir show and ask, as files under `golden/views`: what must not
/// change unnoticed. With `-Dgolden.update=true` the files are written anew, to be looked at.
class BuiltInViewsTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden/views");
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");
  private static final TimeRange RANGE =
      new TimeRange(1_790_000_040L * FlowQuery.SECOND, 1_790_003_640L * FlowQuery.SECOND);

  static Stream<View> views() {
    return Views.builtIn().all().stream();
  }

  @ParameterizedTest
  @MethodSource("views")
  void askWhatIsInTheFile(View view) throws Exception {
    Path file = FOLDER.resolve(view.id() + ".txt");
    String text = text(view);
    if (UPDATE) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, text);
    }
    assertTrue(Files.exists(file), "no file for " + view.id() + "; see the comment of this test");
    assertEquals(Files.readString(file), text);
  }

  @Test
  void everyFileHasItsView() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      Set<String> there =
          files
              .map(file -> file.getFileName().toString().replace(".txt", ""))
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(views().map(View::id).collect(Collectors.toCollection(TreeSet::new)), there);
    }
  }

  @Test
  void comeInThisOrder() {
    assertEquals(
        "overview, talkers, tcp-flags, interfaces, tunnels",
        views().map(View::id).collect(Collectors.joining(", ")));
  }

  private static String text(View view) throws FilterSyntaxException {
    StringBuilder text = new StringBuilder();
    text.append("%s: %s, %d rows\n".formatted(view.id(), view.title(), view.rows()));
    for (Panel panel : view.panels()) {
      text.append(
          "\n%s: %s\n  %s, column %d, row %d, %d columns\n"
              .formatted(
                  panel.id(),
                  panel.title(),
                  panel.visual().visualName(),
                  panel.place().column(),
                  panel.place().row(),
                  panel.place().columns()));
      text.append(asked(panel, "everything", Filter.all(), Unit.BITS, true));
      text.append(asked(panel, "narrowed", filter("dst port 443"), Unit.PACKETS, true));
      text.append(asked(panel, "of TCP already", filter("tcp"), Unit.FLOWS, false));
    }
    return text.toString();
  }

  private static String asked(Panel panel, String name, Filter filter, Unit unit, boolean scaled) {
    Frame frame =
        new Frame(RANGE, filter, unit, scaled, 10 * FlowQuery.SECOND, Dimensions.BUILT_IN);
    FlowQuery query = panel.queryFor(frame);
    assertEquals(RANGE, query.range());
    return String.format(
        Locale.ROOT,
        "  %s\n    by %s, sums %s, buckets of %d s, top %d%s%s, bins of %d\n    filter %s\n",
        name,
        query.by().stream().map(Dimension::name).toList(),
        query.measures().stream().map(Measure::measureName).toList(),
        query.bucketNanos() / FlowQuery.SECOND,
        query.top(),
        query.others() ? " and others" : "",
        query.scaled() ? "" : ", raw",
        query.binWidth(),
        query.filter().isAll() ? "every flow" : FilterText.of(query.filter()));
  }

  private static Filter filter(String text) throws FilterSyntaxException {
    return FilterParser.parse(text);
  }
}
