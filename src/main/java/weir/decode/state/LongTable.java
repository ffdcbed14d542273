package weir.decode.state;

import java.security.SecureRandom;
import java.util.Arrays;

/// Numbers by number, without boxing; 0 stands for "none". Bounded: full, it starts anew, for what
/// it holds is sent again and again.
final class LongTable {
  /// What [#put] gives when it has started anew.
  static final long STARTED_ANEW = -1;

  private static final int MAX_ENTRIES = 4096;
  private static final int BYTES_PER_SLOT = 16;

  /// So that nobody outside can choose keys that collide.
  private static final long SEED = new SecureRandom().nextLong();

  private final Footprint footprint;
  private long[] keys = new long[0];
  private long[] values = new long[1];
  private int size;

  /// @param footprint grows with it
  LongTable(Footprint footprint) {
    this.footprint = footprint;
  }

  /// The value, or 0.
  long get(long key) {
    return values[slot(key)];
  }

  /// Gives the value before, 0 for none.
  ///
  /// @param value not 0
  long put(long key, long value) {
    int slot = slot(key);
    long before = values[slot];
    if (before == 0) {
      if (size >= MAX_ENTRIES) {
        Arrays.fill(values, 0);
        size = 0;
        before = STARTED_ANEW;
      } else if (size * 2 >= keys.length) {
        grow();
      }
      slot = slot(key);
      size++;
    }
    keys[slot] = key;
    values[slot] = value;
    return before;
  }

  /// Takes each key and its value.
  interface Entries {
    void entry(long key, long value);
  }

  void forEach(Entries entries) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] != 0) {
        entries.entry(keys[i], values[i]);
      }
    }
  }

  /// Forgets all.
  void clear() {
    Arrays.fill(values, 0);
    size = 0;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /// Where the key is or may go; without any room the one slot that stays 0.
  private int slot(long key) {
    int mask = keys.length - 1;
    if (mask < 0) {
      return 0;
    }
    long hash = (key ^ SEED) * 0x9e37_79b9_7f4a_7c15L;
    hash = (hash ^ (hash >>> 32)) * 0xd6e8_feb8_6659_fd93L;
    int slot = (int) (hash >>> 40) & mask;
    while (values[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldValues = values;
    int capacity = Math.max(8, oldKeys.length * 2);
    footprint.add((long) (capacity - oldKeys.length) * BYTES_PER_SLOT);
    keys = new long[capacity];
    values = new long[capacity];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }

  /// What it has added to the footprint.
  long bytes() {
    return (long) keys.length * BYTES_PER_SLOT;
  }
}
