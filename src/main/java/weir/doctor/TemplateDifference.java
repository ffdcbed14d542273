package weir.doctor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import weir.exporter.TemplateChange;
import weir.exporter.TemplateStatus.Field;

/// What is other in a template that came anew.
public final class TemplateDifference {
  private TemplateDifference() {}

  /// One of several fields of the same element.
  private record Key(int element, int enterprise, int nth) {}

  /// In words, a change each: "octetDeltaCount: 4 octets, now 8".
  public static List<String> words(TemplateChange change) {
    Map<Key, Field> before = keys(change.before());
    Map<Key, Field> after = keys(change.after());
    List<String> words = new ArrayList<>();
    after.forEach(
        (key, field) -> {
          Field old = before.get(key);
          if (old == null) {
            words.add("new: " + described(field));
          } else if (old.length() != field.length()) {
            words.add(field.name() + ": " + length(old) + ", now " + length(field));
          }
        });
    before.forEach(
        (key, field) -> {
          if (!after.containsKey(key)) {
            words.add("gone: " + described(field));
          }
        });
    List<Key> oldOrder = before.keySet().stream().filter(after::containsKey).toList();
    List<Key> newOrder = after.keySet().stream().filter(before::containsKey).toList();
    if (!Objects.equals(oldOrder, newOrder)) {
      words.add("fields in another order");
    }
    return words.isEmpty() ? List.of("its scopes") : words;
  }

  private static Map<Key, Field> keys(List<Field> fields) {
    Map<Key, Field> keys = new LinkedHashMap<>();
    Map<Key, Integer> seen = new HashMap<>();
    for (Field field : fields) {
      Key first = new Key(field.element(), field.enterprise(), 0);
      int nth = seen.merge(first, 1, Integer::sum) - 1;
      keys.put(new Key(field.element(), field.enterprise(), nth), field);
    }
    return keys;
  }

  private static String described(Field field) {
    return field.name()
        + " ("
        + length(field)
        + (field.kept() ? ", into " + field.fills() : ", not kept")
        + ")";
  }

  /// "8 octets", "of its own length".
  public static String length(Field field) {
    return field.length() == Field.VARIABLE
        ? "of its own length"
        : Words.count(field.length(), "octet", "octets");
  }
}
