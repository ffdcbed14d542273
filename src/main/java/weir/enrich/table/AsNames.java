package weir.enrich.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What AS are called, and in which country they are registered.
public final class AsNames {
  public static final AsNames NONE = new Builder().build();

  /// @param asn unsigned
  /// @param name "" if only the country is known
  /// @param country two letters of ISO 3166, or ""
  public record Name(int asn, String name, String country) {
    /// "AS13335".
    public String number() {
      return "AS" + Integer.toUnsignedString(asn);
    }
  }

  private final Map<Integer, Name> names;

  private AsNames(Map<Integer, Name> names) {
    this.names = Map.copyOf(names);
  }

  /// Reads files of names in any of the usual forms (see [AsNameText]); a later one counts before
  /// an earlier one, as far as it says something.
  ///
  /// @throws BadTable if one is none; says which line, and why
  public static AsNames load(List<Path> files) throws IOException {
    Builder builder = new Builder();
    for (Path file : files) {
      TableFile.readNames(file, builder);
    }
    return builder.build();
  }

  /// What tables call AS that say whose networks are, as far as they do.
  ///
  /// @throws BadTable if one is none
  public static AsNames ofPrefixes(Path file) throws IOException {
    Builder builder = new Builder();
    TableFile.readOriginNames(file, builder);
    return builder.build();
  }

  /// All that is known, in no order.
  public Collection<Name> all() {
    return names.values();
  }

  public int size() {
    return names.size();
  }

  /// "" if it is not known.
  public String name(int asn) {
    Name known = names.get(asn);
    return known == null ? "" : known.name();
  }

  /// Two letters; "" if it is not known.
  public String country(int asn) {
    Name known = names.get(asn);
    return known == null ? "" : known.country();
  }

  /// All that is known of one.
  public Optional<Name> of(int asn) {
    return Optional.ofNullable(names.get(asn));
  }

  /// Those whose name has a word that begins so, or whose number does; the shortest names first.
  ///
  /// @param most no more than these
  public List<Name> search(String text, int most) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    if (wanted.isEmpty()) {
      return List.of();
    }
    String digits = wanted.startsWith("as") ? wanted.substring(2) : wanted;
    List<Name> found = new ArrayList<>();
    for (Name name : names.values()) {
      boolean byNumber =
          !digits.isEmpty() && Integer.toUnsignedString(name.asn()).startsWith(digits);
      if (byNumber || hasWord(name.name().toLowerCase(Locale.ROOT), wanted)) {
        found.add(name);
      }
    }
    found.sort(
        Comparator.comparingInt((Name name) -> name.name().length())
            .thenComparing(Name::asn, Integer::compareUnsigned));
    return found.size() > most ? List.copyOf(found.subList(0, most)) : found;
  }

  private static boolean hasWord(String name, String wanted) {
    for (int at = name.indexOf(wanted); at >= 0; at = name.indexOf(wanted, at + 1)) {
      if (at == 0 || !Character.isLetterOrDigit(name.charAt(at - 1))) {
        return true;
      }
    }
    return false;
  }

  /// These, and others that count before them, as far as they say something.
  public AsNames with(AsNames others) {
    Builder builder = new Builder();
    builder.names.putAll(names);
    others.names.values().forEach(name -> builder.put(name.asn(), name.name(), name.country()));
    return builder.build();
  }

  /// Collects names.
  public static final class Builder {
    private final Map<Integer, Name> names = new HashMap<>();

    /// What is "" leaves what was known before.
    public Builder put(int asn, String name, String country) {
      @Nullable Name before = names.get(asn);
      String code = country.strip().toUpperCase(Locale.ROOT);
      boolean isCode = code.length() == 2 && !code.equals("ZZ");
      names.put(
          asn,
          new Name(
              asn,
              name.isBlank() && before != null ? before.name() : name.strip(),
              isCode ? code : before == null ? "" : before.country()));
      return this;
    }

    public AsNames build() {
      return new AsNames(names);
    }
  }
}
