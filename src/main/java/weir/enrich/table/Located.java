package weir.enrich.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import weir.flow.IpAddress;
import weir.naming.Places;

/// What readers of tables find: where networks are.
final class Located {
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

  private final PrefixTable.Builder prefixes = new PrefixTable.Builder();
  private final Map<Places.Place, Integer> numbers = new HashMap<>();
  private final List<Places.Place> all = new ArrayList<>();
  private long hash;
  private long madeSeconds;
  private String type = "";

  /// @param country two letters; others are taken for none
  void add(Network network, String country, String city) {
    int number = number(country, city);
    if (number != 0) {
      prefixes.add(network.high(), network.low(), network.bits(), number);
      mix(network.high(), network.low(), number);
      mix(network.bits(), 0, 0);
    }
  }

  /// All networks between two addresses.
  void add(IpAddress first, IpAddress last, String country, String city) {
    int number = number(country, city);
    if (number != 0) {
      prefixes.addRange(first, last, number);
      mix(first.high(), first.low(), number);
      mix(last.high(), last.low(), number);
    }
  }

  private int number(String country, String city) {
    String code = country.strip().toUpperCase(java.util.Locale.ROOT);
    boolean isCode = COUNTRY.matcher(code).matches() && !code.equals("ZZ");
    String name = AsName.quotable(city.equals("-") ? "" : city);
    if (!isCode && name.isEmpty()) {
      return 0;
    }
    Places.Place place = new Places.Place(isCode ? code : "", name);
    return numbers.computeIfAbsent(
        place,
        one -> {
          all.add(one);
          mix(one.country().hashCode(), one.city().hashCode(), all.size());
          return all.size();
        });
  }

  private void mix(long one, long other, long third) {
    hash = ((hash * 31 + one) * 0x9e3779b97f4a7c15L + other) * 0xbf58476d1ce4e5b9L + third;
    hash ^= hash >>> 29;
  }

  /// Networks that are somewhere.
  int size() {
    return prefixes.size();
  }

  /// What the table calls itself, and when it was made, by its own word.
  void made(String name, long seconds) {
    type = name;
    madeSeconds = seconds;
  }

  String type() {
    return type;
  }

  long madeSeconds() {
    return madeSeconds;
  }

  List<Places.Place> all() {
    return all;
  }

  PrefixTable prefixes() {
    return prefixes.build();
  }

  long fingerprint() {
    return hash;
  }
}
