package weir.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import weir.flow.IpAddress;
import weir.flow.Prefixes;

/// Names for values of a field: each entry is the values that have its name; the first that fits
/// holds. The place of an entry, from 0 on, stands for it in answers; what no entry fits has the
/// place behind the last. Finding a name or a place is quick where there are a hundred thousand.
public final class NameTable implements LookUp {
  private final List<Entry> entries;
  private final List<String> names;
  private final String rest;
  private final Stretches stretches;
  private final Map<String, Integer> places = new HashMap<>();
  private final long fingerprint;

  /// @param rest the name of what no entry fits
  public NameTable(List<Entry> entries, String rest) {
    this.entries = List.copyOf(entries);
    this.rest = rest;
    List<String> all = new ArrayList<>();
    List<Stretches.Stretch> layers = new ArrayList<>();
    for (int place = 0; place < entries.size(); place++) {
      Entry entry = entries.get(place);
      all.add(entry.name());
      for (Span span : entry.spans()) {
        layers.add(new Stretches.Stretch(span, place));
      }
    }
    all.add(rest);
    names = List.copyOf(all);
    stretches = Stretches.of(layers, entries.size());
    long hash = 0;
    for (int place = 0; place < names.size(); place++) {
      places.putIfAbsent(names.get(place).toLowerCase(Locale.ROOT), place);
      hash = mix(hash + names.get(place).hashCode());
    }
    for (int i = 0; i < stretches.count(); i++) {
      Stretches.Stretch stretch = stretches.get(i);
      hash = mix(hash + stretch.span().first().high());
      hash = mix(hash + stretch.span().first().low());
      hash = mix(hash + stretch.span().last().high());
      hash = mix(hash + stretch.span().last().low());
      hash = mix(hash + stretch.place());
    }
    fingerprint = hash;
  }

  /// @param spans values, several stretches of them
  public record Entry(String name, List<Span> spans) {
    public Entry {
      spans = List.copyOf(spans);
    }
  }

  /// A stretch of values, both ends included. Numbers have a high half of 0.
  public record Span(IpAddress first, IpAddress last) {
    public static Span of(long value) {
      return of(value, value);
    }

    public static Span of(long first, long last) {
      return new Span(new IpAddress(0, first), new IpAddress(0, last));
    }

    public static Span of(IpAddress address) {
      return new Span(address, address);
    }

    /// The addresses of a network.
    public static Span of(Prefixes.Network network) {
      long high = upper(network.bits());
      long low = upper(network.bits() - Long.SIZE);
      IpAddress address = network.address();
      return new Span(
          new IpAddress(address.high() & high, address.low() & low),
          new IpAddress(address.high() | ~high, address.low() | ~low));
    }

    /// So many upper bits of 64; none where it is negative.
    private static long upper(int bits) {
      return bits <= 0 ? 0 : bits >= Long.SIZE ? -1L : -1L << (Long.SIZE - bits);
    }
  }

  /// A network that has a name.
  public record Network(Prefixes.Network range, String name) {}

  /// Names of networks: of all that an address is in, that of the longest prefix; of several of the
  /// same prefix, that of the first. Those with an empty name have none. In the order of names.
  ///
  /// @param rest the name of addresses that are in none
  public static NameTable ofNetworks(List<Network> networks, String rest) {
    Map<String, Integer> places = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    networks.forEach(network -> places.putIfAbsent(network.name(), 0));
    places.remove("");
    int next = 0;
    for (Map.Entry<String, Integer> name : places.entrySet()) {
      name.setValue(next++);
    }
    int none = next;
    List<Stretches.Stretch> layers =
        networks.stream()
            .sorted(Comparator.comparingInt((Network one) -> -one.range().bits()))
            .map(
                one ->
                    new Stretches.Stretch(
                        Span.of(one.range()), places.getOrDefault(one.name(), none)))
            .toList();
    List<List<Span>> spans = new ArrayList<>();
    for (int place = 0; place <= none; place++) {
      spans.add(new ArrayList<>());
    }
    Stretches flat = Stretches.of(layers, none);
    for (int i = 0; i < flat.count(); i++) {
      Stretches.Stretch stretch = flat.get(i);
      spans.get(stretch.place()).add(stretch.span());
    }
    List<Entry> entries = new ArrayList<>();
    places.forEach((name, place) -> entries.add(new Entry(name, spans.get(place))));
    return new NameTable(entries, rest);
  }

  public List<Entry> entries() {
    return entries;
  }

  /// The name of what no entry fits.
  public String rest() {
    return rest;
  }

  /// Which values have which place.
  public Stretches stretches() {
    return stretches;
  }

  /// The name of a place.
  public String name(int place) {
    return place >= 0 && place < entries.size() ? names.get(place) : rest;
  }

  /// The place of a name, in any case; -1 if there is none.
  public int place(String name) {
    return places.getOrDefault(name.toLowerCase(Locale.ROOT), -1);
  }

  /// All names in order, that of the rest at the end.
  public List<String> names() {
    return names;
  }

  @Override
  public int place(long high, long low) {
    return stretches.place(high, low);
  }

  @Override
  public long fingerprint() {
    return fingerprint;
  }

  /// The finalizer of SplitMix64, moved off its fixed point 0.
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /// Says which table it is, the same in every process.
  @Override
  public String toString() {
    return "names " + Long.toHexString(fingerprint);
  }

  @Override
  public boolean equals(Object other) {
    return other == this
        || (other instanceof NameTable that
            && fingerprint == that.fingerprint
            && entries.equals(that.entries)
            && rest.equals(that.rest));
  }

  @Override
  public int hashCode() {
    return Long.hashCode(fingerprint);
  }
}
