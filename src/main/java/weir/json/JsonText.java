package weir.json;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.io.JsonStringEncoder;

/// JSON as people and version control like it: a line for each member and for each element, so that
/// one change is one line. An element that has no lists or objects in it is one line.
public final class JsonText {
  private final StringBuilder text = new StringBuilder();

  private JsonText() {}

  /// What is written as it is: a number that no other kind holds.
  record Raw(String text) {}

  /// @param content maps, lists, texts, numbers and truth values
  public static String of(Map<String, ?> content) {
    JsonText json = new JsonText();
    json.value(content, 0, false);
    return json.text.append('\n').toString();
  }

  private void value(Object value, int depth, boolean element) {
    switch (value) {
      case Map<?, ?> map ->
          group(
              '{',
              '}',
              map.entrySet().stream(),
              element && map.values().stream().allMatch(JsonText::isSimple),
              depth,
              entry -> {
                string(String.valueOf(entry.getKey()));
                text.append(": ");
                value(entry.getValue(), depth + 1, false);
              });
      case List<?> list ->
          group('[', ']', list.stream(), false, depth, one -> value(one, depth + 1, true));
      case Raw raw -> text.append(raw.text);
      case Number number -> text.append(number);
      case Boolean flag -> text.append(flag);
      default -> string(value.toString());
    }
  }

  private static boolean isSimple(Object value) {
    return !(value instanceof Map<?, ?>) && !(value instanceof List<?>);
  }

  private <T> void group(
      char open,
      char close,
      Stream<T> parts,
      boolean line,
      int depth,
      java.util.function.Consumer<T> print) {
    text.append(open);
    int before = text.length();
    parts.forEach(
        part -> {
          boolean first = text.length() == before;
          text.append(first ? "" : ",");
          if (line) {
            text.append(first ? "" : " ");
          } else {
            indent(depth + 1);
          }
          print.accept(part);
        });
    if (!line && text.length() > before) {
      indent(depth);
    }
    text.append(close);
  }

  private void indent(int depth) {
    text.append('\n').repeat("  ", depth);
  }

  private void string(String value) {
    text.append('"').append(JsonStringEncoder.getInstance().quoteAsCharArray(value)).append('"');
  }
}
