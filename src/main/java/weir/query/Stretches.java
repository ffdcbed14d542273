package weir.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import weir.flow.IpAddress;

/// Values that have places in a table of names, as stretches in their order that do not overlap.
/// The place of a value is found by halving.
public final class Stretches {
  private static final Comparator<IpAddress> ORDER =
      Comparator.comparing(IpAddress::high, Long::compareUnsigned)
          .thenComparing(IpAddress::low, Long::compareUnsigned);

  private final long[] firstHighs;
  private final long[] firstLows;
  private final long[] lastHighs;
  private final long[] lastLows;
  private final int[] places;
  private final int rest;

  /// Those before it have a high half of 0, as numbers and IPv4 addresses do.
  private final int low;

  private Stretches(List<Stretch> stretches, int rest) {
    int count = stretches.size();
    firstHighs = new long[count];
    firstLows = new long[count];
    lastHighs = new long[count];
    lastLows = new long[count];
    places = new int[count];
    int ofLow = 0;
    for (int i = 0; i < count; i++) {
      Stretch stretch = stretches.get(i);
      firstHighs[i] = stretch.span().first().high();
      firstLows[i] = stretch.span().first().low();
      lastHighs[i] = stretch.span().last().high();
      lastLows[i] = stretch.span().last().low();
      places[i] = stretch.place();
      ofLow += firstHighs[i] == 0 ? 1 : 0;
    }
    this.low = ofLow;
    this.rest = rest;
  }

  /// Values that have a place.
  public record Stretch(NameTable.Span span, int place) {}

  /// @param layers the first that a value is in holds
  /// @param rest the place of what is in none
  static Stretches of(List<Stretch> layers, int rest) {
    return new Stretches(joined(flat(layers)), rest);
  }

  /// Goes along the values; of the layers that have begun and not ended, the first counts.
  private static List<Stretch> flat(List<Stretch> layers) {
    List<Integer> begins = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      begins.add(i);
    }
    begins.sort(Comparator.comparing(i -> layers.get(i).span().first(), ORDER));
    PriorityQueue<Integer> open = new PriorityQueue<>();
    List<Stretch> flat = new ArrayList<>();
    IpAddress at = IpAddress.NONE;
    int next = 0;
    while (true) {
      while (!open.isEmpty() && ORDER.compare(layers.get(open.element()).span().last(), at) < 0) {
        open.remove();
      }
      if (open.isEmpty()) {
        if (next == begins.size()) {
          return flat;
        }
        at = later(at, layers.get(begins.get(next)).span().first());
      }
      while (next < begins.size()
          && ORDER.compare(layers.get(begins.get(next)).span().first(), at) <= 0) {
        open.add(begins.get(next++));
      }
      Stretch top = layers.get(open.element());
      if (ORDER.compare(top.span().last(), at) < 0) {
        continue;
      }
      IpAddress last = top.span().last();
      if (next < begins.size()) {
        IpAddress begin = layers.get(begins.get(next)).span().first();
        last = ORDER.compare(begin, last) <= 0 ? before(begin) : last;
      }
      flat.add(new Stretch(new NameTable.Span(at, last), top.place()));
      if (last.high() == -1 && last.low() == -1) {
        return flat;
      }
      at = after(last);
    }
  }

  /// Those next to each other that have the same place are one.
  private static List<Stretch> joined(List<Stretch> flat) {
    List<Stretch> joined = new ArrayList<>();
    for (Stretch stretch : flat) {
      Stretch before = joined.isEmpty() ? null : joined.getLast();
      if (before != null
          && before.place() == stretch.place()
          && after(before.span().last()).equals(stretch.span().first())) {
        joined.removeLast();
        joined.add(
            new Stretch(
                new NameTable.Span(before.span().first(), stretch.span().last()), stretch.place()));
      } else {
        joined.add(stretch);
      }
    }
    return joined;
  }

  private static IpAddress later(IpAddress one, IpAddress other) {
    return ORDER.compare(one, other) >= 0 ? one : other;
  }

  private static IpAddress after(IpAddress value) {
    return new IpAddress(value.low() == -1 ? value.high() + 1 : value.high(), value.low() + 1);
  }

  private static IpAddress before(IpAddress value) {
    return new IpAddress(value.low() == 0 ? value.high() - 1 : value.high(), value.low() - 1);
  }

  /// How many there are.
  public int count() {
    return places.length;
  }

  /// One of them, in order.
  public Stretch get(int index) {
    return new Stretch(
        new NameTable.Span(
            new IpAddress(firstHighs[index], firstLows[index]),
            new IpAddress(lastHighs[index], lastLows[index])),
        places[index]);
  }

  /// The place of what is in none.
  public int rest() {
    return rest;
  }

  /// The place of a value.
  public int place(long high, long lowHalf) {
    int from = high == 0 ? 0 : low;
    int until = high == 0 ? low : places.length;
    while (from < until) {
      int middle = (from + until) >>> 1;
      if (isBelow(high, lowHalf, firstHighs[middle], firstLows[middle])) {
        until = middle;
      } else {
        from = middle + 1;
      }
    }
    int found = from - 1;
    return found < 0 || isBelow(lastHighs[found], lastLows[found], high, lowHalf)
        ? rest
        : places[found];
  }

  private static boolean isBelow(long high, long low, long otherHigh, long otherLow) {
    return high == otherHigh
        ? Long.compareUnsigned(low, otherLow) < 0
        : Long.compareUnsigned(high, otherHigh) < 0;
  }
}
