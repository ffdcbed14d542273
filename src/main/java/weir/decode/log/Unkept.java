package weir.decode.log;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import weir.flow.ForeignText;

/// What a log says that no field of a flow holds, by name, in the order of the log; of so many
/// names that people can read them.
final class Unkept {
  private static final int MOST_NAMES = 64;
  private static final int SHOWN = 12;

  private final Set<String> names = new LinkedHashSet<>();

  void add(String name) {
    if (names.size() < MOST_NAMES) {
      names.add(ForeignText.clean(name));
    }
  }

  void addAll(Collection<String> more) {
    more.forEach(this::add);
  }

  boolean isEmpty() {
    return names.isEmpty();
  }

  /// "az-id, traffic-path and 3 more".
  @Override
  public String toString() {
    String shown = String.join(", ", names.stream().limit(SHOWN).toList());
    int more = names.size() - SHOWN;
    return more <= 0
        ? shown
        : shown + " and " + (names.size() < MOST_NAMES ? more : "many") + " more";
  }
}
