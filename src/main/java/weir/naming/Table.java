package weir.naming;

import java.util.Locale;
import java.util.Optional;

/// A file of names or routes beside the names file.
///
/// @param path as it was written: from the folder of the names file on, unless it is absolute
public record Table(Kind kind, String path) {
  /// What is in it.
  public enum Kind {
    AS_PREFIXES("AS of prefixes"),
    AS_NAMES("Names of AS"),
    AS_COUNTRIES("Countries of AS"),
    PLACES("Countries and cities"),
    NETWORKS("Networks (CSV)"),
    HOSTS("Hosts (CSV or hosts file)"),
    INTERFACES("Interfaces (CSV)");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /// For people.
    public String label() {
      return label;
    }

    /// As in files: "as_prefixes".
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// The one of that word; `country_mmdb` and `city_mmdb` are what places were called before.
    public static Optional<Kind> of(String word) {
      if (word.equals("country_mmdb") || word.equals("city_mmdb")) {
        return Optional.of(PLACES);
      }
      for (Kind kind : values()) {
        if (kind.word().equals(word)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }

  public Table {
    path = path.strip();
    if (path.isEmpty() || path.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a table needs the path of its file");
    }
  }
}
