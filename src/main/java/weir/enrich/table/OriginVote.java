package weir.enrich.table;

import java.util.Arrays;

/// Which AS most routes of a prefix begin in.
final class OriginVote {
  private int[] origins = new int[8];
  private int[] counts = new int[8];
  private int size;

  void begin() {
    size = 0;
  }

  /// @param origin 0 for a route that says none
  void add(int origin) {
    if (origin == 0) {
      return;
    }
    for (int i = 0; i < size; i++) {
      if (origins[i] == origin) {
        counts[i]++;
        return;
      }
    }
    if (size == origins.length) {
      origins = Arrays.copyOf(origins, size * 2);
      counts = Arrays.copyOf(counts, size * 2);
    }
    origins[size] = origin;
    counts[size++] = 1;
  }

  /// Of two that as many routes have, the lower one, so that it does not depend on their order. 0
  /// without any.
  int winner() {
    int best = 0;
    int most = 0;
    for (int i = 0; i < size; i++) {
      boolean lower = Integer.compareUnsigned(origins[i], best) < 0;
      if (counts[i] > most || (counts[i] == most && lower)) {
        best = origins[i];
        most = counts[i];
      }
    }
    return best;
  }
}
