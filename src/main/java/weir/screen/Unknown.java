package weir.screen;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import weir.flow.ForeignText;
import weir.json.JsonValue;

/// What is in a file that this Weir does not know, for people: a newer one wrote it.
final class Unknown {
  /// More are not named.
  private static final int MOST = 20;

  private final Set<String> sentences = new LinkedHashSet<>();

  /// Notes the members of an object that are none of these.
  void of(JsonValue object, String... known) {
    for (String name : object.members().keySet()) {
      if (!Arrays.asList(known).contains(name)) {
        say("'" + ForeignText.clean(name) + "' is not known here");
      }
    }
  }

  void say(String sentence) {
    if (sentences.size() < MOST) {
      sentences.add(ForeignText.oneLine(sentence));
    }
  }

  List<String> sentences() {
    return List.copyOf(sentences);
  }
}
