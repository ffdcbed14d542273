package weir.packet;

import java.util.Arrays;

/// The rows of packets whose headers were met before. It may forget: what it does not know is found
/// by parsing. Not thread-safe.
final class KnownHeaders {
  /// So many places are looked at; the first one is given to the newcomer if all are taken.
  private static final int LOOKS = 8;

  private static final int NONE = -1;

  private final int[] rows;
  private final long[] keys;

  /// @param places a power of two, twice as many as there are rows at most
  KnownHeaders(int places) {
    rows = new int[places];
    keys = new long[places * PlainHeaders.WORDS];
    clear();
  }

  void clear() {
    Arrays.fill(rows, NONE);
  }

  /// The place of such headers, or the one where they are to be [#put].
  int find(PlainHeaders headers) {
    int first = headers.hash() & (rows.length - 1);
    for (int look = 0; look < LOOKS; look++) {
      int place = (first + look) & (rows.length - 1);
      if (rows[place] == NONE || isAt(place, headers.key())) {
        return place;
      }
    }
    rows[first] = NONE;
    return first;
  }

  private boolean isAt(int place, long[] key) {
    int at = place * PlainHeaders.WORDS;
    return Arrays.equals(keys, at, at + PlainHeaders.WORDS, key, 0, PlainHeaders.WORDS);
  }

  /// The row of what is at a place; below 0 for none.
  int row(int place) {
    return rows[place];
  }

  void put(int place, PlainHeaders headers, int row) {
    System.arraycopy(headers.key(), 0, keys, place * PlainHeaders.WORDS, PlainHeaders.WORDS);
    rows[place] = row;
  }
}
