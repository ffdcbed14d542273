package weir.decode;

import java.util.Arrays;

/// Numbers by number, without boxing; 0 stands for "none". Bounded: full, it starts anew, for what
/// it holds is sent again and again.
final class LongTable {
  private static final int MAX_ENTRIES = 4096;

  private long[] keys = new long[16];
  private long[] values = new long[16];
  private int size;

  /// The value, or 0.
  long get(long key) {
    return values[slot(key)];
  }

  /// @param value not 0
  void put(long key, long value) {
    int slot = slot(key);
    if (values[slot] == 0) {
      if (size >= MAX_ENTRIES) {
        Arrays.fill(values, 0);
        size = 0;
      } else if (size * 2 >= keys.length) {
        grow();
      }
      slot = slot(key);
      size++;
    }
    keys[slot] = key;
    values[slot] = value;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /// The value that all entries have; 0 for none, -1 if they differ.
  long only() {
    long only = 0;
    for (long value : values) {
      if (value != 0 && only != value) {
        if (only != 0) {
          return -1;
        }
        only = value;
      }
    }
    return only;
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = (int) ((key * 0x9e37_79b9_7f4a_7c15L) >>> 40) & mask;
    while (values[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = new long[oldKeys.length * 2];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }
}
