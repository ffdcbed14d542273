package weir.query;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import weir.naming.Places;

/// Names of addresses by tables that are too long to be written out: only where an address is can
/// be found. As with a [NameTable], the place of a name stands for it.
public final class AddressTable implements LookUp {
  private final List<String> names;
  private final Map<String, Integer> places = new HashMap<>();
  private final Places.Finding finding;

  /// By the number of a place.
  private final int[] values;

  private final long fingerprint;

  private AddressTable(List<String> names, Places.Finding finding, int[] values, long fingerprint) {
    this.names = names;
    this.finding = finding;
    this.values = values;
    this.fingerprint = fingerprint;
    for (int place = 0; place < names.size(); place++) {
      places.putIfAbsent(names.get(place).toLowerCase(Locale.ROOT), place);
    }
  }

  /// @param said what is said of a place; "" for nothing
  /// @param more names that others give, which are to have places as well
  /// @param rest the name of what nobody knows
  static AddressTable of(
      Places.Known known, Function<Places.Place, String> said, Iterable<String> more, String rest) {
    Map<String, Integer> order = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    known.all().forEach(place -> order.put(said.apply(place), 0));
    more.forEach(name -> order.put(name, 0));
    order.remove("");
    int next = 0;
    for (Map.Entry<String, Integer> name : order.entrySet()) {
      name.setValue(next++);
    }
    List<String> names = new java.util.ArrayList<>(order.keySet());
    names.add(rest);
    int[] values = new int[known.all().size() + 1];
    values[0] = 2 * names.size();
    for (int i = 1; i < values.length; i++) {
      values[i] = order.getOrDefault(said.apply(known.all().get(i - 1)), values[0]);
    }
    long mark = known.fingerprint() * 31 + names.hashCode();
    return new AddressTable(List.copyOf(names), known.finding(), values, mark);
  }

  /// All names in order, that of the rest at the end.
  public List<String> names() {
    return names;
  }

  /// The place of a name, in any case; -1 if there is none.
  int place(String name) {
    return places.getOrDefault(name.toLowerCase(Locale.ROOT), -1);
  }

  /// The place of the rest.
  public int rest() {
    return names.size() - 1;
  }

  /// Whether it knows of no address where it is.
  public boolean isEmpty() {
    return values.length == 1;
  }

  /// Of an address that it does not know that is twice the number of names, that of the rest
  /// included.
  @Override
  public int place(long high, long low) {
    return values[finding.place(high, low)];
  }

  @Override
  public long fingerprint() {
    return fingerprint;
  }

  /// Says which table it is, the same in every process.
  @Override
  public String toString() {
    return "addresses " + Long.toHexString(fingerprint);
  }

  @Override
  public boolean equals(Object other) {
    return other == this
        || (other instanceof AddressTable that
            && fingerprint == that.fingerprint
            && names.equals(that.names));
  }

  @Override
  public int hashCode() {
    return Long.hashCode(fingerprint);
  }
}
