package weir.decode.bmp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/// Routes by prefix: of each, one of every view and path that has it. The longest prefix of an
/// address is found by looking for each length that there is, longest first.
///
/// A prefix takes some 42 octets, a route of it 16; attributes are shared. Not thread-safe.
final class RouteTable {
  private static final int FIRST = 1 << 10;
  private static final int NOTHING = -1;
  private static final int BITS = 128;

  // Places, of which at most two thirds are taken; one that is free has no route.
  private long[] high = new long[FIRST];
  private long[] low = new long[FIRST];
  private byte[] length = new byte[FIRST];
  private int[] first = filled(FIRST);
  private int prefixes;
  private final int[] ofLength = new int[BITS + 1];

  // Routes of a prefix hang together; free ones do, too.
  private int[] view = new int[FIRST];
  private int[] path = new int[FIRST];
  private int[] attributes = new int[FIRST];
  private int[] next = new int[FIRST];
  private int used;
  private int free = NOTHING;
  private int routes;

  private final List<@Nullable Attributes> shared = new ArrayList<>();
  private final Map<Attributes, Integer> numbers = new HashMap<>();
  private int[] uses = new int[FIRST];
  private final List<Integer> unused = new ArrayList<>();
  private long sharedBytes;

  private static int[] filled(int size) {
    int[] all = new int[size];
    Arrays.fill(all, NOTHING);
    return all;
  }

  /// Prefixes that have a route.
  int prefixes() {
    return prefixes;
  }

  /// Routes, of all views.
  int routes() {
    return routes;
  }

  /// About what it takes in memory.
  long footprintBytes() {
    return 21L * high.length + 16L * view.length + sharedBytes;
  }

  private static long mask(int bits) {
    return bits <= 0 ? 0 : bits >= 64 ? -1 : -1L << (64 - bits);
  }

  private int place(long prefixHigh, long prefixLow, int bits) {
    long hash = (prefixHigh * 31 + prefixLow) * 0x9e37_79b9_7f4a_7c15L + bits;
    hash = (hash ^ (hash >>> 29)) * 0xbf58_476d_1ce4_e5b9L;
    int at = (int) (hash ^ (hash >>> 32)) & (high.length - 1);
    while (first[at] != NOTHING
        && (high[at] != prefixHigh || low[at] != prefixLow || (length[at] & 0xff) != bits)) {
      at = (at + 1) & (high.length - 1);
    }
    return at;
  }

  /// Adds a route, or changes it; `bits` of 128, an IPv4 address mapped.
  void put(long prefixHigh, long prefixLow, int bits, int ofView, int pathId, Attributes said) {
    long upper = prefixHigh & mask(bits);
    long lower = prefixLow & mask(bits - 64);
    int at = place(upper, lower, bits);
    int number = share(said);
    for (int route = first[at]; route != NOTHING; route = next[route]) {
      if (view[route] == ofView && path[route] == pathId) {
        release(attributes[route]);
        attributes[route] = number;
        return;
      }
    }
    if (first[at] == NOTHING) {
      if ((prefixes + 1) * 3L > high.length * 2L) {
        grow();
        at = place(upper, lower, bits);
      }
      high[at] = upper;
      low[at] = lower;
      length[at] = (byte) bits;
      prefixes++;
      ofLength[bits]++;
    }
    int route = newRoute();
    view[route] = ofView;
    path[route] = pathId;
    attributes[route] = number;
    next[route] = first[at];
    first[at] = route;
    routes++;
  }

  private int newRoute() {
    if (free != NOTHING) {
      int route = free;
      free = next[route];
      return route;
    }
    if (used == view.length) {
      int size = used + (used >> 1);
      view = Arrays.copyOf(view, size);
      path = Arrays.copyOf(path, size);
      attributes = Arrays.copyOf(attributes, size);
      next = Arrays.copyOf(next, size);
    }
    return used++;
  }

  private void grow() {
    rehash(high.length * 2);
  }

  private void rehash(int size) {
    long[] oldHigh = high;
    long[] oldLow = low;
    byte[] oldLength = length;
    int[] oldFirst = first;
    high = new long[size];
    low = new long[size];
    length = new byte[size];
    first = filled(size);
    for (int i = 0; i < oldFirst.length; i++) {
      if (oldFirst[i] != NOTHING) {
        int at = place(oldHigh[i], oldLow[i], oldLength[i] & 0xff);
        high[at] = oldHigh[i];
        low[at] = oldLow[i];
        length[at] = oldLength[i];
        first[at] = oldFirst[i];
      }
    }
  }

  /// Takes a route back.
  void remove(long prefixHigh, long prefixLow, int bits, int ofView, int pathId) {
    int at = place(prefixHigh & mask(bits), prefixLow & mask(bits - 64), bits);
    if (first[at] != NOTHING
        && unlink(at, route -> view[route] == ofView && path[route] == pathId)
        && first[at] == NOTHING) {
      prefixes--;
      ofLength[bits]--;
      close(at);
    }
  }

  /// Takes all routes of these views back.
  void removeViews(IntPredicate views) {
    int left = 0;
    for (int at = 0; at < first.length; at++) {
      if (first[at] != NOTHING) {
        int bits = length[at] & 0xff;
        if (unlink(at, route -> views.test(view[route])) && first[at] == NOTHING) {
          ofLength[bits]--;
        } else {
          left++;
        }
      }
    }
    if (left < prefixes) {
      prefixes = left;
      int size = high.length;
      while (size > FIRST && left * 4L < size) {
        size /= 2;
      }
      rehash(size); // what stood behind those that went is found again
    }
  }

  /// @return whether any went
  private boolean unlink(int at, IntPredicate which) {
    int before = NOTHING;
    boolean any = false;
    for (int route = first[at]; route != NOTHING; ) {
      int after = next[route];
      if (which.test(route)) {
        if (before == NOTHING) {
          first[at] = after;
        } else {
          next[before] = after;
        }
        release(attributes[route]);
        next[route] = free;
        free = route;
        routes--;
        any = true;
      } else {
        before = route;
      }
      route = after;
    }
    return any;
  }

  /// Moves what stands behind a place that has become free, as far as it belongs further in front.
  private void close(int at) {
    int gap = at;
    int size = high.length - 1;
    for (int i = (at + 1) & size; first[i] != NOTHING; i = (i + 1) & size) {
      int route = first[i];
      first[i] = NOTHING;
      int to = place(high[i], low[i], length[i] & 0xff);
      first[i] = route;
      if (to != i) {
        high[to] = high[i];
        low[to] = low[i];
        length[to] = length[i];
        first[to] = route;
        first[i] = NOTHING;
        gap = i;
      }
    }
    assert first[gap] == NOTHING;
  }

  private int share(Attributes said) {
    Integer known = numbers.get(said);
    int number;
    if (known != null) {
      number = known;
    } else if (unused.isEmpty()) {
      number = shared.size();
      shared.add(said);
    } else {
      number = unused.removeLast();
      shared.set(number, said);
    }
    if (known == null) {
      numbers.put(said, number);
      sharedBytes += said.footprintBytes();
      if (number >= uses.length) {
        uses = Arrays.copyOf(uses, uses.length * 2);
      }
    }
    uses[number]++;
    return number;
  }

  private void release(int number) {
    if (--uses[number] == 0) {
      Attributes gone = shared.set(number, null);
      if (gone != null) {
        numbers.remove(gone);
        sharedBytes -= gone.footprintBytes();
      }
      unused.add(number);
    }
  }

  /// What was found for an address.
  ///
  /// @param bits of the prefix, of 128
  record Match(int bits, Attributes attributes) {}

  /// The best route of the longest prefix that has one.
  ///
  /// @param rank of a view: higher ones are better; below 0 for those that do not count
  /// @param least bits that a prefix has: 96 for IPv4
  @Nullable Match find(long addressHigh, long addressLow, int least, IntUnaryOperator rank) {
    for (int bits = BITS; bits >= least; bits--) {
      if (ofLength[bits] > 0) {
        int at = place(addressHigh & mask(bits), addressLow & mask(bits - 64), bits);
        Attributes best = best(first[at], rank);
        if (best != null) {
          return new Match(bits, best);
        }
      }
    }
    return null;
  }

  private @Nullable Attributes best(int firstRoute, IntUnaryOperator rank) {
    Attributes best = null;
    int bestRank = NOTHING;
    for (int route = firstRoute; route != NOTHING; route = next[route]) {
      int ranked = rank.applyAsInt(view[route]);
      Attributes said = shared.get(attributes[route]);
      if (ranked >= 0
          && said != null
          && (best == null || ranked > bestRank || (ranked == bestRank && isBetter(said, best)))) {
        best = said;
        bestRank = ranked;
      }
    }
    return best;
  }

  /// As routers choose, as far as it can be known from outside.
  private static boolean isBetter(Attributes one, Attributes other) {
    if (one.localPreference() != other.localPreference()) {
      return one.localPreference() > other.localPreference();
    }
    if (one.path().length != other.path().length) {
      return one.path().length < other.path().length;
    }
    return one.origin() < other.origin();
  }
}
