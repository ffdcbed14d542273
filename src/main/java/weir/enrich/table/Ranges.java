package weir.enrich.table;

import java.util.Arrays;

/// Nested prefixes laid flat: from each start on its value holds, up to the next start. The first
/// is address 0, and 0 stands for no value.
final class Ranges {
  private static final int MOST_NESTED = 130;

  private long[] highs = new long[64];
  private long[] lows = new long[64];
  private int[] values = new int[64];
  private int size;

  // The prefixes around the last one: their last addresses, and their values.
  private final long[] endHighs = new long[MOST_NESTED];
  private final long[] endLows = new long[MOST_NESTED];
  private final int[] outer = new int[MOST_NESTED];
  private int nested;

  Ranges() {
    start(0, 0, 0);
  }

  /// Prefixes come by their address, the shorter first, each once.
  void add(long high, long low, int bits, int value) {
    leave(high, low, false);
    endHighs[nested] = bits >= 64 ? high : high | PrefixTable.ones(64 - bits);
    endLows[nested] = low | PrefixTable.ones(bits <= 64 ? 64 : 128 - bits);
    outer[nested++] = value;
    start(high, low, value);
  }

  /// No more come.
  Ranges end() {
    leave(0, 0, true);
    return this;
  }

  int size() {
    return size;
  }

  long high(int index) {
    return highs[index];
  }

  long low(int index) {
    return lows[index];
  }

  int value(int index) {
    return values[index];
  }

  /// Goes out of the prefixes that end before an address.
  private void leave(long high, long low, boolean all) {
    while (nested > 0
        && (all || PrefixTable.compare(endHighs[nested - 1], endLows[nested - 1], high, low) < 0)) {
      nested--;
      long endLow = endLows[nested] + 1;
      long endHigh = endLow == 0 ? endHighs[nested] + 1 : endHighs[nested];
      if ((endHigh | endLow) != 0) { // otherwise it ends where the addresses do
        start(endHigh, endLow, nested == 0 ? 0 : outer[nested - 1]);
      }
    }
  }

  private void start(long high, long low, int value) {
    if (size > 0 && highs[size - 1] == high && lows[size - 1] == low) {
      size--; // nothing is between them
    }
    if (size > 0 && values[size - 1] == value) {
      return;
    }
    if (size == highs.length) {
      highs = Arrays.copyOf(highs, size * 2);
      lows = Arrays.copyOf(lows, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    highs[size] = high;
    lows[size] = low;
    values[size++] = value;
  }
}
