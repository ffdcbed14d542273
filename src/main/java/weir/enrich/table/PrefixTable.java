package weir.enrich.table;

import java.util.Arrays;
import weir.flow.IpAddress;

/// A number for every network: of the prefixes that an address lies in, the longest counts.
///
/// IPv4 addresses are mapped, see [IpAddress], and prefixes of IPv4 alone hold for them. Nothing
/// changes once it is made, so any number of threads may ask.
public final class PrefixTable {
  /// Without any network.
  public static final PrefixTable EMPTY = new Builder().build();

  private static final int V4_BITS = 96;
  private static final int MOST_BITS = 128;
  private static final int V4_ROOT = 18;
  private static final int V6_ROOT = 16;

  private final BitTrie v4;
  private final BitTrie v6;
  private final int prefixes;

  private PrefixTable(BitTrie v4, BitTrie v6, int prefixes) {
    this.v4 = v4;
    this.v6 = v6;
    this.prefixes = prefixes;
  }

  /// The number of the longest prefix around an address; 0 without one.
  public int value(long high, long low) {
    return IpAddress.isV4(high, low) ? v4.find(low << 32, 0) : v6.find(high, low);
  }

  /// Different prefixes.
  public int prefixes() {
    return prefixes;
  }

  /// What it takes of memory.
  public long bytes() {
    return v4.bytes() + v6.bytes();
  }

  /// Collects prefixes in columns, for a full table has more than a million.
  public static final class Builder {
    private long[] highs = new long[64];
    private long[] lows = new long[64];
    private byte[] lengths = new byte[64];
    private int[] values = new int[64];
    private int size;

    /// Of the same prefix added twice, the later one counts.
    ///
    /// @param bits length in an IPv6 address's 128; 96 more than is written for IPv4
    /// @param value what its addresses get
    public Builder add(long high, long low, int bits, int value) {
      if (bits < 0 || bits > MOST_BITS) {
        throw new IllegalArgumentException("a prefix has 0 to 128 bits, not " + bits);
      }
      if (size == highs.length) {
        int room = size * 2;
        highs = Arrays.copyOf(highs, room);
        lows = Arrays.copyOf(lows, room);
        lengths = Arrays.copyOf(lengths, room);
        values = Arrays.copyOf(values, room);
      }
      highs[size] = bits == 0 ? 0 : bits >= 64 ? high : high & (-1L << (64 - bits));
      lows[size] = bits <= 64 ? 0 : low & (-1L << (MOST_BITS - bits));
      lengths[size] = (byte) bits;
      values[size] = value;
      size++;
      return this;
    }

    /// Adds every network between two addresses, both included.
    ///
    /// @throws IllegalArgumentException if the last is before the first
    public Builder addRange(IpAddress first, IpAddress last, int value) {
      if (compare(first.high(), first.low(), last.high(), last.low()) > 0) {
        throw new IllegalArgumentException(last + " is before " + first);
      }
      long high = first.high();
      long low = first.low();
      while (true) {
        // The largest network that begins here and does not go beyond the last.
        int host =
            low == 0 ? 64 + Long.numberOfTrailingZeros(high) : Long.numberOfTrailingZeros(low);
        host = Math.min(host, MOST_BITS);
        while (compare(
                high | (host > 64 ? ones(host - 64) : 0),
                low | ones(Math.min(host, 64)),
                last.high(),
                last.low())
            > 0) {
          host--;
        }
        add(high, low, MOST_BITS - host, value);
        long endHigh = high | (host > 64 ? ones(host - 64) : 0);
        long endLow = low | ones(Math.min(host, 64));
        if (endHigh == last.high() && endLow == last.low()) {
          return this;
        }
        low = endLow + 1;
        high = low == 0 ? endHigh + 1 : endHigh;
      }
    }

    /// Prefixes that were added.
    public int size() {
      return size;
    }

    /// What was added until now.
    public PrefixTable build() {
      int[] order = sorted();
      Ranges four = new Ranges();
      Ranges six = new Ranges();
      int different = 0;
      for (int i = 0; i < order.length; i++) {
        int at = order[i];
        if (i + 1 < order.length && byPlace(at, order[i + 1]) == 0) {
          continue;
        }
        different++;
        int bits = lengths[at] & 0xff; // 128 does not fit into a signed byte
        if (bits >= V4_BITS && IpAddress.isV4(highs[at], lows[at])) {
          four.add(lows[at] << 32, 0, bits - V4_BITS, values[at]);
        } else {
          six.add(highs[at], lows[at], bits, values[at]);
        }
      }
      return new PrefixTable(
          new BitTrie(V4_ROOT, four.end()), new BitTrie(V6_ROOT, six.end()), different);
    }

    /// By address, the shorter prefix first, what came first first: merged, for a sort of objects
    /// would take many times the memory.
    private int[] sorted() {
      int[] from = new int[size];
      Arrays.setAll(from, i -> i);
      int[] to = new int[size];
      for (int width = 1; width < size; width *= 2) {
        for (int begin = 0; begin < size; begin += 2 * width) {
          int middle = Math.min(begin + width, size);
          merge(from, to, begin, middle, Math.min(begin + 2 * width, size));
        }
        int[] merged = to;
        to = from;
        from = merged;
      }
      return from;
    }

    private void merge(int[] from, int[] to, int begin, int middle, int end) {
      if (middle == end || byPlace(from[middle - 1], from[middle]) <= 0) { // files are in order
        System.arraycopy(from, begin, to, begin, end - begin);
        return;
      }
      int left = begin;
      int right = middle;
      for (int i = begin; i < end; i++) {
        boolean takeLeft = right == end || (left < middle && byPlace(from[left], from[right]) <= 0);
        to[i] = takeLeft ? from[left++] : from[right++];
      }
    }

    private int byPlace(int one, int other) {
      int byAddress = compare(highs[one], lows[one], highs[other], lows[other]);
      return byAddress != 0
          ? byAddress
          : Integer.compare(lengths[one] & 0xff, lengths[other] & 0xff);
    }
  }

  static int compare(long high, long low, long otherHigh, long otherLow) {
    int byHigh = Long.compareUnsigned(high, otherHigh);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, otherLow);
  }

  /// That many bits from the right.
  static long ones(int bits) {
    return bits == 0 ? 0 : -1L >>> (64 - bits);
  }
}
