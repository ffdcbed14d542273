package weir.naming;

import java.util.Locale;
import java.util.Optional;

/// What lies beyond an interface.
public enum Side {
  /// Not said.
  NONE,
  /// Others: flows cross the border of one's own network here.
  EXTERNAL,
  /// One's own network.
  INTERNAL;

  /// As in files: "external".
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The one of that word.
  public static Optional<Side> of(String word) {
    for (Side side : values()) {
      if (side.word().equalsIgnoreCase(word.strip())) {
        return Optional.of(side);
      }
    }
    return Optional.empty();
  }
}
