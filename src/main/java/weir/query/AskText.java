package weir.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A question that is put together piece by piece as one line, for links:
/// `by:src_addr,dst_port;visual:lines;top:20;measure:bps;every:60;rank:max`. What is left out is as
/// usual.
public final class AskText {
  private static final List<String> PARTS =
      List.of("by", "visual", "top", "measure", "every", "rank");
  private static final int MOST_GROUPS = 10_000;
  private static final int MOST_SECONDS = 7 * 86_400;

  private AskText() {}

  public static String of(Ask ask) {
    Map<String, String> parts = new LinkedHashMap<>();
    if (!ask.by().isEmpty()) {
      parts.put("by", ask.by().stream().map(Dimension::name).collect(Collectors.joining(",")));
    }
    parts.put("visual", ask.visual().visualName());
    parts.put("top", String.valueOf(ask.top()));
    ask.measure().ifPresent(measure -> parts.put("measure", measure.measureName()));
    if (ask.bucketNanos() > 0) {
      parts.put("every", String.valueOf(ask.bucketNanos() / FlowQuery.SECOND));
    }
    if (ask.rank() != Rank.By.AVERAGE) {
      parts.put("rank", ask.rank().rankName());
    }
    return parts.entrySet().stream()
        .map(part -> part.getKey() + ":" + part.getValue())
        .collect(Collectors.joining(";"));
  }

  /// Reads [#of].
  ///
  /// @throws IllegalArgumentException with a sentence that says what is wrong with it
  public static Ask parse(String text) {
    Map<String, String> parts = parts(text);
    List<Dimension> by = new ArrayList<>();
    for (String name : parts.getOrDefault("by", "").split(",")) {
      if (!name.isEmpty()) {
        by.add(Dimensions.BUILT_IN.require(name));
      }
    }
    Optional<Measure> measure =
        Optional.ofNullable(parts.get("measure"))
            .map(name -> Measure.named(name).orElseThrow(() -> none("measure", name)));
    String shown = parts.getOrDefault("visual", Visual.STACKED.visualName());
    Visual visual =
        Arrays.stream(Visual.values())
            .filter(one -> one.visualName().equals(shown))
            .findFirst()
            .orElseThrow(() -> none("visual", shown));
    String ranked = parts.getOrDefault("rank", Rank.By.AVERAGE.rankName());
    Ask ask =
        new Ask(
            by,
            measure,
            visual,
            number(parts, "top", "10", 1, MOST_GROUPS),
            number(parts, "every", "0", 0, MOST_SECONDS) * FlowQuery.SECOND,
            Rank.By.named(ranked).orElseThrow(() -> none("rank", ranked)));
    ask.lacks(visual)
        .or(() -> measure.flatMap(one -> Ask.lacks(one, by)))
        .ifPresent(
            lack -> {
              throw new IllegalArgumentException("the question needs " + lack);
            });
    return ask;
  }

  private static Map<String, String> parts(String text) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (String part : text.split(";")) {
      int colon = part.indexOf(':');
      String name = colon < 0 ? part : part.substring(0, colon);
      if (colon < 0
          || !PARTS.contains(name)
          || parts.put(name, part.substring(colon + 1)) != null) {
        throw new IllegalArgumentException(
            "a question has each of " + String.join(", ", PARTS) + " once, with a colon behind it");
      }
    }
    return parts;
  }

  private static int number(
      Map<String, String> parts, String name, String usual, int least, int most) {
    String text = parts.getOrDefault(name, usual);
    int number = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : -1;
    if (number < least || number > most) {
      throw new IllegalArgumentException(
          "the question's " + name + " is a number from " + least + " to " + most);
    }
    return number;
  }

  private static IllegalArgumentException none(String part, String name) {
    return new IllegalArgumentException("there is no " + part + " '" + name + "' to ask for");
  }
}
