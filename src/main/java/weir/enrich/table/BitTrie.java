package weir.enrich.table;

import java.util.Arrays;

/// A tree over the bits of an address, some at the root and 6 a level below, in three flat arrays.
///
/// A node says by one bit for each of its 64 places whether there is a node below, and by another
/// whether a value begins that differs from the one before; counting bits gives where both are, so
/// a node takes 24 bytes however many places have the same value. So most of a full table fits into
/// the caches of a processor, where the root's bits are chosen so that a level ends where most
/// prefixes do: at /24 of IPv4.
final class BitTrie {
  private static final int STEP = 6;

  /// Of a node: which places have a node below, where values begin, and where the first of each is
  /// (of nodes in the upper half).
  private static final int WORDS = 3;

  private final int rootBits;

  /// Below 0 a node, turned over, else a value's place.
  private final int[] root;

  private long[] nodes = new long[WORDS * 64];
  private int nodeCount;
  private int[] values = new int[64];
  private int valueCount;

  /// Only while it is built.
  private int next;

  /// @param rootBits 16, from where steps of 6 end with an address's high half; or what ends before
  ///   that, of addresses that do not go further
  BitTrie(int rootBits, Ranges ranges) {
    this.rootBits = rootBits;
    this.root = new int[1 << rootBits];
    for (int slot = 0; slot < root.length; slot++) {
      long start = (long) slot << (64 - rootBits);
      long end = start | PrefixTable.ones(64 - rootBits);
      skipTo(ranges, start, 0);
      if (isUniform(ranges, end, -1)) {
        int value = ranges.value(next);
        boolean same = slot > 0 && root[slot - 1] >= 0 && values[root[slot - 1]] == value;
        if (!same) {
          append(value);
        }
        root[slot] = same ? root[slot - 1] : valueCount - 1;
      } else {
        int node = allocate(1);
        root[slot] = ~node;
        fill(node, rootBits, start, 0, ranges);
      }
    }
    nodes = Arrays.copyOf(nodes, nodeCount * WORDS);
    values = Arrays.copyOf(values, valueCount);
  }

  /// The value of an address.
  int find(long high, long low) {
    int entry = root[(int) (high >>> (64 - rootBits))];
    if (entry >= 0) {
      return values[entry];
    }
    int node = ~entry;
    for (int shift = 64 - rootBits - STEP; shift >= 0; shift -= STEP) {
      int place = (int) (high >>> shift) & 63;
      if (!hasNode(node, place)) {
        return valueOf(node, place);
      }
      node = below(node, place);
    }
    for (int shift = 64 - STEP; shift > 0; shift -= STEP) {
      int place = (int) (low >>> shift) & 63;
      if (!hasNode(node, place)) {
        return valueOf(node, place);
      }
      node = below(node, place);
    }
    return valueOf(node, (int) low & 15); // 64 is ten times 6 bits, and 4
  }

  private boolean hasNode(int node, int place) {
    return (nodes[node * WORDS] >>> place & 1) != 0;
  }

  private int below(int node, int place) {
    long upTo = nodes[node * WORDS] & ((2L << place) - 1);
    return (int) (nodes[node * WORDS + 2] >>> 32) + Long.bitCount(upTo) - 1;
  }

  private int valueOf(int node, int place) {
    long upTo = nodes[node * WORDS + 1] & ((2L << place) - 1);
    return values[(int) nodes[node * WORDS + 2] + Long.bitCount(upTo) - 1];
  }

  long bytes() {
    return 8L * nodes.length + 4L * (root.length + values.length);
  }

  /// @param depth bits that lead to the node
  private void fill(int node, int depth, long high, long low, Ranges ranges) {
    int shift = depth < 64 ? 64 - depth - STEP : Math.max(0, 128 - depth - STEP);
    int places = depth + STEP > 128 ? 1 << (128 - depth) : 1 << STEP;
    int[] first = new int[places]; // range that a node below starts in
    long children = 0;
    long runs = 0;
    int firstValue = valueCount;
    for (int place = 0; place < places; place++) {
      long startHigh = depth < 64 ? high | (long) place << shift : high;
      long startLow = depth < 64 ? 0 : low | (long) place << shift;
      long endHigh = depth < 64 ? startHigh | PrefixTable.ones(shift) : high;
      long endLow = depth < 64 ? -1 : startLow | PrefixTable.ones(shift);
      skipTo(ranges, startHigh, startLow);
      if (isUniform(ranges, endHigh, endLow)) {
        int value = ranges.value(next);
        if (runs == 0 || values[valueCount - 1] != value) {
          runs |= 1L << place;
          append(value);
        }
      } else {
        children |= 1L << place;
        first[place] = next;
        skipTo(ranges, endHigh, endLow);
      }
    }
    int firstChild = allocate(Long.bitCount(children));
    nodes[node * WORDS] = children;
    nodes[node * WORDS + 1] = runs;
    nodes[node * WORDS + 2] = (long) firstChild << 32 | firstValue;
    int after = next;
    for (int place = 0, child = firstChild; place < places; place++) {
      if ((children >>> place & 1) != 0) {
        next = first[place];
        long childHigh = depth < 64 ? high | (long) place << shift : high;
        long childLow = depth < 64 ? 0 : low | (long) place << shift;
        fill(child++, depth + STEP, childHigh, childLow, ranges);
      }
    }
    next = after;
  }

  /// Goes to the range that an address lies in, which is not before the present one.
  private void skipTo(Ranges ranges, long high, long low) {
    while (next + 1 < ranges.size()
        && PrefixTable.compare(ranges.high(next + 1), ranges.low(next + 1), high, low) <= 0) {
      next++;
    }
  }

  /// Whether the range goes on up to an address.
  private boolean isUniform(Ranges ranges, long endHigh, long endLow) {
    return next + 1 == ranges.size()
        || PrefixTable.compare(ranges.high(next + 1), ranges.low(next + 1), endHigh, endLow) > 0;
  }

  private int allocate(int count) {
    int first = nodeCount;
    nodeCount += count;
    if (nodeCount * WORDS > nodes.length) {
      nodes = Arrays.copyOf(nodes, Math.max(nodeCount * WORDS, nodes.length * 2));
    }
    return first;
  }

  private void append(int value) {
    if (valueCount == values.length) {
      values = Arrays.copyOf(values, valueCount * 2);
    }
    values[valueCount++] = value;
  }
}
