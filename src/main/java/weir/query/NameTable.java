package weir.query;

import java.util.List;
import java.util.stream.Stream;
import weir.flow.IpAddress;

/// Names for values of a field: each entry is the values that have its name; the first that fits
/// holds. The place of an entry, from 0 on, stands for it in answers; what no entry fits has the
/// place behind the last.
///
/// @param rest the name of what no entry fits
public record NameTable(List<Entry> entries, String rest) {
  public NameTable {
    entries = List.copyOf(entries);
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
  }

  /// The name of a place.
  public String name(int place) {
    return place >= 0 && place < entries.size() ? entries.get(place).name() : rest;
  }

  /// The place of a name, in any case; -1 if there is none.
  public int place(String name) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).name().equalsIgnoreCase(name)) {
        return i;
      }
    }
    return rest.equalsIgnoreCase(name) ? entries.size() : -1;
  }

  /// All names in order, that of the rest at the end.
  public List<String> names() {
    return Stream.concat(entries.stream().map(Entry::name), Stream.of(rest)).toList();
  }
}
