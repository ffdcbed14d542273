package weir.ui;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.ingest.Source;

/// What is being opened, and which wish each open source fulfils: so that none is fulfilled twice,
/// and one that failed can be tried again.
final class Openings {
  private final Map<Object, Opening> underWay = new LinkedHashMap<>();

  private final Map<Source, Opening> fulfilled = new HashMap<>();

  /// @return false if the same is being opened already
  boolean begin(Opening opening) {
    return underWay.putIfAbsent(opening.what(), opening) == null;
  }

  /// A wish is fulfilled.
  ///
  /// @return false if it was cancelled meanwhile: nobody wants the source
  boolean end(Opening opening, Source source) {
    if (!cancel(opening)) {
      return false;
    }
    fulfilled.put(source, opening);
    return true;
  }

  /// @return false if it was not under way
  boolean cancel(Opening opening) {
    return underWay.remove(opening.what(), opening);
  }

  /// What is being opened, the oldest first.
  List<Opening> underWay() {
    return List.copyOf(underWay.values());
  }

  /// The wish that a source fulfils.
  Optional<Opening> of(Source source) {
    return Optional.ofNullable(fulfilled.get(source));
  }

  /// The source that fulfils a wish already.
  Optional<Source> fulfilling(Opening wish) {
    return fulfilled.entrySet().stream()
        .filter(entry -> entry.getValue().what().equals(wish.what()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /// Another source stands for the one that it came of.
  void replace(Source before, Source now) {
    Opening wish = fulfilled.remove(before);
    if (wish != null) {
      fulfilled.put(now, wish);
    }
  }

  void forget(Source source) {
    fulfilled.remove(source);
  }
}
