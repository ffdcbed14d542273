package weir.decode.state;

/// How many places tell of which rate, to know whether there is but one rate. More than a few
/// different ones are "several", for good.
final class RateCounts {
  private static final int MOST = 8;

  private final long[] rates = new long[MOST];
  private final int[] counts = new int[MOST];
  private boolean several;

  /// A place tells of `now` instead of `before`; 0 for nothing before.
  void replace(long before, long now) {
    if (before == LongTable.STARTED_ANEW) {
      several = true;
    } else if (before != now) {
      add(before, -1);
      add(now, 1);
    }
  }

  private void add(long rate, int change) {
    if (rate == 0) {
      return;
    }
    int free = -1;
    for (int i = 0; i < MOST; i++) {
      if (counts[i] != 0 && rates[i] == rate) {
        counts[i] += change;
        return;
      }
      free = counts[i] == 0 ? i : free;
    }
    if (free < 0) {
      several = true;
    } else {
      rates[free] = rate;
      counts[free] = Math.max(0, change);
    }
  }

  /// The rate that all places tell of; 0 for none or several.
  long only() {
    long only = 0;
    for (int i = 0; i < MOST; i++) {
      if (counts[i] != 0) {
        if (several || only != 0) {
          return 0;
        }
        only = rates[i];
      }
    }
    return several ? 0 : only;
  }
}
