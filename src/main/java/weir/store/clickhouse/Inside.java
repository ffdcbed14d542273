package weir.store.clickhouse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import weir.flow.Prefixes;

/// Whether an address is in one of some networks, as a condition that the server works out quickly:
/// one search among the ends of all networks, for two comparisons a network are dear where every
/// flow is looked at.
final class Inside {
  /// Numbers from one to another, both of them too, unsigned.
  private record Stretch(long from, long to) {}

  private Inside() {}

  /// @param high SQL of the upper half of the address
  /// @param low of the lower half
  static String condition(Prefixes networks, String high, String low) {
    List<Stretch> halves = new ArrayList<>();
    SortedMap<Long, List<Stretch>> within = new TreeMap<>(Long::compareUnsigned);
    for (Prefixes.Network network : networks.networks()) {
      long from = network.address().high();
      if (network.bits() <= 64) {
        halves.add(stretch(from, network.bits()));
      } else {
        within
            .computeIfAbsent(from, _ -> new ArrayList<>())
            .add(stretch(network.address().low(), network.bits() - 64));
      }
    }
    List<String> conditions = new ArrayList<>();
    within.forEach(
        (half, stretches) ->
            conditions.add(
                "(%s = %s AND %s)".formatted(high, text(half), among(low, sorted(stretches)))));
    if (!halves.isEmpty()) {
      conditions.add(among(high, sorted(halves)));
    }
    return conditions.isEmpty() ? "0" : "(" + String.join(" OR ", conditions) + ")";
  }

  private static Stretch stretch(long from, int bits) {
    long rest = bits == 64 ? 0 : -1L >>> bits;
    return new Stretch(from & ~rest, from | rest);
  }

  /// Without those that lie in another one: networks do not overlap otherwise.
  private static List<Stretch> sorted(List<Stretch> stretches) {
    List<Stretch> apart = new ArrayList<>();
    stretches.stream()
        .sorted(
            Comparator.comparing(Stretch::from, Long::compareUnsigned)
                .thenComparing(Stretch::to, (a, b) -> Long.compareUnsigned(b, a)))
        .forEach(
            next -> {
              if (apart.isEmpty() || Long.compareUnsigned(next.from(), apart.getLast().to()) > 0) {
                apart.add(next);
              }
            });
    return apart;
  }

  private static String among(String column, List<Stretch> stretches) {
    if (stretches.size() == 1) {
      Stretch only = stretches.getFirst();
      return "(%s BETWEEN %s AND %s)".formatted(column, text(only.from()), text(only.to()));
    }
    List<Long> ends = new ArrayList<>();
    if (stretches.getFirst().from() != 0) {
      ends.add(0L); // what is below all of them is rounded to the first one
    }
    for (int i = 0; i < stretches.size(); i++) {
      ends.add(stretches.get(i).from());
      long after = stretches.get(i).to() + 1;
      if (after != 0 && (i + 1 == stretches.size() || stretches.get(i + 1).from() != after)) {
        ends.add(after);
      }
    }
    return "roundDown(%s, [%s]) IN (%s)"
        .formatted(
            column,
            ends.stream().map(Inside::text).collect(Collectors.joining(", ")),
            stretches.stream()
                .map(stretch -> text(stretch.from()))
                .collect(Collectors.joining(", ")));
  }

  private static String text(long unsigned) {
    return Long.toUnsignedString(unsigned);
  }
}
