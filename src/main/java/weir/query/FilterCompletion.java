package weir.query;

import java.util.List;
import weir.flow.FlowField;

public final class FilterCompletion {
  private FilterCompletion() {}

  public static List<String> at(String text, int caret) {
    String word = text.substring(text.lastIndexOf(' ') + 1);
    return FlowField.all().stream()
        .map(FlowField::fieldName)
        .filter(n -> !word.isEmpty() && n.startsWith(word))
        .toList();
  }
}
